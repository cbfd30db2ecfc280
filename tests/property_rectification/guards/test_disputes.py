"""Guards of disputes about whose duty a case is."""

from typing import Any

from casework.models import Relation
from tests.property_rectification.refused import denial, only
from tests.property_rectification.world import World

RETURN = {"reason": "01", "article": "权责清单第3项"}
ISSUE = {"issue": "两家都说按权责清单不归自己，需要明确由谁牵头。"}


def _return(world: World, case: Any, by: str, suggested: str) -> Any:
    return world.do(case, "request_return", by, **RETURN, suggested=world.agencies[suggested].pk)


def returned_twice(world: World) -> Any:
    """A matter for which two units hold the power, and both say that it is not theirs."""
    case = world.do(_return(world, world.dispatched("WB09"), "housing", "market"), "accept_return", "office")
    case = world.do(case, "dispatch_case", "office", lead_unit=world.agencies["market"].pk)
    return _return(world, case, "market", "housing")


def disputed(world: World, **data: Any) -> Any:
    return world.do(returned_twice(world), "dispute_competence", "office", **ISSUE | data)


def designate(world: World, case: Any, **data: Any) -> Any:
    given = {"unit": world.agencies["housing"].pk, "authority": "01", "decision": world.file(case, "notice")}
    return world.do(case, "designate_unit", "leader", **given | data)


def test_guard_second_unit_returned(world: World) -> None:
    case = _return(world, world.dispatched("WB09"), "housing", "market")
    refused = only("second_unit_returned", lambda: world.do(case, "dispute_competence", "office", **ISSUE))
    assert refused.message == "只有一个单位申请退办，还不是职责争议。"
    case = disputed(world)
    assert case.state == "disputed"
    assert set(case.returnrequests.values_list("outcome", flat=True)) == {"accepted", "disputed"}
    timer = case.timers.get(key="T.DISPUTE.MEET", stopped_at=None)
    assert (timer.amount, timer.unit, timer.on_expiry) == (2, "working_day", "supervise")


def test_guard_designation_document_present(world: World) -> None:
    case = disputed(world)
    assert only("designation_document_present", lambda: designate(world, case, decision="")).field == "decision"
    case = designate(world, case)
    assert (case.state, case.designated, case.owner_agency) == ("dispatched", True, world.agencies["housing"])
    assert case.disputes.get().outcome == "designated"
    leads = case.relations.filter(kind=Relation.LEAD, until=None)
    assert [r.agency for r in leads] == [world.agencies["housing"]]


def test_guard_enforcement_dispute_decided_by_government(world: World) -> None:
    case = disputed(world, enforcement=True)
    refused = only("enforcement_dispute_decided_by_government", lambda: designate(world, case))
    assert refused.field == "authority"
    assert designate(world, case, authority="02").state == "dispatched"


def test_guard_not_designated_after_a_designation(world: World) -> None:
    """L-78: neither the designated unit nor any other gives the case back."""
    case = designate(world, disputed(world), unit=world.agencies["housing"].pk)
    denial("not_designated", lambda: _return(world, case, "housing", "market"))
    assert world.do(case, "sign_receipt", "housing").state == "handling"


def test_the_minutes_stand_beside_the_dispute(world: World) -> None:
    case = world.amend(
        disputed(world), "record_dispute_meeting", "office", held_at=world.iso(hours=1), attendees="住建局、市场监管局",
        judgement="按权责清单第3项，由住建局牵头。",
        tasks=[{"task": "出具指定文书", "owner": "专班", "day": "2026-03-04"}],
    )  # fmt: skip
    meeting = case.disputes.get().meetings.get()
    assert meeting.judgement.reveal() == "按权责清单第3项，由住建局牵头。"
    assert meeting.tasks == [{"task": "出具指定文书", "owner": "专班", "day": "2026-03-04"}]
