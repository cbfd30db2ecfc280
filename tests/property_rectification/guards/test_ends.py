"""Guards of the ends beside the straight road: each refuses in its own words and lets go when its way out is taken."""

from typing import Any

import pytest

from casework import engine
from casework.actor import Actor
from casework.models import OutboxMessage, Proposal, Relation
from casework.refusals import NotYourRole
from property_rectification.public import status
from property_rectification.states import ENDABLE
from tests.property_rectification.refused import denied, only
from tests.property_rectification.world import World

ANSWER = {"answer": "公共收益每年至少公布一次，可以到街道查阅。", "told_how": "03"}
REMEDIES = "可以向人民法院起诉，也可以请人民调解委员会调解。"
REASONS = "双方对费用有争议，属民事纠纷，没有查到违规。"


def signed(world: World, **data: Any) -> Any:
    return world.do(world.dispatched(**data), "sign_receipt", "housing")


def guided(world: World, case: Any) -> dict[str, Any]:
    return {
        "way": "07", "guidance": world.file(case, "notice"), "handed_on": world.now.date().isoformat(),
        "no_duty": True, "reasons": REASONS, "remedies": REMEDIES, "told_how": "04",
    }  # fmt: skip


def taken_over(**data: Any) -> dict[str, Any]:
    return {
        "way": "06", "organ": "示例县公安局", "number": "示公行罚〔2026〕8号", "outcome": "01", "no_duty": True,
        "organ_result": "已作出处理并告知反映人。", "reasons": REASONS, "remedies": REMEDIES, "told_how": "04",
    } | data  # fmt: skip


# --- answering --------------------------------------------------------------------------------------------------


def test_guard_consultation_only(world: World) -> None:
    case = signed(world, matter="ordinary")
    refused = only("consultation_only", lambda: world.do(case, "answer_consultation", "housing", **ANSWER))
    assert refused.message == "反映人说了具体的问题，不是咨询。"
    case = signed(world, matter="consultation")
    assert world.do(case, "answer_consultation", "housing", **ANSWER).state == "pre_close"


def test_guard_consultation_only_where_something_is_alleged(world: World) -> None:
    """L-76: a question with a fact alleged in it is looked into, whatever the triage called it."""
    case = signed(world, matter="consultation")
    case = world.amend(case, "add_fact", "housing", statement="收支三年没有公示。")
    only("consultation_only", lambda: world.do(case, "answer_consultation", "housing", **ANSWER))


def test_guard_answer_written(world: World) -> None:
    case = signed(world, matter="consultation")
    short = {"answer": "已告知", "told_how": "03"}
    assert only("answer_written", lambda: world.do(case, "answer_consultation", "housing", **short)).field == "answer"
    case = world.do(case, "answer_consultation", "housing", **ANSWER)
    assert (case.state, case.result) == ("pre_close", "12")


# --- referring --------------------------------------------------------------------------------------------------


def _refer(world: World, case: Any, **data: Any) -> Any:
    return lambda: world.propose(case, "conclude_by_referral", "housing", **data)


def test_guard_referral_taken_over_or_guided(world: World) -> None:
    case = signed(world)
    paper = guided(world, case)
    refused = only("referral_taken_over_or_guided", _refer(world, case, **paper | {"guidance": None}))
    assert (refused.field, refused.message) == ("guidance", "还差：诉讼（支付令）指引。")
    refused = only("referral_taken_over_or_guided", _refer(world, case, **taken_over(organ_result="", number="")))
    assert refused.message == "还差：文号或案号、处理结果。"
    case = world.agree(_refer(world, case, **paper)(), "housing2")
    assert (case.state, case.result) == ("pre_close", "07")


def test_guard_referral_taken_over_or_guided_not_tomorrow(world: World) -> None:
    case = signed(world)
    tomorrow = guided(world, case) | {"handed_on": "2027-01-01"}
    assert only("referral_taken_over_or_guided", _refer(world, case, **tomorrow)).field == "handed_on"


def test_guard_no_administrative_duty_left(world: World) -> None:
    """L-56, §5.10: what was found true is ordered to be put right; nobody is sent to court with it."""
    case = world.found(world.fact_finding())
    refused = only("no_administrative_duty_left", _refer(world, case, **guided(world, case)))
    assert "查实的问题还没有责令整改" in refused.message
    fact = str(case.facts.get().pk)
    case = world.amend(case, "set_fact_status", "housing", fact=fact, status="refuted")
    assert (
        only("no_administrative_duty_left", _refer(world, case, **guided(world, case) | {"no_duty": False})).field
        == "no_duty"
    )
    assert world.agree(_refer(world, case, **taken_over())(), "housing2").result == "06"


def test_guard_no_administrative_duty_left_after_a_refused_transfer(world: World) -> None:
    refused = only("no_administrative_duty_left", _refer(world, signed(world), **taken_over(outcome="03")))
    assert refused.field == "outcome"


def test_guard_no_administrative_duty_left_where_somebody_may_be_hurt(world: World) -> None:
    case = signed(world)
    type(case).objects.filter(pk=case.pk).update(flags=["SAFETY_URGENT"])
    only("no_administrative_duty_left", _refer(world, case, **guided(world, case)))


def test_guard_second_reviewer_signed_of_a_referral(world: World) -> None:
    case = signed(world)
    data = guided(world, case)
    only("second_reviewer_signed", lambda: world.do(case, "conclude_by_referral", "housing", **data))


def test_guard_reasons_written_of_a_referral(world: World) -> None:
    case = signed(world)
    only("reasons_written", _refer(world, case, **guided(world, case) | {"reasons": "民事"}))


# --- withdrawing ------------------------------------------------------------------------------------------------


def confirmed(world: World, case: Any, free: str = "yes") -> Any:
    words = "自己和物业谈好了，没有人要求我撤。"
    return world.amend(case, "confirm_withdrawal", "intake2", at=world.iso(minutes=1), free=free, said=words)


def withdraw(world: World, case: Any, actor: Actor | None = None) -> Any:
    with world.acting():
        return engine.perform(case, "withdraw_case", actor=actor or world.actors["intake"], data={}).record


def reporter_of(case: Any) -> Actor:
    return Actor.reporter(case.public_keys.get(revoked_at=None))


def test_guard_withdrawal_voluntary(world: World) -> None:
    """§5.4: nobody's complaint ends because somebody pressed them; somebody else asks first."""
    case = signed(world)
    refused = only("withdrawal_voluntary", lambda: withdraw(world, case, reporter_of(case)))
    assert refused.message == "还没有确认撤回是反映人自愿。"
    case = confirmed(world, case, "no")
    assert only("withdrawal_voluntary", lambda: withdraw(world, case)).message == "回访显示撤回不是反映人自愿。"
    assert OutboxMessage.objects.filter(record=case, topic="notice.assigned", event_seq=case.version).exists()
    case = withdraw(world, confirmed(world, case), reporter_of(case))
    assert (case.state, case.result) == ("terminated", "09")
    assert not case.timers.filter(stopped_at=None).exists()
    assert [reply.title for reply in status.replies(case)] == ["按您的意愿撤回"]


def test_guard_not_handler_confirms_a_withdrawal(world: World) -> None:
    case = signed(world)
    case.relations.create(kind=Relation.HANDLER, user=world.user("intake2"), since=world.now, until=world.now)
    only("not_handler", lambda: confirmed(world, case))


def test_guard_actor_is_reporter_or_intake_of_a_withdrawal(world: World) -> None:
    """§5.4: what the firm is told of, it does not end; it is not told what a withdrawal waits for."""
    case, firm = confirmed(world, world.fact_finding()), world.actors["firm"]
    with pytest.raises(NotYourRole):
        withdraw(world, case, firm)
    assert "actor_is_reporter_or_intake" in denied(case, "withdraw_case", firm, world.now)


@pytest.mark.parametrize(
    ("category", "flags", "what"),
    [("WA09", [], "公共安全"), ("WA02", [], "公共资金"), ("WB11", [], "公安职责"), ("WA07", ["GROUP"], "多户利益"),
     ("WA07", ["SAFETY_URGENT"], "公共安全")],
)  # fmt: skip
def test_guard_private_interest_only(world: World, category: str, flags: list[str], what: str) -> None:
    """§2.4: safety, public money and police matters go on ex officio."""
    case = confirmed(world, signed(world))
    type(case).objects.filter(pk=case.pk).update(category=category, flags=flags)
    assert only("private_interest_only", lambda: withdraw(world, case)).message == f"本案涉及{what}，不因撤回而终止。"


def test_guard_private_interest_only_before_the_triage(world: World) -> None:
    """The words of a complaint nobody has looked at yet speak for it."""
    case = confirmed(world, world.draft(narrative="消防通道被铁链锁着，消防车进不来，万一着火怎么办。"))
    only("private_interest_only", lambda: withdraw(world, case))
    case = confirmed(world, world.draft(narrative="楼道里堆着邻居的纸箱，扫不到，说了两次没有清，请帮忙问一下。"))
    assert withdraw(world, case).state == "terminated"


# --- terminating ------------------------------------------------------------------------------------------------


def end_of(world: World, case: Any, **data: Any) -> dict[str, Any]:
    return {
        "ground": "02", "proof": world.file(case, "basis"), "reasons": "所涉的棚房已经拆除，没有可以办理的事项。",
        "remedies": "有新的情况，可以随时再次反映。", "told_how": "03",
    } | data  # fmt: skip


def test_guard_no_object_left(world: World) -> None:
    case = signed(world)
    asked = lambda **data: world.propose(case, "terminate_case", "office", **end_of(world, case, **data))  # noqa: E731
    assert only("no_object_left", lambda: asked(proof=None)).message == "还差证明。"
    assert only("no_object_left", lambda: asked(ground="")).field == "ground"
    ended = world.agree(asked(), "office2")
    assert (ended.state, ended.result, ended.timers.filter(stopped_at=None).count()) == ("terminated", "09", 0)


def test_guard_second_reviewer_signed_of_a_termination(world: World) -> None:
    case = signed(world)
    data = end_of(world, case)
    only("second_reviewer_signed", lambda: world.do(case, "terminate_case", "office", **data))


def test_guard_reasons_written_of_a_termination(world: World) -> None:
    case = signed(world)
    data = end_of(world, case, reasons="没了")
    only("reasons_written", lambda: world.propose(case, "terminate_case", "office", **data))


def test_what_was_asked_for_ends_with_the_case(world: World) -> None:
    case = signed(world)
    asked = world.propose(case, "conclude_by_referral", "housing", **guided(world, case))
    world.agree(world.propose(case, "terminate_case", "office", **end_of(world, case)), "office2")
    assert Proposal.objects.get(pk=asked.pk).outcome == Proposal.LAPSED
    case = world.do(
        world.dispatched(), "request_return", "housing", reason="01", article="权责清单第3项",
        suggested=world.agencies["market"].pk,
    )  # fmt: skip
    case = withdraw(world, confirmed(world, case))
    assert case.returnrequests.get().outcome == "ended"


def test_nothing_ends_a_penalty_procedure(world: World) -> None:
    """L-30: a procedure of penalty runs ex officio, whoever withdraws."""
    assert "penalty" not in ENDABLE
