"""The course as a site: its pages, put together for Sphinx from what the course is made of."""

from quaycrane.site.assembling import assemble
from quaycrane.site.playing import played
from quaycrane.site.teaching import teaching_page

__all__ = ["assemble", "played", "teaching_page"]
