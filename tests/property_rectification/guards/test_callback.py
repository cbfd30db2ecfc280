"""Asking how it went: drawn by lot, once, by link or by telephone; what somebody is not content with is looked at."""

from typing import Any

import pytest
from django.test import Client

from casework import clock
from casework.models import Event, OutboxMessage
from casework.refusals import GuardsFailed
from property_rectification import case_list, ratings
from property_rectification.models import RatingLink
from tests.property_rectification.refused import only
from tests.property_rectification.world import World

DEFECT = "公示栏只贴了下半年的，上半年没有贴。"


@pytest.fixture
def everybody_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("property_rectification.lottery.drawn", lambda *args: True)


@pytest.fixture
def nobody_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("property_rectification.lottery.drawn", lambda *args: False)


def path_of(case: Any) -> str:
    return f"/p/rate/{case.rating_links.get().token.reveal()}/"


def rate(world: World, case: Any, **data: Any) -> Any:
    with world.acting():
        return Client().post(path_of(case), {"solved": "01", "satisfaction": "01"} | data)


def reread(case: Any) -> Any:
    return type(case).objects.get(pk=case.pk)


def test_the_lot_falls_without_anybody_s_hand(world: World, nobody_drawn: None) -> None:
    """Who was not drawn is not called after closing, however much somebody would like to choose."""
    case = world.closed()
    assert (case.callback_due, case.rating_links.count()) == (False, 0)
    refused = only("callback_wanted", lambda: world.call(case))
    assert refused.remedy == "抽中的在“待回访”里；名单由系统抽取，不能挑选"


def test_guard_callback_wanted_once(world: World, everybody_drawn: None) -> None:
    case = world.closed()
    assert case.callback_due
    case = world.call(case, satisfaction="02")
    assert (case.callback_due, case.satisfaction) == (False, "02")
    only("callback_wanted", lambda: world.call(case))


def test_three_days_in_vain_after_closing_count_as_not_reached(world: World, everybody_drawn: None) -> None:
    case = world.closed()
    for _n in range(3):
        assert case.callback_due
        case = world.call(case, reached=False, solved="", satisfaction="")
        world.later(days=1)
    assert (case.callback_due, case.satisfaction) == (False, "04")


def test_a_link_takes_one_answer(world: World, everybody_drawn: None) -> None:
    case = world.closed()
    with world.acting():
        page = Client().get(path_of(case))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "checked" not in page.content.decode()  # nothing is chosen beforehand
    assert rate(world, case).status_code == 200
    case = reread(case)
    answer = case.callbacks.last()
    assert (case.satisfaction, case.callback_due, answer.reached, answer.solved) == ("01", False, True, "01")
    assert rate(world, case, satisfaction="03").status_code == 404
    assert reread(case).satisfaction == "01"


def test_a_link_expires_and_says_nothing_of_the_case(world: World, everybody_drawn: None) -> None:
    case = world.closed()
    path = path_of(case)
    with clock.moved_to(case.rating_links.get().expires_at):
        answer = Client().get(path)
        unknown = Client().get(f"/p/rate/{'0' * 32}/")
    assert (answer.status_code, unknown.status_code) == (404, 404)
    assert case.number not in answer.content.decode()
    assert "这个链接已经用过或过了期限。" in answer.content.decode()


def test_a_token_stands_nowhere_in_the_ledger(world: World, everybody_drawn: None) -> None:
    case = world.closed()
    token = case.rating_links.get().token.reveal()
    assert RatingLink.objects.count() == 1
    assert not any(token in str(event.__dict__) for event in Event.objects.filter(record=case))


def test_who_is_not_content_and_wants_it_looked_at_objects(world: World, everybody_drawn: None) -> None:
    """Dissatisfied with a real defect: the objection is decided by a person who took no part (§1.1.2 #35)."""
    case = world.closed()
    answer = rate(world, case, solved="02", satisfaction="03", reason=DEFECT, again="on")
    assert "并按异议登记" in answer.content.decode()
    case = reread(case)
    assert (case.state, case.satisfaction) == ("objection", "03")
    objection = case.objections.get()
    assert (objection.objector, objection.defect.reveal()) == ("01", DEFECT)
    case = world.do(case, "uphold_objection", "supervisor", reasons="到现场看过，上半年确实没有贴。")
    assert (case.state, case.satisfaction) == ("rectifying", "")


def test_who_is_not_content_is_heard_without_an_objection_too(world: World, everybody_drawn: None) -> None:
    case = world.closed()
    assert rate(world, case, solved="03", satisfaction="03", reason=DEFECT).status_code == 200
    case = reread(case)
    assert case.state == "closed"
    told = OutboxMessage.objects.filter(record=case, topic="notice.assigned", event_seq=case.version)
    assert told.exists()


def test_a_wish_to_look_again_says_what_is_wrong(world: World, everybody_drawn: None) -> None:
    case = world.closed()
    answer = rate(world, case, satisfaction="03", reason="不好", again="on")
    assert answer.status_code == 422
    assert "请写明哪里没有办好" in answer.content.decode()
    assert "不好" in answer.content.decode()  # nothing typed is lost
    assert reread(case).callback_due


def test_an_old_link_opens_nothing_after_a_relapse(world: World, everybody_drawn: None) -> None:
    case = world.closed()
    token = case.rating_links.get().token.reveal()
    data = {"what": "公示栏里的收支又撤掉了，和原来一样。", "same": True, "files": [world.file(case, "lookback")]}
    case = world.do(case, "record_relapse", "supervisor", **data)
    with world.acting():
        assert ratings.find(token) is None


def test_closed_without_the_reporter_s_word_is_counted_apart(world: World, everybody_drawn: None) -> None:
    from casework.models import Record

    content = world.call(world.closed())
    silent = world.closed()
    type(silent).objects.filter(pk=silent.pk).update(satisfaction="04")
    rows = Record.objects.filter(kind="property.case")
    found = case_list.narrow(rows, "unconfirmed", "1")
    assert found is not None
    assert [r.pk for r in found] == [silent.pk]
    due = case_list.narrow(rows, "callback", "1")
    assert due is not None
    assert [r.pk for r in due] == [silent.pk]
    assert content.satisfaction == "01"


def test_guard_callback_wanted_of_a_rating(world: World, nobody_drawn: None) -> None:
    """§5.4: the key of a case does not rate; only who was drawn is asked."""
    from casework import engine
    from casework.actor import Actor

    case = world.closed()
    actor = Actor.reporter(case.public_keys.get(revoked_at=None))
    with world.acting(), pytest.raises(GuardsFailed) as refused:
        engine.amend(case, "rate_result", actor=actor, data={"solved": "01", "satisfaction": "01"})
    assert refused.value.codes == ["callback_wanted"]
