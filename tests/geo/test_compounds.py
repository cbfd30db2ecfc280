from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import IntegrityError, connection

from geo.compounds import compound_at, find, in_text, known_names
from geo.models import Compound, Division
from tests.geo.conftest import square

Country = dict[str, Division]


@pytest.fixture
def compounds(country: Country, street: Division) -> dict[str, Compound]:
    made = [
        Compound.objects.create(name="锦绣花园", aliases=["JX Garden", "老纺织厂"], division=street),
        Compound.objects.create(name="锦绣花园二期", division=street),
        Compound.objects.create(name="阳光小区", division=country["220302"]),
        Compound.objects.create(name="东方锦绣", division=country["220302"]),
    ]
    return {each.name: each for each in made}


def found(text: str, **scope: str) -> list[str]:
    return [each.compound.name for each in find(text, **scope)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("锦绣花园", "锦绣花园"),
        ("锦绣花园小区", "锦绣花园"),
        ("花园", "锦绣花园"),
        ("jxhy", "锦绣花园"),
        ("JXHY", "锦绣花园"),
        ("jinxiuhuayuan", "锦绣花园"),
        ("jinx", "锦绣花园"),
        ("hyeq", "锦绣花园二期"),
        ("garden", "锦绣花园"),
        ("纺织", "锦绣花园"),
        ("lfzc", "锦绣花园"),
        ("锦绣", "锦绣花园"),
        ("阳光", "阳光小区"),
        ("ｙｇｘｑ", "阳光小区"),
    ],
)
def test_a_compound_is_found_by_any_part_of_what_it_is_called(
    compounds: dict[str, Compound], typed: str, first: str
) -> None:
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "   ", "'", "\\", "\x00", "zzz", "' | 'x", "!&|:*", "没有的", "长" * 5000])
def test_odd_input_finds_nothing_and_breaks_nothing(compounds: dict[str, Compound], typed: str) -> None:
    assert found(typed) == []


def test_the_alias_that_was_meant_is_told(compounds: dict[str, Compound]) -> None:
    assert [each.matched for each in find("lfzc")] == ["老纺织厂"]
    assert [each.matched for each in find("jxhy")] == ["锦绣花园", "锦绣花园二期"]


def test_closer_names_come_first_and_at_most_five(compounds: dict[str, Compound], street: Division) -> None:
    assert found("锦绣") == ["锦绣花园", "锦绣花园二期", "东方锦绣"]
    Compound.objects.bulk_create(Compound(name=f"锦绣{number}号院", division=street) for number in range(9))
    assert len(found("锦绣")) == 5
    assert found("锦绣花园")[0] == "锦绣花园"


def test_a_scope_narrows(compounds: dict[str, Compound]) -> None:
    assert found("阳光", division="2203") == ["阳光小区"]
    assert found("阳光", division="220302001") == []


def test_the_picker_asks_once_and_through_the_index(
    compounds: dict[str, Compound], django_assert_num_queries: Any
) -> None:
    with connection.cursor() as cursor:  # a table this small would be read whole, or along its keys
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    with django_assert_num_queries(1) as asked:
        assert str(find("花园")[0].compound.division) == "一街"
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + asked.captured_queries[0]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Bitmap Index Scan on geo_compound_name_search" in plan


def test_a_new_name_is_found_after_saving(compounds: dict[str, Compound]) -> None:
    compound = compounds["阳光小区"]
    compound.name = "月光小区"
    compound.save()
    assert found("ygxq") == ["月光小区"]
    assert found("阳光") == []


def test_one_name_once_a_county(compounds: dict[str, Compound], country: Country) -> None:
    other = Division.objects.create(code="220303", name="东区", parent=country["2203"])
    Compound.objects.create(name="锦绣花园", division=other)
    with pytest.raises(IntegrityError, match="geo_compound_name_once_a_county"):
        Compound.objects.create(name="锦绣花园", division=country["220302"])


def test_the_database_refuses_a_compound_without_a_name(country: Country) -> None:
    with pytest.raises(IntegrityError, match="geo_compound_named"):
        Compound.objects.create(name="", division=country["220302"])


def test_of_overlapping_boundaries_the_smallest_is_meant(compounds: dict[str, Compound]) -> None:
    compounds["锦绣花园"].boundary = square(124.30, 43.10, 124.36, 43.16)
    compounds["锦绣花园二期"].boundary = square(124.34, 43.14, 124.36, 43.16)
    for compound in compounds.values():
        compound.save()
    assert str(compound_at(Point(124.35, 43.15, srid=4326))) == "锦绣花园二期"
    assert str(compound_at(Point(124.31, 43.11, srid=4326))) == "锦绣花园"
    assert compound_at(Point(124.39, 43.19, srid=4326)) is None


def test_known_names_serve_the_search_in_texts(compounds: dict[str, Compound]) -> None:
    mention = in_text("老纺织厂的供暖不热", known_names("220302"))
    assert mention is not None
    assert mention.key == compounds["锦绣花园"].pk
    assert in_text("老纺织厂的供暖不热", known_names("220303")) is None
