"""Several cases at once: each passes its own guards, what is refused says why, and sending twice does it once."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from casework import clock, engine, kinds, outbox
from casework.demo import actor
from casework.models import AccessEntry, Agency, Event, Follow, Notice, Record
from property_rectification.demo.roads import Driver
from tests.flows.district import START, District

NOW = START + timedelta(days=4)
ASSIGN = "/cases/bulk/assign/"


@pytest.fixture
def district(staged: District) -> Iterator[District]:
    with clock.moved_to(NOW):
        yield staged


def triaged(category: str = "WA07", **more: Any) -> Any:
    """A case that may be assigned."""
    return Driver(category=category, **more).to("triage")


def dispatched(case: Any = None) -> Any:
    """A case that waits to be signed for."""
    data = {"lead_unit": unit("zjj")}
    return engine.perform(case or triaged(), "dispatch_case", actor=actor("zhuanban1"), data=data).record


def hidden(page: str) -> dict[str, list[str]]:
    """What the form carries along."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(idempotency_key|pick|version)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


def form_of(client: Client, cases: list[Any]) -> dict[str, Any]:
    page = client.post(ASSIGN, {"pick": [str(c.pk) for c in cases]})
    assert page.status_code == 200, page.content.decode()
    return hidden(page.content.decode())


def unit(code: str) -> int:
    return Agency.objects.get(code=code).pk


def test_each_case_passes_its_own_guards_and_the_report_names_the_reasons(district: District) -> None:
    """Two are assigned; one stands elsewhere, one was changed meanwhile; both are refused with their reasons."""
    client = district.client_of("zhuanban1")
    cases = [triaged() for _n in range(4)]
    gone, stale = cases[2], cases[3]
    sent = form_of(client, cases) | {"lead_unit": unit("zjj"), "note": "按公示规定核查"}
    dispatched(gone)
    triage = {"category": "WA07", "matter": "ordinary", "urgency": "urgent"}
    engine.amend(stale, "set_triage", actor=actor("zhuanban1"), data=triage)
    page = client.post(ASSIGN, sent).content.decode()
    assert "办成2件，没有办成2件" in page
    states = dict(Record.objects.filter(pk__in=[c.pk for c in cases]).values_list("pk", "state"))
    assert [states[c.pk] for c in cases] == ["dispatched", "dispatched", "dispatched", "triage"]
    assert "改了这里" in page, "the change of a colleague is said"
    logged = AccessEntry.objects.filter(action="refused_transition", subject="property.case:dispatch_case")
    assert {(e.record_id, e.status) for e in logged} == {(gone.pk, 412), (stale.pk, 412)}


def test_a_case_in_another_state_is_told_before_and_after(district: District) -> None:
    client, fine = district.client_of("zhuanban1"), triaged()
    answer = client.post(ASSIGN, {"pick": [str(fine.pk), str(dispatched().pk)]})
    page = answer.content.decode()
    assert "其中1件现在还不能办" in page
    assert "案件现为“已交办”" in page
    report = client.post(ASSIGN, hidden(page) | {"lead_unit": unit("zjj")}).content.decode()
    assert "办成1件，没有办成1件" in report
    assert "案件已是“已交办(待签收)”" in report


def test_a_unit_without_the_power_is_refused_case_by_case(district: District) -> None:
    """lead_unit_competent"""
    client, cases = district.client_of("zhuanban1"), [triaged(), triaged()]
    page = client.post(ASSIGN, form_of(client, cases) | {"lead_unit": unit("xfdd")}).content.decode()
    assert "办成0件，没有办成2件" in page
    assert "示范区消防救援大队没有" in page
    entry = AccessEntry.objects.filter(action="refused_transition").first()
    assert entry is not None
    assert entry.denials == ["lead_unit_competent"]
    assert set(Record.objects.filter(pk__in=[c.pk for c in cases]).values_list("state", flat=True)) == {"triage"}


def test_sent_twice_it_is_done_once_and_answered_the_same(district: District) -> None:
    client, cases = district.client_of("zhuanban1"), [triaged(), triaged()]
    sent = form_of(client, cases) | {"lead_unit": unit("zjj")}
    first = client.post(ASSIGN, sent).content.decode()
    events = Event.objects.count()
    second = client.post(ASSIGN, sent).content.decode()
    assert Event.objects.count() == events
    assert "办成2件，没有办成0件" in first
    assert "办成2件，没有办成0件" in second


def test_an_incomplete_form_comes_back_with_what_was_ticked(district: District) -> None:
    client, cases = district.client_of("zhuanban1"), [triaged()]
    answer = client.post(ASSIGN, form_of(client, cases))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请填写牵头单位" in page
    assert hidden(page)["pick"] == [str(cases[0].pk)]


def test_only_one_category_at_a_time(district: District) -> None:
    pick = [str(triaged(category).pk) for category in ("WA07", "WA05", "WA07")]
    answer = district.client_of("zhuanban1").post(ASSIGN, {"pick": pick})
    assert answer.status_code == 400
    assert "一次只能交办同一类型的案件，这次有：WA07 2件、WA05 1件。" in answer.content.decode()


def test_fifty_are_the_most_and_none_is_too_few(district: District) -> None:
    client, case = district.client_of("zhuanban1"), triaged()
    many = [f"00000000-0000-7000-8000-{n:012d}" for n in range(50)]
    answer = client.post(ASSIGN, {"pick": [str(case.pk), *many]})
    assert answer.status_code == 400
    assert "一次最多50件，现在选了51件。" in answer.content.decode()
    for nothing in ([], ["x"], many):
        assert "还没有勾选" in client.post(ASSIGN, {"pick": nothing}).content.decode()


@pytest.mark.parametrize("who", ["zhujian1", "jiedao", "ducha", "shenji", "guanli"])
def test_who_may_not_assign_one_may_not_assign_many(district: District, who: str) -> None:
    case = triaged()
    assert district.client_of(who).post(ASSIGN, {"pick": [str(case.pk)]}).status_code == 403
    assert Record.objects.get(pk=case.pk).state == "triage"


def test_nothing_else_is_done_in_bulk(district: District) -> None:
    """Never in bulk: refuse, unfounded, merge, close, hang, extend, penalty, publish, unmask."""
    client, kind = district.client_of("zhuanban1"), kinds.by_name("property.case")
    assert kind.bulk is not None
    assert kind.bulk.code == "dispatch_case"
    pick = {"pick": [str(triaged().pk)]}
    for code in [*kind.lifecycle.rows, *kind.lifecycle.amendments, "unmask", "reveal", "publish"]:
        assert client.post(f"/cases/bulk/{code.replace('_', '-')}/", pick).status_code == 404, code


# --- reminding and following ----------------------------------------------------------------------------------------


def test_a_reminder_is_polite_once_a_day_and_never_to_oneself(district: District) -> None:
    client, case, waiting = district.client_of("zhuanban1"), dispatched(), triaged()
    pick = {"pick": [str(case.pk), str(waiting.pk)]}
    page = client.post("/cases/bulk/remind/", pick).content.decode()
    assert "办成1件，没有办成1件" in page
    assert "还没有承办单位。" in page
    assert "今天已提醒过" in client.post("/cases/bulk/remind/", pick).content.decode()
    assert "由本单位办理" in district.client_of("zhujian1").post("/cases/bulk/remind/", pick).content.decode()
    outbox.relay()
    bell = Notice.objects.get(user__username="zhujian1", code="reminded", record=case)
    assert bell.params == {"number": case.number, "agency": "示范区委政法委"}
    with clock.moved_to(NOW + timedelta(days=1)):
        assert "办成1件" in client.post("/cases/bulk/remind/", pick).content.decode()


def test_what_is_followed_is_a_list_and_can_be_let_go(district: District) -> None:
    client, case = district.client_of("zhuanban1"), dispatched()
    for _twice in range(2):
        client.post("/cases/bulk/follow/", {"pick": [str(case.pk)], "back": "open=1"})
    assert Follow.objects.filter(user__username="zhuanban1").count() == 1
    page = client.get("/cases/?followed=1")
    assert page.context["page"].paginator.count == 1
    assert "取消关注" in client.get(f"/cases/{case.number}/").content.decode()
    client.post(f"/cases/{case.number}/follow/")
    assert not Follow.objects.exists()


def test_following_gives_no_right_to_see(district: District) -> None:
    """A case outside the scope can neither be followed nor seen by having been followed."""
    case = dispatched()
    client = district.client_of("xiaofang")
    assert client.post("/cases/bulk/follow/", {"pick": [str(case.pk)]}).status_code == 400
    Follow.objects.create(user=actor("xiaofang").person.user, record=case, since=NOW)
    assert client.get("/cases/?followed=1").context["page"].paginator.count == 0
    assert client.post(f"/cases/{case.number}/follow/").status_code == 404


def test_the_ticked_records_are_printed(district: District) -> None:
    client, cases = district.client_of("zhuanban1"), [dispatched(), triaged()]
    page = client.post("/cases/print/", {"pick": [str(c.pk) for c in cases], "back": "open=1"})
    assert page.status_code == 200
    assert all(case.number in page.content.decode() for case in cases)
