"""Declaration, states, guards, clocks and permissions of a penalty procedure against the tables, row by row."""

import pytest

from casework import access
from property_rectification.penalty import scopes
from property_rectification.penalty.kind import LABELS
from property_rectification.penalty.lifecycle import PENALTY
from tests import tables
from tests.tables import cell, table

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
    rows = tables.of("transitions.csv", NAME, "transition")
    assert not rows or set(rows) - WITH_HANDOFFS == set(PENALTY.rows)
    for code in set(rows) - WITH_HANDOFFS:
        row, expected = PENALTY.rows[code], rows[code]
        tables.same_row(row, expected, cell(expected["guards"]) + STRICTER.get(code, []))
        assert list(row.sources) == cell(expected["sources"]), code
        assert set(row.rules.split()) == set(cell(expected["rules"])), code


def test_states_equal_the_table() -> None:
    tables.same_states(PENALTY, left_out={"transfer_crime"})


def test_guards_say_what_the_table_says() -> None:
    stricter = {guard for more in STRICTER.values() for guard in more}
    assert tables.same_guards(PENALTY, longer=LONGER, later=THEIR_GUARDS) in (stricter, set())


@pytest.mark.django_db
def test_clocks_equal_the_table() -> None:
    tables.same_clocks(NAME, LABELS, SIGNS)


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
