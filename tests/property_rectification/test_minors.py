"""A case that involves a minor: a guardian, few who see the person, nothing that leaves the house (§5.5)."""

from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.test import Client

from casework import documents, files, kinds, ledger, unmask
from casework.models import Record, RecordFile
from casework.refusals import InvalidData, NotYourRole
from property_rectification import case_detail, case_ledger, case_list, minors, on_map
from property_rectification.models import RectificationCase
from property_rectification.web import case_parts
from tests import statements
from tests.property_rectification.world import World

SAID = "十三岁的孩子从楼上往下扔瓶子，奶奶拍了视频发到网上，请帮忙处理。"
CHILD: dict[str, Any] = {
    "minor": True, "guardian": "某父", "reporter_name": "某某", "reporter_phone": "13800005678", "narrative": SAID,
    "place": "3号楼18层",
}  # fmt: skip
#: Everybody inside who reads cases at all, but for who handles it and the privacy officer.
OTHERS = ("leader", "office", "supervisor", "intake", "street", "housing2", "legal", "checker", "firm", "body")


pytestmark = pytest.mark.usefixtures("plain_files")


@pytest.fixture
def handled(world: World) -> Any:
    return world.fact_finding("WA05", **CHILD)


def shown(world: World, case: Any, who: str) -> str:
    """Everything the page and the API tell this post of the case."""
    actor = world.actors[who]
    with world.acting():
        return f"{case_parts.parts(case, actor)} {case_detail.of(case, actor)}"


# --- who sees the person ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OTHERS)
def test_the_others_see_the_case_without_the_person(world: World, handled: Any, who: str) -> None:
    told = shown(world, handled, who)
    for word in ("瓶子", "138****5678", "某父", "18层", "锦绣花园（"):
        assert word not in told
    assert kinds.kind_of(handled).closed_to(handled, "reporter/", world.actors[who])


@pytest.mark.parametrize("who", ["housing", "privacy"])
def test_who_handles_it_and_the_privacy_officer_see_what_was_said(world: World, handled: Any, who: str) -> None:
    assert "瓶子" in shown(world, handled, who)


def test_before_anybody_handles_it_those_who_take_it_in_see_it(world: World) -> None:
    case = world.triage(**CHILD)
    for who, sees in (("intake", True), ("office", True), ("supervisor", False), ("leader", False)):
        assert minors.sees_person(case, world.actors[who]) is sees
    case = world.do(case, "dispatch_case", "office", lead_unit=world.agencies["housing"].pk)
    assert not minors.sees_person(case, world.actors["housing2"])


def test_a_case_without_a_minor_is_read_as_before(world: World) -> None:
    case = world.fact_finding("WA05", narrative=SAID)
    assert all(minors.sees_person(case, world.actors[who]) for who in OTHERS)
    assert "瓶子" in shown(world, case, "office")


def test_the_past_is_closed_like_the_present(world: World, handled: Any) -> None:
    kind = kinds.kind_of(handled)
    view = ledger.as_at(handled.pk, world.now)
    assert "narrative" in kind.past(view, world.actors["housing"], handled).values
    kept = kind.past(view, world.actors["office"], handled).values
    assert not [path for path in kept if path.startswith(minors.PERSON)]


@pytest.mark.parametrize("who", ["intake", "office", "housing2"])
def test_nobody_else_opens_a_masked_value_a_file_or_a_paper(world: World, handled: Any, who: str) -> None:
    actor = world.actors[who]
    with pytest.raises(NotYourRole):
        unmask.reveal(handled.reporter, "phone", actor=actor, purpose="case")
    placed = RecordFile.objects.get(pk=world.file(handled))
    assert not files.may_open(placed, actor)
    assert files.may_open(placed, world.actors["housing"])
    paper = documents.of(handled).get(code="F-01")
    assert not documents.may_open(paper, actor)
    assert documents.may_open(paper, world.actors["intake"]) is False


# --- lists, map, files ------------------------------------------------------------------------------------------------


def test_lists_name_the_street_only(world: World, handled: Any) -> None:
    row = case_list.rows([handled], world.actors["office"])[0]
    assert row["place"] == "东街道"
    assert "锦绣花园" not in str(row)


def test_list_and_page_tell_the_others_neither_compound_nor_words(world: World, handled: Any) -> None:
    """Over HTTP, in as many statements as without a minor; narrowed to the compound the case is not told at all."""
    browser = Client()
    browser.force_login(world.user("office"), backend="django.contrib.auth.backends.ModelBackend")
    browser.get("/cases/")
    with statements.counted() as sent:
        listed = browser.get("/cases/").content.decode()
    statements.within(statements.LIST, "page /cases/ with a minor", sent)
    assert handled.number in listed
    page = browser.get(f"/cases/{handled.number}/").content.decode()
    for word in ("瓶子", "18层", "某父", "138****5678"):
        assert word not in listed + page
    assert handled.number not in browser.get(f"/cases/?compound={world.compound.pk}").content.decode()
    told = browser.get(f"/api/v1/rectification-cases/{handled.pk}").json()
    assert (told["compound"], told["place"], "narrative" in told) == (None, "", False)


def test_an_export_holds_nothing_to_recognise_a_minor_by(world: World, handled: Any) -> None:
    """Not even the handler takes what was said out of the house."""
    for who in ("office", "housing"):
        actor = world.actors[who]
        told = f"{case_ledger.rows([handled], actor)} {case_ledger.said_rows([handled], actor)}"
        for word in ("锦绣花园", "瓶子", "18层", "某某"):
            assert word not in told


def test_the_map_draws_no_point_of_a_minor(world: World) -> None:
    case = world.triage(**CHILD | {"compound": None, "place": "3号楼18层"})
    other = world.triage(compound=None, place="东门外")
    Record.objects.filter(pk__in=[case.pk, other.pk]).update(
        location=Point(125.35, 43.17, srid=4326), source_datum="wgs84", source_x=125.35, source_y=43.17
    )
    found = Record.objects.visible_to(world.actors["office"], "property.case")
    assert [spot.key for spot in on_map.spots(found)] == [str(other.pk)]
    near = on_map.near(RectificationCase.objects.get(pk=other.pk), found)
    assert case.pk not in [one.pk for one in near]
    assert kinds.kind_of(case).place(case) == "示例县"


# --- under fourteen ---------------------------------------------------------------------------------------------------


def test_a_child_is_named_with_the_guardians_consent_only(world: World) -> None:
    for contact in ({"reporter_name": "某某"}, {"reporter_phone": "13800005678"}, {"reporter_address": "某处"}):
        with pytest.raises(InvalidData) as refused:
            world.draft(**{"reporter_phone": "", "guardian": "某父", "under_14": True} | contact)
        assert list(refused.value.errors) == ["guardian_consent"]
    case = world.draft(guardian="某父", under_14=True, guardian_consent=True)
    assert (case.reporter.under_14, case.reporter.guardian_consent, "MINOR" in case.flags) == (True, True, True)


def test_the_matter_is_written_down_without_the_child(world: World) -> None:
    case = world.draft(reporter_phone="", guardian="某父", under_14=True)
    assert "MINOR" in case.flags
    with pytest.raises(InvalidData) as refused:
        world.amend(case, "edit_reporter", "intake", reporter_phone="13800005678")
    assert list(refused.value.errors) == ["guardian_consent"]
    case = world.amend(case, "edit_reporter", "intake", reporter_phone="13800005678", consent="yes")
    assert case.reporter.guardian_consent


def test_a_reporter_found_to_be_a_child_needs_guardian_and_consent(world: World) -> None:
    case = world.draft()
    for data, field in (
        ({"child": "yes"}, "guardian_consent"), ({"child": "yes", "consent": "yes"}, "guardian"),
    ):  # fmt: skip
        with pytest.raises(InvalidData) as refused:
            world.amend(case, "edit_reporter", "intake", **data)
        assert list(refused.value.errors) == [field]
    case = world.amend(case, "edit_reporter", "intake", child="yes", consent="yes", guardian="某父")
    assert "MINOR" in case.flags
