from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from geo.compounds import find
from geo.models import Compound, Division

Country = dict[str, Division]

GOOD = (
    "name,aliases,division,address,lon,lat,datum,unit_count,elevator_count,type,firm\n"
    "锦绣花园,JX Garden、老纺织厂,220302001,一街1号,124.35,43.15,,1246,18,商品房,某物业\n"
    "阳光小区,,220302,,124.36,43.15,GCJ-02,300,,老旧小区,\n"
    "河畔小区,,220302,,125.5,43.15,bd09,,,old,\n"
    "无位置小区,,220302,,,,,,,,\n"
    "凭坐标定区划,,,,124.31,43.11,,,,,\n"
)


@pytest.fixture
def path(tmp_path: Path, street: Division) -> Path:
    return tmp_path / "compounds.csv"


def load(path: Path) -> str:
    out = StringIO()
    call_command("load_compounds", str(path), stdout=out, stderr=out)
    return out.getvalue()


def rows() -> list[tuple[object, ...]]:
    return list(Compound.objects.order_by("pk").values_list())


def test_a_list_is_loaded_and_a_second_run_changes_nothing(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    assert load(path) == "第4行：不在西区：已记下并标出，请核对\n小区：新增5，更新0，未变0\n"
    before = rows()
    assert "没有变化：5个小区已是最新" in load(path)
    assert rows() == before


def test_every_column_is_kept(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    load(path)
    first = Compound.objects.get(name="锦绣花园")
    assert first.aliases == ["JX Garden", "老纺织厂"]
    assert (first.division_id, first.address, first.kind) == ("220302001", "一街1号", "commodity")
    assert (first.unit_count, first.elevator_count) == (1246, 18)
    assert (first.location.coords, first.source_datum, first.outside_served) == ((124.35, 43.15), "wgs84", False)
    second = Compound.objects.get(name="阳光小区")
    assert (second.source_datum, second.source_x, second.source_y) == ("gcj02", 124.36, 43.15)
    assert 100 < second.location.distance(first.location) * 111_000 < 2000
    assert Compound.objects.get(name="河畔小区").outside_served
    assert Compound.objects.get(name="无位置小区").location is None
    assert Compound.objects.get(name="凭坐标定区划").division_id == "220302"
    assert find("lfzc")[0].compound == first


def test_chinese_headings_and_gb18030(path: Path) -> None:
    path.write_text("小区名称,区划代码,户数\n锦绣花园,220302,12\n", encoding="gb18030")
    assert load(path) == "小区：新增1，更新0，未变0\n"
    assert Compound.objects.get().unit_count == 12


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,220302,,,,,,,,", "没有小区名称"),
        ("甲,,220399,,,,,,,,", "没有代码为220399的区划，请先用 load_divisions 装入"),
        ("甲,,2203,,,,,,,,", "区划代码要到县级，现在是2203"),
        ("甲,,,,,,,,,,", "没有区划代码，坐标也不在已装入的区划内"),
        ("甲,,,,2.35,48.86,,,,,", "没有区划代码，坐标也不在已装入的区划内"),
        ("甲,,220302,,124.35,,,,,,", "经度和纬度要么都填，要么都不填"),
        ("甲,,220302,,0,0,,,,,", "不可能的坐标：请在图上点一下"),
        ("甲,,220302,,43.15,124.35,,,,,", "不可能的坐标：经度和纬度像是写反了，请对调，或在图上点一下"),
        ("甲,,220302,,124.35,43.15,北京54,,,,", "不认识这个坐标系：北京54"),
        ("甲,,220302,,,,,-3,,,", "户数应为不超过200000的整数，现在是-3"),
        ("甲,,220302,,,,,,9999999,,", "电梯台数应为不超过200000的整数，现在是9999999"),
        ("甲,,220302,,,,,,,别墅,", "没有这个类型：别墅。可填商品房、老旧小区、保障房、单管楼/弃管、混合"),
        ("甲" * 61 + ",,220302,,,,,,,,", "小区名称最多60字，多了1字"),
        ("锦绣花园,,220302001,,,,,,,,", "与第2行的小区重名"),
    ],
)
def test_a_bad_row_is_reported_by_line_and_the_good_ones_are_kept(path: Path, row: str, reason: str) -> None:
    header, good, *_rest = GOOD.splitlines()
    path.write_text("\n".join([header, good, row, "末行小区,,220302,,,,,,,,"]), encoding="utf-8")
    assert load(path) == f"第3行：{reason}，已跳过\n小区：新增2，更新0，未变0\n"
    assert set(Compound.objects.values_list("name", flat=True)) == {"锦绣花园", "末行小区"}


def test_a_later_list_corrects_and_an_empty_cell_says_nothing(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    load(path)
    path.write_text("name,aliases,division,unit_count,address\n锦绣花园,新叫法,220302001,1300,\n", encoding="utf-8")
    assert load(path) == "小区：新增0，更新1，未变0\n"
    corrected = Compound.objects.get(name="锦绣花园")
    assert (corrected.unit_count, corrected.address, corrected.elevator_count) == (1300, "一街1号", 18)
    assert find("xjf")[0].compound == corrected
    assert find("lfzc") == []


def test_a_file_that_is_no_list_writes_nothing(path: Path) -> None:
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="缺少：name"):
        load(path)
    with pytest.raises(CommandError, match="文件打不开"):
        load(path.parent / "absent.csv")
    assert rows() == []


# -- outlines ----------------------------------------------------------------------------------------------------

OUTLINE = '"POLYGON((124.349 43.149,124.351 43.149,124.351 43.151,124.349 43.151,124.349 43.149))"'


def outlined(path: Path, wkt: str, datum: str = "") -> str:
    path.write_text(f"name,division,datum,边界\n锦绣花园,220302001,{datum},{wkt}\n", encoding="utf-8")
    return load(path)


def test_an_outline_is_read_in_the_row_s_datum_and_loaded_once(path: Path) -> None:
    assert "新增1" in outlined(path, OUTLINE)
    plain = Compound.objects.get().boundary
    assert plain.extent == pytest.approx((124.349, 43.149, 124.351, 43.151))
    assert "没有变化" in outlined(path, OUTLINE)
    assert "更新1" in outlined(path, OUTLINE, "gcj02")
    moved = Compound.objects.get().boundary
    assert 100 < moved.centroid.distance(plain.centroid) * 100_000 < 1000


def test_an_outline_of_several_parts_with_a_hole(path: Path) -> None:
    ring, hole = "0 0,0.01 0,0.01 0.01,0 0.01,0 0", "0.004 0.004,0.006 0.004,0.006 0.006,0.004 0.006,0.004 0.004"
    east = "0.02 0,0.03 0,0.03 0.01,0.02 0.01,0.02 0"
    rings = [",".join(f"{124.3 + float(x)} {43.1 + float(y)}" for x, y in (p.split() for p in r.split(",")))
             for r in (ring, hole, east)]  # fmt: skip
    outlined(path, f'"MULTIPOLYGON((({rings[0]}),({rings[1]})),(({rings[2]})))"')
    boundary = Compound.objects.get().boundary
    assert (len(boundary), boundary.num_points) == (2, 15)


def test_an_empty_cell_leaves_the_outline_that_is_known(path: Path) -> None:
    outlined(path, OUTLINE)
    assert "没有变化" in outlined(path, "")
    assert Compound.objects.get().boundary is not None


@pytest.mark.parametrize(("wkt", "said"), [
    ("POINT(124.35 43.15)", "应为WKT的POLYGON或MULTIPOLYGON"),
    ("POLYGON((124.35 43.15", "应为WKT的POLYGON或MULTIPOLYGON"),
    ("一号楼到三号楼", "应为WKT的POLYGON或MULTIPOLYGON"),
    ('"POLYGON((124.3 43.1,124.4 43.2))"', "应为WKT的POLYGON或MULTIPOLYGON"),
    ('"POLYGON((124.3 43.1,124.4 43.2,124.4 43.1,124.3 43.2,124.3 43.1))"', "边界自己相交"),
    ('"POLYGON((43.1 124.3,43.2 124.3,43.2 124.4,43.1 124.3))"', "写反了"),
    ("POLYGON EMPTY", "应为WKT的POLYGON或MULTIPOLYGON"),
])  # fmt: skip
def test_an_outline_that_is_none_is_reported_by_line(path: Path, wkt: str, said: str) -> None:
    told = outlined(path, wkt)
    assert "第2行" in told
    assert said in told
    assert not Compound.objects.exists()
