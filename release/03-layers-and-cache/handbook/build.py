"""Makes the pages of the handbook from their Markdown."""

from pathlib import Path

from markdown import markdown

site = Path("site")
site.mkdir(exist_ok=True)
for page in sorted(Path("pages").glob("*.md")):
    body = markdown(page.read_text(), extensions=["fenced_code", "codehilite"])
    (site / f"{page.stem}.html").write_text(f"<!doctype html>\n<title>Handbook</title>\n{body}\n")
    print("made", f"{page.stem}.html")
