"""Many at once, over HTTP against real server processes: one wins, the others are told why, nothing is doubled."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from casework import ledger, proposals
from casework.actor import Actor
from casework.models import Event, IdempotencyKey, OutboxMessage, Record, User
from property_rectification.models import RectificationCase
from tests.processes import Answer, Web, at_once, serving
from tests.property_rectification.world import NARRATIVE, World

MANY = 20


@pytest.fixture
def world(fresh_database: str) -> World:
    return World()


@pytest.fixture
def web(fresh_database: str, world: World) -> Iterator[Web]:
    with serving(fresh_database) as web:
        yield web


def address(case: Any, *rest: str) -> str:
    return "/".join([f"rectification-cases/{case.pk}", *rest])


def counted(answers: list[Answer]) -> Counter[int]:
    return Counter(answer.status for answer in answers)


def check_one_won(case: Any, answers: list[Answer], name: str) -> Answer:
    counts = counted(answers)
    assert counts[200] == 1, counts
    assert counts[409] + counts[412] == len(answers) - 1, counts
    now = Record.objects.get(pk=case.pk)
    assert now.version == case.version + 1
    assert Event.objects.filter(record=case.pk, name=name).count() == 1
    assert list(ledger.verify([case.pk])) == []
    return next(answer for answer in answers if answer.status == 200)


def test_twenty_at_one_transition_with_the_same_version(web: Web, world: World) -> None:
    case = world.draft()
    clerks = [world.user("intake"), world.user("intake2")]
    web.log_in(*clerks)
    path, tag = address(case, "transitions", "register-case"), f'"{case.version}"'
    answers = at_once(
        [lambda n=n: web.post(clerks[n % 2], path, {}, If_Match=tag) for n in range(MANY)]  # type: ignore[misc]
    )
    won = check_one_won(case, answers, "register_case")
    assert (won.body["state"], won.headers["etag"]) == ("registered", f'"{case.version + 1}"')
    for lost in (answer for answer in answers if answer.status != 200):
        assert lost.body["code"] in ("stale_version", "wrong_state")
        assert lost.body["message"]


def test_twenty_readers_of_the_moment_try_again_until_told_no(web: Web, world: World) -> None:
    """Even those who read the new version at once find that the step is done: 409 with what is possible now."""
    case = world.draft()
    clerk = world.user("intake")
    web.log_in(clerk)
    path = address(case, "transitions", "register-case")

    def insist() -> list[int]:
        first = web.post(clerk, path, {}, If_Match=f'"{case.version}"')
        return [first.status, web.post(clerk, path, {}, If_Match=f'"{case.version + 1}"').status]

    statuses = Counter(status for pair in at_once([insist] * MANY) for status in pair)
    assert statuses[200] == 1, statuses
    assert set(statuses) <= {200, 409, 412}, statuses
    assert statuses[409] >= MANY - 1, statuses
    assert Event.objects.filter(record=case.pk, name="register_case").count() == 1


def test_twenty_new_cases_get_twenty_numbers(web: Web, world: World) -> None:
    clerk = world.user("intake")
    web.log_in(clerk)
    data = {"channel": "02", "compound": world.compound.pk, "narrative": NARRATIVE}

    def begin(n: int) -> Answer:
        made = web.post(clerk, "rectification-cases", data | {"reporter_phone": f"138000000{n:02d}"})
        assert made.status == 201, made.body
        path = f"rectification-cases/{made.body['id']}/transitions/register-case"
        return web.post(clerk, path, {}, If_Match=made.headers["etag"])

    answers = at_once([lambda n=n: begin(n) for n in range(MANY)])  # type: ignore[misc]
    assert counted(answers) == {200: MANY}
    year = str(RectificationCase.objects.first().registered_at.year)  # type: ignore[union-attr]
    numbers = sorted(answer.body["number"] for answer in answers)
    assert numbers == [f"WY-220399-{year}-{n:05d}" for n in range(1, MANY + 1)]
    assert list(ledger.verify()) == []


def test_many_accounts_of_one_name_are_one_account(web: Web, world: World) -> None:
    admin = world.user("admin")
    web.log_in(admin)
    asked = {"username": "xin.li", "name": "何例"}
    answers = at_once([lambda: web.post(admin, "accounts/users/create", asked)] * MANY)
    assert counted(answers) == {201: 1, 422: MANY - 1}, counted(answers)
    assert User.objects.filter(username="xin.li").count() == 1


def test_two_deciders_agree_at_once(web: Web, world: World) -> None:
    case = world.passed()
    world.later(days=12)
    world.actors["office3"] = world.person("office3", "office", "R02")
    deciders = [world.user("office2"), world.user("office3")]
    web.log_in(*deciders)
    proposal = world.propose(case, "close_case", "office")
    case = Record.objects.get(pk=case.pk)
    path = address(case, "proposals", str(proposal.pk), "agree")
    answers = at_once([lambda n=n: web.post(deciders[n % 2], path, {}) for n in range(10)])  # type: ignore[misc]
    won = check_one_won(case, answers, "close_case")
    assert won.body["state"] == "closed"
    assert {a.body["code"] for a in answers if a.status != 200} <= {"already_decided", "wrong_state"}
    proposal.refresh_from_db()
    assert proposal.outcome == "agreed"


def test_agreed_and_returned_at_once(web: Web, world: World) -> None:
    """One verdict stands, and the case has gone where that verdict says."""
    case = world.passed()
    world.later(days=12)
    world.actors["office3"] = world.person("office3", "office", "R02")
    one, two = world.user("office2"), world.user("office3")
    web.log_in(one, two)
    proposal = world.propose(case, "close_case", "office")
    path = address(case, "proposals", str(proposal.pk))
    answers = at_once([
        lambda: web.post(one, f"{path}/agree", {}),
        lambda: web.post(two, f"{path}/return", {"reasons": "还差一张照片，请补。"}),
    ])  # fmt: skip
    assert sorted(answer.status for answer in answers) == [200, 409]
    proposal.refresh_from_db()
    expected = {"agreed": "closed", "returned": "pre_close"}
    assert Record.objects.get(pk=case.pk).state == expected[proposal.outcome]


def test_twenty_proposals_at_once(world: World) -> None:
    """Only one waits for the second person."""
    case = world.passed()
    world.later(days=12)
    offices = [world.actors["office"], world.actors["office2"]]

    def propose(actor: Actor) -> str:
        try:
            proposals.propose(case, "close_case", actor=actor, data={})
        except Exception as refused:
            return str(refused)
        return "proposed"

    said = Counter(at_once([lambda n=n: propose(offices[n % 2]) for n in range(MANY)]))  # type: ignore[misc]
    assert said == {"proposed": 1, "409 already_proposed ": MANY - 1}
    assert Event.objects.filter(record=case.pk, name="propose").count() == 1


def test_one_key_twenty_times(web: Web, world: World) -> None:
    """A phone on a bad line: the same request again and again is carried out once and answered the same."""
    case = world.draft()
    clerk = world.user("intake")
    web.log_in(clerk)
    path, tag = address(case, "transitions", "register-case"), f'"{case.version}"'
    send = lambda: web.post(clerk, path, {}, If_Match=tag, Idempotency_Key="one-and-the-same")  # noqa: E731
    answers = at_once([send] * MANY)
    counts = counted(answers)
    assert set(counts) <= {200, 409}, counts
    done = [answer for answer in answers if answer.status == 200]
    assert sum(answer.headers.get("idempotency-replayed") != "true" for answer in done) == 1
    assert all(answer.body == done[0].body for answer in done)
    assert {a.body["code"] for a in answers if a.status == 409} <= {"idempotency_in_flight"}
    assert Event.objects.filter(record=case.pk, name="register_case").count() == 1
    later = send()
    assert (later.status, later.headers["idempotency-replayed"], later.body) == (200, "true", done[0].body)
    assert IdempotencyKey.objects.count() == 1


def test_one_key_and_twenty_new_cases_make_one(web: Web, world: World) -> None:
    clerk = world.user("intake")
    web.log_in(clerk)
    data = {"channel": "02", "compound": world.compound.pk, "narrative": NARRATIVE}
    send = lambda: web.post(clerk, "rectification-cases", data, Idempotency_Key="new-case")  # noqa: E731
    counts = counted(at_once([send] * MANY))
    assert set(counts) <= {201, 409}, counts
    assert RectificationCase.objects.count() == 1
    assert OutboxMessage.objects.filter(record__isnull=False).values("record", "topic").distinct().count() == (
        OutboxMessage.objects.filter(record__isnull=False).count()
    )
