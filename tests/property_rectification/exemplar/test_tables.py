"""Declaration, states, guards, clocks and permissions of an exemplary case against the tables, row by row."""

import csv
from typing import Any

import pytest

from casework import access
from casework.models import TimerRule
from property_rectification.exemplar import guards, scopes
from property_rectification.exemplar.kind import LABELS
from property_rectification.exemplar.lifecycle import EXEMPLAR
from property_rectification.exemplar.states import STATES
from tests.shared import shared_data

NAME = "property.exemplar"
#: A word of the table's cell that speaks for each of our codes.
SIGNS = {
    "alarm": "red", "right_ends": "becomes possible", "transition:expire_publication": "expire_publication",
}  # fmt: skip
#: Messages that say more than the table: where, which and until when.
LONGER = {"mask_passed", "firm_naming_lawful", "sentences_mapped_to_evidence", "no_prohibited_content"}


def table(name: str) -> list[dict[str, str]]:
    path = shared_data("spec", "tables", "property", name)
    if path is None:
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def test_transitions_equal_the_table_row_by_row() -> None:
    rows = {r["transition"]: r for r in table("transitions.csv") if r["lifecycle"] == NAME}
    assert not rows or set(rows) == set(EXEMPLAR.rows)
    for code, expected in rows.items():
        row = EXEMPLAR.rows[code]
        assert str(row.label) == expected["label_zh"], code
        assert row.spec_id == expected["spec_id"], code
        assert list(row.sources) == cell(expected["sources"]), code
        assert row.target == expected["target"], code
        assert row.by == set(cell(expected["actors"])), code
        assert [g.code for g in row.needs] == cell(expected["guards"]), code
        assert list(row.starts) == cell(expected["starts_timers"]), code
        assert list(row.stops) == cell(expected["stops_timers"]), code
        assert list(row.prints) == cell(expected["documents"]), code
        assert set(row.rules.split()) == set(cell(expected["rules"])), code


def test_states_equal_the_table() -> None:
    rows = [r for r in table("states.csv") if r["lifecycle"] == NAME]
    if not rows:
        return
    assert [s.code for s in STATES] == [r["state"] for r in rows]
    for state, expected in zip(STATES, rows, strict=True):
        assert str(state.label) == expected["label_zh"]
        assert state.terminal == (expected["terminal"] == "1")
        assert (EXEMPLAR.initial == state.code) == (expected["initial"] == "1")


def test_guards_say_what_the_table_says() -> None:
    said = {g.code: g for row in EXEMPLAR.rows.values() for g in row.needs}
    for expected in table("guards.csv"):
        if expected["lifecycle"] != NAME:
            continue
        guard = said.pop(expected["guard"])
        assert set(cell(expected["rules"])) == set(guard.rules.split()), guard.code
        if guard.code not in LONGER:
            assert (str(guard.message), str(guard.remedy)) == (
                expected["denial_message_zh"], expected["remedy_zh"],
            ), guard.code  # fmt: skip
    assert not said or not table("guards.csv")


@pytest.mark.django_db
def test_clocks_equal_the_table() -> None:
    rules = {r.key: r for r in TimerRule.objects.filter(lifecycle=NAME)}
    assert set(rules) == set(LABELS)
    for expected in table("timers.csv"):
        if NAME not in expected["lifecycle"].split("|"):
            continue
        rule = rules[expected["key"]]
        ours: Any = (str(rule.amount), rule.unit, rule.roll, rule.basis, rule.confidence)
        assert ours == tuple(expected[n] for n in ("length", "unit", "roll", "rules", "confidence"))
        assert SIGNS[rule.on_expiry] in expected["on_expiry"]


def test_permissions_equal_the_table() -> None:
    ours = {r.role: (r.letters, r.scope) for r in access.rights() if r.object == "exemplar"}
    for expected in table("permissions.csv"):
        if expected["object"] == "exemplar":
            assert ours[expected["role"]] == (set(cell(expected["letters"])), expected["scope"])
    assert len(ours) == 25


def test_declared_actors_hold_the_letters_of_the_matrix() -> None:
    """Who writes creates or updates, who reviews approves; what firms may say comes with their log-in."""
    may = {r.role: r.letters for r in access.rights() if r.object == "exemplar"}
    assert EXEMPLAR.creation is not None
    assert EXEMPLAR.creation.by == {role for role, letters in may.items() if "C" in letters} - {"R15"}
    for code, row in EXEMPLAR.rows.items():
        assert all(may[role] & set("CUA") for role in row.by - {"system"}), code
    assert set(scopes.EXEMPLAR_SCOPES) == {role for role, letters in may.items() if letters} - {"R15"}


def test_every_state_can_be_reached() -> None:
    assert {EXEMPLAR.initial} | {row.target for row in EXEMPLAR.rows.values()} == set(EXEMPLAR.states)


def test_reasons_of_a_lost_source_are_causes_of_a_withdrawal() -> None:
    from property_rectification import codes

    assert {guards.LOST_BY_CHANGE, guards.LOST_BY_REOPENING} <= set(dict(codes.choices("withdrawal_cause")))
