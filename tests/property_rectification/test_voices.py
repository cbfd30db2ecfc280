"""What goes back and forth with the reporter: clocks, answers, and what an objection does to a case that was closed."""

from typing import Any

import pytest
from django.test import Client

from casework import engine
from casework.actor import Actor
from casework.masking import mask_text
from casework.models import OutboxMessage, Receiver
from casework.outbox import open_payload
from property_rectification import case_detail
from property_rectification.case_words import FLAG_BADGES
from tests.property_rectification.guards.test_voices import (
    DEFECT,
    ITEMS,
    NEW_FACT,
    REASONS,
    REMEDIES,
    WORDS,
    asked,
    objected,
    registered,
    reporter_of,
    unfounded_and_confirmed,
)
from tests.property_rectification.test_lifecycle import running
from tests.property_rectification.world import World


def test_the_duty_to_inform_runs_on_while_something_is_missing(world: World) -> None:
    case = asked(world, channel="03")
    assert running(case) == {"T.INTAKE.INFORM", "T.SUPPLEMENT"}
    case = world.do(case, "submit_supplement", "intake", answer="二单元东梯，前年三月开始。")
    assert running(case) == {"T.INTAKE.INFORM", "T.DISPATCH"}
    assert case.supplementrequests.get().answer.reveal() == "二单元东梯，前年三月开始。"


def test_an_objection_to_a_closed_case_opens_it_and_keeps_the_lookbacks(world: World) -> None:
    case = world.closed()
    case = objected(world, case)
    assert case.closed_at is None
    assert running(case) == {"T.OBJECTION", "T.OBJECTION.REVIEW", "T.RELAPSE"}
    case = world.do(case, "dismiss_objection", "supervisor", reasons=REASONS, remedies=REMEDIES)
    assert (case.state, case.objections.get().outcome) == ("pre_close", "dismissed")
    world.later(days=12)
    case = world.two(case, "close_case", "office", "office2")
    assert sorted(case.lookbacks.values_list("stage", flat=True)) == ["first", "second"]
    assert {"T.LOOKBACK.FIRST", "T.LOOKBACK.SECOND", "T.RELAPSE", "T.ARCHIVE"} <= running(case)


@pytest.mark.usefixtures("plain_files")
def test_the_printed_sheet_holds_what_both_sides_said(world: World, client: Client) -> None:
    """Statements of owners and firm, and what the reporter said later: paper leaves nobody out."""
    case = objected(world, world.closed())
    client.force_login(world.user("office"), "django.contrib.auth.backends.ModelBackend")
    with world.acting():
        page = client.get(f"/cases/{case.number}/print/").content.decode()
    said = [mask_text(s.content.reveal()) for s in case.statements.all() if s.content]
    assert {s.side for s in case.statements.all()} == {"owner", "firm"}
    for words in ("反映人后来说的", DEFECT, *said):
        assert words in page


def test_an_upheld_objection_starts_rectification_anew(world: World) -> None:
    case = world.do(objected(world, world.passed()), "uphold_objection", "supervisor", reasons=REASONS)
    assert (case.state, case.result) == ("rectifying", "")
    assert running(case) == {"T.HANDLE.RECTIFY"}


@pytest.mark.parametrize("matter", ["ordinary", "petition"])
def test_a_reopened_case_has_a_clock_whatever_its_type(world: World, matter: str) -> None:
    case = unfounded_and_confirmed(world)
    type(case).objects.filter(pk=case.pk).update(matter=matter)
    case = objected(world, type(case).objects.get(pk=case.pk), new_fact=NEW_FACT)
    case = world.do(case, "reopen_fact_finding", "supervisor", reasons=REASONS)
    assert "T.HANDLE.ORDINARY" in running(case)


def test_what_a_reporter_adds_is_read_by_the_unit_and_not_by_the_firm(world: World) -> None:
    case = world.dispatched()
    with world.acting():
        actor = reporter_of(case)
        case = engine.amend(case, "add_note", actor=actor, data={"text": "昨天又挂了一块新的广告。"}).record
    event = case.events.latest("seq")
    assert (event.role, event.actor_id, event.post_id) == ("R17", None, None)
    for path in ("reporternote/x/text", "objection/x/defect", "supplementrequest/x/answer", "form/text"):
        assert case_detail.may_read(path, world.actors["housing"])
        assert case_detail.may_read(path, world.actors["intake"])
        assert not case_detail.may_read(path, world.actors["firm"])


def test_a_report_of_the_public_is_marked(world: World) -> None:
    with world.acting():
        data = {"channel": "10", "compound": world.compound.pk, "narrative": WORDS}
        case = engine.create(type(world.draft()), actor=Actor.reporter(), data=data).record
    assert case.flags == ["PUBLIC_REPORT"]
    assert str(FLAG_BADGES["PUBLIC_REPORT"]["text"]) == "网上反映"
    assert running(case) == {"T.INTAKE.REGISTER"}


# --- short messages ---------------------------------------------------------------------------------------------


def sent(case: Any) -> list[dict[str, Any]]:
    found = OutboxMessage.objects.filter(record=case, receiver="sms").order_by("created_at", "pk")
    return [open_payload(message) for message in found]


@pytest.fixture
def platform(db: None) -> Receiver:
    return Receiver.objects.create(
        code="sms", title="短信平台", adapter="sms", active=True, address="http://127.0.0.1:9/"
    )


def test_no_message_while_the_platform_is_off(world: World) -> None:
    assert sent(registered(world)) == []


def test_no_message_without_a_number(world: World, platform: Receiver) -> None:
    assert sent(registered(world, reporter_phone="")) == []


def test_messages_say_code_and_day_and_nothing_of_the_matter(world: World, platform: Receiver) -> None:
    centre = world.agencies["centre"]
    centre.public_phone = "0434-0000000"
    centre.save()
    case = registered(world, channel="03")
    case = world.do(case, "request_supplement", "intake", items=ITEMS)
    code = case.public_keys.get().spoken_code
    assert [body["number"] for body in sent(case)] == ["13800005678", "13800005678"]
    assert [body["text"] for body in sent(case)] == [
        f"【安归】您反映的事已登记，查询码{code}，3月17日前告知是否受理。电话0434-0000000",
        f"【安归】还需要您补充几项情况，凭查询码{code}查看，补不齐也会继续办。",
    ]


def test_messages_of_the_order_and_of_the_passed_check(world: World, platform: Receiver) -> None:
    case = world.passed()
    texts = [body["text"] for body in sent(case)]
    assert texts[1:] == [
        "【安归】已要求整改，最晚3月11日完成。凭查询码可看进度、补充情况。",
        "【安归】整改已验收，公示到3月9日。不认可请在此前提出异议，凭查询码办理。",
    ]
    assert all(len(text) <= 70 for text in texts)
    assert DEFECT not in "".join(texts)
