"""Indicators of people: the dead by place, who comes again, who was looked for."""

from datetime import timedelta
from typing import Any

from casework import clock
from relief.demo.roads import ADULT
from relief.models import SamePerson
from relief.states import IN_STATION
from relief.statistics import form, humans, served
from relief.statistics.indicators import INDICATORS
from relief.statistics.month import Month
from relief.statistics.period import Period
from tests.relief.loss import missing
from tests.relief.station import START, Station

NOVEMBER = Month(2026, 11)


def said(one: Any, other: Any) -> None:
    one.do("shegong1", "propose_same_person", other_number=other.case.number, basis="左手背都有疤。")


def of_pair() -> dict[str, str]:
    """The pair said last, as the second reviewer names it."""
    return {"pair": str(SamePerson.objects.latest("pk").pk), "compared": "疤和口音都对得上。"}


def died(driver: Any) -> None:
    driver.do("zhiban", "record_death", died_at=clock.now().isoformat(), place="示范区", confirmed_by="hospital",
              confirmer="急诊科值班医生")  # fmt: skip


def counted(case: Any, month: Month, of: str) -> dict[str, Any]:
    """The figures of one indicator in a month, by their words, with the cases behind each."""
    found = Period(case.owner_agency_id, month, served.of(case.owner_agency_id, month), {}, form.made_of([]))
    (one,) = (one for one in INDICATORS if one.id == of)
    return {str(cell.label): (cell.shown(), list(cell.cases)) for cell in one.count(found)}


def test_the_dead_are_counted_where_they_were(station: Station) -> None:
    """In the house, in hospital, and whoever was searched for elsewhere; in the month in which they died."""
    here, ill, gone = station.at(IN_STATION), station.in_hospital(), missing(station)
    for driver in (here, ill, gone):
        died(driver)
    told = counted(here.case, NOVEMBER, "I-17")
    assert told == {
        "死亡": ("3", sorted(d.case.number for d in (here, ill, gone))), "站内": ("1", [here.case.number]),
        "医院": ("1", [ill.case.number]), "其他地方": ("1", [gone.case.number]),
    }  # fmt: skip
    assert counted(here.case, Month(2026, 12), "I-17")["死亡"] == ("0", [])


def test_who_comes_again_is_one_human_once_two_people_have_looked(station: Station) -> None:
    """Three admissions and a fourth fourteen months ago; a pair counts when confirmed, and no more when undone."""
    with clock.moved_to(START - timedelta(days=430)):
        old = station.at(IN_STATION)
        old.do("zhaoliao", "leave_voluntarily")
    first, again_, other = (station.at(IN_STATION) for _n in range(3))
    label = "12个月内入站两次以上的人"
    said(old, again_)
    old.do("zhiban", "confirm_same_person", **of_pair())
    assert counted(first.case, NOVEMBER, "I-20")[label] == ("0 / 3 = 0.0%", []), "the old one is out of the year"
    said(first, again_)
    assert counted(first.case, NOVEMBER, "I-20")[label][0] == "0 / 3 = 0.0%", "one person's word is not enough"
    first.do("zhiban", "confirm_same_person", **of_pair())
    both = sorted([first.case.number, again_.case.number])
    assert counted(first.case, NOVEMBER, "I-20")[label] == ("1 / 2 = 50.0%", both)
    first.do("shegong1", "undo_same_person", pair=of_pair()["pair"], why="指纹不同，不是同一人。")
    assert counted(first.case, NOVEMBER, "I-20")[label][0] == "0 / 3 = 0.0%"
    assert other.case.number not in both


def test_a_chain_of_pairs_is_one_human() -> None:
    assert humans.grouped("abcd", [("a", "b"), ("c", "b")]) == [["a", "b", "c"], ["d"]]
    assert humans.grouped("ac", [("a", "x"), ("x", "c")]) == [["a", "c"]], "over a case of another time or place"
    assert humans.grouped("", []) == []


def test_looking_for_people_is_counted_and_looks_without_a_reason_stand_out(station: Station) -> None:
    before = station.at(IN_STATION, name_declared="石样", **ADULT)
    now, client = station.at(IN_STATION), station.client("shegong1")
    asked = {"case": now.case.number, "purpose": "case"}
    for sent in (asked | {"name": "石样"}, asked | {"name": "无此例"}, asked | {"purpose": "", "name": "石样"},
                 {"purpose": "case", "name": "石样"}, asked | {"name": ""}):  # fmt: skip
        client.post("/relief/people/search/", sent)
    told = counted(before.case, Month.of(clock.now()), "I-28")
    assert {words: figure for words, (figure, _cases) in told.items()} == {
        "查人次数": "2", "其中查到": "1 / 2 = 50.0%", "无案由查询(应为0)": "2",
    }  # fmt: skip
    assert counted(before.case, Month(2026, 10), "I-28")["查人次数"][0] == "0"
