"""Lifting a guard: a reason from one person, the word of another who is entitled, both in the event; nothing else."""

from typing import Any

import pytest

from casework import engine, ledger, outbox, proposals
from casework.demo import actor
from casework.models import Notice, OutboxMessage
from casework.refusals import Conflict, GuardsFailed, NotYourRole
from casework.web import frames
from relief.demo.roads import PLAN, Driver
from relief.states import DEPARTURE, IN_STATION
from tests.relief.station import API, Station, again

WHY = "家里的地址和儿子的姓名都说清了。"


def propose(driver: Driver, who: str, code: str, **data: Any) -> Any:
    return proposals.propose(driver.case, code, actor=actor(who), data=data)


def minor_to_collect(station: Station) -> tuple[Driver, dict[str, Any]]:
    driver = station.minor(DEPARTURE)
    return driver, {"collector": driver.collector(), "wish": "想回家。"}


def test_a_reason_alone_lifts_nothing(station: Station) -> None:
    driver = station.at(IN_STATION)
    with pytest.raises(GuardsFailed):
        driver.do("shegong1", "prepare_departure", **PLAN, lift_reason=WHY)


def test_without_a_reason_there_is_nothing_to_agree_to(station: Station) -> None:
    with pytest.raises(GuardsFailed) as refused:
        propose(station.at(IN_STATION), "shegong1", "prepare_departure", **PLAN)
    assert refused.value.codes == ["destination_plausible"]


def test_whatever_else_is_filled_in_is_no_reason(station: Station) -> None:
    driver, data = minor_to_collect(station)
    with pytest.raises(GuardsFailed) as refused:
        propose(driver, "shegong1", "hand_over_to_family", **data)
    assert refused.value.codes == ["guardian_fit_if_protected"]


def test_what_needs_no_lifting_is_done_and_not_asked_for(station: Station) -> None:
    driver = station.at(DEPARTURE)
    with pytest.raises(Conflict) as refused:
        propose(driver, "shegong1", "hand_over_to_family", collector=driver.collector(), agrees=True, lift_reason=WHY)
    assert refused.value.code == "no_second_person"


@pytest.mark.parametrize("second", ["shegong2", "zhiban", "zhanzhang"])
def test_a_second_person_is_a_colleague_or_a_leader_and_both_stand_in_the_event(station: Station, second: str) -> None:
    driver = station.at(IN_STATION)
    asked = propose(driver, "shegong1", "prepare_departure", **PLAN, lift_reason=WHY)
    assert driver.case.events.last().name == "propose"
    case = proposals.agree(asked, actor=actor(second)).record
    event = case.events.order_by("-seq")[0]
    assert (case.state, event.name, event.actor.username) == (DEPARTURE, "prepare_departure", second)
    told = {name: said for name, said in event.detail.items() if name != "documents"}
    assert told == {"lifted": ["destination_plausible"], "proposal": str(asked.pk)}
    assert asked.proposer.user.username == "shegong1"
    assert ledger.open_value(event.values.get(path="form/lift_reason")) == WHY
    assert WHY.encode() not in bytes(asked.data)
    assert list(ledger.verify([case.pk])) == []


@pytest.mark.parametrize("other", ["jiedai", "zhaoliao", "minzheng"])
def test_nobody_else_lifts_it(station: Station, other: str) -> None:
    asked = propose(station.at(IN_STATION), "shegong1", "prepare_departure", **PLAN, lift_reason=WHY)
    with pytest.raises(NotYourRole):
        proposals.agree(asked, actor=actor(other))


def test_not_the_one_who_asked(station: Station) -> None:
    asked = propose(station.at(IN_STATION), "shegong1", "prepare_departure", **PLAN, lift_reason=WHY)
    with pytest.raises(Conflict):
        proposals.agree(asked, actor=actor("shegong1"))


@pytest.mark.parametrize(("second", "code"), [("shegong2", "guardian_fit_if_protected"), ("minzheng", "")])
def test_a_guardian_that_was_not_assessed_is_for_the_bureau_alone(station: Station, second: str, code: str) -> None:
    driver, data = minor_to_collect(station)
    asked = propose(driver, "shegong1", "hand_over_to_family", **data, lift_reason="母亲从外省赶来，村委会下班。")
    if code:
        with pytest.raises(GuardsFailed) as refused:
            proposals.agree(asked, actor=actor(second))
        assert refused.value.codes == [code]
        return
    case = proposals.agree(asked, actor=actor(second)).record
    assert (case.outcome, case.events.order_by("-seq")[0].detail["lifted"]) == (
        "picked_up", ["guardian_fit_if_protected"],
    )  # fmt: skip


def test_a_doubt_is_lifted_by_the_director(station: Station) -> None:
    driver = station.at(DEPARTURE)
    driver.do("shegong1", "record_identity_doubt", doubt="两份证件。")
    data = {"collector": driver.collector(), "agrees": True, "lift_reason": "父亲当面认出，公安在场。"}
    asked = propose(driver, "jiedai", "hand_over_to_family", **data)
    assert proposals.agree(asked, actor=actor("zhanzhang")).record.outcome == "picked_up"


def test_what_may_not_be_lifted_stays(station: Station) -> None:
    """An open risk for a minor, and a risk for an adult who was not asked alone, are no matter of reasons."""
    driver = station.minor(DEPARTURE)
    key = driver.collector(risk="suspected_trafficking", relation="G5")
    with pytest.raises(GuardsFailed) as refused:
        propose(driver, "shegong1", "hand_over_to_family", collector=key, wish="不说话。", lift_reason=WHY)
    assert refused.value.codes == ["no_risk_flag_for_protected"]
    woman = station.at(DEPARTURE, gender_declared="2", age_least=30, age_most=35)
    key = woman.collector(risk="suspected_violence")
    with pytest.raises(GuardsFailed) as refused:
        propose(woman, "shegong1", "hand_over_to_family", collector=key, agrees=True, lift_reason=WHY)
    assert refused.value.codes == ["risk_flag_cleared_by_true_wish"]


def test_those_who_may_lift_it_hear_of_it(station: Station) -> None:
    driver, data = minor_to_collect(station)
    propose(driver, "shegong1", "hand_over_to_family", **data, lift_reason="母亲从外省赶来，村委会下班。")
    sent = OutboxMessage.objects.filter(record_id=driver.case.pk, topic="notice.proposal.hand_over_to_family").get()
    payload = outbox.open_payload(sent)
    assert (payload["audience"]["roles"], payload["kind"]) == (["SUP"], Notice.TODO)


def test_the_desk_and_the_page_lead_to_it(station: Station) -> None:
    """By pages: the act is offered though it is barred, the form says why, the director finds it on the desk."""
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "leave_voluntarily")
    options = {o.act.code: o for o in engine.options(driver.case, actor("dangan"))}
    assert (options["archive_case"].allowed, options["archive_case"].liftable) == (False, True)
    told = {
        one["code"]: one
        for one in station.client("dangan").get(f"{API}/{driver.case.pk}/transitions").json()["transitions"]
    }
    assert (told["archive_case"]["allowed"], told["archive_case"]["liftable"]) == (False, True)
    step = frames.next_step(driver.case, actor("dangan"))
    assert (step["primary"], [one["code"] for one in step["others"]]) == (None, ["archive_case"]), "nobody is led to it"
    clerk, path = station.client("dangan"), f"/relief/{driver.case.number}/do/archive-case/"
    assert path in clerk.get(f"/relief/{driver.case.number}/").content.decode()
    form = clerk.get(path).content.decode()
    assert "归档材料不齐。" in form
    sent = {
        "version": driver.case.version, "idempotency_key": "lifting", "volume": "2026-7", "retention": "years_30",
        "lift_reason": "本人已乘车离开，无法补签。",
    }  # fmt: skip
    answer = clerk.post(path, sent)
    assert answer.status_code == 302, answer.content.decode()[:300]
    director = station.client("zhanzhang")
    desk = director.get("/").content.decode()
    assert "复核：归档" in desk
    proposal = driver.case.proposals.get()
    review = director.get(f"/relief/{driver.case.number}/proposals/{proposal.pk}/").content.decode()
    assert "本人已乘车离开，无法补签。" in review
    done = director.post(f"/relief/{driver.case.number}/proposals/{proposal.pk}/", {"decision": "agree"})
    assert done.status_code == 302
    again(driver)
    assert (driver.case.state, driver.case.archive_volume) == ("archived", "2026-7")
