"""Lets every kernel of this environment answer a name that is not there yet; see `quaycrane.first_cells`."""

c = get_config()  # noqa: F821 - IPython gives it
c.InteractiveShellApp.extensions.append("quaycrane.first_cells")
