"""How Sphinx makes the site; `./course site` lays out its pages first."""

from importlib.metadata import version as version_of

project = html_title = "Quaycrane"
version = release = version_of("quaycrane")
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

nb_execution_mode = "off"  # what a page shows was recorded on a real engine
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]  # bad examples are bad

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_use_ivar = True
default_role = "code"

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_copyright = html_show_sphinx = html_copy_source = html_show_sourcelink = False
html_theme_options = {"top_of_page_buttons": []}
