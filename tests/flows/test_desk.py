"""My desk: each number opens what it counts, changes are read where they are read, one reminder a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework import clock, feed, reminding
from casework.models import Follow, Notice, OutboxMessage, Record, User
from casework.outbox import relay
from casework.refusals import Conflict
from tests.flows.district import District, Stage, nothing_written


@pytest.fixture
def late(staged: District) -> Iterator[District]:
    """A day on which some of the prepared cases are late, after everything that happened to any of them."""
    with clock.moved_to(staged.stages["property.case"]["archived"].at + timedelta(days=1)):
        yield staged


def afterwards(staged: District, state: str) -> Stage:
    """The prepared record of a state, on a day after everything that happened to any of them."""
    found = staged.stages["property.case"][state]
    return Stage(found.kind, found.pk, found.state, staged.stages["property.case"]["archived"].at + timedelta(days=1))


def desk(district: District, username: str, query: str = "") -> dict[str, Any]:
    answer = district.client_of(username).get(f"/{query}")
    assert answer.status_code == 200
    return answer.context["desk"]  # type: ignore[no-any-return]


def rows(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for group in shown["groups"] for row in group["rows"]]


@pytest.mark.parametrize("username", ["zhujian1", "shouli1", "zhuanban1", "yanshou1", "ducha"])
def test_each_tile_opens_exactly_what_it_counts(late: District, username: str) -> None:
    whole = desk(late, username)
    assert whole["total"] == len(rows(whole))
    for tile in whole["tiles"]:
        narrowed = desk(late, username, f"?only={tile['code']}")
        assert len(rows(narrowed)) == tile["count"], tile["code"]
        assert [t["current"] for t in narrowed["tiles"] if t["code"] == tile["code"]] == [True]


def test_late_first_and_safety_first_inside_a_group(late: District) -> None:
    case = Record.objects.get(pk=late.stages["property.case"]["rectifying"].pk)
    Record.objects.filter(pk=case.pk).update(flags=["SAFETY_URGENT"])
    for group in desk(late, "zhujian1")["groups"]:
        unsafe = [not row["safety"] for row in group["rows"]]
        assert unsafe == sorted(unsafe)
    assert any(row["safety"] for row in rows(desk(late, "zhujian1")))


def test_one_primary_button(late: District) -> None:
    assert sum(row["verb"]["primary"] for row in rows(desk(late, "zhujian1"))) == 1


def test_a_change_by_another_is_told_until_it_was_looked_at(staged: District) -> None:
    stage = afterwards(staged, "rectifying")
    number = stage.record.number
    with clock.moved_to(stage.at):
        answer = staged.api("zhujian2").act(
            stage, "add_evidence",
            {"type": "01", "title": "照片", "obtained_at": stage.at.isoformat(), "obtained_by": "卫例",
             "source_note": "在楼道里拍摄"}, way="amendments",
        )  # fmt: skip
        assert answer.status_code == 200, answer.content.decode()
    with clock.moved_to(stage.at + timedelta(minutes=1)):
        mine = [c for c in desk(staged, "zhujian1")["changes"] if c["number"] == number and "添加证据" in c["text"]]
        assert [c["unread"] for c in mine] == [True]
        own = [c for c in desk(staged, "zhujian2")["changes"] if "添加证据" in c["text"]]
        assert own == []  # what one did oneself is no news
        staged.client_of("zhujian1").get(f"/cases/{number}/")
    with clock.moved_to(stage.at + timedelta(minutes=2)):
        mine = [c for c in desk(staged, "zhujian1")["changes"] if c["number"] == number and "添加证据" in c["text"]]
        assert [c["unread"] for c in mine] == [False]


def test_all_seen_holds_for_one_person(late: District) -> None:
    moment = clock.now()
    changed = list(feed.changes(actor(late, "zhujian1"), moment - timedelta(days=90)).filter(unread=True))
    assert changed
    assert late.client_of("zhujian1").post("/desk/read/").status_code == 302
    assert not feed.unread(actor(late, "zhujian1"), moment - timedelta(days=90)).exists()
    assert feed.unread(actor(late, "zhujian2"), moment - timedelta(days=90)).exists()


def test_who_follows_is_told_and_sees_only_what_is_in_scope(staged: District) -> None:
    case = staged.stages["property.case"]["checking"].record
    since = clock.now() - timedelta(days=4000)
    for username, told in (("lingdao", True), ("xiaofang", False)):
        person = actor(staged, username)
        assert not feed.changes(person, since).filter(record=case.pk).exists()
        Follow.objects.create(user=person.user, record_id=case.pk, since=since)
        assert feed.changes(person, since).filter(record=case.pk).exists() is told


def test_one_polite_reminder_a_day(staged: District) -> None:
    found = staged.stages["property.case"]["check_req"]
    with clock.moved_to(found.at + timedelta(hours=1)):
        client = staged.client_of("zhujian1")
        items = desk(staged, "zhujian1")["waiting"]["items"]
        item = next(i for i in items if i["pk"] == found.pk)
        assert not item["reminded"]
        assert "专班" in item["who"]
        assert client.post(item["remind_url"]).status_code == 302
        assert next(i for i in desk(staged, "zhujian1")["waiting"]["items"] if i["pk"] == found.pk)["reminded"]
        with nothing_written():
            assert client.post(item["remind_url"]).status_code == 409
        relay()
        told = set(Notice.objects.filter(record=found.pk, code="reminded").values_list("user__username", flat=True))
        assert "zhuanban1" in told
        assert "zhujian1" not in told
    with clock.moved_to(found.at + timedelta(days=1, hours=1)):
        assert client.post(item["remind_url"]).status_code == 302
        assert OutboxMessage.objects.filter(record=found.pk, topic__startswith="notice.reminded.").count() == 2


def test_desk_and_list_remind_of_one_case_once_a_day(staged: District) -> None:
    """Whoever has it hears it once, from whichever page and whoever asked for it."""
    found = staged.stages["property.case"]["dispatched"]
    with clock.moved_to(found.at + timedelta(hours=1)):
        pick = {"pick": [str(found.pk)]}
        assert "办成1件" in staged.client_of("zhuanban1").post("/cases/bulk/remind/", pick).content.decode()
        assert "今天已提醒过" in staged.client_of("ducha").post("/cases/bulk/remind/", pick).content.decode()
        relay()
        told = Notice.objects.filter(record=found.pk, code="reminded").values_list("user__username", flat=True)
        assert set(told) == {"zhujian1", "zhujian2", "zhujianju"}, "who has to sign for it, not everybody of the unit"
        with pytest.raises(Conflict):
            reminding.remind(found.record, actor(staged, "zhuanban1"))


def test_who_has_nothing_to_do_with_it_reminds_nobody(staged: District) -> None:
    found = staged.stages["property.case"]["check_req"]
    with clock.moved_to(found.at + timedelta(hours=1)), nothing_written():
        assert staged.client_of("xiaofang").post(f"/desk/remind/{found.pk}/").status_code == 404


def test_news_since_a_moment(staged: District) -> None:
    stage = afterwards(staged, "triage")
    client = staged.client_of("zhujian1")
    with clock.moved_to(stage.at):
        seen = clock.now().isoformat()
        unit = User.objects.get(username="zhujian1").posts.get().agency_id
        answer = staged.api("shouli1").act(stage, "dispatch_case", {"lead_unit": unit})
        assert answer.status_code == 200, answer.content.decode()
    with clock.moved_to(stage.at + timedelta(minutes=1)):
        news = client.get("/desk/news/", {"since": seen}).json()
        assert news["new"] == 1
        assert news["counts"]["sign_receipt"] >= 1
        later = clock.now().isoformat()
        assert client.get("/desk/news/", {"since": later}).json()["new"] == 0
    for bad in ("", "yesterday", "2026-03-02T10:00:00", "2026-13-02T10:00:00+08:00"):
        assert client.get("/desk/news/", {"since": bad}).json()["new"] == 0


def test_the_card_for_the_first_log_in_can_be_closed_for_good(late: District) -> None:
    assert desk(late, "zhujian1")["hint"]
    assert late.client_of("zhujian1").post("/desk/hint/").status_code == 302
    late._clients.clear()
    assert not desk(late, "zhujian1")["hint"]
    assert desk(late, "zhujian2")["hint"]


def test_what_is_done_on_the_desk_stays_on_the_desk(staged: District) -> None:
    """The drawer's answer names the record and the sentence; from the record's own page one goes on to it."""
    found = staged.stages["property.case"]["dispatched"]
    with clock.moved_to(found.at + timedelta(minutes=5)):
        client, url = staged.client_of("zhujian1"), f"/cases/{found.record.number}/do/sign-receipt/"
        page = client.get(url).content.decode()
        key = page.split('name="idempotency_key" value="')[1].split('"')[0]
        sent = {"version": found.record.version, "idempotency_key": key}
        headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/?only=late"}
        answer = client.post(url, sent, headers=headers)
    assert answer.status_code == 204
    assert str(found.pk) in answer["HX-Trigger"]
    assert "\\u5df2\\u7b7e\\u6536" in answer["HX-Trigger"]  # 已签收
    assert found.record.state == "handling"


def test_the_same_queries_for_a_few_rows_and_for_many(late: District) -> None:
    """The desk asks the database as often for five rows as for fifty."""

    def asked(username: str) -> int:
        late.client_of(username).get("/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            late.client_of(username).get("/")
        return len(queries)

    few = asked("zhujian1")
    Record.objects.filter(kind="property.case").exclude(owner_agency=None).update(due_at=datetime.now(clock.CHINA))
    assert asked("zhujian1") == few


def actor(district: District, username: str) -> Any:
    from property_rectification.demo.roads import actor as made

    return made(username)
