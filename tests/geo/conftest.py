"""A small invented country: three nested squares, so that what lies where is plain to see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import connection

from geo.models import Division, DivisionBoundary

Square = tuple[float, float, float, float]


def square(west: float, south: float, east: float, north: float) -> MultiPolygon:
    return MultiPolygon(Polygon.from_bbox((west, south, east, north)), srid=4326)


def bound(division: Division, box: Square, source: str = "hand") -> DivisionBoundary:
    return DivisionBoundary.objects.create(
        division=division, geometry=square(*box), source=source, source_crs="EPSG:4490", digest="0" * 64
    )


@pytest.fixture
def country(db: None, settings: Any) -> dict[str, Division]:
    """Province 22 (124..126, 42..44), in it prefecture 2203, in it county 220302 (124.3..124.4, 43.1..43.2)."""
    settings.SERVED_DIVISION = "220302"
    province = Division.objects.create(code="22", name="北省", full_name="北省")
    prefecture = Division.objects.create(code="2203", name="中市", full_name="北省中市", parent=province)
    county = Division.objects.create(code="220302", name="西区", full_name="北省中市西区", parent=prefecture)
    bound(province, (124.0, 42.0, 126.0, 44.0))
    bound(prefecture, (124.0, 43.0, 125.0, 44.0))
    bound(county, (124.3, 43.1, 124.4, 43.2))
    return {each.code: each for each in (province, prefecture, county)}


@pytest.fixture
def street(country: dict[str, Division]) -> Division:
    """A street without a boundary, as most come."""
    return Division.objects.create(code="220302001", name="一街", parent=country["220302"])


@pytest.fixture
def plan(db: None) -> Callable[[Any], str]:
    """The database's plan for a query, with sequential scans made unattractive: small tables hide an unusable index."""

    def explain(rows: Any) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        return str(rows.explain())

    return explain
