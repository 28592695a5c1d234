"""Judges Dockerfiles and Compose files by every rule, for anyone, without a course or an engine.

Comments and settings that ask not to tell a rule are heeded here, and counted; nothing that marks an
answer comes this way.
"""
