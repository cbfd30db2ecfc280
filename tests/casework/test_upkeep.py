"""Loading a year through the command and the service: every moved clock with an event of its own record."""

from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import gettext_lazy as _

from casework import clock, clocks, kinds, ledger, upkeep, workcalendar
from casework.declaration import State, build, lifecycle, row
from casework.kinds import Kind
from casework.models import Event, Record
from casework.timers import CHINA, end_of
from tests.casework import one_clock, small_world

OPEN, SHUT = State("open", _("在办"), _("在办"), "plain"), State("shut", _("办结"), _("办结"), "plain", terminal=True)
DECLARED = build(
    "test", initial="open", states=[OPEN, SHUT], stages=[[row("shut_it", _("办结"), "open", "shut", by="R01")]]
)
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=CHINA)
FILE_2027 = """# year: 2027
# source: 试验
date,kind,name
2027-01-01,休,元旦
2027-01-22,休,试
2027-10-01,休,国庆节
"""


class Matter(lifecycle(DECLARED), Record):  # type: ignore[misc]
    """A record of the kernel's own, without a table."""

    kind_name = "test"

    class Meta:
        proxy = True
        app_label = "casework"


class MatterKind(Kind):
    """The kind of that record."""

    model = Matter
    api = "matters"
    label = "试"


@pytest.fixture(autouse=True)
def matter_kind() -> Iterator[None]:
    kinds.register(MatterKind())
    yield
    kinds._KINDS.pop("test")


@pytest.fixture
def file_2027(tmp_path: Path) -> Path:
    path = tmp_path / "2027.csv"
    path.write_text(FILE_2027, encoding="utf-8")
    return path


@pytest.fixture
def petition(db: None) -> Record:
    record = small_world.record()
    started = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
    one_clock.start(record, "T.HANDLE.PETITION", at=started, lifecycle="property.case")
    Record.objects.filter(pk=record.pk).update(due_at=clocks.Running(record, "").earliest_deadline())
    return record


def load(path: Path, *args: str, now: datetime = NOW) -> str:
    out = StringIO()
    with clock.moved_to(now):
        call_command("load_calendar", str(path), *args, stdout=out)
    return out.getvalue()


def test_a_load_moves_the_clock_and_writes_an_event(petition: Record, file_2027: Path) -> None:
    told = load(file_2027)
    now = Record.objects.get(pk=petition.pk)
    assert now.due_at == end_of(date(2027, 1, 25))
    event = Event.objects.get(record=petition)
    assert (event.name, event.seq, now.version, event.role) == ("recompute_timers", 2, 2, "system")
    assert [(t["op"], t["key"], t["old_due"], t["new_due"], t["provisional"]) for t in event.timers] == [
        ("recompute", "T.HANDLE.PETITION", "2027-01-22T16:00:00+00:00", "2027-01-25T16:00:00+00:00", False)
    ]
    assert "2027-01-22 未导入 → 休" in told
    assert "T.HANDLE.PETITION 2027年1月22日（周五）24:00（暂定） → 2027年1月25日（周一）24:00" in told
    assert "2027年：3天有变，在办期限重算1个，仍按逾期0个" in told


def test_loading_twice_changes_nothing_more(petition: Record, file_2027: Path) -> None:
    load(file_2027)
    token = workcalendar.WorkCalendarVersion.objects.get().token
    assert "0天有变，在办期限重算0个" in load(file_2027)
    assert Event.objects.filter(record=petition).count() == 1
    assert workcalendar.WorkCalendarVersion.objects.get().token == token


def test_a_second_run_finishes_an_interrupted_one(petition: Record, file_2027: Path) -> None:
    workcalendar.load(workcalendar.read_file(file_2027), at=NOW)
    assert "0天有变，在办期限重算1个" in load(file_2027)
    assert not petition.timers.get().provisional


def test_a_dry_run_shows_and_keeps_nothing(petition: Record, file_2027: Path) -> None:
    told = load(file_2027, "--dry-run")
    assert "在办期限重算1个" in told
    assert "没有保存" in told
    assert 2027 not in workcalendar.current().years
    assert petition.timers.get().provisional
    assert not Event.objects.filter(record=petition).exists()


def test_overdue_stays_overdue_without_a_note(petition: Record, file_2027: Path) -> None:
    overdue = datetime(2027, 1, 23, 9, 0, tzinfo=CHINA)
    told = load(file_2027, now=overdue)
    assert "已逾期，未改" in told
    assert "仍按逾期1个" in told
    assert petition.timers.get().due_at == end_of(date(2027, 1, 22))
    assert not Event.objects.filter(record=petition).exists()


def test_a_note_makes_it_timely_and_is_kept_in_the_event(petition: Record, file_2027: Path) -> None:
    load(file_2027, "--note", "通知迟到，经领导同意", now=datetime(2027, 1, 23, 9, 0, tzinfo=CHINA))
    assert petition.timers.get().due_at == end_of(date(2027, 1, 25))
    event = Event.objects.get(record=petition)
    kept = [ledger.open_value(v) for v in event.values.all()]
    assert "通知迟到，经领导同意" in kept


def test_a_record_that_cannot_be_recomputed_is_named(petition: Record, file_2027: Path) -> None:
    kinds._KINDS["test"].model.lifecycle.states["open"] = State("open", _("在办"), _("在办"), "plain", terminal=True)
    try:
        done = upkeep.load_year(workcalendar.read_file(file_2027), at=NOW)
    finally:
        kinds._KINDS["test"].model.lifecycle.states["open"] = OPEN
    assert done.failed == [("WY-220302-2026-00137", "wrong_state")]
    assert petition.timers.get().provisional


def test_a_missing_or_bad_file_is_told_in_chinese(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有这个文件"):
        load(tmp_path / "none.csv")
    bad = tmp_path / "bad.csv"
    bad.write_text("date,kind,name\n", encoding="utf-8")
    with pytest.raises(CommandError, match="年份"):
        load(bad)
    with pytest.raises(CommandError, match="缺法定节假日2027-01-01"):
        load(bad, "--year", "2027")
