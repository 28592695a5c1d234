"""Unit 10: which variable lives when?"""
