"""Stepping aside in one case: asked for, decided by another, and then no act any more (§5.11, F-39)."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from casework import documents, engine
from casework.models import Relation
from casework.refusals import InvalidData, NotYourRole, OutOfScope
from property_rectification.models import RecusalRequest
from tests import statements
from tests.property_rectification.refused import only
from tests.property_rectification.world import World

pytestmark = pytest.mark.usefixtures("plain_files")
WHY = "经办人的配偶在这家物业企业工作。"


def asked(world: World, case: Any, who: str = "housing", by: str = "intake", **more: Any) -> Any:
    return world.amend(
        case, "request_recusal", by, **{"applicant": "owner", "person": world.user(who).pk, "reason": WHY} | more
    )


def decided(world: World, case: Any, by: str = "office", decision: str = "granted") -> Any:
    one = RecusalRequest.objects.get(case=case, decision="")
    return world.amend(
        case, "decide_recusal", by, request=str(one.pk), decision=decision, reasons="经核实，申请的理由属实。"
    )


def test_until_it_is_decided_the_case_goes_on(world: World) -> None:
    case = asked(world, world.fact_finding())
    world.hear(case, "owner")


def test_whoever_steps_aside_acts_no_more_whatever_the_act(world: World) -> None:
    case = decided(world, asked(world, world.found(world.fact_finding())))
    assert case.recused == [world.user("housing").pk]
    assert case.recusal_requests == 0
    for attempt in (
        lambda: world.hear(case, "owner"),
        lambda: world.do(case, "find_violation", "housing", **world.order()),
        lambda: world.amend(case, "add_fact", "housing", statement="又一件事实。"),
    ):
        refused = only("recused", attempt)
        assert refused.message == "已决定您回避这件，不能再办理。"
    offered = engine.options(case, world.actors["housing"]) + engine.amendments(case, world.actors["housing"])
    assert offered
    assert all([d.code for d in o.denials] == ["recused"] for o in offered if o.role_fits)
    case = world.do(case, "find_violation", "housing2", **world.order())
    assert case.state == "rectifying"


def test_the_handler_is_no_longer_and_nobody_offers_them(world: World) -> None:
    case = world.amend(world.fact_finding(), "assign_handler", "housing", handler=world.user("housing").pk)
    case = decided(world, asked(world, case))
    assert case.handler is None
    assert not case.relations.filter(kind=Relation.HANDLER, until__isnull=True).exists()
    with pytest.raises(InvalidData):
        world.amend(case, "assign_handler", "housing2", handler=world.user("housing").pk)
    case = world.amend(case, "assign_handler", "housing2", handler=world.user("housing2").pk)
    assert case.handler == world.user("housing2")


def test_a_mediator_steps_aside_and_another_is_named(world: World) -> None:
    case = decided(world, asked(world, world.mediating(), "mediator"))
    given = {"at": world.iso(), "mode": "01", "session_present": "双方", "session_record": "双方各说了意见。"}
    with pytest.raises(OutOfScope):  # a mediator sees what was given to them in person, and this no more
        world.amend(case, "record_session", "mediator", **given)
    named = world.amend(case, "assign_mediator", "intake", mediator=world.user("mediator2").pk)
    world.amend(named, "record_session", "mediator2", **given)


def test_a_refused_request_changes_nothing(world: World) -> None:
    case = decided(world, asked(world, world.fact_finding()), decision="refused")
    assert case.recused == []
    world.hear(case, "owner")


def test_guard_recusal_asked(world: World) -> None:
    case = world.fact_finding()
    given = {"decision": "granted", "reasons": "没有申请。"}
    with pytest.raises(InvalidData):  # there is none to choose
        world.amend(case, "decide_recusal", "office", request="1", **given)
    denied = {o.act.code: o.denials for o in engine.amendments(case, world.actors["office"])}["decide_recusal"]
    assert [d.code for d in denied] == ["recusal_asked"]


def test_guard_recusal_decided_by_another(world: World) -> None:
    case = asked(world, world.fact_finding(), by="office")
    refused = only("recusal_decided_by_another", lambda: decided(world, case, "office"))
    assert refused.message == "被申请回避的人和提出申请的人不能作决定。"
    assert decided(world, case, "office2").recused


def test_one_request_at_a_time_for_a_person(world: World) -> None:
    case = asked(world, world.fact_finding())
    with pytest.raises(InvalidData) as refused:
        asked(world, case, by="street")
    assert refused.value.errors == {"person": ["对这个人的申请正等待决定"]}
    case = decided(world, case)
    with pytest.raises(InvalidData):  # offered no more
        asked(world, case)


def test_a_party_asks_and_reads_its_own_request_alone(world: World) -> None:
    case = asked(world, world.fact_finding(), by="firm", applicant="owner")
    assert RecusalRequest.objects.get().applicant == "firm", "a party speaks for itself, whatever it sends"
    for who, seen in (("firm", True), ("body", False), ("housing2", True), ("office", True)):
        client = Client()
        client.force_login(world.user(who), backend="django.contrib.auth.backends.ModelBackend")
        assert (WHY in client.get(f"/cases/{case.number}/").content.decode()) is seen, who
    with pytest.raises(NotYourRole):
        decided(world, case, "firm")


def test_a_request_never_names_the_reporter(world: World) -> None:
    case = world.fact_finding(reporter_name="欧阳鸣例")
    with pytest.raises(InvalidData) as refused:
        asked(world, case, reason="欧阳鸣例说经办人的配偶在企业工作。")
    assert "reason" in refused.value.errors
    paper = documents.latest(asked(world, case), "F-39")
    assert paper is not None
    assert "欧阳" not in str(documents.snapshot_of(paper))


def test_request_and_decision_are_printed(world: World) -> None:
    case = asked(world, world.fact_finding())
    first = documents.latest(case, "F-39")
    assert first is not None
    assert (documents.snapshot_of(first)["heading"], documents.snapshot_of(first)["decision"]) == ("回避申请书", "")
    case = decided(world, case)
    paper = documents.latest(case, "F-39")
    assert paper is not None
    said = "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(documents.pdf(paper))).pages)
    who = world.user("housing").display_name
    why = "经核实，申请的理由属实。"
    for wanted in ("回避决定书", case.number, "业主一方", who, WHY, "同意回避", why, "专班（印章）"):
        assert "".join(wanted.split()) in said, wanted


def test_they_are_within_their_statements(world: World) -> None:
    case = world.fact_finding()
    with statements.counted() as sent:
        asked(world, case)
    statements.within(statements.TRANSITION, "asking that somebody step aside", sent)
    with statements.counted() as sent:
        decided(world, case)
    statements.within(statements.TRANSITION, "deciding on it", sent)
