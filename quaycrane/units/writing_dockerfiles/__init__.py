"""Unit 04: Writing Dockerfiles."""
