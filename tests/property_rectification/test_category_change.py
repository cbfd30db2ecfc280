"""Categories and the duty map as dated rows that the place sets: running cases keep theirs, new ones get the new."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from casework import clock
from casework.models import AccessEntry
from casework.refusals import Conflict, GuardsFailed, InvalidData, NotYourRole
from property_rectification import categories, category_change
from property_rectification.category_change import NewVersion
from property_rectification.models import CategoryVersion, Competence
from property_rectification.web import case_parts
from tests.property_rectification.world import START, World

pytestmark = pytest.mark.usefixtures("plain_files")

BACKEND = "django.contrib.auth.backends.ModelBackend"


def in_force(code: str) -> CategoryVersion:
    return CategoryVersion.objects.get(code=code, valid_to__isnull=True)


def new(**more: Any) -> NewVersion:
    given: dict[str, Any] = {
        "name": "示例新名称", "lead_organs": ("03",), "assist_organs": (), "limit": 7, "unit": "working_day",
        "valid_from": START.date() + timedelta(days=1), "test": "示例：应做的没有做到。",
    }  # fmt: skip
    return NewVersion(**(given | more))


def test_a_running_case_keeps_its_version_a_new_one_gets_the_new(world: World) -> None:
    old = world.fact_finding("WA05")
    with world.acting():
        made = category_change.change(in_force("WA05"), new(), actor=world.actors["admin"])
    limit = CategoryVersion.objects.get(code="WA05", valid_to=made.valid_from).limit
    world.later(days=3)
    young = world.fact_finding("WA05")
    for case, expected in ((old, limit), (young, 7)):
        held = categories.of_record(case, "WA05", world.now)
        assert held is not None
        assert held.limit == expected
    assert young.title == "示例新名称"


def test_test_basis_and_remedies_are_of_the_version(world: World) -> None:
    """The page of a case shows the test of its own version, whatever was set later."""
    old = world.triage("WA05")
    words = {"test": "示例：到期没有贴出来。", "basis": ("民法典第943条",), "remedies": ("补公示",)}
    with world.acting():
        made = category_change.change(in_force("WA05"), new(**words), actor=world.actors["admin"])
    assert (made.test, made.basis, made.remedies) == ("示例：到期没有贴出来。", ["民法典第943条"], ["补公示"])
    world.later(days=3)
    young = world.triage("WA05")
    with world.acting():
        shown = [
            {line["label"]: line["value"] for line in case_parts.overview(case, world.actors["housing"])}
            for case in (old, young)
        ]
    assert shown[0]["判定"].startswith("应公示的事项到期没有公示")
    assert shown[1]["判定"] == "示例：到期没有贴出来。"
    assert shown[1]["法律依据"] == "民法典第943条"


def test_a_category_younger_than_the_case_may_still_be_chosen(world: World) -> None:
    case = world.triage("WA05")
    with world.acting():
        category_change.add("WA99", "firm", new(name="示例类别"), actor=world.actors["admin"])
    assert categories.of_record(case, "WA99", world.now) is None
    world.later(days=2)
    held = categories.of_record(case, "WA99", world.now)
    assert held is not None
    assert held.name == "示例类别"


def lead_refused(world: World, case: Any, unit: str) -> bool:
    """Whether the competence guard is what keeps this unit from leading."""
    try:
        world.do(case, "dispatch_case", "office", lead_unit=world.agencies[unit].pk)
    except GuardsFailed as refused:
        return "lead_unit_competent" in refused.codes
    return False


def test_a_new_category_is_led_by_the_organ_it_names(world: World) -> None:
    with world.acting():
        category_change.add("WA99", "firm", new(), actor=world.actors["admin"])
    world.later(days=2)
    assert lead_refused(world, world.triage("WA99"), "market")
    assert not lead_refused(world, world.triage("WA99"), "housing")


def test_a_running_case_goes_to_the_organ_of_its_version_a_new_one_to_the_new(world: World) -> None:
    """The competence guard reads the version of the case (§2.3, §5.10)."""
    old = world.triage("WA05")
    with world.acting():
        category_change.change(in_force("WA05"), new(lead_organs=("05",)), actor=world.actors["admin"])
    world.later(days=3)
    young = world.triage("WA05")
    assert lead_refused(world, old, "market")
    assert not lead_refused(world, old, "housing")
    assert lead_refused(world, young, "housing")
    assert not lead_refused(world, young, "market")


def test_the_later_word_about_an_organ_counts(world: World) -> None:
    """CG-3: what the place enters into the duty map after a version was made goes before that version."""
    day = START.date()
    with world.acting():
        category_change.grant("05", "WA05", "handle", "示例", day + timedelta(days=1), actor=world.actors["admin"])
        row = Competence.objects.get(organ="03", category="WA05", power="handle")
        category_change.end(row, day + timedelta(days=2), actor=world.actors["admin"])
    version = in_force("WA05")
    for days, organs in ((0, {"03"}), (1, {"03", "05"}), (2, {"05"})):
        assert categories.leading_organs(version, START + timedelta(days=days)) == organs
    with world.acting():
        made = category_change.change(version, new(valid_from=day + timedelta(days=5)), actor=world.actors["admin"])
    assert categories.leading_organs(made, START + timedelta(days=6)) == {"03"}
    assert categories.leading_organs(None, START) == set()


@pytest.mark.parametrize(("change", "field"), [
    ({"valid_from": START.date()}, "valid_from"), ({"lead_organs": ()}, "lead_organs"),
    ({"lead_organs": ("77",)}, "lead_organs"), ({"test": "太短"}, "test"),
    ({"test": "物闹的行为都算这一类。"}, "name"), ({"limit": 0}, "limit"), ({"limit": None}, "limit"),
    ({"unit": ""}, "limit"), ({"limit": 9999}, "limit"),
])  # fmt: skip
def test_refused_version(world: World, change: dict[str, Any], field: str) -> None:
    with world.acting(), pytest.raises(InvalidData) as refused:
        category_change.change(in_force("WA05"), new(**change), actor=world.actors["admin"])
    assert list(refused.value.errors) == [field]
    assert in_force("WA05").name != "示例新名称"


def test_what_protects_people_stays(world: World) -> None:
    before = in_force("WA12")
    kept = ("safety", "money", "police", "common", "suspected", "side")
    with world.acting():
        made = category_change.change(before, new(), actor=world.actors["admin"])
    assert [getattr(made, name) for name in kept] == [getattr(before, name) for name in kept]


@pytest.mark.parametrize("code", ["WA08", "WA09", "WA22"])
def test_the_longer_variant_of_a_limit_stays(world: World, code: str) -> None:
    before = in_force(code)
    assert before.second_limit
    with world.acting():
        made = category_change.change(before, new(), actor=world.actors["admin"])
    assert (made.second_limit, made.second_unit) == (before.second_limit, before.second_unit)


def test_without_a_limit_there_is_no_longer_variant(world: World) -> None:
    with world.acting():
        made = category_change.change(in_force("WA09"), new(limit=None, unit=""), actor=world.actors["admin"])
    assert (made.second_limit, made.second_unit) == (None, "")


@pytest.mark.parametrize(("limit", "words"), [("7", "长期限仍是"), ("", "随之取消。")])
def test_the_effect_says_what_becomes_of_the_longer_variant(world: World, limit: str, words: str) -> None:
    client = Client()
    client.force_login(world.user("admin"), BACKEND)
    typed = {"name": "示例新名称", "lead_organs": ["03"], "limit": limit, "unit": "working_day" if limit else "",
             "test": "示例：应做的没有做到。",
             "valid_from": (clock.now().date() + timedelta(days=10)).isoformat()}  # fmt: skip
    for code, told in (("WA09", True), ("WA05", False)):
        shown = client.post(f"/manage/categories/{in_force(code).pk}/change/", typed).content.decode()
        assert (words in shown) is told


def test_codes_and_competences_are_not_given_twice(world: World) -> None:
    admin = world.actors["admin"]
    with world.acting():
        for code in ("WA05", "XX01", "WA1", "wa99"):
            with pytest.raises(InvalidData) as refused:
                category_change.add(code, "firm", new(), actor=admin)
            assert list(refused.value.errors) == ["code"]
        row = Competence.objects.filter(valid_to__isnull=True)[0]
        day = START.date() + timedelta(days=2)
        with pytest.raises(Conflict) as held:
            category_change.grant(row.organ, row.category, row.power, "示例", day, actor=admin)
        assert held.value.code == "competence_held"
        category_change.end(row, day, actor=admin)
        with pytest.raises(Conflict):
            category_change.end(row, day, actor=admin)
        again = category_change.grant(row.organ, row.category, row.power, "示例", day, actor=admin)
    assert again.valid_from == day


def test_only_the_administrator_sets_categories(world: World) -> None:
    for name in ("office", "auditor", "leader"):
        actor = world.actors[name]
        for act in (
            lambda a=actor: category_change.change(in_force("WA05"), new(), actor=a),
            lambda a=actor: category_change.add("WA99", "firm", new(), actor=a),
            lambda a=actor: category_change.grant("03", "WA05", "order", "示例", date(2027, 1, 1), actor=a),
            lambda a=actor: category_change.end(Competence.objects.all()[0], date(2027, 1, 1), actor=a),
        ):
            with pytest.raises(NotYourRole):
                act()


def test_the_pages_show_the_effect_first(world: World) -> None:
    client = Client()
    client.force_login(world.user("admin"), BACKEND)
    world.triage("WA05")
    day = clock.now().date() + timedelta(days=10)
    typed = {"name": "示例新名称", "lead_organs": ["03", "04"], "limit": "7", "unit": "working_day",
             "valid_from": day.isoformat(), "test": "示例：应做的没有做到。"}  # fmt: skip
    address = f"/manage/categories/{in_force('WA05').pk}/change/"
    assert client.get(address).status_code == 200
    shown = client.post(address, typed).content.decode()
    assert f"{day}起登记的案件：由住建局（物业科）、城管执法局牵头，整改期限7个工作日。" in shown
    assert "在办的1件仍按原版本" in shown
    ticked = re.findall(r'<input[^>]*name="lead_organs"[^>]*checked', shown)
    assert [re.search(r'value="(\w+)"', one)[1] for one in ticked] == ["03", "04"]  # type: ignore[index]
    found = re.search(r'name="seen" value="(\w+)"', shown)
    assert found
    assert client.post(address, typed | {"seen": found.group(1)}).status_code == 302
    assert in_force("WA05").lead_organs == ["03", "04"]
    assert AccessEntry.objects.filter(subject="categoryversion:change").exists()
    assert "示例新名称" in client.get("/manage/categories/").content.decode()
    for page in ("/manage/duty-map/?category=WA05", "/manage/duty-map/new/?category=WA05", "/manage/categories/new/"):
        assert client.get(page).status_code == 200
