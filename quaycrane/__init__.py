"""Learn Docker by driving a real Docker Engine.

- ``engine``: finds or starts a Docker Engine, builds, runs, cleans up
- ``kit``: the images that the course needs, published or made here
- ``labs``: one experiment each, with a small frozen result
- ``figures``: draw a result; the title is the finding
- ``widgets``: explorers to play with
- ``notebook``: what a learner sees in a notebook: magics, banner, tables
- ``checks``: judge a Dockerfile by its text and by what its image and containers do
- ``grading``: grades a class with nbgrader, and runs none of its Python
- ``errors``: what went wrong, why, and what to do next
"""

__all__ = ["checks", "engine", "errors", "figures", "grading", "kit", "labs", "notebook", "widgets"]
