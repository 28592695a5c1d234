"""Writes the page that the server shows: who is on duty is known when the container starts."""

import os
from pathlib import Path

page = f"On duty: {os.environ.get('ON_DUTY', 'nobody')}\n"
Path("/tmp/page.txt").write_text(page, encoding="utf-8")  # noqa: S108
