"""A person of a case in three columns, pairs of two who may be one, and looking for somebody only with a case."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework import engine, outbox
from casework.demo import actor
from casework.models import AccessEntry, OutboxMessage
from casework.refusals import InvalidData
from relief.models import ReliefCase, SamePerson
from relief.roles import ROLES
from relief.scopes import CASE_SCOPES
from relief.states import IN_STATION, RECEPTION
from tests import statements
from tests.relief.station import API, BY_ROLE, NO_MORE, Station, again, denied

SEARCH = "/relief/people/search/"
OWN, OTHER = "220399195203080015", "22039919560606006X"
NAMED = {"name_declared": "石样", "gender_declared": "1", "id_declared": OWN, "features": "左手背有疤"}
SAID = {"basis": "证件号相同，左手背都有疤。"}


def page(driver: Any) -> str:
    return f"/relief/people/{driver.case.pk}/"


def test_three_columns_masked_and_opened_for_a_purpose(station: Station) -> None:
    driver = station.at(IN_STATION, **NAMED)
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified=OWN)
    client = station.client("shegong1")
    client.get(page(driver))
    with statements.counted() as sent:
        body = client.get(page(driver)).content.decode()
    statements.within(statements.CASE_PAGE, "person page", sent)
    for hidden in ("石样", OWN, "左手背有疤"):
        assert hidden not in body
    for field in ("name_declared", "name_verified", "id_declared", "id_verified", "features"):
        assert f"/relief/{driver.case.number}/reveal/{field}/" in body
    assert "1952" not in body, "a day of birth is half a number"
    for words in ("74岁", "自述", "核实", "来源", "在站第1天", "220***********0015", "从不合并"):
        assert words in body, words
    shown = client.post(f"/relief/{driver.case.number}/reveal/features/", {"purpose": "case"}).content.decode()
    assert "左手背有疤" in shown
    assert 'data-closes-after="5"' in shown
    assert "data-watermark" in shown
    for role in set(ROLES) - {"system"}:
        status = station.client(BY_ROLE[role]).get(page(driver)).status_code
        assert status == (403 if role == "ESC" else 200 if role in CASE_SCOPES else 404), role
    for other in ("bieren", "shouli"):
        assert station.client(other).get(page(driver)).status_code == 404
    looked = AccessEntry.objects.filter(subject="relief.case:person", record=driver.case.pk)
    assert looked.filter(user__username="shegong1").count() == 3, "each look is on record"


def test_two_reviewers_say_it_and_it_can_be_undone(station: Station) -> None:
    one, two = station.at(IN_STATION, **NAMED), station.at(RECEPTION, **NAMED)
    address = "amendments/propose-same-person"
    for number, words in (("JZ-220302-2026-99999", "没有找到"), (one.case.number, "这就是本件")):
        answer = station.api("shegong1", one, address, {"other_number": number, **SAID})
        assert (answer.status_code, words in answer.json()["errors"]["other_number"][0]) == (422, True)
    one.do("shegong1", "propose_same_person", other_number=two.case.number, **SAID)
    again(two)
    with pytest.raises(InvalidData):
        two.do("shegong2", "propose_same_person", other_number=one.case.number, **SAID)
    pair = str(SamePerson.objects.get().pk)
    seen = {"pair": pair, "compared": "证件号、疤都对得上。"}
    assert denied(lambda: two.do("shegong1", "confirm_same_person", **seen)) == ["two_reviewers"]
    two.do("zhiban", "confirm_same_person", **seen)  # from the other side
    body = station.client("shegong1").get(page(one)).content.decode()
    assert two.case.number in body
    assert "贺样、裴样两人核实" in body
    assert f"/relief/people/{two.case.pk}/" not in body, "no way from one person to the next"
    two.do("shegong1", "undo_same_person", pair=pair, why="指纹不同。")
    assert "已撤销" in station.client("shegong1").get(page(one)).content.decode()
    assert (one.case.person.pk, two.case.person.pk) == (one.case.pk, two.case.pk), "nothing was merged"
    assert again(one).person.name_declared.reveal() == "石样"
    one.do("shegong1", "propose_same_person", other_number=two.case.number, **SAID)
    assert SamePerson.objects.count() == 2, "what was undone may be said anew"


def test_the_database_holds_what_a_pair_is(station: Station) -> None:
    one, two = station.at(RECEPTION), station.at(RECEPTION)
    person, now = actor("shegong1").user, one.case.arrived_at
    row = {"case": one.case, "other": two.case, "recorded_at": now, "basis": "同。", "first": person}
    for wrong in ({"other": one.case}, {"second": person}, {"confirmed_at": now}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SamePerson.objects.create(**(row | wrong))


def test_somebody_is_found_from_an_open_case_for_a_purpose_by_the_whole_name_or_number(station: Station) -> None:
    before, now, stranger = station.at(IN_STATION, **NAMED), station.at(RECEPTION), station.at(RECEPTION)
    stranger.do("shegong1", "update_identity", gender_declared="1", age_least=30, name_declared="石样例")
    client, asked = station.client("shegong1"), {"case": now.case.number, "purpose": "case"}
    for given, found in (({"name": "石样"}, 1), ({"identity": f"石样|{OWN}|"}, 1), ({"name": "石"}, 0),
                         ({"identity": OTHER}, 0)):  # fmt: skip
        body = client.post(SEARCH, asked | given).content.decode()
        assert (before.case.number in body) == bool(found), given
        assert stranger.case.number not in body
        assert body.count("石样") == (1 if given.get("name") == "石样" else body.count("石样")), "said without the name"
    lines = AccessEntry.objects.filter(subject="relief.case:search_person", record=now.case.pk).order_by("pk")
    assert [(e.detail["terms"], e.detail["count"]) for e in lines] == [
        (["name"], 1), (["identity"], 1), (["name"], 0), (["identity"], 0),
    ]  # fmt: skip
    assert "石样" in lines[0].words.reveal(), "what was looked for stands in the log, encrypted"
    for wrong, code in (({"purpose": ""}, "purpose_required"), ({"name": ""}, "search_terms"),
                        ({"case": ""}, "query_has_case_and_purpose")):  # fmt: skip
        answer = client.post(SEARCH, asked | {"name": "石样"} | wrong)
        assert answer.status_code == 422, wrong
        last = AccessEntry.objects.filter(action="search_refused").latest("pk")
        assert last.detail["denials"] == [code]
        assert not last.words, "an attempt is recorded without what was looked for"
    before.do("jiedai", "leave_voluntarily")
    closed = client.post(SEARCH, {"case": before.case.number, "purpose": "case", "name": "石样"})
    assert closed.status_code == 422, "a case that is over is no reason to look"
    assert station.client("jiedai").post(SEARCH, asked | {"name": "石样"}).status_code == 403, "who may not read it"
    assert (
        "石样" not in station.client("bieren").post(SEARCH, asked | {"name": "石样"}).content.decode().split("form")[0]
    )


def test_s_23_forty_looks_for_a_former_classmate_are_refused_and_told(station: Station) -> None:
    station.at(IN_STATION, **NAMED)
    client = station.client("shegong1")
    for n in range(40):
        answer = client.post(SEARCH, {"name": "石样", "purpose": "other", "words": f"找老同学{n}"})
        assert answer.status_code == 422
        assert "没有在办案件，不能查人" in answer.content.decode()
    tried = AccessEntry.objects.filter(action="search_refused", user__username="shegong1")
    assert tried.count() == 40
    told = OutboxMessage.objects.filter(topic="notice.people_looked_for")
    counts = [outbox.open_payload(message)["params"]["count"] for message in told.order_by("pk")]
    assert counts == ["5", "10", "20", "40"], "told at once, and at each double, not forty times"
    to = outbox.open_payload(told[0])
    assert to["audience"]["users"] == [actor("geren").user_id]
    assert "石样" not in str(to)
    log = station.client("geren").get("/manage/access-log/").content.decode()
    assert "检索被拒 在站人员：查人" in log
    assert "石样" not in log
    assert station.client("geren").get(API).json().get("results", []) == [], "whoever watches sees no case"


def test_a_lead_is_a_reason_to_look(station: Station) -> None:
    before = station.at(IN_STATION, **NAMED)
    lead = engine.create(ReliefCase, actor=actor("jiedai"), data={"place": "南桥头"}, code="record_lead").record
    client = station.client("shegong1")
    assert client.get(f"/relief/people/{lead.pk}/").status_code == 200
    asked = {"case": lead.number, "purpose": "case", "name": "石样"}
    assert before.case.number in client.post(SEARCH, asked).content.decode()


def test_many_persons_opened_in_a_day_are_told_too(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relief.people_search.PERSONS", 3)
    client = station.client("shegong1")
    for _n in range(3):
        driver = station.at(RECEPTION)
        for _again in range(2):
            client.get(page(driver))
    assert OutboxMessage.objects.filter(topic="notice.people_looked_for").count() == 1
