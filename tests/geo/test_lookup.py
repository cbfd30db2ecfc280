from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.gis.geos import Point

from geo.lookup import boundary_of, division_at
from geo.models import Division, DivisionBoundary
from tests.geo.conftest import bound


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (124.35, 43.15, "220302"),
        (124.3, 43.1, "220302"),  # a corner belongs to it
        (124.5, 43.5, "2203"),
        (125.5, 42.5, "22"),
        (0.0, 51.5, None),
    ],
)
def test_the_deepest_division_that_covers_the_point(
    country: dict[str, Division], lon: float, lat: float, code: str | None
) -> None:
    found = division_at(Point(lon, lat, srid=4326))
    assert (found.code if found else None) == code


def test_on_a_shared_edge_the_lower_code_wins(country: dict[str, Division]) -> None:
    neighbour = Division.objects.create(code="220303", name="东区", parent=country["2203"])
    bound(neighbour, (124.4, 43.1, 124.5, 43.2))
    found = division_at(Point(124.4, 43.15, srid=4326))
    assert found is not None
    assert found.code == "220302"


def test_a_point_is_looked_up_through_the_spatial_index(
    country: dict[str, Division], plan: Callable[[Any], str]
) -> None:
    chosen = plan(DivisionBoundary.objects.filter(geometry__covers=Point(124.35, 43.15, srid=4326)))
    assert "Index Scan using geo_divisionboundary_geometry" in chosen
    assert "Index Cond: (geometry ~" in chosen


def test_a_boundary_comes_back_or_none(country: dict[str, Division], street: Division) -> None:
    boundary = boundary_of("220302")
    assert boundary is not None
    assert boundary.extent == (124.3, 43.1, 124.4, 43.2)
    assert boundary_of(street.code) is None
