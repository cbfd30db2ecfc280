"""The specification's tables beside the checkout, and a declaration held against them row by row."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from casework.declaration import Lifecycle, Row
from casework.models import TimerRule
from tests.shared import shared_data


def table(name: str, domain: str = "property") -> list[dict[str, str]]:
    """The rows of a table; none where the tables are absent, and a comparison is then not made."""
    path = shared_data("spec", "tables", domain, name)
    if path is None:
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(text: str) -> list[str]:
    """The entries of a cell."""
    return [part for part in text.split("|") if part]


def of(name: str, lifecycle: str, key: str) -> dict[str, dict[str, str]]:
    """The rows of one lifecycle by one of their columns."""
    return {row[key]: row for row in table(name) if lifecycle in cell(row["lifecycle"])}


def same_row(row: Row, expected: dict[str, str], guards: Sequence[str]) -> None:
    """A transition as its row says; `guards` are those it is to have, where they are not all of the cell's."""
    code = row.code
    assert str(row.label) == expected["label_zh"], code
    assert row.spec_id == expected["spec_id"], code
    assert row.target == expected["target"], code
    assert row.by == set(cell(expected["actors"])), code
    assert [guard.code for guard in row.needs] == list(guards), code
    assert list(row.starts) == cell(expected["starts_timers"]), code
    assert list(row.stops) == cell(expected["stops_timers"]), code
    assert list(row.prints) == cell(expected["documents"]), code


def same_states(lifecycle: Lifecycle, left_out: Iterable[str] = ()) -> None:
    """Which states there are, what they are called, which is the first and which are terminal."""
    rows = of("states.csv", lifecycle.name, "state")
    assert not rows or set(rows) - set(left_out) == set(lifecycle.states)
    for code, state in lifecycle.states.items() if rows else ():
        expected = rows[code]
        assert str(state.label) == expected["label_zh"]
        assert state.terminal == (expected["terminal"] == "1")
        assert (lifecycle.initial == code) == (expected["initial"] == "1")


def same_guards(lifecycle: Lifecycle, *, longer: Iterable[str], later: Iterable[str] = ()) -> set[str]:
    """What guards say, but for those that say more (`longer`); the codes that are in no row of the table."""
    said = {guard.code: guard for row in lifecycle.rows.values() for guard in row.needs}
    rows = [row for row in table("guards.csv") if row["lifecycle"] == lifecycle.name and row["guard"] not in later]
    for expected in rows:
        guard = said.pop(expected["guard"])
        assert set(cell(expected["rules"])) == set(guard.rules.split()), guard.code
        if guard.code not in longer:
            ours = (str(guard.message), str(guard.remedy))
            assert ours == (expected["denial_message_zh"], expected["remedy_zh"]), guard.code
    return set(said) if rows else set()


def same_clocks(lifecycle: str, keys: Iterable[str], signs: dict[str, tuple[str, ...]]) -> None:
    """The clocks in force; `signs` are words of the table's cell that speak for each of our effects of an expiry."""
    rules = {rule.key: rule for rule in TimerRule.objects.filter(lifecycle=lifecycle)}
    assert set(rules) == set(keys)
    for key, expected in of("timers.csv", lifecycle, "key").items():
        rule = rules[key]
        ours: Any = (str(rule.amount), rule.unit, rule.roll, rule.basis, rule.confidence)
        assert ours == tuple(expected[name] for name in ("length", "unit", "roll", "rules", "confidence"))
        assert any(sign in expected["on_expiry"] for sign in signs[rule.on_expiry]), key
