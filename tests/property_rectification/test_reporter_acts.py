"""What a reporter does with the key besides: mediation in their own name, and wanting to withdraw (R17, ADR 41)."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from casework import documents
from casework.models import OutboxMessage
from casework.outbox import open_payload
from casework.publickeys import open_for
from property_rectification.lifecycle import CASE
from property_rectification.models import RectificationCase
from property_rectification.models.mediation import Mediation, MediationConsent
from property_rectification.models.voices import ReporterNote
from property_rectification.public import status
from tests.property_rectification.public_help import Resident
from tests.property_rectification.refused import only
from tests.property_rectification.world import World

pytestmark = pytest.mark.usefixtures("public_pages")


@pytest.fixture
def resident(world: World) -> Resident:
    return Resident(world)


def _page(case: Any) -> str:
    return f"/p/r/{open_for(case).token.reveal()}/"


def _send(resident: Resident, case: Any, code: str, **typed: Any) -> Any:
    return resident.post(f"{_page(case)}do/{code}/", idempotency_key=str(uuid.uuid4()), **typed)


def _asked_by_firm(world: World) -> Any:
    case = world.fact_finding("WA07")
    return world.amend(case, "request_mediation", "firm", dispute="停运期间物业费怎么算，请调解。")


@pytest.mark.parametrize(("answer", "result"), [("yes", ""), ("no", "refused")])
def test_L70_the_reporter_answers_for_themselves(world: World, resident: Resident, answer: str, result: str) -> None:
    case = _asked_by_firm(world)
    page = resident.get(_page(case)).content.decode()
    assert "登记调解意愿" in page
    assert "登记调解申请" not in page, "a round is open"
    form = resident.get(f"{_page(case)}do/record-consent/").content.decode()
    assert "停运期间物业费怎么算，请调解。" in form
    assert not re.search(r'name="(side|at|mode|witness)"', form), "the key says who, the clock says when"
    assert _send(resident, case, "record-consent", answer=answer).status_code == 302
    one = Mediation.objects.get(case=case)
    said = MediationConsent.objects.get(mediation=one, side="owner")
    assert (one.result, said.agreed, said.recorded_by) == (result, answer == "yes", None)
    assert "登记调解意愿" not in resident.get(_page(case)).content.decode(), "said once"


def test_L70_the_reporter_asks_for_mediation(world: World, resident: Resident) -> None:
    case = world.fact_finding("WA07")
    empty = _send(resident, case, "request-mediation", dispute="")
    assert (empty.status_code, Mediation.objects.filter(case=case).exists()) == (422, False)
    assert _send(resident, case, "request-mediation", dispute="停运两个月，请减收物业费。").status_code == 302
    assert Mediation.objects.get(case=case).asked_by == "owner"
    with world.acting():
        firm = world.actors["firm"]
        assert RectificationCase.objects.visible_to(firm).filter(pk=case.pk).exists()


def test_L70_what_is_not_mediable_is_not_offered(world: World, resident: Resident) -> None:
    case = world.fact_finding("WA05")
    RectificationCase.objects.filter(pk=case.pk).update(flags=["SAFETY_URGENT"])
    assert "登记调解申请" not in resident.get(_page(case)).content.decode()


def test_withdrawing_of_free_will_is_asked_about_first(world: World, resident: Resident) -> None:
    """§1.1.2 #41, §5.4: nobody withdraws by one press; intake is told, and the case goes on meanwhile."""
    case = world.fact_finding("WA07")
    page = resident.get(_page(case)).content.decode()
    assert "想撤回诉求" in page
    assert _send(resident, case, "withdraw-case").status_code == 200, "not possible yet: the page says how it stands"
    assert RectificationCase.objects.get(pk=case.pk).state == "fact_finding"
    assert _send(resident, case, "ask-withdrawal", reasons="已经修好了。").status_code == 302
    note = ReporterNote.objects.get(case=case)
    assert note.text.reveal() == "想撤回诉求。已经修好了。"
    told = open_payload(OutboxMessage.objects.filter(record=case, topic="notice.assigned").latest("pk"))
    assert (told["params"]["action"], told["audience"]["roles"]) == ("确认撤回意愿", ["R04"])
    world.amend(case, "confirm_withdrawal", "intake2", at=world.iso(), free="yes", said="修好了，没有人要求撤回。")
    page = resident.get(_page(case)).content.decode()
    assert "撤回诉求" in page
    assert "想撤回诉求" not in page, "asked and confirmed"
    assert _send(resident, case, "withdraw-case", reasons="已经修好了。").status_code == 302
    assert RectificationCase.objects.get(pk=case.pk).state == "terminated"


def test_who_was_pressed_to_withdraw_does_not(world: World, resident: Resident) -> None:
    case = world.fact_finding("WA07")
    _send(resident, case, "ask-withdrawal", reasons="他们让我撤。")
    world.amend(case, "confirm_withdrawal", "intake2", at=world.iso(), free="no", said="物业上门要求撤回。")
    _send(resident, case, "withdraw-case")
    assert RectificationCase.objects.get(pk=case.pk).state == "fact_finding"


def test_guard_private_interest_only_of_the_wish(world: World, resident: Resident) -> None:
    """Guard `private_interest_only`: what concerns others goes on whatever one of them wants."""
    case = world.fact_finding("WA02")
    assert "想撤回诉求" not in resident.get(_page(case)).content.decode()
    _send(resident, case, "ask-withdrawal")
    assert not ReporterNote.objects.filter(case=case).exists()


# --- stepping aside (§5.11)

WHY = "经办人的哥哥在这家物业企业当经理。"


def _in_hand(world: World, **more: Any) -> Any:
    case = world.fact_finding("WA07", **more)
    return world.amend(case, "assign_handler", "housing", handler=world.user("housing").pk)


def test_the_reporter_asks_that_somebody_step_aside_and_reads_the_decision(world: World, resident: Resident) -> None:
    """§5.11: asked with the key, decided by somebody else, in the same way as a party with an account."""
    case = _in_hand(world)
    handler = world.user("housing")
    page = resident.get(_page(case)).content.decode()
    assert "申请回避" in page
    assert handler.display_name not in page
    form = resident.get(f"{_page(case)}do/request-recusal/").content.decode()
    assert handler.display_name in form
    assert world.user("housing2").display_name not in form, "who else works in the unit is not shown"
    assert 'name="applicant"' not in form, "the key says who asks"
    sent = _send(resident, case, "request-recusal", person=handler.pk, reason=WHY)
    assert (sent.status_code, "done=request_recusal" in sent["Location"]) == (302, True)
    one = case.recusalrequests.get()
    assert (one.applicant, one.person_id, one.recorded_by, one.reason.reveal()) == ("owner", handler.pk, None, WHY)
    told = [open_payload(m) for m in OutboxMessage.objects.filter(record=case, topic="notice.assigned")]
    assert ("决定回避申请", ["R02"]) in [(m["params"]["action"], m["audience"]["roles"]) for m in told]
    world.amend(
        case, "decide_recusal", "leader", request=str(one.pk), decision="granted", reasons="经核实，申请的理由属实。"
    )
    page = resident.get(_page(case)).content.decode()
    assert f"申请{handler.display_name}回避：同意回避" in page
    assert "经核实，申请的理由属实。" in page
    assert "申请回避" not in re.sub(r"<h2>.*?</h2>", "", page).replace("回避申请", ""), "nobody is left by name"
    assert only("recused", lambda: world.amend(case, "add_fact", "housing", statement="又一件事实。"))


def test_nobody_by_name_nobody_to_ask(world: World, resident: Resident) -> None:
    case = world.dispatched("WA07")
    assert "申请回避" not in resident.get(_page(case)).content.decode()
    late = _send(resident, case, "request-recusal", person=world.user("housing").pk, reason=WHY)
    assert (late.status_code, WHY in late.content.decode()) == (409, True), "the words can be sent as an addition"
    assert case.recusalrequests.count() == 0


@pytest.mark.parametrize(("typed", "field"), [
    ({"person": "", "reason": WHY}, "person"), ({"person": "housing2", "reason": WHY}, "person"),
    ({"person": "housing", "reason": ""}, "reason"),
    ({"person": "housing", "reason": "我叫欧阳鸣例，认识他。"}, "reason"),
])  # fmt: skip
def test_a_request_that_is_wrong_says_where(
    world: World, resident: Resident, typed: dict[str, str], field: str
) -> None:
    case = _in_hand(world, reporter_name="欧阳鸣例")
    person = world.user(typed["person"]).pk if typed["person"] else ""
    answer = _send(resident, case, "request-recusal", person=person, reason=typed["reason"])
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert case.recusalrequests.count() == 0


def test_what_the_reporter_asked_is_nothing_for_the_other_parties(world: World, resident: Resident) -> None:
    """§5.4: the committee speaks for the owners too, and learns neither that somebody asked nor why."""
    case = _in_hand(world)
    _send(resident, case, "request-recusal", person=world.user("housing").pk, reason=WHY)
    for who, seen in (("firm", False), ("body", False), ("housing2", True), ("office", True)):
        client = Client()
        client.force_login(world.user(who), backend="django.contrib.auth.backends.ModelBackend")
        with world.acting():
            assert (WHY in client.get(f"/cases/{case.number}/").content.decode()) is seen, who
    paper = documents.latest(case, "F-39")
    assert paper is not None
    assert documents.received_by(paper) == {"R17"}
    assert f"papers/{paper.pk}.pdf" in resident.get(_page(case)).content.decode()


def test_the_decision_on_somebody_elses_request_is_not_told_to_the_reporter(world: World, resident: Resident) -> None:
    case = _in_hand(world)
    case = world.amend(case, "request_recusal", "body", person=world.user("housing").pk, reason=WHY)
    decided = {"request": str(case.recusalrequests.get().pk), "decision": "refused", "reasons": "没有亲属关系。"}
    world.amend(case, "decide_recusal", "leader", **decided)
    assert "没有亲属关系。" not in resident.get(_page(case)).content.decode()


def test_every_act_that_the_tables_give_a_reporter_is_on_the_page() -> None:
    """R17 in the declaration: all of it is offered by the page of the key, the rating link or the report itself."""
    acts = {a.code for a in (*CASE.rows.values(), *CASE.amendments.values()) if "R17" in a.by}
    elsewhere = {"rate_result", "join_matter", "attach_file"}
    assert acts - elsewhere == set(status.ACTS)
