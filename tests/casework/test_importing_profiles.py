"""Profiles: how columns become fields, and how a row is known again."""

from datetime import UTC, datetime

import pytest

from casework.importing import FileRefused, Profile, Report, RowRefused, Target
from casework.importing.problems import Problem
from casework.importing.profiles import ProfileInvalid, clean

TARGETS = (
    Target("no", "编号", limit=20),
    Target("text", "内容", required=True, limit=100),
    Target("at", "时间", kind="moment", required=True),
    Target("longitude", "经度", kind="number"),
    Target("latitude", "纬度", kind="number"),
    Target("channel", "来源"),
)
MAPPING = {"no": "编号", "text": "详情", "at": "时间", "channel": {"constant": "10"}}


def profile(mapping: object = MAPPING, **options: object) -> Profile:
    return Profile.read(mapping, options, TARGETS)  # type: ignore[arg-type]


def refused(cells: dict[str, object], made: Profile) -> str:
    with pytest.raises(RowRefused) as refusal:
        made.apply(cells)
    return refusal.value.problem.text()


def test_columns_constants_and_joined_columns() -> None:
    made = profile(
        {
            **MAPPING,
            "text": {
                "columns": ["标题", "详情"],
                "separator": "：",
            },
        }
    )
    values = made.apply({"编号": "007", "标题": "电梯", "详情": " 又停了 ", "时间": "2019/1/5"}).values
    assert values["no"] == "007"
    assert values["text"] == "电梯：又停了"
    assert values["channel"] == "10"
    assert values["at"] == datetime(2019, 1, 4, 16, tzinfo=UTC)


def test_a_text_loses_blanks_and_no_word() -> None:
    assert clean("\n\t\t\n\t\t  您好：  各位 \u3000领导\r\n\r\n 第二段\t完 \n") == "您好： 各位 领导\n第二段 完"


def test_the_key_is_the_named_number_or_the_whole_content() -> None:
    row = {"编号": "7", "详情": "一", "时间": "2019/1/5"}
    assert profile(key="no").apply(row).key == "no:7"
    by_content = profile()
    assert by_content.apply(row).key == by_content.apply({**row, "时间": "2019-01-05 00:00"}).key
    assert by_content.apply(row).key != by_content.apply({**row, "详情": "二"}).key
    unnumbered = profile(key="no").apply({**row, "编号": ""}).key
    assert unnumbered.startswith("sha256:")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"详情": "", "时间": "2019/1/5"}, "「详情」是空的"),
        ({"详情": " \n\t", "时间": "2019/1/5"}, "「详情」是空的"),
        ({"详情": "一", "时间": None}, "「时间」是空的"),
        ({"详情": "一", "时间": "2019/2/30"}, "没有2月30日，请检查"),
        ({"详情": "长" * 101, "时间": "2019/1/5"}, "「详情」超过100字"),
        ({"编号": "9" * 21, "详情": "一", "时间": "2019/1/5"}, "「编号」超过20字"),
        ({"详情": "一", "时间": "2019/1/5", "x": "东经", "y": "1"}, "「东经」不是数"),
        ({"详情": "一", "时间": "2019/1/5", "x": "nan", "y": "1"}, "「nan」不是数"),
        ({"详情": "一", "时间": "2019/1/5", "x": "124.3", "y": ""}, "经度和纬度只有一个"),
    ],
)
def test_a_row_is_refused_with_its_column(cells: dict[str, object], reason: str) -> None:
    assert refused(cells, profile({**MAPPING, "longitude": "x", "latitude": "y"})) == reason


@pytest.mark.parametrize(
    ("mapping", "options", "part"),
    [
        ({"text": "详情"}, {}, "时间没有对应的列"),
        ({**MAPPING, "sex": "性别"}, {}, "没有这个字段：sex"),
        ({**MAPPING, "no": 5}, {}, "看不懂字段的来源：no"),
        ({**MAPPING, "no": {"columns": []}}, {}, "看不懂字段的来源：no"),
        (MAPPING, {"zone": "Mars/Base"}, "没有这个时区：Mars/Base"),
        (MAPPING, {"datum": "beijing54"}, "不认识的坐标系：beijing54"),
        (MAPPING, {"key": "longitude"}, "编号列没有对应：longitude"),
        (MAPPING, {"colour": "red"}, "不认识的选项：colour"),
    ],
)
def test_a_profile_that_cannot_work_says_why(mapping: object, options: dict[str, object], part: str) -> None:
    with pytest.raises(ProfileInvalid, match=part):
        profile(mapping, **options)


def test_a_file_without_a_mapped_column_is_refused() -> None:
    with pytest.raises(FileRefused, match="文件里没有「详情」这一列"):
        profile().check_columns(["编号", "时间"])


def test_the_report_counts_and_names_lines() -> None:
    report = Report(rows=5, new=0, already=1408, repeated=1)
    report.refuse(7, Problem("没有{month}月{day}日，请检查", {"month": 2, "day": 30}))
    assert report.summary() == "0件新增，1,408件此前已导入；1行在文件里重复，只记一次；1行没有收"
    assert report.lines() == ["第7行：没有2月30日，请检查，已跳过"]
    assert report.by_reason == {"没有2月30日，请检查": 1}
    assert report.readable
    assert not Report(rows=3, refused=3).readable
