"""Who sees which case: each post of the matrix against cases near and far (§6)."""

import pytest

from casework import access, engine, scopes
from casework.actor import Actor
from casework.models import Record
from casework.refusals import NotYourRole, OutOfScope
from geo.models import Compound
from property_rectification.models import RectificationCase
from tests.property_rectification.world import World

DISTRICT = ["leader", "office", "supervisor", "intake", "privacy", "auditor"]


def sees(actor: Actor, case: object) -> bool:
    return Record.objects.visible_to(actor).filter(pk=case.pk).exists()  # type: ignore[attr-defined]


def seen_by(world: World, case: object) -> set[str]:
    return {name for name, actor in world.actors.items() if sees(actor, case)}


def test_draft_is_seen_by_the_district_and_where_it_lies(world: World) -> None:
    assert seen_by(world, world.draft()) == {*DISTRICT, "office2", "intake2", "street", "grid"}


def test_dispatched_case_is_also_seen_by_the_units_named(world: World) -> None:
    case = world.triage()
    case = world.do(
        case, "dispatch_case", "office", lead_unit=world.agencies["housing"].pk,
        assist_units=[world.agencies["market"].pk],
    )  # fmt: skip
    assert {"housing", "housing2", "market", "legal"} <= seen_by(world, case)
    assert not {"fire", "firm", "body", "checker", "west", "police", "admin"} & seen_by(world, case)


def test_unit_that_gave_the_case_back_sees_it_no_more(world: World) -> None:
    case = world.dispatched()
    assert sees(world.actors["housing"], case)
    case = world.do(
        case, "request_return", "housing", reason="01", article="权责清单第3项", suggested=world.agencies["market"].pk
    )
    case = world.do(case, "accept_return", "office")
    assert not sees(world.actors["housing"], case)


def test_firm_and_owners_body_see_the_case_once_the_facts_are_asked_for(world: World) -> None:
    case = world.do(world.dispatched(), "sign_receipt", "housing")
    assert not sees(world.actors["firm"], case)
    case = world.do(case, "start_fact_finding", "housing", check_plan="三月三日到小区查公示栏，两人，拍照。")
    assert sees(world.actors["firm"], case)
    assert sees(world.actors["body"], case)


def test_panel_member_sees_the_assigned_case_in_person_only(world: World) -> None:
    case = world.checking()
    assert sees(world.actors["checker"], case)
    assert not sees(world.actors["insider"], case)
    stranger = world.person("stranger", "panel", "R25")
    assert not sees(stranger, case)


def test_street_sees_its_own_and_what_it_leads_elsewhere(world: World) -> None:
    elsewhere = Compound.objects.create(name="西苑", division_id="220399002")
    case = world.triage("WA16", compound=elsewhere.pk)
    assert not sees(world.actors["street"], case)
    assert sees(world.actors["west"], case)


def test_roles_without_a_scope_see_nothing(world: World) -> None:
    case = world.draft()
    for role in ("R10", "R11", "R12", "R13", "R14", "R17", "R18", "R21", "R22", "R23", "R24"):
        assert not sees(world.person(f"u{role}", "office", role), case)


def test_what_is_out_of_scope_is_not_there(world: World) -> None:
    case = world.dispatched()
    with pytest.raises(OutOfScope):
        engine.perform(case, "sign_receipt", actor=world.actors["fire"])


def test_role_out_of_the_declaration_is_named_in_words(world: World) -> None:
    case = world.draft()
    with pytest.raises(NotYourRole) as refused:
        engine.perform(case, "register_case", actor=world.actors["supervisor"])
    assert str(refused.value.message) == "这一步由综治中心受理、街道经办办理。"


def test_firm_roles_can_neither_close_nor_recategorise_nor_reach_the_reporter() -> None:
    """§5.4: a complaint cannot be suppressed by the one it is about."""
    lifecycle = RectificationCase.lifecycle
    acts = {*lifecycle.rows.values(), *lifecycle.amendments.values()}
    assert {a.code for a in acts if "R15" in a.by} == {
        "request_check", "add_evidence", "attach_file", "object_to_closure",
        "withdraw_case",  # of what it reported itself, of its own free will
        "request_mediation", "record_consent", "end_mediation",  # as a party, of the own will alone
        "submit_statement",  # its own side, heard before any conclusion (§5.1); it judges and finds nothing by it
        "submit_supplement",  # of what the firm itself reported: the guard is actor_is_reporter_or_intake
        "request_recusal",  # as a party: somebody else decides on it (§5.11)
    }  # fmt: skip


#: What the committee may write beside the road: dates, competence, the intake and answers in its own name.
#: Whoever lets it do more says here why that is no fact, evidence, legal qualification or mediation (§5.9).
COMMITTEE_WRITES = {
    # who steps aside is no fact and no legal qualification: the leader and the office decide on a request (§5.11)
    # what was said in a talk that somebody had oneself is written down, and nothing is found by it (§1.1.4)
    "R01": {"declare_recusal", "decide_recusal", "decide_escalation", "record_dispute_meeting", "record_talk"},
    "R02": {
        "edit_intake", "set_triage", "split_off", "pair_case", "record_conduct",  # before a lead unit has the case
        "record_callback", "confirm_withdrawal", "record_route_result", "answer_own_reporter", "send_letter",
        "declare_recusal", "request_recusal", "decide_recusal",
        "decide_escalation", "record_dispute_meeting", "record_talk", "attach_file",
        "replace_panel",  # who looks again, as at the beginning of a check, and not what was found
    },
    "R03": {
        "declare_recusal", "request_recusal", "record_recheck", "decide_escalation", "confirm_withdrawal",
        "send_letter", "attach_file",
    },
}  # fmt: skip
#: Who looks into a case and settles it; none of the committee's roles among them.
HANDLERS = {"R07", "R08", "R09"}


def test_committee_never_touches_facts() -> None:
    """§5.9: leader, office and supervisor set dates and look at the procedure."""
    acts = RectificationCase.lifecycle.amendments.values()
    assert {role: {a.code for a in acts if role in a.by} for role in COMMITTEE_WRITES} == COMMITTEE_WRITES
    facts = {"record_statement", "add_fact", "set_fact_status", "add_evidence", "judge_evidence", "link_evidence"}
    assert not facts & set().union(*COMMITTEE_WRITES.values())
    assert all(a.by & HANDLERS for a in acts if a.code in facts)


def test_unknown_role_sees_nothing(world: World) -> None:
    case = world.draft()
    assert not RectificationCase.objects.visible_to(world.person("new", "office", "R99")).filter(pk=case.pk).exists()
    assert scopes.nothing(world.actors["office"])


def _rights(object_code: str, letter: str) -> set[str]:
    return {r.role for r in access.rights() if r.object == object_code and letter in r.letters}


def test_declared_actors_hold_the_letters_of_the_matrix() -> None:
    """§6: who may act is said in the declarations and in the matrix; both say the same."""
    lifecycle = RectificationCase.lifecycle
    assert lifecycle.creation is not None
    assert lifecycle.creation.by == _rights("case_basics", "C")
    acts = lifecycle.amendments
    for code in ("edit_intake", "set_triage", "record_conduct", "assign_handler"):
        assert acts[code].by <= _rights("case_basics", "U"), code
    assert acts["edit_reporter"].by <= _rights("reporter_identity", "U")
    assert acts["add_evidence"].by <= _rights("facts_evidence", "C")
    for code in ("set_fact_status", "judge_evidence", "link_evidence", "add_fact", "record_statement"):
        assert acts[code].by <= _rights("facts_evidence", "U"), code
