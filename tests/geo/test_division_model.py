from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import IntegrityError, connection

from geo.models import Division, DivisionBoundary

Country = dict[str, Division]


def test_a_level_follows_from_the_code(country: Country, street: Division) -> None:
    assert street.level == Division.Level.TOWNSHIP
    assert street.level_name == "乡级"
    assert list(Division.objects.filter(level=Division.Level.COUNTY)) == [country["220302"]]


def test_a_subtree_is_a_prefix(country: Country, street: Division) -> None:
    Division.objects.create(code="220303", name="东区", parent=country["2203"])
    assert [each.code for each in country["220302"].subtree()] == ["220302", "220302001"]
    assert [each.code for each in street.ancestors()] == ["22", "2203", "220302"]
    assert street.is_within("2203")
    assert not street.is_within("220303")


def test_a_subtree_can_be_read_from_an_index(country: Country) -> None:
    """A subtree is a prefix, and an index with pattern operators finds prefixes; a small table's plan says nothing."""
    assert "LIKE 2203%" in str(Division.objects.subtree("2203").query)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'geo_division'")
        assert any("(code varchar_pattern_ops)" in definition for (definition,) in cursor.fetchall())


@pytest.mark.parametrize("code", ["", "2", "220", "22030", "2203a2", "２２", "2203021"])
def test_the_database_refuses_a_malformed_code(db: None, code: str) -> None:
    with pytest.raises(IntegrityError, match="geo_division_code_format"):
        Division.objects.create(code=code, name="无")


@pytest.mark.parametrize("code", ["230102", "220302"])
def test_the_database_refuses_a_parent_that_is_not_above(country: Country, code: str) -> None:
    Division.objects.filter(code="220302").delete()
    with pytest.raises(IntegrityError, match="geo_division_below_parent"):
        Division.objects.create(code=code, name="无", parent_id="220302" if code == "220302" else "2203")


def test_the_database_refuses_a_boundary_that_crosses_itself(country: Country) -> None:
    bow_tie = MultiPolygon(Polygon(((0, 0), (1, 1), (1, 0), (0, 1), (0, 0))), srid=4326)
    street = Division.objects.create(code="220302002", name="二街", parent=country["220302"])
    with pytest.raises(IntegrityError, match="geo_divisionboundary_valid"):
        DivisionBoundary.objects.create(
            division=street, geometry=bow_tie, source="x", source_crs="EPSG:4326", digest="0"
        )


def test_listing_divisions_reads_no_boundary(country: Country) -> None:
    with connection.execute_wrapper(_refuse_geometry):
        assert len(list(Division.objects.select_related("parent"))) == 3


def _refuse_geometry(execute: Any, sql: str, *rest: Any) -> Any:
    assert "geometry" not in sql
    return execute(sql, *rest)
