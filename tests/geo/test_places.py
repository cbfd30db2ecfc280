from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import IntegrityError

from geo import datums
from geo.datums import Datum
from geo.models import Compound, Division
from geo.places import ImpossiblePosition, ServedArea, near, parse_position

HERE = (124.35, 43.15)
ON_THE_MAP = "不可能的坐标：请在图上点一下"


@pytest.mark.parametrize(
    ("x", "y", "code"),
    [
        (float("nan"), 43.15, "not_a_number"),
        (124.35, float("inf"), "not_a_number"),
        ("1e999", "43", "not_a_number"),
        (10**400, 43.15, "not_a_number"),
        ("", "43.15", "not_a_number"),
        (None, 43.15, "not_a_number"),
        (True, 43.15, "not_a_number"),
        ("124.35\x00", "43.15", "not_a_number"),
        ("东经124度", "43.15", "not_a_number"),
        ([124.35], 43.15, "not_a_number"),
        (124.35, 90.001, "out_of_range"),
        (-180.5, 43.15, "out_of_range"),
        (200, 100, "out_of_range"),
        (0, 0, "null_island"),
        ("0.0", "-0", "null_island"),
    ],
)
@pytest.mark.parametrize("datum", list(Datum))
def test_impossible_coordinates_are_refused_by_name(
    country: dict[str, Division], x: object, y: object, code: str, datum: Datum
) -> None:
    with pytest.raises(ImpossiblePosition) as refusal:
        parse_position(x, y, datum)
    assert refusal.value.code == code
    assert refusal.value.message == ON_THE_MAP


@pytest.mark.parametrize(("x", "y"), [(43.15, 124.35), (43.8, 87.6), (18.25, 109.5)])
def test_latitude_first_is_refused_and_said(country: dict[str, Division], x: float, y: float) -> None:
    with pytest.raises(ImpossiblePosition, match="经度和纬度像是写反了") as refusal:
        parse_position(x, y, Datum.GCJ02)
    assert refusal.value.code == "swapped"


@pytest.mark.parametrize("datum", ["", "beijing54", "EPSG:3857", "epsg:4490", "EPSG:9999999", "EPSG:４５３０"])
def test_a_datum_nobody_knows_is_refused(country: dict[str, Division], datum: str) -> None:
    with pytest.raises(ImpossiblePosition, match="不认识这个坐标系") as refusal:
        parse_position(*HERE, datum)
    assert refusal.value.code == "unknown_datum"


@pytest.mark.parametrize("datum", list(Datum))
def test_the_pair_is_turned_into_wgs84_once_and_kept_as_given(country: dict[str, Division], datum: Datum) -> None:
    x, y = datums.from_wgs84(*HERE, datum)
    position = parse_position(x, y, datum)
    assert (position.lon, position.lat) == pytest.approx(HERE, abs=1e-8)
    assert (position.source_datum, position.source_x, position.source_y) == (datum.value, x, y)
    assert not position.outside_served
    assert position.notice == ""


@pytest.mark.parametrize(
    ("x", "y"), [("124.35", " 43.15 "), (Decimal("124.35"), Decimal("43.15")), ("１２４.３５", "43.15")]
)
def test_texts_and_decimals_are_numbers_too(country: dict[str, Division], x: object, y: object) -> None:
    assert (parse_position(x, y).lon, parse_position(x, y).lat) == HERE


def test_metres_on_the_national_grid_are_taken_and_the_surveyors_order_is_said(country: dict[str, Division]) -> None:
    east, north = datums.wgs84_to_plane(*HERE, 4530)
    position = parse_position(east, north, "epsg:4530")
    assert (position.lon, position.lat) == pytest.approx(HERE, abs=1e-8)
    assert (position.source_datum, position.source_x, position.source_y) == ("EPSG:4530", east, north)
    with pytest.raises(ImpossiblePosition, match="横坐标和纵坐标像是写反了") as refusal:
        parse_position(north, east, "EPSG:4530")
    assert refusal.value.code == "swapped"
    with pytest.raises(ImpossiblePosition) as refusal:
        parse_position(5, 7, "EPSG:4530")
    assert refusal.value.code == "out_of_range"


@pytest.mark.parametrize("pair", [(124.45, 43.15), (-71.06, 42.36), (2.35, 48.86), (151.2, -33.9)])
def test_what_lies_outside_the_served_area_is_kept_and_flagged(
    country: dict[str, Division], pair: tuple[float, float]
) -> None:
    position = parse_position(*pair)
    assert (position.lon, position.lat) == pair
    assert position.outside_served
    assert position.notice == "不在西区：已记下并标出，请核对"
    assert position.as_fields()["outside_served"] is True


def test_without_a_boundary_nothing_is_called_outside(db: None) -> None:
    assert not parse_position(2.35, 48.86).outside_served


def test_an_area_loaded_once_serves_many_without_a_query(
    country: dict[str, Division], django_assert_num_queries: Any
) -> None:
    area = ServedArea.load()
    with django_assert_num_queries(0):
        flags = [parse_position(124.305 + step / 100, 43.15, area=area).outside_served for step in range(20)]
    assert flags == [False] * 10 + [True] * 10


def placed(name: str, division: Division, lon: float, lat: float) -> Compound:
    return Compound.objects.create(name=name, division=division, **parse_position(lon, lat).as_fields())


def test_near_measures_metres_on_the_ellipsoid(country: dict[str, Division], plan: Callable[[Any], str]) -> None:
    here = placed("原地", country["220302"], *HERE)
    placed("北邻", country["220302"], 124.35, 43.159)  # 0.009° of latitude is 1,000 m here, of longitude 732 m
    placed("远处", country["220302"], 124.362, 43.15)
    Compound.objects.create(name="没有位置", division=country["220302"])
    rows = near(Compound.objects.all(), here.location, 990)
    assert [(each.name, round(each.distance.m)) for each in rows] == [("原地", 0), ("远处", 976)]
    assert "Index Scan using geo_compound_location" in plan(rows)


def test_the_database_refuses_a_place_without_its_source(country: dict[str, Division]) -> None:
    with pytest.raises(IntegrityError, match="geo_compound_place_whole"):
        Compound.objects.create(name="无源", division=country["220302"], location=Point(*HERE, srid=4326))
