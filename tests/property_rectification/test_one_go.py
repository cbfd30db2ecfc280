"""Register, triage and dispatch in one go: only where nothing is special, and every step under its own guards."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework import clock
from casework.models import Agency, Event
from casework.refusals import GuardsFailed, InvalidData
from property_rectification import one_go
from property_rectification.intake import Taken, take_in
from property_rectification.models import Competence, RectificationCase, RecusalDeclaration, SuspectedDuplicate
from tests.property_rectification.world import COMMUNITY, NARRATIVE, World

ROLES_AND_REASONS = [("office", "role"), ("street", "role"), ("grid", "role")]


def entry(world: World, category: str = "WA07", **more: Any) -> one_go.Entry:
    with world.acting():
        return one_go.Entry(COMMUNITY, one_go.category_of(category), "02", world.compound.pk, **more)


def offered(world: World, by: str = "intake", category: str = "WA07", **more: Any) -> one_go.Offer:
    with world.acting():
        return one_go.offer(replace(entry(world, category), **more), world.actors[by])


def taken(world: World, by: str = "intake", category: str = "", unit: Agency | None = None, **data: Any) -> Taken:
    given = {"channel": "02", "compound": world.compound.pk, "narrative": NARRATIVE} | data
    with world.acting():
        return take_in(given, actor=world.actors[by], category=category, unit=unit)


# --- whether it is offered ----------------------------------------------------------------------------------------


def test_a_plain_complaint_goes_to_the_one_competent_unit(world: World) -> None:
    assert offered(world) == one_go.Offer(world.agencies["housing"])
    assert offered(world, category="WB10") == one_go.Offer(world.agencies["street"]), (
        "the street of the place, no other"
    )


@pytest.mark.parametrize(
    ("category", "reason"),
    [("WA08", "safety"), ("WA22", "safety"), ("WA13", "police"), ("WA24", "police"), ("WA01", "money"),
     ("WB13", "suspected"), ("WB16", "money")],
)  # fmt: skip
def test_the_sets_of_the_categories_are_special(world: World, category: str, reason: str) -> None:
    offer = offered(world, category=category)
    assert offer.agency is None
    assert reason in offer.reasons


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"secrecy": True}, "secrecy"), ({"minor": True}, "minor"), ({"group": True}, "group"),
     ({"candidates": 1}, "same"), ({"channel": "03"}, "petition")],
)  # fmt: skip
def test_what_the_screen_says_is_special(world: World, more: dict[str, Any], reason: str) -> None:
    assert offered(world, **more) == one_go.Offer(None, (reason,))


@pytest.mark.parametrize(("by", "reason"), ROLES_AND_REASONS)
def test_who_may_not_do_every_step_gets_no_button(world: World, by: str, reason: str) -> None:
    assert offered(world, by) == one_go.Offer(None, (reason,))


def test_without_a_category_there_is_nobody_to_name(world: World) -> None:
    assert offered(world, category="") == one_go.Offer(None, ("category",))


def test_two_organs_with_the_power_are_no_clear_case(world: World) -> None:
    assert offered(world, category="WB02") == one_go.Offer(None, ("organ",)), "the duty map names two"
    Competence.objects.create(organ="05", category="WA07", power="handle", basis="例", valid_from=date(2020, 1, 1))
    assert offered(world) == one_go.Offer(None, ("organ",))


def test_nobody_with_the_power_is_no_clear_case(world: World) -> None:
    Agency.objects.filter(pk=world.agencies["housing"].pk).update(active=False)
    assert offered(world) == one_go.Offer(None, ("nobody",))


@pytest.mark.parametrize("about", ["firm", "compound"])
def test_a_declared_interest_takes_the_button_away(world: World, about: str) -> None:
    case = world.draft()
    RecusalDeclaration.objects.create(
        case=case, user=world.user("intake"), recorded_at=world.now, reason="在这个小区有房",
        **{about: getattr(world, about)},
    )  # fmt: skip
    assert offered(world) == one_go.Offer(None, ("recusal",))
    assert offered(world, "intake2").agency == world.agencies["housing"]


def test_every_reason_has_its_words() -> None:
    special = one_go.Entry(COMMUNITY, None, "03", None, True, True, True, 1)

    class Everything:
        safety, police, money, suspected = "always", True, True, True

    named = {"role", "category", "organ", "nobody", "recusal", *one_go.special(Everything, special)}
    assert named == set(one_go.REASONS)


# --- what is carried out ------------------------------------------------------------------------------------------


def test_each_step_is_an_event_of_its_own(world: World) -> None:
    done = taken(world, category="WA07", unit=world.agencies["housing"])
    assert (done.done, done.stopped) == (["register_case", "start_triage", "set_triage", "dispatch_case"], "")
    assert (done.case.state, done.case.owner_agency) == ("dispatched", world.agencies["housing"])
    names = Event.objects.filter(record_id=done.case.pk).order_by("seq").values_list("name", flat=True)
    assert list(names) == ["create_case", *done.done]


def test_a_refused_dispatch_leaves_the_case_triaged_and_says_why(world: World) -> None:
    """Guard `lead_unit_competent`: what was done before stands, and nothing of the refused step."""
    done = taken(world, category="WA07", unit=world.agencies["market"])
    assert done.stopped == "dispatch_case"
    assert isinstance(done.refusal, GuardsFailed)
    assert [d.code for d in done.refusal.denials] == ["lead_unit_competent"]
    case = RectificationCase.objects.get(pk=done.case.pk)
    assert (case.state, case.category, case.owner_agency) == ("triage", "WA07", None)


def test_a_refused_category_leaves_the_case_registered(world: World) -> None:
    """§5.3: an accusation without conduct facts is refused; the complaint itself is not lost."""
    done = taken(world, category="WB12", unit=world.agencies["housing"])
    assert done.stopped == "set_triage"
    assert done.refusal is not None
    assert done.refusal.denials[0].code == "conduct_facts"
    case = RectificationCase.objects.get(pk=done.case.pk)
    assert case.number
    assert case.category == ""


def test_what_cannot_be_registered_is_not_kept_at_all(world: World) -> None:
    with pytest.raises(GuardsFailed):
        taken(world, narrative="太短了")
    assert not RectificationCase.objects.exists()


def test_the_grid_writes_down_and_the_centre_registers(world: World) -> None:
    done = taken(world, "grid", category="WA07")
    assert (done.case.state, done.done) == ("draft", [])


# --- what comes with it -------------------------------------------------------------------------------------------


def test_the_clerk_proposes_what_may_be_the_same(world: World) -> None:
    first = world.do(world.draft(), "register_case", "intake")
    done = taken(world, same_as=[{"number": first.number}, {"number": first.number}], external_no="G-1", oral=True)
    assert [d.other for d in SuspectedDuplicate.objects.filter(case=done.case)] == [first]
    assert (done.case.external_no, done.case.oral) == ("G-1", True)
    assert done.case.state == "registered", "merging is the dispatcher's word"


def test_a_case_out_of_scope_cannot_be_proposed(world: World) -> None:
    first = world.do(world.draft(compound=None, place="西门外"), "register_case", "intake")
    assert first.division_id != COMMUNITY
    with pytest.raises(InvalidData) as refused:
        taken(world, "street", same_as=[{"number": first.number}])
    assert "没有找到案件" in refused.value.errors["same_as"][0]
    assert RectificationCase.objects.count() == 1


def test_a_group_has_five_households(world: World) -> None:
    with pytest.raises(InvalidData) as refused:
        taken(world, group=True, households=4)
    assert list(refused.value.errors) == ["households"]
    assert taken(world, group=True, households=5).case.households == 5
    assert taken(world, group=True).case.households is None, "how many may come later"


def test_the_interpreter_is_the_reporters_and_hidden(world: World) -> None:
    done = taken(world, interpreter="朝鲜语，金例")
    assert done.case.reporter.interpreter.reveal() == "朝鲜语，金例"
    assert "金例" not in str(done.case.reporter.interpreter)


def test_being_told_to_call_the_police_is_in_the_ledger(world: World) -> None:
    told = world.now.isoformat()
    done = taken(world, police_told_at=told)
    assert "form/police_told_at" in done.case.events.get(name="create_case").changes
    with pytest.raises(InvalidData) as refused:
        taken(world, police_told_at=(world.now + clock.DAY).isoformat())
    assert list(refused.value.errors) == ["police_told_at"]
