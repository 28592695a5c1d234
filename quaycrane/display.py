"""The colours of our displays: JupyterLab's theme where there is one, else the page's own light or dark."""

GOOD = "var(--jp-success-color1, light-dark(#2da44e, #81c784))"
BAD = "var(--jp-error-color1, light-dark(#d1454f, #ef9a9a))"
NOTICE = "var(--jp-warn-color1, light-dark(#bf8700, #ffb74d))"
QUIET = "var(--jp-ui-font-color2, light-dark(#616161, #bdbdbd))"
LINE = "var(--jp-border-color2, rgba(128, 128, 128, 0.45))"
CODE_FONT = "var(--jp-code-font-family, monospace)"


def readable(colour: str) -> str:
    """Return a colour of an edge as one that text can be read in, in both themes."""
    return f"color-mix(in srgb, {colour} 75%, var(--jp-ui-font-color0, currentcolor))"
