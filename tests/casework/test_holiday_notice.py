"""The yearly notice read as it is published: own sentences in the pattern of such notices."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.holiday_notice import NoticeError, read, year_of

NOTICE = """关于2031年部分节假日安排的通知
根据规定，2031年节假日放假调休日期安排如下。
一、元旦：1月1日（星期三）放假1天，不调休。
二、春节：1月22日（农历除夕、星期三）至28日（星期二）放假调休，共7天。1月19日（星期日）、2月1日（星期六）上班。
三、清明节：4月5日(星期六)至7日(星期一)放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、国庆节：9月30日至10月6日放假调休，共7天。
节假日期间，请妥善安排值班。"""


def test_a_notice_as_it_is_published() -> None:
    days = {named.day: named for named in read(NOTICE)}
    assert year_of(NOTICE) == 2031
    assert [day for day in days if days[day].works] == [date(2031, 1, 19), date(2031, 2, 1), date(2031, 4, 27)]
    assert days[date(2031, 1, 1)].name == "元旦"
    assert [d for d in days if days[d].name == "春节" and not days[d].works] == [
        date(2031, 1, 22) + timedelta(days=n) for n in range(7)
    ]
    assert date(2031, 9, 30) in days
    assert date(2031, 10, 6) in days
    assert len(days) == 1 + 7 + 2 + 3 + 5 + 1 + 7


def test_days_of_the_year_before_stay_out_but_count() -> None:
    text = "一、元旦：2030年12月31日至2031年1月2日放假调休，共3天。2030年12月28日上班。"
    assert [named.day for named in read(text, 2031)] == [date(2031, 1, 1), date(2031, 1, 2)]


@pytest.mark.parametrize(("text", "fault", "item"), [
    ("一、元旦：1月1日放假。", "no_year", ""),
    ("2031年放假安排见附件。", "no_items", ""),
    ("2031年放假安排\n一、元旦：2月30日放假。", "no_date", "元旦"),
    ("2031年放假安排\n一、元旦：30日放假。", "no_date", "元旦"),
    ("2031年放假安排\n一、春节：1月22日至27日放假调休，共7天。", "count", "春节"),
])  # fmt: skip
def test_a_notice_that_cannot_be_read_says_where(text: str, fault: str, item: str) -> None:
    with pytest.raises(NoticeError) as refused:
        read(text)
    assert (refused.value.fault, refused.value.item) == (fault, item)


@given(st.dates(date(2027, 1, 1), date(2035, 12, 20)), st.integers(1, 9))
def test_a_range_is_all_its_days(first: date, length: int) -> None:
    last = first + timedelta(days=length - 1)
    until = f"{last.year}年{last.month}月{last.day}日" if last.year != first.year else f"{last.month}月{last.day}日"
    words = f"{first.month}月{first.day}日" + (f"至{until}" if length > 1 else "")
    days = read(f"一、某节：{words}放假，共{length}天。", first.year)
    assert [named.day for named in days] == [
        first + timedelta(days=n) for n in range(length) if (first + timedelta(days=n)).year == first.year
    ]
