"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.units.capstone.labs.ends import exit_code
from quaycrane.units.capstone.labs.starts import Starts, starts

__all__ = ["Starts", "exit_code", "starts"]
