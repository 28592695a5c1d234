"""How a text answer and a Dockerfile are shown."""

import pytest

from quaycrane.notebook import answer_view, dockerfile_view

TWINS = "\n".join(
    ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [x, y]", ["2 answers read as:", "  a: 1", "  b: x, y"]),
        ("m:\n  s: [c, d]\n  t: []\nn:\n  s: [e]", ["3 answers", "m, s: c, d", "m, t: (none)", "n, s: e"]),
        ("a: yes\nb: true\nc: null\nd: {}", ["a: yes", "b: true", "c: (none)", "d: (none)"]),
        ("a: 1", ["1 answer read as:"]),
        ("a: {b: {c: d}}", ["a, b: {'c': 'd'}"]),
        ("a: [[1, 2], [3]]", ["a: [[1, 2], [3]]"]),
    ],
)
def test_yaml_is_read_as_rows(text: str, expected: list[str]) -> None:
    """Each answer is a row; an answer below a heading has the heading before its name."""
    shown = repr(answer_view.view("p.yaml", text))
    assert all(part in shown for part in expected), shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [x\n", "line 2 is no YAML"),
        ("a: 1\nb: c: d\n", "line 2 is no YAML: mapping values"),
        ("a:\n\t- b\n", "line 2 is no YAML"),
        ("a: 1\na: 2\n", 'line 2 is no YAML: found duplicate key "a"'),
        ("a: *b\n", "line 1 is no YAML: found undefined alias"),
        ("a: 1\n---\nb: 2\n", "line 2 is no YAML"),
        ("a: !!python/object:os.system x\n", "line 1 is no YAML"),
        ("a: 2024-13-45\n", "this is no YAML: month"),
        ("a: !!bool q\n", "this is no YAML"),
        ("a: 0x" + "f" * 6000, "this is no YAML"),
        ("a: \x00", "this is no YAML"),
        ("[" * 5000, "this is no YAML"),
        ("- a\n- b\n", "no list of answers. Write one `name: value`"),
        ("words", "no list of answers"),
    ],
)
def test_broken_yaml_is_told_with_its_line(text: str, expected: str) -> None:
    """YAML that cannot be read gives its line and what is wrong, and raises nothing."""
    shown = answer_view.view("p.yml", text)
    assert expected in repr(shown)
    assert "#d1454f" in shown.html


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x {b: *x}", "&x\na: *x", TWINS])
@pytest.mark.timeout(20)
def test_endless_yaml_ends(text: str) -> None:
    """Anchors that hold themselves, or grow beyond all measure, are shown shortened."""
    shown = answer_view.view("p.yaml", text)
    assert "read as:" in repr(shown)
    assert "..." in repr(shown)
    assert len(shown.html) < 100_000


@pytest.mark.parametrize(
    ("text", "expected"), [("one", "1 word written."), ("It is a\nlayer.", "4 words written.")]
)
def test_prose_counts_words(text: str, expected: str) -> None:
    """Prose is no YAML: its words are counted."""
    assert expected in repr(answer_view.view("why.md", text))


@pytest.mark.parametrize(
    "shown",
    [
        answer_view.view("p.yaml", "<script>a</script>: <img src=x>"),
        answer_view.view("p.yaml", "a: [<script>"),
        answer_view.view("p.yaml", "<script>: 1\n<script>: 2"),
        dockerfile_view.view("D", "FROM <script>\nRUN <img src=x>\n<script> x\n"),
    ],
)
def test_what_was_written_is_escaped(shown: object) -> None:
    """HTML in an answer is shown, never rendered."""
    html = getattr(shown, "html")  # noqa: B009 - the two views share no type that mypy sees
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;" in html
