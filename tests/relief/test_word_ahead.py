"""Relatives and the place at the other end are told, on record; a capable adult may want it otherwise (R-43, S-01)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework import clock, documents
from casework.refusals import InvalidData
from relief.demo.roads import PLAN
from relief.models import WordAhead
from relief.states import DEPARTURE, IN_STATION, PENDING_ARCHIVE, REVIEW
from tests.relief.guards_ahead import OBJECTED, TOLD
from tests.relief.station import API, NO_MORE, Driver, Station, denied
from tests.relief.test_scenarios import Person, received, reviewed

NUMBER = "220399196911230019"
WORDS = "“不要告诉家里，我自己打电话。”"


def _known(station: Station) -> Driver:
    driver = station.at(IN_STATION)
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified="220399195203080015")
    return driver


def test_s_01_the_whole_way_of_a_man_whose_money_is_used_up(station: Station) -> None:
    """Not begging, from another province: eligible, no cash, a voucher, food, and word ahead as a recorded step."""
    number = NUMBER[:17] + _check(NUMBER[:17])
    wrong = NUMBER[:17] + ("1" if number[-1] != "1" else "2")
    bare = {"present": True, "arrival_mode": "01", "gender_declared": "1", "id_type": "111"}
    refused = station.client("jiedai").post(API, bare | {"id_declared": wrong}, content_type="application/json")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["id_declared"]), "the check digit"
    one = reviewed(received(station, name_declared="石样", gender_declared="1", id_declared=number, id_type="111",
                            request="从西安来，钱用完了，想买票回家。"))  # fmt: skip
    one.do("jiedai", "amendments/record-circumstances", cause="20", region="4", needs_requested=["food", "return_home"],
           relief_type="05")  # fmt: skip
    assert (one.case.region, one.case.region_said) == ("4", True), "外省"
    one.do("shegong1", "amendments/record-review", practice_test=True, review_note="旅途中钱款用尽，无人可投靠。")
    one.do("zhiban", "amendments/countersign-admission")
    one.do("shegong1", "transitions/admit-person")
    one.do("shegong1", "amendments/verify-identity", verified_from="id_card", name_verified="石样",
           gender_verified="1", id_verified=number)  # fmt: skip
    form = station.client("shegong1").get(f"/relief/{one.case.number}/do/prepare-departure/").content.decode()
    assert "现金" not in form, "there is nowhere to write down cash (R-44)"
    assert "本人不同意通知亲属和去向单位" in form
    one.do("shegong1", "transitions/prepare-departure", mode="5.2", destination="01",
           destination_note="西安，直达")  # fmt: skip
    assert {d.code for d in documents.of(one.case)} >= {"J-17", "J-22"}
    one.do("shegong1", "amendments/record-word-ahead", **TOLD)
    one.do("jiedai", "transitions/leave-voluntarily", voucher=True, food=True, statement_kind="signed")
    assert (one.case.outcome, one.case.departure_mode, one.case.state) == ("left_voluntarily", "5.2", PENDING_ARCHIVE)
    gaps = station.client("dangan").get(f"{API}/{one.pk}").json()["missing_papers"]
    assert gaps == ["通知亲属和去向单位的记录"], "the organisation at the destination too"
    one.do("jiedai", "amendments/record-word-ahead", addressee="destination", result="told", channel="phone",
           told="西安市救助管理站值班员")  # fmt: skip
    told = station.client("minzheng").get(f"{API}/{one.pk}").json()["words_ahead"]
    assert [(w["addressee"], w["result"], w["channel"]) for w in told] == [
        ("relatives", "told", "phone"), ("destination", "told", "phone"),
    ]  # fmt: skip
    page = station.client("minzheng").get(f"/relief/{one.case.number}/").content.decode()
    assert "离站通知" in page
    assert ("去向单位" in page, "西安市救助管理站值班员" in page, "石例" in page) == (True, True, False), (
        "no relative is named"
    )
    one.do("dangan", "transitions/archive-case", volume="2026-1", retention="years_30")


def _check(seventeen: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(seventeen, weights, strict=True)) % 11]


def test_s_01_a_capable_adult_who_objects_is_not_forced(station: Station) -> None:
    """By one box and one sentence with the plan: nobody is told, no letter is printed, the voucher is the same."""
    driver = _known(station)
    one = Person(station, driver.case)
    plan = {"mode": "5.2", "destination": "01", "objects": True}
    assert list(one.do("shegong1", "transitions/prepare-departure", 422, **plan)["errors"]) == ["objection"]
    one.do("shegong1", "transitions/prepare-departure", **plan, objection=WORDS)
    assert "J-22" not in {d.code for d in documents.of(one.case)}
    assert "J-17" in {d.code for d in documents.of(one.case)}
    assert [w.result for w in WordAhead.objects.filter(case=one.pk)] == ["objected", "objected"]
    refused = one.do("shegong1", "amendments/record-word-ahead", 422, **TOLD)
    assert [d["code"] for d in refused["denials"]] == ["word_not_against_the_will"]
    page = station.client("shegong1").get(f"/relief/{one.case.number}/").content.decode()
    assert WORDS in page
    one.do("jiedai", "transitions/leave-voluntarily", voucher=True, food=True, statement_kind="signed")
    assert station.client("dangan").get(f"{API}/{one.pk}").json()["missing_papers"] == []


@pytest.mark.parametrize("who", ["minor", "doubtful"])
def test_whoever_does_not_decide_alone_is_told_of(station: Station, who: str) -> None:
    driver = station.minor() if who == "minor" else station.doubtful(IN_STATION)
    driver.do("shegong1", "verify_identity", **NO_MORE, birth_verified="2011-03-08" if who == "minor" else "1952-03-08")
    with pytest.raises(InvalidData) as refused:
        driver.do("shegong1", "prepare_departure", **PLAN, objects=True, objection=WORDS)
    assert list(refused.value.errors) == ["objects"]
    driver.do("shegong1", "prepare_departure", **PLAN)
    assert denied(lambda: driver.do("shegong1", "record_word_ahead", **OBJECTED)) == ["objection_by_capable_adult"]
    driver.do("shegong1", "record_word_ahead", **TOLD)


def test_no_relative_learns_of_somebody_who_may_be_a_victim(station: Station) -> None:
    """The place at the other end, the bureau or the police, is told; it looks first (R-61)."""
    driver = station.at(REVIEW)
    driver.review(suspected_victim=True)
    driver.do("shegong1", "admit_person")
    driver.to(DEPARTURE)
    tell = lambda **data: driver.do("shegong1", "record_word_ahead", **TOLD | data)  # noqa: E731
    assert denied(tell) == ["no_word_into_danger"]
    tell(addressee="destination", told="流出地民政局")
    tell(result="unsafe", reason="疑似家暴，已请流出地民政核实。")
    assert [w.result for w in driver.case.wordaheads.all()] == ["told", "unsafe"]


def test_when_how_and_who_may(station: Station) -> None:
    driver = station.at(DEPARTURE)
    with pytest.raises(InvalidData) as refused:
        driver.do("shegong1", "record_word_ahead", **TOLD, told_at=(clock.now() + timedelta(hours=1)).isoformat())
    assert list(refused.value.errors) == ["told_at"]
    driver.do("jiedai", "record_word_ahead", **TOLD, told_at="2026-11-23T08:10")
    word = driver.case.wordaheads.get()
    assert word.told_at.astimezone(clock.CHINA).isoformat() == "2026-11-23T08:10:00+08:00"
    for who in ("zhaoliao", "husong", "anjian"):
        body = station.client(who).get(f"/relief/{driver.case.number}/").content.decode()
        assert "离站通知" not in body.split("办理经过")[0], who
    row: dict[str, Any] = {"case": driver.case, "recorded_at": clock.now(), "addressee": "relatives", "result": "told"}
    with pytest.raises(IntegrityError, match="relief_word_told"), transaction.atomic():
        WordAhead.objects.create(**row)


def test_it_never_stands_in_the_way_of_leaving(station: Station) -> None:
    driver = _known(station)
    driver.do("shegong1", "prepare_departure", **PLAN | {"mode": "5.2"})
    driver.do("zhaoliao", "leave_voluntarily", voucher=True)
    assert driver.case.outcome == "left_voluntarily"
