"""Installs an engine of Debian's own packages."""
