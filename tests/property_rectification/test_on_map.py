"""Cases on a map: counted by place, in scope, without anybody's words; and what is near a case."""

import re
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework import clock, kinds
from casework.actor import Actor
from casework.models import Record
from geo.models import Compound
from geo.places import parse_position
from property_rectification import on_map
from property_rectification.models import RectificationCase
from tests.property_rectification.world import COMMUNITY, World

GARDEN, VILLAGE, LOOSE = (124.350, 43.150), (124.360, 43.150), (124.3502, 43.1501)


def at(lon: float, lat: float) -> dict[str, Any]:
    return parse_position(lon, lat).as_fields()


@pytest.fixture
def placed(world: World) -> World:
    """锦绣花园 has an outline, 西村 in the other street a point."""
    west, north = GARDEN[0] - 0.001, GARDEN[1] + 0.001
    area = Polygon.from_bbox((west, north - 0.002, west + 0.002, north))
    Compound.objects.filter(pk=world.compound.pk).update(boundary=MultiPolygon(area, srid=4326), **at(*GARDEN))
    world.compound.refresh_from_db()
    world.village = Compound.objects.create(name="西村", division_id="220399002", **at(*VILLAGE))  # type: ignore[attr-defined]
    return world


def visible(actor: Actor) -> Any:
    return Record.objects.visible_to(actor).filter(kind=RectificationCase.lifecycle.name)


def told(world: World, who: str) -> list[tuple[str, int, int, int]]:
    with clock.moved_to(world.now):
        return [(s.name, s.count, s.late, s.safety) for s in on_map.spots(visible(world.actors[who]))]


def test_cases_are_counted_by_compound_with_what_is_late_and_what_is_about_safety(placed: World) -> None:
    placed.triage("WA05")
    placed.triage("WA08", urgency="urgent")
    placed.draft(compound=placed.village.pk)  # type: ignore[attr-defined]
    assert told(placed, "office") == [("锦绣花园", 2, 0, 1), ("西村", 1, 0, 0)]
    placed.later(days=60)
    assert [(name, late) for name, _n, late, _s in told(placed, "office")] == [("锦绣花园", 2), ("西村", 1)]


def test_nobody_s_map_counts_what_is_out_of_scope(placed: World) -> None:
    placed.draft()
    placed.draft(compound=placed.village.pk)  # type: ignore[attr-defined]
    assert [name for name, *_ in told(placed, "street")] == ["锦绣花园"]
    assert [name for name, *_ in told(placed, "west")] == ["西村"]
    assert told(placed, "housing") == [], "nothing is dispatched to it"
    assert told(placed, "admin") == []


def test_a_case_in_no_compound_is_a_spot_of_its_own_and_tells_only_its_title(placed: World) -> None:
    case = placed.draft(compound=None, place="北路口", position=f"{LOOSE[0]},{LOOSE[1]}", reporter_name="样本甲")
    (spot,) = on_map.spots(visible(placed.actors["office"]))
    assert (spot.key, spot.count, spot.url) == (str(case.pk), 1, f"/cases/{case.pk}/")
    assert (spot.lon, spot.lat) == pytest.approx(LOOSE)
    assert "样本甲" not in spot.name
    assert "电梯" not in spot.name


def test_a_case_without_any_place_is_on_no_map(placed: World) -> None:
    placed.draft(compound=None, place="北路口")
    assert told(placed, "office") == []


@pytest.mark.parametrize("more", [0, 25])
def test_spots_take_three_queries_whatever_there_is(placed: World, more: int) -> None:
    placed.draft()
    for n in range(more):
        Compound.objects.create(name=f"小区{n}", division_id=COMMUNITY, **at(124.36, 43.16 + n / 1000))
    for n in range(3 if more else 0):
        placed.draft(compound=None, place="路口", position=f"124.37,43.{150 + n}")
    rows = visible(placed.actors["office"])
    with CaptureQueriesContext(connection) as queries:
        on_map.spots(rows)
    assert len(queries) <= 3


# -- the position of a case ----------------------------------------------------------------------------------------


def test_a_case_lies_where_it_was_marked_else_where_its_compound_does(placed: World) -> None:
    plain, marked = placed.draft(), placed.draft(position="124.3557,43.1514 gcj02")
    assert plain.location.coords == pytest.approx(GARDEN)
    assert (marked.source_datum, marked.source_x, marked.source_y) == ("gcj02", 124.3557, 43.1514)
    assert marked.location.coords != pytest.approx(GARDEN)


def test_completing_the_intake_keeps_the_mark_and_another_compound_moves_it(placed: World) -> None:
    case = placed.draft(position="124.3507,43.1507")
    again = {"channel": "02", "narrative": "电梯里挂了三年广告，从来没有公布过收了多少钱，业主问了也不答复。"}
    case = placed.amend(case, "edit_intake", "intake", compound=placed.compound.pk, **again)
    assert case.location.coords == pytest.approx((124.3507, 43.1507))
    case = placed.amend(case, "edit_intake", "intake", compound=placed.village.pk, **again)  # type: ignore[attr-defined]
    assert case.location.coords == pytest.approx(VILLAGE)


def test_an_impossible_position_is_refused_by_its_field(placed: World) -> None:
    from casework.refusals import InvalidData

    with pytest.raises(InvalidData) as refusal:
        placed.draft(position="43.15,124.35")
    assert "写反了" in refusal.value.errors["position"][0]


# -- near a case ---------------------------------------------------------------------------------------------------


def near(world: World, case: Any, who: str) -> list[Any]:
    return [other.pk for other in on_map.near(case, Record.objects.visible_to(world.actors[who]))]


def test_near_are_open_cases_of_the_same_category_in_scope_nearest_first(placed: World) -> None:
    here = placed.triage("WA05", position="124.3500,43.1500")
    far = placed.triage("WA05", position="124.3560,43.1500")
    close = placed.triage("WA05", position="124.3510,43.1500")
    placed.triage("WA07", position="124.3501,43.1500")
    placed.triage("WA05", position="124.3800,43.1500")
    closed = placed.triage("WA05", position="124.3502,43.1500")
    RectificationCase.objects.filter(pk=closed.pk).update(closed_at=placed.now)
    assert near(placed, here, "office") == [close.pk, far.pk]
    assert near(placed, here, "west") == []


def test_without_category_or_place_nothing_is_near(placed: World) -> None:
    placed.triage("WA05")
    assert near(placed, placed.draft(), "office") == []
    lost = placed.triage("WA05", compound=None, place="路口")
    assert near(placed, lost, "office") == []


# -- pages ---------------------------------------------------------------------------------------------------------


def page(world: World, who: str, address: str) -> Any:
    client = Client()
    client.force_login(world.user(who))
    with clock.moved_to(world.now):
        return client.get(address)


def test_the_list_has_a_map_with_its_places_as_a_table(placed: World) -> None:
    placed.triage("WA05")
    placed.draft(compound=None, place="没有位置的路口")
    text = page(placed, "office", "/cases/?map=1").content.decode()
    assert "图上1件，在1处；最多的是锦绣花园1件。" in text
    assert "另有1件没有位置，只在列表里。" in text
    assert re.search(r'data-spots="c\d+"', text)
    assert re.search(r'<tr data-spot="c\d+"><th scope="row"[^>]*><a href="/cases/\?[^"]*compound=', text)
    assert re.search(r'<tr data-row data-spot="c\d+"', text), "the lines of the list point at the map"


def test_the_map_s_part_is_a_filter_of_the_address(placed: World) -> None:
    inside = placed.triage("WA05")
    outside = placed.triage("WA05", compound=placed.village.pk)  # type: ignore[attr-defined]
    box = "124.34800,43.14800,124.35200,43.15200"
    text = page(placed, "office", f"/cases/?map={box}&bbox={box}").content.decode()
    assert f"/cases/{inside.number}/" in text
    assert f"/cases/{outside.number}/" not in text
    assert "另有1处在图外" in text
    assert re.search(r'id="map-within" href="/cases/\?map=[\d.,]+" aria-pressed="true"', text), "a press frees the list"


@pytest.mark.parametrize("query", ["map=x", "map=1&bbox=1,2,3", "bbox=nan,1,2,3", "map=200,1,2,3"])
def test_a_part_that_is_none_is_said(placed: World, query: str) -> None:
    answer = page(placed, "office", f"/cases/?{query}")
    assert answer.status_code == 400
    assert "地图范围应为" in answer.content.decode()


def test_the_map_entry_leads_to_open_cases_on_a_map(placed: World) -> None:
    answer = page(placed, "office", "/map/")
    assert (answer.status_code, answer["Location"]) == (302, "/cases/?open=1&map=1")


def test_who_may_not_read_what_was_said_gets_no_map_of_points(placed: World) -> None:
    placed.triage("WA05")
    text = page(placed, "auditor", "/cases/?map=1").content.decode()
    assert "data-map" not in text
    assert "图和表" not in text
    assert not kinds.by_name("property.case").may_read("location", placed.actors["auditor"])
    assert kinds.by_name("property.case").may_read("location", placed.actors["housing"])
    assert kinds.by_name("property.case").may_read("location", placed.actors["intake"])


def test_a_case_s_map_shows_compound_point_and_the_near_by_number_and_title(placed: World) -> None:
    case = placed.triage("WA05", position="124.3505,43.1502", reporter_name="样本甲")
    other = placed.triage("WA05", position="124.3560,43.1500", reporter_name="样本乙")
    text = page(placed, "office", f"/cases/{case.number}/map/").content.decode()
    assert "本案在锦绣花园。" in text
    assert "ag-map-own" in text
    assert "附近同类在办1件" in text
    assert f'<a href="/cases/{other.number}/">{other.number}</a>' in text
    assert "450米" in text
    for never in ("样本甲", "样本乙", "13800005678", "电梯里挂了三年"):
        assert never not in text


def test_a_case_s_map_is_out_of_reach_like_the_case(placed: World) -> None:
    case = placed.triage("WA05")
    assert page(placed, "west", f"/cases/{case.number}/map/").status_code == 404


def test_the_point_of_a_case_is_for_who_reads_what_was_said(placed: World) -> None:
    """§5.4: the exact point may be the reporter's door; the firm sees the compound."""
    case = placed.triage("WA05", position="124.3505,43.1502")
    text = page(placed, "auditor", f"/cases/{case.number}/map/").content.decode()
    assert "ag-map-own" in text
    assert "ag-map-pin" not in text
    assert "附近同类" not in text
    assert "43.15020" not in page(placed, "auditor", f"/cases/{case.number}/").content.decode()
    assert "43.15020" in page(placed, "office", f"/cases/{case.number}/").content.decode()


def test_a_case_without_place_says_so(placed: World) -> None:
    case = placed.triage("WA05", compound=None, place="路口")
    assert "本案没有登记位置" in page(placed, "office", f"/cases/{case.number}/map/").content.decode()
    assert "在图上看" not in page(placed, "office", f"/cases/{case.number}/").content.decode()


def test_drawing_a_list_s_map_costs_five_statements(placed: World) -> None:
    placed.triage("WA05")
    placed.later(minutes=1)

    def statements(address: str) -> int:
        page(placed, "office", address)  # warm: content types, calendar
        with CaptureQueriesContext(connection) as queries:
            page(placed, "office", address)
        return len(queries)

    assert statements("/cases/?map=1") - statements("/cases/") <= 5
