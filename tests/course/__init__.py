"""The course as one."""
