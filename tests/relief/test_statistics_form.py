"""The balanced monthly form as arithmetic: the filled sample, what is missing of whom, figures too small to tell."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from relief.statistics import form, lines, small
from relief.statistics.form import Form, Served
from relief.statistics.lines import BALANCED, LINES, SUBSETS, Dimension
from relief.statistics.month import Month
from tests import tables

#: The filled form of 2016-08: seven served, every block adds up to them.
SAMPLE = {
    "1.1": 4, "1.2": 3, "2.3": 4, "2.4": 3, "3.1": 2, "3.3": 2, "3.4": 3, "4.1": 6, "4.3": 1,
    "5.2": 2, "5.6": 4, "5.9": 1, "6.01": 1, "6.05": 5, "6.06": 1,
}  # fmt: skip


def served(n: int, **more: Any) -> Served:
    known: dict[str, Any] = {"sex": "1", "age": 40, "health": "1", "region": "1", "relief_type": "05"}
    return Served(case=f"JZ-{n}", **(known | more))


#: Seven who lead to the sample.
SEVEN = [
    served(1, outcome="left_voluntarily", voucher=True, open=False),
    served(2, outcome="left_voluntarily", voucher=True, open=False, sex="2"),
    served(3, outcome="handed_over", open=False, health="3"),
    served(4, outcome="handed_over", open=False, health="3", sex="2", age=60),
    served(5, outcome="handed_over", open=False, health="4", age=60),
    served(6, outcome="handed_over", open=False, health="4", sex="2", age=99, relief_type="06"),
    served(7, health="4", region="9", relief_type="01", carried_over=True),
]


def test_the_filled_sample_balances_and_is_made_of_its_facts() -> None:
    assert form.unbalanced(Form(7, SAMPLE)) == {}
    made = form.made_of(SEVEN)
    assert {line: n for line, n in made.figures.items() if n and line[0].isdecimal()} == SAMPLE
    assert (made.total, made.gaps, form.unbalanced(made), form.overfull(made)) == (7, (), {}, [])
    assert made.on("5.6") == ["JZ-3", "JZ-4", "JZ-5", "JZ-6"]
    assert len(made.on("T")) == 7
    stock = {line: made.figures[line] for line in lines.STOCK}
    assert stock == {"opening": 1, "admitted": 6, "departed": 6, "closing": 1}
    # one figure of it changed is found, whichever it is
    for line, figure in SAMPLE.items():
        assert form.unbalanced(Form(7, {**SAMPLE, line: figure + 1}))
    assert form.overfull(Form(7, {**SAMPLE, "5.6.x": 5, "7.04": 8})) == ["5.6.x", "7.04"]


def test_who_is_given_twice_would_count_double() -> None:
    with pytest.raises(ValueError, match="JZ-1"):
        form.made_of([served(1), served(1)])


def test_facts_stand_on_the_lines_of_the_tables() -> None:
    assert [lines.age(n) for n in (0, 6, 7, 18, 19, 59, 60, 99)] == [
        "2.1", "2.1", "2.2", "2.2", "2.3", "2.3", "2.4", "2.4",
    ]  # fmt: skip
    assert lines.age(None) == ""
    assert [lines.region(code) for code in "1234569"] == ["4.1"] * 3 + ["4.2"] * 3 + ["4.3"]
    listed: dict[str, set[str]] = {}
    for row in tables.table("code_lists.csv", "relief"):
        listed.setdefault(row["list"], set()).add(row["code"])
    for row in tables.table("states.csv", "relief"):
        mode = row["note"].partition("departure mode ")[2].partition(" ")[0].strip(";,")
        if row["lifecycle"] == "relief.case" and mode:
            assert lines.departure(row["state"], open_=False, voucher=True) == mode, row["state"]
    if listed:
        assert all(map(lines.health, listed["health_status"] - {"local"}))
        assert {lines.relief_type(code) for code in listed["relief_type"]} == set(LINES[Dimension.RELIEF_TYPE])
        assert {lines.category(code) for code in listed["person_category"]} == set(LINES[Dimension.CATEGORY])
        assert set(LINES[Dimension.DEPARTURE]) == listed["departure_mode"]


def test_subsets_repeat_a_part_and_a_switch_moves_the_collected() -> None:
    boy = served(1, age=10, region="4", outcome="picked_up", open=False, category="09")
    made = form.made_of([boy, served(2, age=18), served(3, outcome="handed_over", open=False, region="5")])
    told = {line: n for line, n in made.figures.items() if n and (line in SUBSETS or line.startswith("7"))}
    assert told == {"2.y": 1, "2.m": 1, "5.7.x": 1, "5.6.x": 1, "7.09": 1}
    gone = form.made_of([
        served(1, outcome="transferred_police", open=False), served(2, outcome="referred_other", open=False),
        served(3, outcome="referred_other"),
    ])  # fmt: skip
    assert (gone.figures["5.10"], gone.figures["5.10.p"], gone.figures["5.10.r"]) == (2, 1, 1), "5.10 says which"
    elsewhere = form.made_of([boy], collected=lines.BY_ONESELF)
    assert (elsewhere.figures["5.3"], elsewhere.figures["5.7"], elsewhere.figures["5.7.x"]) == (1, 0, 0)
    assert form.average_stay([served(1, stay_days=1), served(2, stay_days=4), served(3)]) == 2.5
    assert form.average_stay([served(1)]) is None


CODES = some.sampled_from(["", "1", "2", "3", "5", "9", "12", "99", "05"])
PEOPLE = some.lists(
    some.builds(
        Served, case=some.uuids().map(str), sex=CODES, health=CODES, region=CODES, relief_type=CODES, category=CODES,
        age=some.none() | some.integers(0, 110), voucher=some.booleans(),
        outcome=some.sampled_from(["", "picked_up", "left_voluntarily", "handed_over", "no_such_end"]),
        open=some.booleans(),
    ),
    max_size=12, unique_by=lambda one: one.case,
)  # fmt: skip


@given(PEOPLE)
def test_any_facts_balance_or_say_what_is_missing_of_whom(people: list[Served]) -> None:
    made = form.made_of(people)
    missing = {dimension: {gap.case for gap in made.gaps if gap.dimension is dimension} for dimension in BALANCED}
    sums = form.unbalanced(made)
    for block in BALANCED:
        came = sums.get(block, made.total)
        assert came + len(missing[block]) == made.total == len(people)
        counted = {case for line in LINES[block] for case in made.on(line)}
        assert counted | missing[block] == {one.case for one in people}
        assert not counted & missing[block]
    assert form.overfull(made) == []
    assert all(made.figures[line] == len(made.on(line)) for line in made.figures)


@given(some.lists(some.integers(0, 9), min_size=2, max_size=6))
def test_no_small_figure_is_told_nor_had_by_subtraction(counts: list[int]) -> None:
    figures = {f"l{n}": count for n, count in enumerate(counts)}
    cells = small.block(figures, list(figures))
    told = {line: int(cell) for line, cell in cells.items() if cell.isdecimal()}
    assert not any(0 < n < 5 for n in told.values())
    hidden = [figures[line] for line, cell in cells.items() if cell == small.HIDDEN]
    if hidden and sum(counts) >= 5 and any(n >= 5 for n in counts) and small.BESIDE not in cells.values():
        assert len(hidden) > 1
        assert len(hidden) < sum(hidden) < 4 * len(hidden), "more than one answer is left"
    assert [small.shown(n) for n in (0, 1, 4, 5)] == ["0", "<5", "<5", "5"]


def test_months_end_with_the_first_moment_of_the_next() -> None:
    october = Month.read("2026-10")
    assert str(october) == "2026-10"
    assert october.later(3) == Month(2027, 1)
    assert october.later(-10) == Month(2025, 12)
    assert (str(october.begins), str(october.ends)) == ("2026-10-01 00:00:00+08:00", "2026-11-01 00:00:00+08:00")
    assert Month.of(datetime(2026, 10, 31, 16, 0, tzinfo=UTC)) == Month(2026, 11), "midnight in China"
    with pytest.raises(ValueError, match="remains"):
        Month.read("2026-13")
