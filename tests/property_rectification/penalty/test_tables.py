"""Declaration, states, guards, clocks and permissions of a penalty procedure against the tables, row by row."""

from typing import Any

import pytest

from casework import access
from casework.models import TimerRule
from property_rectification.penalty import scopes
from property_rectification.penalty.kind import LABELS
from property_rectification.penalty.lifecycle import PENALTY
from property_rectification.penalty.states import STATES
from tests.property_rectification.exemplar.test_tables import cell, table

NAME = "property.penalty"
#: A crime is transferred by a handoff: these rows, their state and their guards come with the handoffs.
WITH_HANDOFFS = {"transfer_crime", "resume_after_transfer", "close_after_transfer"}
THEIR_GUARDS = {"crime_not_pursued", "crime_outcome_recorded", "crime_team_report_present"}
#: L-31 and L-36 ask for more than the row of the table names.
STRICTER = {"decide_penalty": ["party_old_enough", "not_heavier_than_proposed"]}
#: Messages that say more than the table: what is missing; and those of other lifecycles that read differently here.
LONGER = {"file_complete"}
SIGNS = {
    "alarm": ("alarm", "red", "right to apply to court lost"),
    "right_ends": ("may proceed", "right to", "cannot be held earlier", "becomes possible"),
    "transition:mark_overdue": ("mark_overdue",),
}


def test_transitions_equal_the_table_row_by_row() -> None:
    rows = {r["transition"]: r for r in table("transitions.csv") if r["lifecycle"] == NAME}
    assert not rows or set(rows) - WITH_HANDOFFS == set(PENALTY.rows)
    for code in set(rows) - WITH_HANDOFFS:
        row, expected = PENALTY.rows[code], rows[code]
        assert str(row.label) == expected["label_zh"], code
        assert row.spec_id == expected["spec_id"], code
        assert list(row.sources) == cell(expected["sources"]), code
        assert row.target == expected["target"], code
        assert row.by == set(cell(expected["actors"])), code
        assert [g.code for g in row.needs] == cell(expected["guards"]) + STRICTER.get(code, []), code
        assert list(row.starts) == cell(expected["starts_timers"]), code
        assert list(row.stops) == cell(expected["stops_timers"]), code
        assert list(row.prints) == cell(expected["documents"]), code
        assert set(row.rules.split()) == set(cell(expected["rules"])), code


def test_states_equal_the_table() -> None:
    rows = [r for r in table("states.csv") if r["lifecycle"] == NAME and r["state"] != "transfer_crime"]
    if not rows:
        return
    assert [s.code for s in STATES] == [r["state"] for r in rows]
    for state, expected in zip(STATES, rows, strict=True):
        assert str(state.label) == expected["label_zh"]
        assert state.terminal == (expected["terminal"] == "1")
        assert (PENALTY.initial == state.code) == (expected["initial"] == "1")


def test_guards_say_what_the_table_says() -> None:
    said = {g.code: g for row in PENALTY.rows.values() for g in row.needs}
    for expected in table("guards.csv"):
        if expected["lifecycle"] != NAME or expected["guard"] in THEIR_GUARDS:
            continue
        guard = said.pop(expected["guard"])
        assert set(cell(expected["rules"])) == set(guard.rules.split()), guard.code
        if guard.code not in LONGER:
            assert (str(guard.message), str(guard.remedy)) == (
                expected["denial_message_zh"], expected["remedy_zh"],
            ), guard.code  # fmt: skip
    assert not table("guards.csv") or set(said) == {g for more in STRICTER.values() for g in more}


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
        assert any(sign in expected["on_expiry"] for sign in SIGNS[rule.on_expiry]), rule.key


def test_permissions_equal_the_table() -> None:
    ours = {r.role: (r.letters, r.scope) for r in access.rights() if r.object == "penalty"}
    for expected in table("permissions.csv"):
        if expected["object"] == "penalty":
            assert ours[expected["role"]] == (set(cell(expected["letters"])), expected["scope"])
    assert len(ours) == 25


def test_scopes_are_those_of_the_matrix() -> None:
    """Whoever has a letter has a scope, and nobody else; who acts has a letter or is the party (L-31)."""
    may = {r.role: r.letters for r in access.rights() if r.object == "penalty"}
    assert set(scopes.PENALTY_SCOPES) == {role for role, letters in may.items() if letters}
    for code, row in PENALTY.rows.items():
        assert all(may[role] & set("CUA") for role in row.by - {"system", "R15", "R16", "R17"}), code


def test_every_state_can_be_reached() -> None:
    reached = {PENALTY.initial} | {row.target for row in PENALTY.rows.values()} - {"@same", "@previous"}
    assert reached == set(PENALTY.states)
