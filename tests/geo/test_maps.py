"""Ground and words of drawn maps out of the database."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo import maps
from geo.drawing import Box, Sheet
from geo.models import Compound, Division, DivisionBoundary
from geo.places import parse_position
from tests.geo.conftest import bound, square

HERE = Box(124.341, 43.145, 124.359, 43.155)


def sheet(box: Box = HERE) -> Sheet:
    return Sheet.showing(box, 480, 320)


@pytest.fixture
def compounds(street: Division) -> dict[str, Compound]:
    """花园 with an outline around 124.35/43.15, 新村 with a point 1 km east of it, 无名 with neither."""
    outlined = square(124.349, 43.149, 124.351, 43.151)
    within = parse_position(124.35, 43.15).as_fields()
    placed = parse_position("124.3623", "43.15").as_fields()
    made = [
        Compound.objects.create(name="花园", division=street, boundary=outlined, **within),
        Compound.objects.create(name="新村", division=street, **placed),
        Compound.objects.create(name="无名", division=street),
    ]  # fmt: skip
    return {each.name: each for each in made}


def test_the_ground_is_cut_to_the_view(compounds: dict[str, Compound], country: dict[str, Division]) -> None:
    found = maps.ground(sheet())
    assert [each.name for each in found.divisions] == ["西区"], "what lies above a county is no ground"
    assert [(each.key, each.name) for each in found.compounds] == [(f"c{compounds['花园'].pk}", "花园")]
    (county,) = found.divisions
    lons = [lon for polygon in county.polygons for ring in polygon for lon, _lat in ring]
    wider = sheet().box.zoomed(1.2)
    assert wider.west < min(lons) < sheet().box.west
    assert sheet().box.east < max(lons) < wider.east
    assert county.at is not None
    assert sheet().box.holds(*county.at)


def test_what_has_no_outline_has_a_place_for_its_name(compounds: dict[str, Compound]) -> None:
    found = {each.name: each for each in maps.ground(sheet(Box(124.34, 43.14, 124.37, 43.16))).compounds}
    assert set(found) == {"花园", "新村"}
    assert found["新村"].polygons == ()
    assert found["新村"].at == pytest.approx((124.3623, 43.15))
    assert found["花园"].polygons != ()


def test_villages_are_drawn_from_near_only(street: Division) -> None:
    village = Division.objects.create(code="220302001001", name="一村", parent=street)
    bound(village, (124.34, 43.14, 124.36, 43.16))
    near, far = sheet(Box.about(124.35, 43.15, 3000)), sheet(Box.about(124.35, 43.15, 20_000))
    assert "一村" in [each.name for each in maps.ground(near).divisions]
    assert "一村" not in [each.name for each in maps.ground(far).divisions]


def test_a_boundary_with_many_corners_is_drawn_with_few(country: dict[str, Division]) -> None:
    edge = [(124.3 + n / 10_000, 43.1 + (n % 2) / 1_000_000) for n in range(1000)]
    ring = [*edge, (124.4, 43.2), (124.3, 43.2), edge[0]]
    fine = MultiPolygon(Polygon(ring), srid=4326)
    DivisionBoundary.objects.filter(division="220302").update(geometry=fine)
    (county,) = maps.ground(sheet(Box(124.29, 43.09, 124.41, 43.21))).divisions
    assert sum(len(ring) for polygon in county.polygons for ring in polygon) < 20


@pytest.mark.parametrize("more", [0, 30])
def test_the_ground_takes_two_queries_whatever_it_shows(
    compounds: dict[str, Compound], street: Division, more: int
) -> None:
    for n in range(more):
        Compound.objects.create(
            name=f"小区{n}", division=street, boundary=square(124.345, 43.145, 124.346 + n / 1e5, 43.146)
        )
    with CaptureQueriesContext(connection) as queries:
        found = maps.ground(sheet())
    assert len(queries) == 2
    assert len(found.compounds) == 1 + more


def test_the_ground_is_found_through_the_spatial_indexes(country: Any, plan: Callable[[Any], str]) -> None:
    area = maps._polygon(HERE)
    assert "Index" in plan(DivisionBoundary.objects.filter(geometry__intersects=area))
    assert "Index" in plan(Compound.objects.filter(boundary__intersects=area))
    assert "Index" in plan(Compound.objects.filter(boundary__isnull=True, location__coveredby=area))


# -- where a map begins --------------------------------------------------------------------------------------------


def test_a_district_is_shown_where_its_compounds_lie(compounds: dict[str, Compound]) -> None:
    view = maps.district_view()
    assert view.holds(124.35, 43.15)
    assert view.holds(124.3623, 43.15)
    assert view.across < 2000


def test_a_district_without_compounds_is_shown_whole_and_without_anything_the_country(country: Any) -> None:
    view = maps.district_view()
    assert view.holds(124.3, 43.1)
    assert view.holds(124.4, 43.2)
    assert view.across < 12_000
    DivisionBoundary.objects.all().delete()
    assert maps.district_view().holds(103.8, 36.0)


def test_a_compound_is_shown_with_its_surroundings(compounds: dict[str, Compound]) -> None:
    outlined, placed = maps.compound_view(compounds["花园"]), maps.compound_view(compounds["新村"])
    assert outlined is not None
    assert outlined.holds(124.349, 43.149)
    assert outlined.across >= 695
    assert placed is not None
    assert placed.holds(124.3623, 43.15)
    assert maps.compound_view(compounds["无名"]) is None
    assert maps.compound_view(None) is None


# -- in words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lon", "lat", "words"), [
    (124.3505, 43.1505, "花园内"),
    (124.3512, 43.1512, "花园东北约170米"),
    (124.3623, 43.1412, "新村南约980米"),
    (124.36231, 43.15001, "新村附近"),
    (124.3623, 43.1320, "新村南约2.0公里"),
    (124.31, 43.11, "西区"),
    (120.0, 40.0, ""),
])  # fmt: skip
def test_a_place_in_words(compounds: dict[str, Compound], lon: float, lat: float, words: str) -> None:
    assert maps.place_words(lon, lat) == words


@pytest.mark.parametrize(
    ("metres", "words"), [(0, "10米"), (124, "120米"), (994, "990米"), (996, "1.0公里"), (6349, "6.3公里")]
)
def test_distances_as_one_says_them(metres: float, words: str) -> None:
    assert maps.far_words(metres) == words


def test_words_take_at_most_three_queries(compounds: dict[str, Compound]) -> None:
    with CaptureQueriesContext(connection) as queries:
        maps.place_words(120.0, 40.0)
    assert len(queries) <= 3
