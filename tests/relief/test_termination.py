"""Ending relief against somebody's will: by reasons, by two, by the director; never into a frosty night, never a bar to
whoever wants to go."""

from datetime import datetime

import pytest

from casework import clock
from casework.models import Record
from casework.refusals import InvalidData
from relief import terminations
from relief.models import SamePerson, Termination
from relief.states import EXTENDED, HEARING, HOSPITALIZED, IN_STATION, PENDING_ARCHIVE
from tests.relief.guards_stay import heard
from tests.relief.station import API, DISORDER, ENDING, OPINION, Station, actor, again, denied, later
from tests.relief.test_scenarios import Person


def test_s_19_a_man_who_drinks_and_hits_is_heard_and_sent_away_by_day(station: Station) -> None:
    driver = station.at(IN_STATION)
    one = Person(station, driver.case)
    one.do("shegong1", "transitions/open-termination-hearing", **DISORDER)
    assert one.case.state == HEARING
    refused = one.do("zhanzhang", "transitions/terminate-relief", 422, **ENDING)
    assert [d["code"] for d in refused["denials"]] == ["opinion_heard"]
    alone = one.do("zhiban", "amendments/record-opinion", 422, **OPINION, second=actor("zhiban").user_id)
    assert list(alone["errors"]) == ["second"], "two hear it"
    one.do("zhiban", "amendments/record-opinion", **OPINION, second=actor("shegong2").user_id)
    assert "不同意，说是对方先动手。" in station.client("zhanzhang").get(f"/relief/{one.case.number}/").content.decode()
    with clock.moved_to(datetime(2026, 11, 23, 22, 0, tzinfo=clock.CHINA)):
        cold = one.do("zhanzhang", "transitions/terminate-relief", 422, **ENDING, temperature=-20)
        assert [d["code"] for d in cold["denials"]] == ["no_dangerous_weather_night"], "he stays until morning"
        assert one.case.state == HEARING
    with clock.moved_to(datetime(2026, 11, 24, 8, 0, tzinfo=clock.CHINA)):
        one.do("zhanzhang", "transitions/terminate-relief", **ENDING)
        case = one.case
        assert (case.outcome, case.departure_mode, case.state) == ("terminated", "5.4", PENDING_ARCHIVE)
        assert not case.timers.filter(stopped_at=None).exists(), "no remedy runs before the notice is served"
        gaps = station.client("dangan").get(f"{API}/{one.pk}").json()["missing_papers"]
        assert "终止救助通知书的送达" in gaps
        late = one.do("zhiban", "amendments/serve-termination-notice", 422, served_how="in_person", signature="refused")
        assert list(late["errors"]) == ["second"], "who does not sign is vouched for by two"
        one.do("zhiban", "amendments/serve-termination-notice", served_how="in_person", signature="signed")
    due = {t.key: t.due_at.astimezone(clock.CHINA).date().isoformat() for t in one.case.timers.filter(stopped_at=None)}
    assert due == {"TM-23a": "2027-01-24", "TM-23b": "2027-05-25"}, "60 days, 6 months; a last day off moves on"
    told = station.client("minzheng").get(f"{API}/{one.pk}").json()["terminations"]
    assert [(t["reasons"], t["result"]) for t in told] == [(["03"], "terminated")]


@pytest.mark.parametrize("came_from", [IN_STATION, EXTENDED])
def test_not_upheld_leads_back_to_where_it_came_from(station: Station, came_from: str) -> None:
    driver = station.extended() if came_from == EXTENDED else station.at(IN_STATION)
    driver.do("zhiban", "open_termination_hearing", **DISORDER)
    driver.do("zhanzhang", "dismiss_termination", reason="对方先动手。")
    assert driver.case.state == came_from
    assert driver.case.terminations.get().result == Termination.DISMISSED
    driver.do("zhiban", "open_termination_hearing", **DISORDER)
    assert driver.case.terminations.count() == 2, "a new one, with a new hearing"


def test_illness_lets_it_lapse_and_the_stay_goes_on(station: Station) -> None:
    driver = heard(station.hearing())
    driver.do("zhaoliao", "send_to_hospital", need="高热")
    assert driver.case.state == HOSPITALIZED
    assert driver.case.terminations.get().result == Termination.LAPSED
    driver.do("yiwu", "discharge_to_station", certificate="内科")
    assert driver.case.state == IN_STATION


def test_whoever_wants_to_go_is_not_held_for_the_hearing(station: Station) -> None:
    driver = station.hearing()
    driver.do("zhaoliao", "leave_voluntarily")
    assert again(driver).outcome == "left_voluntarily"


def test_the_same_number_counts_thirty_days_and_nobody_without_one_is_somebodys_double(station: Station) -> None:
    known = {"gender_declared": "1", "id_declared": "220399195203080015"}
    for more in (known, {}):
        heard(station.hearing(**more)).do("zhanzhang", "terminate_relief", **ENDING)
    heard(station.hearing()).do("zhanzhang", "terminate_relief", **ENDING)
    with later(days=30, minutes=1):
        heard(station.hearing(**known)).do("zhanzhang", "terminate_relief", **ENDING)
    assert Record.objects.filter(kind="relief.case", state=PENDING_ARCHIVE).count() == 4


def test_who_two_people_said_to_be_the_same_counts_as_the_same(station: Station) -> None:
    """Without a number, too; while only one has said it, or it was undone, they are two (R-54, SB-13)."""
    first = heard(station.hearing())
    first.do("zhanzhang", "terminate_relief", **ENDING)
    second = heard(station.hearing())
    ends = lambda: second.do("zhanzhang", "terminate_relief", **ENDING)  # noqa: E731
    said = {"basis": "左手背都有疤。"}
    second.do("shegong1", "propose_same_person", other_number=first.case.number, **said)
    pair = str(SamePerson.objects.get().pk)
    assert terminations.ended_lately(again(second), clock.now()) is False, "one alone says little"
    second.do("zhiban", "confirm_same_person", pair=pair, compared="疤对得上。")
    assert denied(ends) == ["no_recent_termination"]
    third = heard(station.hearing(gender_declared="1", id_declared="220399195203080015"))
    third.do("zhanzhang", "terminate_relief", **ENDING)
    fourth, known = heard(station.hearing()), station.at(IN_STATION, gender_declared="1",
                                                         id_declared="220399195203080015")  # fmt: skip
    fourth.do("shegong1", "propose_same_person", other_number=known.case.number, **said)
    pair = str(SamePerson.objects.get(case=fourth.case).pk)
    fourth.do("zhiban", "confirm_same_person", pair=pair, compared="疤对得上。")
    ended = lambda: fourth.do("zhanzhang", "terminate_relief", **ENDING)  # noqa: E731
    assert denied(ended) == ["no_recent_termination"], "by the number of the case that is of the same person"
    fourth.do("shegong1", "undo_same_person", pair=pair, why="指纹不同。")
    assert denied(ended) == []
    with later(days=30, minutes=1):
        assert denied(ends) == []


def test_an_opinion_is_heard_after_it_was_proposed(station: Station) -> None:
    driver = station.hearing()
    with pytest.raises(InvalidData):
        driver.do("zhiban", "record_opinion", **OPINION, second=actor("shegong1").user_id, heard_at="2026-11-23T08:59")
