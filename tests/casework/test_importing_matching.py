"""Columns of somebody's table beside our fields, by what the heads say."""

from hypothesis import given
from hypothesis import strategies as st

from casework.importing.matching import plain, propose
from casework.importing.profiles import Target

TARGETS = (
    Target("no", "来源编号", heads=("工单编号", "编号")),
    Target("text", "内容", required=True, heads=("诉求内容",)),
    Target("at", "收到时间", kind="moment", heads=("来电时间", "时间")),
    Target("reply_at", "原答复时间", kind="moment", heads=("答复时间",)),
)


def test_heads_of_a_hotline_table() -> None:
    heads = ["工单编号", "来电时间", "诉求内容（必填）", "答复时间", "备注"]
    assert propose(heads, TARGETS) == {
        "no": "工单编号", "at": "来电时间", "text": "诉求内容（必填）", "reply_at": "答复时间",
    }  # fmt: skip


def test_the_whole_word_goes_before_a_part_of_it() -> None:
    assert propose(["答复时间", "时间"], TARGETS) == {"at": "时间", "reply_at": "答复时间"}


def test_a_head_without_its_marks() -> None:
    heads = ("诉求内容（必填）", " 电话*", "地址：", "Lat (deg)")
    assert [plain(head) for head in heads] == ["诉求内容", "电话", "地址", "lat"]


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=8))
def test_a_column_fills_one_field_at_most(heads: list[str]) -> None:
    found = propose(heads, TARGETS)
    assert len(set(found.values())) == len(found)
    assert set(found.values()) <= set(heads)
