"""Moments in tables: several notations in one column, and what is refused."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from casework.importing import RowRefused, parse_moment

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2019/1/5 10:23:45", datetime(2019, 1, 5, 10, 23, 45)),
        ("2020-01-05 10:23", datetime(2020, 1, 5, 10, 23)),
        ("2020-01-05T10:23:45.678", datetime(2020, 1, 5, 10, 23, 45)),
        ("2019.3.8", datetime(2019, 3, 8)),
        ("2019年3月8日", datetime(2019, 3, 8)),
        ("2019年3月8日 9时5分", datetime(2019, 3, 8, 9, 5)),
        ("20190308", datetime(2019, 3, 8)),
        ("20190308142000", datetime(2019, 3, 8, 14, 20)),
        (" 2012/1/19 17:49:30 ", datetime(2012, 1, 19, 17, 49, 30)),
        (datetime(2019, 1, 5, 10, 23, 45), datetime(2019, 1, 5, 10, 23, 45)),
        (date(2019, 1, 5), datetime(2019, 1, 5)),
        # Excel's serial for 2019-01-05 10:23:45, as a number and as a text
        (43470.433159722, datetime(2019, 1, 5, 10, 23, 45)),
        ("43470.433159722", datetime(2019, 1, 5, 10, 23, 45)),
        (43470, datetime(2019, 1, 5)),
    ],
)
def test_every_notation_of_a_column_is_read_as_china_time(written: object, meant: datetime) -> None:
    moment = parse_moment(written)
    assert moment == meant.replace(tzinfo=CHINA)
    assert moment.utcoffset() is not None


def test_a_written_offset_counts_and_another_zone_can_be_given() -> None:
    assert parse_moment("2020-01-05T10:23:45Z") == datetime(2020, 1, 5, 10, 23, 45, tzinfo=UTC)
    assert parse_moment("2020-01-05 10:23:45+08:00") == datetime(2020, 1, 5, 2, 23, 45, tzinfo=UTC)
    boston = parse_moment("2011-07-01 01:32:33", ZoneInfo("America/New_York"))
    assert boston == datetime(2011, 7, 1, 5, 32, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2019年2月30日", "没有2月30日，请检查"),
        ("2019/2/29 10:00", "没有2月29日，请检查"),
        ("2019-13-01", "没有13月，请检查"),
        ("2019-01-05 25:00:00", "没有25:00:00这个时刻，请检查"),
        ("昨天下午", "「昨天下午」看不出是什么时间"),
        ("5", "「5」看不出是什么时间"),
        (3, "「3.0」看不出是什么时间"),
        (True, "「True」看不出是什么时间"),
        (
            "去年冬天刚下第一场雪的那个星期三的早晨七点左右吧大概",
            "「去年冬天刚下第一场雪的那个星期三的早晨七点左右吧…」看不出是什么时间",
        ),
    ],
)
def test_what_is_no_moment_is_refused_with_the_reason(written: object, reason: str) -> None:
    with pytest.raises(RowRefused) as refused:
        parse_moment(written)
    assert refused.value.problem.text() == reason


def test_a_leap_day_is_a_day() -> None:
    assert parse_moment("2020年2月29日").day == 29
