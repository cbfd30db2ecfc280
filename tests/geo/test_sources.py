import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Transformer

from geo import sources
from geo.sources import SourceError
from tests.shared import shared_data

BOX = [[124.3, 43.1], [124.4, 43.1], [124.4, 43.2], [124.3, 43.2], [124.3, 43.1]]


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("220302", ["22 吉林省", "2203 四平市", "220302 铁西区"]),
        ("110105", ["11 北京市", "110105 朝阳区"]),
        ("310115", ["31 上海市", "310115 浦东新区"]),
        ("500229", ["50 重庆市", "500229 城口县"]),
        ("460105", ["46 海南省", "4601 海口市", "460105 秀英区"]),
        ("540602", ["54 西藏自治区", "5406 那曲市", "540602 色尼区"]),
        ("429004", ["42 湖北省", "429004 仙桃市"]),
        ("659006", ["65 新疆维吾尔自治区", "659006 铁门关市"]),
        ("441900", ["44 广东省", "4419 东莞市", "441900 东莞市"]),
    ],
)
def test_a_county_comes_with_what_lies_above_it(code: str, chain: list[str]) -> None:
    names, outlines = sources.national(code)
    assert [f"{each.code} {each.name}" for each in names] == chain
    assert [each.parent for each in names] == ["", *(each.code for each in names[:-1])]
    assert [each.code for each in outlines] == [each.code for each in names]


@pytest.mark.parametrize("code", ["2203", "220300", "220300000000"])
def test_a_prefecture_comes_with_all_its_counties(code: str) -> None:
    names, _outlines = sources.national(code)
    assert [each.code for each in names] == ["22", "2203", "220302", "220303", "220322", "220323", "220382"]


@pytest.mark.parametrize("code", ["999999", "220399", "220302001", "", "铁西区", "22030"])
def test_an_unknown_county_is_named(code: str) -> None:
    with pytest.raises(SourceError) as refusal:
        sources.national(code)
    assert refusal.value.reason == "unknown_division"


def test_every_county_of_the_package_has_a_valid_boundary_in_china() -> None:
    counties = 0
    for province in sorted(sources._layer("province")):
        _names, outlines = sources.national(province)
        geometries = [each.geometry for each in outlines]
        counties += sum(len(each.code) == 6 for each in outlines)
        assert shapely.is_valid(geometries).all()
        west, south, east, north = shapely.total_bounds(geometries)
        assert west > 73
        assert south > 3
        assert east < 136
        assert north < 54
    assert counties == 2891


def geojson(path: Path, *features: dict[str, Any], **extra: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **extra}), encoding="utf-8")
    return path


def feature(ring: list[list[float]], **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


@pytest.mark.parametrize(
    ("declared", "stored"),
    [
        (None, "EPSG:4326"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "OGC:CRS84"),
        ("urn:ogc:def:crs:EPSG::4490", "EPSG:4490"),
        ("EPSG:4490", "EPSG:4490"),
    ],
)
def test_degrees_are_kept_and_their_system_noted(tmp_path: Path, declared: str | None, stored: str) -> None:
    extra = {"crs": crs(declared)} if declared else {}
    path = geojson(tmp_path / "b.geojson", feature(BOX, code="220302"), **extra)
    found = sources.boundaries(path, {"220302"}, "220302")["220302"]
    assert found.geometry.bounds == (124.3, 43.1, 124.4, 43.2)
    assert found.source_crs == stored


@pytest.mark.parametrize("epsg", [4530, 4551, 4499])
def test_a_boundary_in_metres_is_turned_into_degrees(tmp_path: Path, epsg: int) -> None:
    onto_plane = Transformer.from_crs(4490, epsg, always_xy=True)
    ring = [list(onto_plane.transform(*pair)) for pair in BOX]
    path = geojson(tmp_path / "b.geojson", feature(ring, adcode="220302"), crs=crs(f"urn:ogc:def:crs:EPSG::{epsg}"))
    found = sources.boundaries(path, {"220302"}, "220302")["220302"]
    assert found.geometry.bounds == pytest.approx((124.3, 43.1, 124.4, 43.2), abs=1e-7)
    assert found.source_crs == f"EPSG:{epsg}"


def test_a_feature_says_whom_it_bounds_and_strangers_are_passed_over(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "b.geojson",
        feature(BOX, gb="156220302"),
        feature(BOX, code="220300000000"),
        feature(BOX, code="999999"),
        feature(BOX, name="无代码"),
    )
    assert set(sources.boundaries(path, {"22", "2203", "220302"}, "220302")) == {"220302", "2203"}
    alone = geojson(tmp_path / "c.geojson", feature(BOX, name="无代码"))
    assert set(sources.boundaries(alone, {"22", "2203", "220302"}, "220302")) == {"220302"}


def test_rings_that_cross_are_repaired(tmp_path: Path) -> None:
    bow_tie = [[124.3, 43.1], [124.4, 43.2], [124.4, 43.1], [124.3, 43.2], [124.3, 43.1]]
    found = sources.boundaries(geojson(tmp_path / "b.geojson", feature(bow_tie)), {"220302"}, "220302")["220302"]
    assert found.geometry.is_valid
    assert len(found.geometry.geoms) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "bad_file"),
        (b"[1]", "bad_file"),
        (b'{"features": [3]}', "bad_file"),
        (b'{"features": 3}', "bad_file"),
        (b"\xff\xff\xff", "bad_file"),
        (b'{"features": [{"properties": {}, "geometry": null}]}', "bad_geometry"),
        (
            b'{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": [124, 43]}}]}',
            "bad_geometry",
        ),
        (
            b'{"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": [[1, 2]]}}]}',
            "bad_geometry",
        ),
        (b'{"crs": {"properties": {"name": "nowhere"}}, "features": [{"geometry": null}]}', "bad_crs"),
    ],
)
def test_a_boundary_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "b.geojson"
    path.write_bytes(content)
    with pytest.raises(SourceError) as refusal:
        sources.boundaries(path, {"220302"}, "220302")
    assert refusal.value.reason == reason


def test_metres_without_a_declared_system_are_no_boundary(tmp_path: Path) -> None:
    ring = [[42_365_000, 4_782_000], [42_366_000, 4_782_000], [42_366_000, 4_783_000], [42_365_000, 4_782_000]]
    with pytest.raises(SourceError) as refusal:
        sources.boundaries(geojson(tmp_path / "b.geojson", feature(ring)), {"220302"}, "220302")
    assert refusal.value.reason == "bad_geometry"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_townships_of_a_csv_in_any_order_and_their_bad_rows(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "name,code\n园北社区,220302001001\n仁兴街道,220302001000\n\n无上级社区,220302009001\n,220302002\n"
        "坏代码,2203x\n外县街道,220303001\n铁西区,220302\n",
        encoding=encoding,
    )
    found, problems = sources.townships(path, ["220302"])
    assert [(each.code, each.name, each.parent) for each in found] == [
        ("220302001", "仁兴街道", "220302"),
        ("220302001001", "园北社区", "220302001"),
    ]
    assert problems == [(5, "no_parent"), (6, "no_name"), (7, "bad_code")]


def test_a_csv_without_its_columns_or_with_a_broken_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("代码,名称\n220302001,仁兴街道\n", encoding="utf-8")
    with pytest.raises(SourceError) as refusal:
        sources.townships(path, ["220302"])
    assert (refusal.value.reason, refusal.value.details["columns"]) == ("no_columns", "code、name")
    path.write_bytes(b'code,name\n220302001,a\n220302002,"' + b"x" * 200_000 + b'"\n')
    with pytest.raises(SourceError) as refusal:
        sources.townships(path, ["220302"])
    assert (refusal.value.reason, refusal.value.details["line"]) == ("bad_row", 3)
    with pytest.raises(SourceError) as refusal:
        sources.townships(tmp_path / "absent.csv", ["220302"])
    assert refusal.value.reason == "bad_file"


@pytest.mark.parametrize("content", ["[]", "{", '{"streets": [{"code": 1}]}', '{"streets": 5}'])
def test_a_json_of_another_shape_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as refusal:
        sources.townships(path, ["220302"])
    assert refusal.value.reason == "bad_file"


def test_the_real_townships_and_villages_of_a_prefecture() -> None:
    path = shared_data("data", "divisions", "siping_divisions_china-division-2.7.0.json")
    if path is None:
        return
    found, problems = sources.townships(path, ["220302", "220303", "220322", "220323", "220382"])
    assert problems == []
    assert [sum(len(each.code) == length for each in found) for length in (9, 12)] == [79, 942]
