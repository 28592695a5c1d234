"""Brings the course along in a wheel: its units, the kit's recipes, the example answers, the recordings."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SHARED = ("answers", "kit", "recordings", "release", "source", "nbgrader_config.py", "LICENSE")
LEFT_OUT = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "node_modules", ".predictions.json")


class BuildWithCourse(build_py):
    """Builds the package, and lays the course into it where it is not beside it as in a clone."""

    def run(self) -> None:
        """Build."""
        super().run()
        if self.editable_mode:
            return
        here, share = Path(__file__).parent, Path(self.build_lib, "quaycrane", "share")
        shutil.rmtree(share, ignore_errors=True)
        share.mkdir(parents=True)
        for name in SHARED:
            if (here / name).is_dir():
                shutil.copytree(here / name, share / name, ignore=LEFT_OUT)
            else:
                shutil.copy(here / name, share / name)


setup(cmdclass={"build_py": BuildWithCourse})
