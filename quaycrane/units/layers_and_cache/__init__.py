"""Unit 03: why was the second build instant?"""
