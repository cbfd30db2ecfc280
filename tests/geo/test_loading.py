import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.core.management import CommandError, call_command

from geo.lookup import boundary_of, division_at
from geo.models import Division, DivisionBoundary
from tests.shared import shared_data

pytestmark = pytest.mark.django_db


def load(*arguments: object) -> str:
    out = StringIO()
    call_command("load_divisions", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def everything() -> list[Any]:
    return [*Division.objects.values_list(), *DivisionBoundary.objects.values_list("division", "digest", "source")]


@pytest.fixture
def townships(tmp_path: Path) -> Path:
    path = tmp_path / "streets.csv"
    path.write_text("code,name\n220302001,一街\n220302001001,一社区\n220302x,坏\n", encoding="utf-8")
    return path


@pytest.fixture
def boundary(tmp_path: Path) -> Path:
    ring = [[124.3, 43.1], [124.4, 43.1], [124.4, 43.2], [124.3, 43.1]]
    feature = {"properties": {"code": "220302"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    path = tmp_path / "office.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_a_county_with_its_ancestors_is_loaded_and_a_second_run_changes_nothing() -> None:
    assert load("220302") == "区划：新增3，更新0，未变0\n边界：新增3，更新0，未变0\n"
    before = everything()
    county = Division.objects.get(code="220302")
    assert county.full_name == "吉林省四平市铁西区"
    assert county.parent.parent.parent is None
    assert load("220302") == "没有变化：3个区划、3条边界已是最新\n"
    assert everything() == before


def test_a_point_in_the_loaded_county_is_found_there() -> None:
    load("220302")
    inside = boundary_of("220302").point_on_surface  # type: ignore[union-attr]
    assert division_at(inside).code == "220302"  # type: ignore[union-attr]
    assert division_at(Point(125.3, 43.9, srid=4326)).code == "22"  # type: ignore[union-attr]


@pytest.mark.parametrize("code", ["110105", "310115", "460105", "540602", "429004", "659006", "441900", "820000"])
def test_counties_of_every_kind_load(code: str) -> None:
    load(code)
    county = Division.objects.get(code=code)
    assert county.outline.geometry.valid
    assert county.ancestors().exists()
    assert load(code).startswith("没有变化")


def test_counties_share_their_ancestors() -> None:
    load("220302")
    assert load("220303") == "区划：新增1，更新0，未变2\n边界：新增1，更新0，未变2\n"


def test_townships_come_from_a_file_and_bad_rows_are_reported_by_line(townships: Path) -> None:
    said = load("220302", "--townships", townships)
    assert "第4行：代码不是9位或12位数字，已跳过" in said
    assert "区划：新增5" in said
    village = Division.objects.get(code="220302001001")
    assert village.full_name == "吉林省四平市铁西区一街一社区"
    assert village.parent_id == "220302001"
    assert "没有变化：5个区划、3条边界" in load("220302", "--townships", townships)


def test_a_renamed_township_is_updated(townships: Path) -> None:
    load("220302", "--townships", townships)
    townships.write_text("code,name\n220302001,新街\n220302001001,一社区\n", encoding="utf-8")
    assert "区划：新增0，更新2，未变3" in load("220302", "--townships", townships)
    assert Division.objects.get(code="220302001001").full_name == "吉林省四平市铁西区新街一社区"


def test_an_offices_boundary_stays_when_the_package_is_loaded_again(boundary: Path) -> None:
    load("220302")
    assert "边界：新增0，更新1，未变2" in load("220302", "--boundary", boundary)
    assert load("220302").startswith("没有变化")
    assert load("220302", "--boundary", boundary).startswith("没有变化")
    outline = DivisionBoundary.objects.get(division="220302")
    assert outline.geometry.extent == (124.3, 43.1, 124.4, 43.2)
    assert (outline.source, outline.source_crs) == ("office.geojson", "EPSG:4326")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["999999"], "没有代码为999999的县级区划。请核对六位代码"),
        (["220302", "--townships", "absent.csv"], "文件打不开：absent.csv"),
        (["220302", "--boundary", "absent.geojson"], "文件打不开：absent.geojson"),
    ],
)
def test_what_cannot_be_loaded_says_what_to_do_and_writes_nothing(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        load(*arguments)
    assert everything() == []


def test_a_file_without_the_wanted_boundary_writes_nothing(boundary: Path) -> None:
    with pytest.raises(CommandError, match=r"office\.geojson里没有110105的边界"):
        load("110105", "--boundary", boundary)
    assert everything() == []


def test_the_real_boundaries_and_townships_of_a_county() -> None:
    folder = shared_data("data", "divisions")
    if folder is None:
        return
    files = [
        "--townships", folder / "siping_divisions_china-division-2.7.0.json",
        "--boundary", folder / "siping_boundary_cgcs2000.geojson",
    ]  # fmt: skip
    assert "区划：新增70" in load("220302", *files)
    assert Division.objects.subtree("220302").count() == 68
    assert DivisionBoundary.objects.get(division="220302").source_crs == "EPSG:4490"
    assert load("220302", *files).startswith("没有变化：70个区划、3条边界")
