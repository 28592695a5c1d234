"""Unit 02: Images and containers."""
