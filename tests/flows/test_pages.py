"""The plain, real pages: every one answers every role, forms keep what was typed, sending twice does no harm."""

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework import clock, demo
from casework.demo import actor
from casework.models import AccessEntry, Event, Proposal, User
from property_rectification.demo.roads import Driver
from tests.flows.district import District, Road, Stage, nothing_written
from tests.thinning import thinned

PLAIN = ["/", "/inbox/", "/inbox/?tab=change", "/search/?q=WY-220302-2026-00001", "/search/?q=电梯", "/search/",
         "/manage/access-log/", "/manage/outbox/", "/cases/", "/cases/?state=closed&order=due", "/cases/new/",
         "/leads/", "/leads/?suggested=WA08", "/imports/", "/compounds/names/?q=锦绣", "/?only=late",
         "/login/", "/map/", "/cases/?open=1&map=1",
         "/cases/?map=124.3,43.1,124.4,43.2&bbox=124.3,43.1,124.4,43.2"]  # fmt: skip
API = ["", "/transitions", "/amendments", "/events", "/files", "/as-at/2026-03-02"]


def addresses(staged: District) -> Iterator[str]:
    """Every address of every record of the stages: pages and API."""
    yield from PLAIN
    for name, page in (("property.case", "cases"), ("property.lead", "leads")):
        for stage in staged.stages[name].values():
            yield from record_addresses(stage, page)


def record_addresses(stage: Stage, page: str) -> Iterator[str]:
    record = stage.record
    base = f"/{page}/{record.number or record.pk}/"
    yield base
    yield f"{base}map/"
    yield f"{base}as-at/"
    yield f"{base}as-at/2026-03-02/"
    yield from (f"{base}reveal/{field}/" for field in ("name", "phone", "identity"))
    for code in (*record.lifecycle.rows, "nothing_such"):
        yield f"{base}do/{code.replace('_', '-')}/"
    for code in record.lifecycle.amendments:
        yield f"{base}amend/{code.replace('_', '-')}/"
    yield from (f"{base}files/{file.pk}/" for file in record.files.all())
    yield from (f"{stage.url}{rest}" for rest in API)
    yield from (f"{stage.url}/files/{file.pk}" for file in record.files.all()[:1])


#: Posts that differ in what they may see; every page is opened by each of them.
VIEWERS = ["zhuanban1", "shouli1", "zhujian1", "yanshou1", "ducha", "yinsi", "shenji", "guanli", "xiaofang",
           "wuye1", "yeweihui1"]  # fmt: skip


#: States whose pages differ from one another.
SOME = ("draft", "fact_finding", "lookback")


@pytest.mark.parametrize(("username", "state"), thinned(zip(VIEWERS, itertools.cycle(SOME), strict=False), 2))
def test_every_page_answers_every_role(staged: District, username: str, state: str) -> None:
    """Plain, real pages: every GET page as every role gives a page or a clear no, never an error.

    The states take turns; `test_canary.py` opens one more case as every role there is.
    """
    client, stages = staged.client_of(username), staged.stages["property.case"]
    with clock.moved_to(stages["lookback"].at + timedelta(days=1)):
        of_case = list(record_addresses(stages[state], "cases"))
        of_lead = record_addresses(staged.stages["property.lead"]["pending"], "leads")
        wrong = [line for address in (*of_case, *PLAIN, *of_lead) for line in _wrong(client, address)]
    assert len(of_case) > 60
    assert wrong == []


def _wrong(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    return [] if answer.status_code in (200, 302, 400, 403, 404) else [f"{answer.status_code} {address}"]


def test_pages_of_the_remaining_states(staged: District) -> None:
    """Plain, real pages: a case in any state has its page, its past and its forms."""
    client = staged.client_of("zhuanban1")
    for state, stage in staged.stages["property.case"].items():
        with clock.moved_to(stage.at + timedelta(minutes=5)):
            page = client.get(f"/cases/{stage.record.number or stage.pk}/")
        assert page.status_code == 200, state
        assert str(stage.record.lifecycle.states[state].badge) in page.content.decode()


def test_who_is_not_logged_in_is_sent_to_the_door(staged: District) -> None:
    """Nothing is shown before the log-in, neither pages nor API."""
    client = Client()
    for address in addresses(staged):
        answer = client.get(address)
        if address != "/login/":
            assert answer.status_code in (302, 401, 403), address
            assert answer.status_code != 302 or answer["Location"].startswith("/login/"), address


# --- the form of one transition ------------------------------------------------------------------------------------


@pytest.fixture
def handling(staged: District) -> Iterator[Stage]:
    found = staged.stages["property.case"]["handling"]
    stage = Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=5))
    with clock.moved_to(stage.at):
        yield stage


PLAN = "到现场查看楼道和保洁记录，两人，拍照取证。"


def _hidden(page: str) -> dict[str, str]:
    """The key and the version that the form carries."""
    found = dict(re.findall(r'name="(idempotency_key|version)" value="([^"]*)"', page))
    assert set(found) == {"idempotency_key", "version"}
    return found


def test_a_transition_by_its_form_and_sent_twice(staged: District, handling: Stage) -> None:
    """Through the pages: the form leads on to the case; a double click is carried out once."""
    client, url = staged.client_of("zhujian1"), f"/cases/{handling.record.number}/do/start-fact-finding/"
    sent = _hidden(client.get(url).content.decode()) | {"check_plan": PLAN}
    first, second = client.post(url, sent), client.post(url, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"] == f"/cases/{handling.record.number}/"
    assert handling.record.state == "fact_finding"
    assert Event.objects.filter(record_id=handling.pk, name="start_fact_finding").count() == 1


def test_412_keeps_what_was_typed(staged: District, handling: Stage) -> None:
    """Through the pages: somebody changed the case meanwhile; the page says who and keeps the text."""
    client, url = staged.client_of("zhujian1"), f"/cases/{handling.record.number}/do/start-fact-finding/"
    sent = _hidden(client.get(url).content.decode()) | {"check_plan": PLAN}
    changed = staged.api("zhujian2").act(handling, "add_fact", {"statement": "楼道有积尘。"}, way="amendments")
    assert changed.status_code == 200
    with nothing_written():
        answer = client.post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 412
    assert PLAN in page
    assert "卫例" in page
    assert handling.record.state == "handling"


def test_422_names_the_guard_and_keeps_what_was_typed(staged: District, handling: Stage) -> None:
    """Guard `check_plan_present` on the page: reason, remedy, and the text that was too short."""
    client, url = staged.client_of("zhujian1"), f"/cases/{handling.record.number}/do/start-fact-finding/"
    sent = _hidden(client.get(url).content.decode()) | {"check_plan": "去看看"}
    with nothing_written():
        answer = client.post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "还差核查方案。" in page
    assert "写明核查事项、时间、人员和要取得的证据" in page
    assert "去看看" in page
    entry = AccessEntry.objects.latest("pk")
    assert (entry.status, entry.denials, entry.user.username) == (422, ["check_plan_present"], "zhujian1")


def test_409_says_what_is_possible_now(staged: District, handling: Stage) -> None:
    """Through the pages: the step was done meanwhile; the page says so and keeps the text."""
    client, url = staged.client_of("zhujian1"), f"/cases/{handling.record.number}/do/start-fact-finding/"
    sent = _hidden(client.get(url).content.decode()) | {"check_plan": PLAN}
    assert staged.api("zhujian2").act(handling, "start_fact_finding", {"check_plan": PLAN}).status_code == 200
    sent["version"] = str(handling.record.version)
    with nothing_written():
        answer = client.post(url, sent)
    assert answer.status_code == 409
    assert PLAN in answer.content.decode()


def test_markup_is_shown_as_text(staged: District, handling: Stage) -> None:
    """What people type is shown as they typed it, never run."""
    plan = "<script>alert(1)</script> 到现场查看、取证 '; DROP TABLE x; --"
    done = staged.api("zhujian1").act(handling, "start_fact_finding", {"check_plan": plan})
    assert done.status_code == 200
    page = staged.client_of("zhujian1").get(f"/cases/{handling.record.number}/").content.decode()
    assert "<script>alert(1)" not in page


def test_four_eyes_through_the_pages(staged: District) -> None:
    """Through the pages: one proposes, another reads it and agrees; the proposer may only take it back."""
    found = staged.stages["property.case"]["fact_finding"]
    stage = Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=5))
    with clock.moved_to(stage.at):
        Road(stage.record).hear_both()
        client, url = staged.client_of("zhujian1"), f"/cases/{stage.record.number}/do/conclude-unfounded/"
        sent = _hidden(client.get(url).content.decode()) | {
            "reasons": "查账和现场查看都没有发现问题。",
            "told_how": "01",
        }
        assert client.post(url, sent).status_code == 302
        proposal = Proposal.objects.get(record_id=stage.pk, outcome=Proposal.OPEN)
        review = reverse("cases-proposal", kwargs={"key": stage.record.number, "proposal": proposal.pk})
        assert "查账和现场查看都没有发现问题。" in staged.client_of("zhujian2").get(review).content.decode()
        assert client.post(review, {"decision": "agree"}).status_code == 409
        assert stage.record.state == "fact_finding"
        assert staged.client_of("zhujian2").post(review, {"decision": "agree"}).status_code == 302
        assert stage.record.state == "unfounded"


# --- the door ------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_password(district: District) -> str:
    user = User.objects.get(username="shouli1")
    user.set_password(demo.PASSWORD)
    user.save(update_fields=["password"])
    return user.username


def _knock(client: Client, username: str, password: str) -> Any:
    return client.post("/login/", {"username": username, "password": password}, REMOTE_ADDR="127.0.0.9")


def test_login_by_the_real_form(with_password: str) -> None:
    """Login: the form lets in who knows the password, and the look is recorded."""
    client = Client()
    answer = _knock(client, with_password, demo.PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    page = client.get("/").content.decode()
    assert "周样" in page
    assert "受理员" in page
    assert AccessEntry.objects.filter(action="login", user__username=with_password).count() == 1


def test_login_locks_after_five_wrong_tries(with_password: str) -> None:
    """Login: the same sentence for a wrong password and an unknown name; locked for 15 minutes after five tries."""
    client = Client()
    wrong = [_knock(client, with_password, f"wrong-{n}") for n in range(5)]
    unknown = _knock(Client(), "nobody-here", "wrong-0")
    assert wrong[0].status_code == unknown.status_code == 200
    assert wrong[-1].status_code == 429
    locked = _knock(client, with_password, demo.PASSWORD)
    assert locked.status_code == 429, "even the right password waits"
    assert "15分钟" in locked.content.decode()


def test_forms_need_their_token(district: District) -> None:
    """A form or a request from elsewhere is refused: CSRF is on, for pages and API."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="shouli1"), "django.contrib.auth.backends.ModelBackend")
    with nothing_written():
        api = client.post("/api/v1/rectification-cases", "{}", content_type="application/json")
        page = client.post("/cases/new/", {"narrative": "路灯坏了半个月没有人来修。"})
    assert (api.status_code, api.json()["code"]) == (403, "forbidden")
    assert page.status_code == 403


def test_a_person_without_a_post_sees_nothing(district: District) -> None:
    """Whoever holds no post today is refused, clearly."""
    User.objects.create(username="former", last_name="前", first_name="例")
    client = district.client_of("former")
    assert client.get("/").status_code == 403
    assert client.get("/api/v1/rectification-cases").status_code == 403


def test_driver_and_pages_speak_of_the_same_case(district: District) -> None:
    """The desk of the next person shows what waits for them."""
    driver = Driver()
    driver.to("dispatched")
    desk = district.client_of("zhujian1").get("/").content.decode()
    assert driver.case.number in desk
    assert actor("zhujian1").role == "R07"
