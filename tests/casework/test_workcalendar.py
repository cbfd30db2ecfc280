"""The work calendar: the seeded years, files of a further one, loading, and the copy each process keeps."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework import clock, upkeep, workcalendar
from casework.models import WorkCalendarDay, WorkCalendarVersion, WorkCalendarYear
from casework.timers import CalendarMissing
from casework.workcalendar import CalendarFileError, WorkCalendar, differences, load, read_file
from tests.shared import shared_data

SEED = Path(workcalendar.__file__).parent / "seed" / "workcalendar"
WHOLE_2027 = "date,kind,name\n2027-01-01,休,元旦\n2027-10-01,休,国庆节\n2027-01-09,班,元旦\n"


@pytest.fixture
def file_2027(tmp_path: Path) -> Path:
    path = tmp_path / "2027.csv"
    path.write_text("# year: 2027\n# source: 试验\n" + WHOLE_2027, encoding="utf-8")
    return path


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "calendar.csv"
    path.write_text(text, encoding="utf-8")
    return path


def deviations(calendar: WorkCalendar, year: int) -> dict[str, bool]:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return {
        str(day): calendar.is_workday(day)
        for day in days
        if day.year == year and calendar.is_workday(day) != (day.weekday() < 5)
    }


@pytest.mark.django_db
def test_the_seeded_years_are_2018_to_2026() -> None:
    assert workcalendar.current().years == frozenset(range(2018, 2027))


@pytest.mark.django_db
def test_the_seeded_days_are_those_of_the_notices() -> None:
    path = shared_data("data", "calendar", "china_adjusted_workdays_2018_2026.json")
    if path is None:
        return
    expected = json.loads(path.read_text(encoding="utf-8"))["days"]
    ours: dict[str, bool] = {}
    for year in range(2018, 2027):
        ours.update(deviations(workcalendar.current(), year))
    assert ours == expected


@pytest.mark.django_db
def test_known_days_of_2026() -> None:
    calendar = workcalendar.current()
    assert calendar.is_workday(date(2026, 2, 14))
    assert not calendar.is_workday(date(2026, 2, 16))
    assert calendar.named(date(2026, 2, 16)) == (False, "春节")
    assert calendar.named(date(2026, 11, 24)) is None
    assert not calendar.is_workday(date(2026, 11, 28))


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2027, 1, 1)])
def test_a_year_that_is_not_loaded_is_an_error_and_no_guess(day: date) -> None:
    with pytest.raises(CalendarMissing):
        workcalendar.current().is_workday(day)


@pytest.mark.django_db
def test_loading_a_year_reaches_the_kept_copy(file_2027: Path) -> None:
    before = workcalendar.current()
    file = read_file(file_2027)
    load(file, at=clock.now())
    after = workcalendar.current()
    assert 2027 not in before.years
    assert 2027 in after.years
    assert after.is_workday(date(2027, 1, 9))
    assert WorkCalendarYear.objects.get(year=2027).source == "试验"


@pytest.mark.django_db
def test_the_copy_is_kept_between_loads_and_costs_one_query(django_assert_num_queries: object, file_2027: Path) -> None:
    first = workcalendar.current()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert workcalendar.current() is first
    load(read_file(file_2027), at=clock.now())
    assert workcalendar.current() is not first


@pytest.mark.django_db
def test_without_any_load_nothing_is_known() -> None:
    WorkCalendarVersion.objects.all().delete()
    with pytest.raises(CalendarMissing):
        workcalendar.current().is_workday(date(2026, 11, 24))


@pytest.mark.django_db
def test_differences_of_a_corrected_notice(tmp_path: Path) -> None:
    text = (SEED / "2026.csv").read_text(encoding="utf-8")
    text = text.replace("2026-10-10,班,国庆节\n", "").replace("2026-10-07,休", "2026-10-08,休")
    changes = differences(read_file(written(tmp_path, text)))
    assert [(str(c.day), c.before, c.after) for c in changes] == [
        ("2026-10-07", False, True),
        ("2026-10-08", True, False),
        ("2026-10-10", True, False),
    ]
    load(read_file(written(tmp_path, text)), at=clock.now())
    assert not WorkCalendarDay.objects.filter(date=date(2026, 10, 10)).exists()


@pytest.mark.django_db
def test_the_seed_does_not_undo_a_newer_notice(tmp_path: Path) -> None:
    text = (SEED / "2026.csv").read_text(encoding="utf-8").replace("2026-10-10,班,国庆节\n", "")
    load(read_file(written(tmp_path, text)), at=clock.now())
    report = upkeep.seed_year(SEED / "2026.csv", clock.now())
    assert report.kept
    assert not workcalendar.current().is_workday(date(2026, 10, 10))


def test_the_year_may_come_with_the_call(tmp_path: Path) -> None:
    assert read_file(written(tmp_path, WHOLE_2027), 2027).year == 2027


@pytest.mark.parametrize(
    ("text", "year", "line", "says"),
    [
        (WHOLE_2027, None, 0, "年份"),
        ("# year: 2028\n" + WHOLE_2027, 2027, 0, "不同"),
        ("# year: 二七\n" + WHOLE_2027, None, 0, "四位数字"),
        ("", 2027, 0, "表头"),
        ("日期,类型,名称\n", 2027, 1, "表头"),
        (WHOLE_2027 + "2027-13-01,休,某日\n", 2027, 5, "不是日期"),
        (WHOLE_2027 + "2026-12-31,休,某日\n", 2027, 5, "不在2027年"),
        (WHOLE_2027 + "2027-03-01,假,某日\n", 2027, 5, "班或休"),
        (WHOLE_2027 + "2027-01-01,休,元旦\n", 2027, 5, "两次"),
        (WHOLE_2027 + "2027-03-01,班,某日\n", 2027, 5, "本是工作日"),
        (WHOLE_2027 + "2027-03-01,休\n", 2027, 5, "三列"),
        (WHOLE_2027 + f"2027-03-01,休,{'长' * 41}\n", 2027, 5, "40字"),
        (WHOLE_2027.replace("2027-10-01,休,国庆节\n", ""), 2027, 0, "2027-10-01"),
        ("x" * 70_000, 2027, 0, "太大"),
    ],
)
def test_bad_files_are_refused_with_the_line(tmp_path: Path, text: str, year: int | None, line: int, says: str) -> None:
    with pytest.raises(CalendarFileError, match=says) as refused:
        read_file(written(tmp_path, text), year)
    assert refused.value.line == line


def test_an_open_quote_ends_with_its_line(tmp_path: Path) -> None:
    text = WHOLE_2027 + '2027-03-01,休,"某日\n2027-03-02,休,某日\n'
    assert len(read_file(written(tmp_path, text), 2027).days) == 5


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes(WHOLE_2027.encode("gbk"))
    with pytest.raises(CalendarFileError, match="UTF-8"):
        read_file(path, 2027)
