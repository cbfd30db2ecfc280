"""A pasted work order of the hotline, in the layouts in which places print them: all invented. Nothing is lost."""

import re
from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.importing.dates import CHINA
from property_rectification.suggest import orders

WORDS = "三号楼电梯里的广告挂了三年，收了多少钱从来没有公布过，物业答复：以后再说。"
BOXED = f"""【工单编号】220399202611240031
【来电时间】2026-11-24 09:12:33
【来电人】王先生 【联系电话】13800000021
【事发地址】示例县锦绣花园3号楼2单元
【工单类型】投诉
【诉求内容】{WORDS}
第二天又问了一次。
【诉求目的】要求公布账目"""
ONE_LINE = (
    "工单编号：FW2026112400031 受理时间：2026年11月24日 9时12分 诉求人：王先生 联系电话：13800000021 工单类型：投诉 "
    f"地址：锦绣花园3号楼 诉求内容：{WORDS} 承办单位：示例县住建局"
)
CELLS = (
    "工单号\tFW2026-11-0031\t来电时间\t2026/11/24 09:12\n来电人\t王先生\t联系方式\t13800000021\n"
    f"小区名称\t锦绣花园\t紧急程度\t一般\n问题描述\t{WORDS}\t\n回访\t需要"
)
BELOW = (
    "工单编号\nFW2026112400031\n来电时间\n2026-11-24 09:12\n来电人姓名\n王先生\n联系电话\n13800000021\n"
    f"详细地址\n锦绣花园3号楼\n内容\n{WORDS}"
)
LAYOUTS = {"boxed": BOXED, "one line": ONE_LINE, "cells": CELLS, "below": BELOW}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_fields(layout: str) -> None:
    order = orders.read(LAYOUTS[layout])
    assert order is not None
    assert order.reported_at is not None
    assert order.reported_at.replace(second=0) == datetime(2026, 11, 24, 9, 12, tzinfo=CHINA)
    assert order.fields["external_no"] in ("220399202611240031", "FW2026112400031", "FW2026-11-0031")
    assert order.fields["reporter_name"] == "王先生"
    assert order.fields["reporter_phone"] == "13800000021"
    assert "锦绣花园" in order.fields.get("address", "") + order.fields.get("compound_name", "")
    assert WORDS in order.fields["narrative"], "a colon inside the words is no label"


def test_what_no_field_takes_stays_in_the_narrative() -> None:
    order = orders.read(BOXED)
    assert order is not None
    assert order.fields["claim"] == "要求公布账目"
    assert "第二天又问了一次。" in order.fields["narrative"]
    assert "【工单类型】投诉" in order.fields["narrative"]
    one_line = orders.read(ONE_LINE)
    assert one_line is not None
    assert "承办单位：示例县住建局" in one_line.fields["narrative"]
    assert "工单类型：投诉" in one_line.fields["narrative"]


def test_a_field_with_words_in_it_is_left_alone() -> None:
    order = orders.read(BOXED, frozenset({"reporter_phone", "external_no", "claim"}))
    assert order is not None
    assert {"reporter_phone", "external_no", "claim"}.isdisjoint(order.fields)
    for told in ("联系电话：13800000021", "工单编号：220399202611240031", "诉求目的：要求公布账目"):
        assert told in order.fields["narrative"]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("来电时间：2026-02-30 09:12", "来电时间：2026-02-30 09:12"),
        ("联系电话：138****0021", "联系电话：138****0021"),
        ("工单编号：无", "工单编号：无"),
        ("来电人：", ""),
    ],
)
def test_what_cannot_be_read_stays_as_it_was_written(line: str, stays: str) -> None:
    order = orders.read(f"标题：电梯广告\n地址：锦绣花园\n{line}\n内容：{WORDS}")
    assert order is not None
    assert order.reported_at is None
    assert stays in order.fields["narrative"]
    assert order.fields["narrative"].startswith("电梯广告"), "the heading of the order stands before its words"


def test_a_heading_that_the_words_repeat_stands_once() -> None:
    order = orders.read(f"标题：收了多少钱从来没有公布过\n来电人：王先生\n内容：{WORDS}")
    assert order is not None
    assert order.fields["narrative"] == WORDS


def test_the_second_of_a_field_stays() -> None:
    order = orders.read(f"工单编号：A-20260001\n内容：{WORDS}\n联系电话：13800000021\n联系电话：13800000022")
    assert order is not None
    assert order.fields["reporter_phone"] == "13800000021"
    assert "联系电话：13800000022" in order.fields["narrative"]


@pytest.mark.parametrize(
    "text", ["", "电梯又停了。", "今天早上电梯停了，内容：物业说在修。", "小区里没有灯，时间：昨天晚上。", WORDS]
)
def test_what_is_no_order_is_left_alone(text: str) -> None:
    assert orders.read(text) is None


def _bare(text: str) -> Counter[str]:
    """Characters without spaces and the signs that part a label from its words."""
    return Counter(re.sub(r"[\s【】\[\]:：|，,；;]+", "", text))


def _kept(order: orders.Order, source: str) -> str:
    moments = [m for m in [order.reported_at] if m is not None]
    digits = "".join(re.findall(orders._MOMENT, source)[:1]) if moments else ""
    return "".join(order.fields.values()) + "".join(order.labels) + digits + order.repeated


_VALUE = st.text(alphabet="楼道灯坏了修好abc12，。！（）-年\t ", min_size=1, max_size=30)
_LINES = st.lists(
    st.tuples(st.sampled_from([*orders._FIELD_OF, "工单类型", "承办单位", "备注"]), _VALUE), min_size=2, max_size=9
)


@given(_LINES, st.sampled_from(["{}：{}\n", "【{}】{}\n", "{}\t{}\n", "{}\n{}\n", "{}：{} "]), _VALUE)
def test_no_character_is_lost(lines: list[tuple[str, str]], layout: str, before: str) -> None:
    text = before + "\n" + "".join(layout.format(label, value) for label, value in lines)
    order = orders.read(text)
    if order is not None:
        missing = _bare(text) - _bare(_kept(order, text))
        assert not missing, f"lost: {missing}"


@given(st.text(max_size=300))
def test_any_text_at_all_can_be_pasted(text: str) -> None:
    order = orders.read(text)
    if order is not None:
        assert not _bare(text) - _bare(_kept(order, text))
