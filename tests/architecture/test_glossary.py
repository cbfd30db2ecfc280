"""The glossary names what the code names: nothing that is gone, no state, act, role, clock or model left out."""

import re
from functools import cache

import pytest
from django.apps import apps

from casework import kinds
from property_rectification.case_clocks import LABELS
from property_rectification.exemplar.kind import LABELS as EXEMPLAR_LABELS
from property_rectification.roles import ROLES
from relief.clocks import LABELS as RELIEF_LABELS
from relief.complaints.kind import LABELS as COMPLAINT_LABELS
from relief.report.kind import LABELS as REPORT_LABELS
from relief.roles import ROLES as RELIEF_ROLES
from tests.architecture import scan

GLOSSARY = scan.ROOT / "docs" / "glossary.md"
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|", re.M)


def rows() -> dict[str, set[str]]:
    """Code name → the Chinese words that stand beside it; one code may stand in several tables."""
    found: dict[str, set[str]] = {}
    for code, words in ROW.findall(scan.text(GLOSSARY)):
        found.setdefault(code, set()).add(words.strip())
    return found


def declared() -> dict[str, set[str]]:
    """Every state, act, role and clock with its label."""
    pairs = [*ROLES.items(), *LABELS.items(), *EXEMPLAR_LABELS.items()]
    pairs += [*RELIEF_ROLES.items(), *RELIEF_LABELS.items(), *COMPLAINT_LABELS.items(), *REPORT_LABELS.items()]
    for kind in kinds.all_kinds():
        lifecycle = kind.lifecycle
        acts = [*lifecycle.rows.values(), *lifecycle.amendments.values()]
        acts += lifecycle.beginnings
        beside = [state for region in lifecycle.regions.values() for state in region.states.values()]
        pairs += [(region.name, region.label) for region in lifecycle.regions.values()]
        pairs += [(one.code, one.label) for one in [*lifecycle.states.values(), *beside, *acts]]
    found: dict[str, set[str]] = {}
    for code, label in pairs:
        found.setdefault(code, set()).add(str(label))
    return found


@cache
def names() -> set[str]:
    """Every word of the product's code and seeds, dotted and hyphenated ones whole and in parts."""
    files = [p for p in scan.tracked() if p.relative_to(scan.ROOT).parts[0] in scan.PACKAGES]
    found: set[str] = set()
    for path in files:
        if path.suffix in (".py", ".csv", ".json"):
            whole = re.findall(r"[\w-]+(?:\.[\w-]+)*", scan.text(path))
            found.update(whole, (part for word in whole for part in word.split(".")))
    return found


def unknown(quoted: list[str]) -> list[str]:
    """Names in backticks that are neither a file nor a word of the code; of an address its last part is looked up."""
    return [
        name for name in quoted if not (scan.ROOT / name).exists() and name.strip("/").split("/")[-1] not in names()
    ]


def test_every_name_in_backticks_stands_in_the_code() -> None:
    assert not unknown(re.findall(r"`([^`]+)`", scan.text(GLOSSARY)))


def test_states_acts_roles_and_clocks_are_complete_and_worded_alike() -> None:
    there = rows()
    assert not {code: labels for code, labels in declared().items() if not labels <= there.get(code, set())}


def test_every_model_is_named() -> None:
    ours = [m for m in apps.get_models() if m.__module__.split(".")[0] in scan.PACKAGES]
    assert not {m.__name__ for m in ours} - set(rows())


@pytest.mark.parametrize(
    "planted", ["FieldOfDreams", "find_violations", "casework/gone.py", "/api/v1/rectification-case"]
)
def test_a_planted_name_is_found(planted: str) -> None:
    assert unknown([planted]) == [planted]
