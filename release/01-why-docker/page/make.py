"""Makes site/index.html of page.txt."""

import platform
from html import escape
from pathlib import Path

text = escape(Path("page.txt").read_text(encoding="utf-8").strip())
made = f"Made and served by Python {platform.python_version()}."
Path("site").mkdir(exist_ok=True)
Path("site/index.html").write_text(f"<h1>{text}</h1>\n<p>{made}</p>\n", encoding="utf-8")
