"""Unit 09: what can a container do to you?"""
