"""Declaration, states, guards, clocks and permissions of an exemplary case against the tables, row by row."""

import pytest

from casework import access
from property_rectification.exemplar import guards, scopes
from property_rectification.exemplar.kind import LABELS
from property_rectification.exemplar.lifecycle import EXEMPLAR
from tests import tables
from tests.tables import cell, table

NAME = "property.exemplar"
#: A word of the table's cell that speaks for each of our codes.
SIGNS = {
    "alarm": ("red",), "right_ends": ("becomes possible",),
    "transition:expire_publication": ("expire_publication",),
}  # fmt: skip
#: Messages that say more than the table: where, which and until when.
LONGER = {"mask_passed", "firm_naming_lawful", "sentences_mapped_to_evidence", "no_prohibited_content"}


def test_transitions_equal_the_table_row_by_row() -> None:
    rows = tables.of("transitions.csv", NAME, "transition")
    assert not rows or set(rows) == set(EXEMPLAR.rows)
    for code, expected in rows.items():
        row = EXEMPLAR.rows[code]
        tables.same_row(row, expected, cell(expected["guards"]))
        assert list(row.sources) == cell(expected["sources"]), code
        assert set(row.rules.split()) == set(cell(expected["rules"])), code


def test_states_equal_the_table() -> None:
    tables.same_states(EXEMPLAR)


def test_guards_say_what_the_table_says() -> None:
    assert tables.same_guards(EXEMPLAR, longer=LONGER) == set()


@pytest.mark.django_db
def test_clocks_equal_the_table() -> None:
    tables.same_clocks(NAME, LABELS, SIGNS)


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
