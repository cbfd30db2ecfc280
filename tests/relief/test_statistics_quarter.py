"""Three locked months as one quarter, and people beside cases: whoever came twice is counted once (Part 4.1)."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from casework import clock, documents, sweep
from casework.models import AccessEntry
from relief.models import StatReport
from relief.report import counting, quarters, showing
from relief.states import IN_STATION
from relief.statistics import form, humans, lines, quarter, small, words
from relief.statistics.form import Form
from relief.statistics.lines import BALANCED, LINES
from relief.statistics.month import Month
from relief.statistics.quarter import Quarter
from tests.relief.station import Driver, Station, actor, again, denied
from tests.relief.test_papers_ending import of
from tests.relief.test_statistics_report import begin, do, know

CHINA = clock.CHINA


def served(case: str, **facts: Any) -> form.Served:
    known: dict[str, Any] = {"sex": "1", "age": 50, "health": "1", "region": "1", "relief_type": "05"}
    return form.Served(case, **known | facts)


def test_who_came_twice_is_one_person_also_through_a_third_case() -> None:
    pairs = [("JZ-1", "JZ-9"), ("JZ-9", "JZ-3")]
    assert humans.grouped(["JZ-1", "JZ-2", "JZ-3"], pairs) == [["JZ-1", "JZ-3"], ["JZ-2"]]
    made = form.made_of([served("JZ-1", carried_over=True), served("JZ-2"), served("JZ-3")], pairs=pairs)
    figures = (made.total, made.figures["P"], made.figures["admitted"], made.figures["P.in"])
    assert figures == (3, 2, 2, 2), "each came once in the period"
    assert made.on("P") == ["JZ-1", "JZ-2"]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)), max_size=8))
def test_people_are_never_more_than_cases_and_order_does_not_matter(raw: list[tuple[int, int]]) -> None:
    pairs = [(str(one), str(other)) for one, other in raw]
    cases = [str(n) for n in range(10)]
    found = humans.grouped(cases, pairs)
    assert found == humans.grouped(reversed(cases), [(b, a) for a, b in reversed(pairs)])
    assert 1 <= len(found) <= len(cases)
    assert len(found) >= len(cases) - len({frozenset(pair) for pair in pairs if len(set(pair)) == 2})


def test_a_quarter_begins_as_its_first_month_and_ends_as_its_last() -> None:
    stays, leaves, comes = "JZ-1", "JZ-2", "JZ-3"
    october = form.made_of([served(stays, carried_over=True), served(leaves, age=17)])
    november = form.made_of([
        served(stays, carried_over=True, health="3"),
        served(leaves, age=17, carried_over=True, open=False, outcome="picked_up", region="4"),
    ])  # fmt: skip
    december = form.made_of([served(stays, carried_over=True, health="3"), served(comes)])
    made = quarter.merged([month.cases for month in (october, november, december)])
    stock = {line: made.figures[line] for line in lines.STOCK}
    assert stock == {"opening": 1, "admitted": 2, "departed": 1, "closing": 2}
    assert (made.total, made.figures["T"], made.figures["P"]) == (3, 3, 3)
    assert (made.figures["3.1"], made.figures["3.3"]) == (2, 1), "as last known"
    assert made.on("5.7.x") == [leaves]
    assert form.unbalanced(made) == {}
    assert (Quarter.ending(Month(2026, 12)), Quarter.ending(Month(2026, 11))) == (Quarter(2026, 4), None)
    assert [str(month) for month in Quarter(2026, 4).months] == ["2026-10", "2026-11", "2026-12"]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some.lists(some.lists(some.sampled_from("abcdef"), max_size=6, unique=True), min_size=3, max_size=3))
def test_any_quarter_balances(there: list[list[str]]) -> None:
    months: list[Form] = []
    for place, cases in enumerate(there):
        before = set(there[place - 1]) if place else set("ab")
        after = set(there[place + 1]) if place < 2 else set("abc")
        months.append(form.made_of(
            served(case, carried_over=case in before, open=case in after,
                   outcome="" if case in after else "left_voluntarily")
            for case in cases
        ))  # fmt: skip
    made = quarter.merged([month.cases for month in months])
    assert made.total == len({case for cases in there for case in cases})
    assert form.unbalanced(made) == {}
    assert all(made.figures[line] == len(made.on(line)) for line in made.figures)
    assert {line for block in BALANCED for line in LINES[block]} <= set(made.figures)


def locked(report: StatReport, month: int) -> StatReport:
    """A month made and locked in the first days of the next."""
    year, following = (2026, month + 1) if month < 12 else (2027, 1)
    with clock.moved_to(datetime(year, following, 2, 9, 0, tzinfo=CHINA)):
        sweep.run()
        do(report, "tongji", "make_report")
        return do(report, "zhanzhang", "lock_report")  # type: ignore[no-any-return]


@pytest.fixture
def months(station: Station) -> tuple[list[StatReport], list[Driver]]:
    """October to December: one who was there before, one who came in November twice."""
    clock_at = lambda month, day: clock.moved_to(datetime(2026, month, day, 9, 0, tzinfo=CHINA))  # noqa: E731
    with clock_at(9, 20):
        stays = know(station.at(IN_STATION))
    with clock_at(10, 1):
        first = begin("2026-10")
    drivers = [stays]
    for day in (3, 20):
        with clock_at(11, day):
            driver = know(station.at(IN_STATION))
            driver.do("zhaoliao", "leave_voluntarily", voucher=True)
            drivers.append(driver)
    with clock_at(11, 21):
        drivers[2].do("shegong1", "propose_same_person", other_number=drivers[1].case.number, basis="疤痕一致。")
        pair = drivers[2].case.samepersons.get()
        again(drivers[2])
        drivers[2].do("shegong2", "confirm_same_person", pair=str(pair.pk), compared="当面看过。")
    reports = [first]
    for month in (10, 11, 12):
        locked(reports[-1], month)
        if month < 12:
            reports.append(StatReport.objects.get(period__month=month + 1, period__year=2026))
    return [StatReport.objects.get(pk=one.pk) for one in reports], drivers


def test_the_quarter_on_screen_as_a_file_and_on_paper(
    station: Station, months: tuple[list[StatReport], list[Driver]]
) -> None:
    (_october, november, december), (stays, first, second) = months
    figures = counting.locked(november).figures
    assert (figures["T"], figures["P"], figures["admitted"], figures["P.in"]) == (3, 2, 2, 1)
    statistician = station.client("tongji")
    page = statistician.get(f"/statistics/{november.number}/").content.decode()
    for said in ("人数（同一人只计一次）", "本期受助人数", "本期入站人数"):
        assert said in page, said
    assert "quarter" not in page
    assert statistician.get(f"/statistics/{november.number}/quarter/").status_code == 404
    address = f"/statistics/{december.number}/quarter/"
    assert address in statistician.get(f"/statistics/{december.number}/").content.decode()
    whole = statistician.get(address).content.decode()
    for said in ("2026年第4季度救助统计季报", "本期受助人数", "各行相加等于总人次", "of=quarter"):
        assert said in whole, said
    assert AccessEntry.objects.filter(record=december.pk, action="view").exists()
    cases = statistician.get(f"/statistics/{december.number}/cases/?line=admitted&of=quarter").content.decode()
    assert first.case.number in cases
    assert second.case.number in cases
    assert stays.case.number not in cases, "was there before the quarter"
    file = statistician.get(f"/statistics/{december.number}/table/csv/?of=quarter").content.decode("utf-8-sig")
    assert "2026年第4季度救助统计季报" in file
    with clock.moved_to(datetime(2027, 1, 4, 9, 0, tzinfo=CHINA)):
        do(december, "tongji", "issue_quarter")
    paper = of(december, "J-42")
    for said in ("救助统计季报表", "期间2026年第4季度", "本期受助总人次3", "本期受助人数2", "本期入站2",
                  "本期入站人数1", "期初在册1", "期末在册1"):  # fmt: skip
        assert said in paper, (said, paper)
    assert documents.of(december).filter(code="J-42").count() == 2, "the month and the quarter"
    assert denied(lambda: do(november, "tongji", "issue_quarter")) == ["quarter_locked"]
    assert quarters.stay(december) == 1.0


def test_guard_quarter_locked(station: Station) -> None:
    with clock.moved_to(datetime(2026, 11, 1, 9, 0, tzinfo=CHINA)):
        first = begin("2026-11")
    locked(first, 11)
    december = StatReport.objects.get(period__month=12)
    locked(december, 12)
    assert denied(lambda: do(december, "zhanzhang", "issue_quarter")) == ["quarter_locked"], "nobody counted October"
    assert station.client("tongji").get(f"/statistics/{december.number}/quarter/").status_code == 404
    assert actor("tongji").role == "STA"


def test_a_correction_of_a_month_stands_beside_the_quarter(
    station: Station, months: tuple[list[StatReport], list[Driver]]
) -> None:
    (_october, november, december), (_stays, first, _second) = months
    know(first, relief_type="06")
    do(november, "tongji", "correct_report", reason="救助类型登记错了。")
    found = quarters.table(StatReport.objects.get(pk=december.pk))
    changed = {line.code: (line.figure, line.corrected) for _b, rows in found.blocks for line in rows
               if line.corrected is not None}  # fmt: skip
    assert changed == {"6.05": (3, 2), "6.06": (0, 1)}


def test_outside_the_chain_it_is_not_told_that_few_came_twice() -> None:
    """Cases less people would tell it."""

    def rows(cases: int, people: int) -> dict[str, str | int]:
        counted = {lines.TOTAL: cases, lines.ADMITTED: cases, lines.PERSONS: people, lines.PERSONS_CAME: people}
        blocks = [
            (
                block,
                [showing.Line(code, str(label), part, counted.get(code, 0), None) for code, label, part in block.lines],
            )
            for block in words.blocks()
        ]
        cells = showing.form_cells(showing.Table(blocks, None, None), outside=True)
        return {str(label): figure for _block, label, figure, _corrected in cells}

    assert rows(12, 12)["本期受助人数"] == "12"
    assert rows(12, 10)["本期受助人数"] == small.BESIDE
    assert rows(12, 7)["本期受助人数"] == "7"
    assert rows(3, 3)["本期受助人数"] == small.HIDDEN
