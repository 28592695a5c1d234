"""Every setting of the course for nbgrader, each with its reason."""

import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader's loader puts it there

_root = Path(__file__).resolve().parent

# nbgrader calls `alembic` by its bare name; without the environment's bin on PATH a new gradebook
# cannot be made, and Formgrader hangs at "Loading".
_bin = str(Path(sys.executable).parent)
if _bin not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join(filter(None, (_bin, os.environ.get("PATH", ""))))

# The exchange and the gradebook know the course by this name.
c.CourseDirectory.course_id = "quaycrane"

# The course is where this file is, whatever folder a command is given in. The gradebook is
# gradebook.db in it; a big class may name a PostgreSQL server in CourseDirectory.db_url.
c.CourseDirectory.root = str(_root)

# Where Fetch puts a unit, JupyterLab opens it, and Submit takes it from.
c.Exchange.assignment_dir = str(_root / "work")

# generate_assignment copies every file of a unit into release/. A text twin of a notebook (jupytext)
# holds its solutions, and so do the answer files that it wrote if it was run in source/; what tools
# leave behind is no part of a unit. Patterns see base names only.
_notebooks = sorted(_root.glob("source/*/*.ipynb"))
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "node_modules",
    ".DS_Store",
    ".git",
    ".gitignore",
    ".predictions.json",
    *(
        notebook.stem + suffix
        for notebook in _notebooks
        for suffix in (".py", ".md", ".Rmd", ".qmd", ".myst.md", ".html", ".pdf")
    ),
    *(
        Path(name).name
        for notebook in _notebooks
        for name in re.findall(
            r'"%%(?:dockerfile|compose|answer) ([^\\"\s]+)', notebook.read_text(encoding="utf-8")
        )
    ),
]

# Downloads of Moodle or Canvas lie in downloaded/UNIT/archive, with the class list: zip_collect takes each
# student's last notebooks from them, follows no path and unpacks no more than a notebook may hold.
c.ZipCollectApp.extractor_plugin = "quaycrane.grading.collect.PlatformExtractor"
c.FileNameCollectorPlugin.named_regexp = (
    r".*[\\/](?P<student_id>[^\\/]+)[\\/](?P<timestamp>\d{8}T\d{6}Z)?_[\\/](?P<file_id>[^\\/]+)$"
)

# One stub for every kind of answer cell: a comment in a Dockerfile, in YAML and in Python. The
# default raises NotImplementedError, which is an unknown instruction in a Dockerfile.
c.ClearSolutions.code_stub = {"python": "# YOUR ANSWER HERE"}

# Prose marked by hand: nbgrader gives 0 by itself where this is left unchanged.
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# Students' and instructors' `validate` runs a notebook as it is. A first build takes longer than the
# default 30 s, and after one time-out nbgrader would not run the rest.
c.Execute.timeout = 600
c.ExecutePreprocessor.timeout = 600

# Submissions are read by us, before nbgrader opens them: the text of the answer cells and nothing
# else, so that no broken file, edited metadata, outdated schema or link reaches nbgrader. It also
# sets Autograde.exclude_overwriting to each unit's answers: otherwise nbgrader puts the
# instructor's copy over a student's file of the same name.
c.Autograde.exporter_class = "quaycrane.grading.intake.SubmissionExporter"

# No student's Python runs: the first step runs the grade cells of source/, hidden tests included, in
# a kernel of its own. It also disarms determine_grade, which gives 0 points for a word on standard
# error, all points for silence or a result that is no number, and stops at a mark above the
# maximum. The other six are nbgrader's own, unchanged and in their order.
c.Autograde.autograde_preprocessors = [
    "quaycrane.grading.execute.ExecuteChecks",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# A cold build with `npm ci` fits many times over, and so does the capstone's first cell, which may wait twice
# for a stack that never is ready; what hangs does not hold up a class.
c.ExecuteChecks.cell_seconds = 600.0
c.ExecuteChecks.total_seconds = 1800.0
c.ExecuteChecks.build_seconds = 240.0

# Answers are built and run in slots: an engine for each worker, apart from the host's network, with
# limits. Where a machine allows none (no privileged containers), `trusted` checks on the engine at
# hand, one submission at a time: whoever wrote the answers is as good as root there.
c.ExecuteChecks.trusted = False
c.ExecuteChecks.slot_memory_bytes = 1_500_000_000
# The capstone's drills have two MySQL, and a database's disk made of memory.
c.ExecuteChecks.slot_memory_bytes_of = {"11-capstone": 2_500_000_000}
c.ExecuteChecks.slot_processes = 1024
c.ExecuteChecks.slot_disk_bytes = 4_000_000_000
c.ExecuteChecks.slot_cpus = 2.0

# Without an engine behaviour cannot be checked: such a run stops before any mark is touched,
# rather than mark right answers as wrong.
c.ExecuteChecks.allow_without_engine = False

# Autograded notebooks hold the hidden tests again, and feedback is made from them.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "quaycrane.grading.feedback.HideTests",
    "quaycrane.grading.feedback.HideMarkScheme",
    "quaycrane.grading.feedback.Summarise",
]

# A page that begins with the points and what to try, in one file without any script. The exporter
# brings its own template: HTMLExporter.template_name would also change Formgrader's pages.
c.GenerateFeedback.exporter_class = "quaycrane.grading.feedback.FeedbackExporter"

# Formgrader shows an instructor what students wrote, in the page that may do all that Jupyter may: their
# Markdown is cleaned there as in the feedback.
c.HTMLExporter.filters = {"markdown2html": "quaycrane.grading.prose.markdown_of_cell"}

# And it shows below each answer what was found, line by line, and asks no server elsewhere for MathJax.
c.HTMLExporter.preprocessors = ["quaycrane.grading.formgrader.AnswersBeside"]
c.HTMLExporter.extra_template_basedirs = [
    str(Path(find_spec(package).origin).parent / folder)
    for package, folder in (
        ("quaycrane", "grading/telling/pages"),
        ("nbgrader", "server_extensions/formgrader/templates"),
    )
]
