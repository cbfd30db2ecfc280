"""The documents made from the declarations are those of the declarations as they are now."""

from casework import docs, kinds
from tests.architecture import scan


def test_docs_are_what_render_docs_writes() -> None:
    stale = [scan.name(path) for path, text in docs.pages().items() if not path.exists() or path.read_text() != text]
    assert not stale, "run manage.py render_docs"


def test_nothing_is_left_of_a_kind_that_is_gone() -> None:
    made = set(docs.pages())
    assert {path for path in (scan.ROOT / "docs" / "lifecycle").glob("*.md")} <= made


def test_a_changed_declaration_changes_its_page() -> None:
    lifecycle = kinds.by_name("property.case").lifecycle
    page = docs.lifecycle_page(lifecycle)
    for row in lifecycle.rows.values():
        assert f"| `{row.code}` |" in page
    arrows = sum(len(docs.targets(lifecycle, row, one)) for row in lifecycle.rows.values() for one in row.sources)
    assert page.count(" --> ") == 1 + arrows + sum(s.terminal for s in lifecycle.states.values())
    assert "    mediation --> rectifying: 终止调解" in page, "back to where it came from"


def test_tables_are_whole() -> None:
    """Each row of a table has as many cells as its head; a bar inside a word would break it."""
    for path, text in docs.pages().items():
        bars = 0
        for line in text.splitlines():
            bare = line.replace("\\|", "")
            if not line.startswith("|"):
                bars = 0
                continue
            bars = bars or bare.count("|")
            assert bare.count("|") == bars, f"{scan.name(path)}: {line}"
