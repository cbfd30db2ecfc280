"""Stepping aside in one case: asked for, decided by another, and then no act any more (§5.11, F-39)."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from casework import documents, engine
from casework.actor import Actor
from casework.models import OutboxMessage, Post, Relation, User
from casework.outbox import open_payload
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


def test_a_panel_that_stepped_aside_is_replaced_and_looks_again(world: World) -> None:
    """The case has a way on: others are named, nothing of what the first ones found stands, the new ones pass it."""
    case = world.items(world.checking())
    for who in ("checker", "checker2"):
        case = decided(world, asked(world, case, who))
    assert not case.relations.filter(kind=Relation.PANEL, until__isnull=True).exists()
    told = [open_payload(m) for m in OutboxMessage.objects.filter(record=case, topic="notice.assigned")]
    assert ("更换验收组", ["R02"]) in [(m["params"]["action"], m["audience"]["roles"]) for m in told]
    third, fourth = _checkers(world)
    reasons = "原验收组两人已决定回避。"
    with pytest.raises(InvalidData):  # they are offered no more
        world.amend(case, "replace_panel", "office", members=[world.user("checker").pk, third.pk], reasons=reasons)
    case = world.amend(case, "replace_panel", "office", members=[third.pk, fourth.pk], reasons=reasons)
    panel = documents.latest(case, "F-16")
    assert panel is not None
    assert documents.snapshot_of(panel)["panel"] == [third.display_name, fourth.display_name]
    again = {r.act.code: r.denials for r in engine.options(case, _actor(third))}["pass_check"]
    assert "all_items_passed" in [d.code for d in again], "what the others found does not count"
    world.actors["third"] = _actor(third)
    case = world.amend(case, "record_check_items", "third", items=[{"item": "公示栏", "passed": "yes", "wanted": ""}])
    assert world.do(world.call(case), "pass_check", "third").state == "pre_close"


def test_who_stays_on_the_panel_stands_for_what_was_found(world: World) -> None:
    case = decided(world, asked(world, world.items(world.checking()), "checker"))
    third, _fourth = _checkers(world)
    members = [world.user("checker2").pk, third.pk]
    case = world.amend(case, "replace_panel", "street", members=members, reasons="一人回避，补一人。")
    assert set(case.relations.filter(kind=Relation.PANEL, until=None).values_list("user", flat=True)) == set(members)
    assert case.checks.get().items.get().passed


def test_guard_panel_short(world: World) -> None:
    """A panel that is whole is nobody's to change."""
    case = world.checking()
    third, fourth = _checkers(world)
    attempt = {"members": [third.pk, fourth.pk], "reasons": "想换两个人。"}
    refused = only("panel_short", lambda: world.amend(case, "replace_panel", "office", **attempt))
    assert refused.message == "验收组人员齐全，不用更换。"
    Post.objects.filter(user=world.user("checker")).update(valid_to="2020-12-31", valid_from="2020-01-01")
    only("panel_formed", lambda: world.amend(case, "replace_panel", "office", **attempt | {"members": [third.pk]}))
    world.amend(case, "replace_panel", "office", **attempt | {"reasons": "一人已离岗。"})


def _checkers(world: World) -> list[User]:
    """Two more who may sit on a panel, of the unit of the first."""
    like = world.actors["checker"].person
    found = []
    for name in ("yan3", "yan4"):
        user = User.objects.create(username=name, last_name="验", first_name=name[-1])
        Post.objects.create(
            user=user, agency=like.agency, role="R25", title="验收成员", division=like.division, valid_from="2020-01-01"
        )
        found.append(user)
    return found


def _actor(user: User) -> Actor:
    return Actor(user.posts.select_related("user", "agency", "division").get())


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
