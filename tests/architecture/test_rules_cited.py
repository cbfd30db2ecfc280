"""Every rule the code cites is explained, and every explained rule is cited."""

import re

import pytest

from casework import docs
from tests.architecture import scan

TAGS = {"V", "V-L", "V-P", "M", "D", "SEED"}


def test_every_cited_rule_is_explained() -> None:
    known = docs.rules()
    assert not {rule: files for rule, files in docs.cited().items() if rule not in known}


def test_every_explained_rule_is_cited() -> None:
    assert not set(docs.rules()) - set(docs.cited())


def test_every_rule_has_words_a_basis_and_a_confidence() -> None:
    for rule in docs.rules().values():
        assert len(rule.text) > 30, rule.id
        assert rule.basis, rule.id
        assert set(rule.confidence.split("/")) <= TAGS, rule.id


def test_no_rule_is_explained_twice() -> None:
    files = [path for path in scan.tracked() if path.name == docs.RULES_FILE]
    ids = [line.split(",")[0] for path in files for line in path.read_text().splitlines()[1:]]
    assert len(files) > 1
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("text", "wanted"), [
    ("see L-75, L-76a", {"L-75", "L-76a"}),
    ("gates CG-1…CG-7", {"CG-1", "CG-7"}),
    ("§5.3 and §A.5.", {"§5.3", "§A.5"}),
    ("(§1.1.2 #14–#17)", {"§1.1.2 #14"}),
    ('row("x", spec_id="1.1.2#36")', {"§1.1.2 #36"}),
    ("R-39, HB-02; SB-04 and AP-01", {"R-39", "HB-02", "SB-04", "AP-01"}),
    ("CALL-75 and XCG-1", set()),
])  # fmt: skip
def test_citations_are_read(text: str, wanted: set[str]) -> None:
    assert docs.citations(text) == wanted


def test_no_citation_without_its_section() -> None:
    """`#36` alone leads nowhere: the row is cited with its section."""
    loose = re.compile(r"(?<![\w§#–])#\d{2}\b")
    planted = "closing (#36)"
    assert loose.search(planted)
    for path in docs.sources():
        text = re.sub(r"§[\d.]+ #\d+(?:–#\d+)?(?:, #\d+)*", "", path.read_text())
        text = docs.SPEC_ID.sub("", text)
        assert path.suffix != ".py" or not loose.findall(text), scan.name(path)
