"""Rules as dated rows: seeding, versions, and the gates that hold production back."""

import importlib
import sys
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import override_settings

from casework import clock, rules, seeding
from casework.models import Gate, TimerRule, WorkCalendarVersion, WorkCalendarYear
from casework.rules import GatesOpen, load_timers, new_version
from casework.timers import CHINA
from tests.casework import small_world

pytestmark = pytest.mark.django_db

HEADING = "key,lifecycle,amount,unit,roll,is_deadline,on_expiry,basis,confidence\n"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)


def rules_file(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "timers.csv"
    path.write_text(HEADING + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def versions(key: str) -> list[tuple[date, date | None, int | None]]:
    return list(
        TimerRule.objects.filter(key=key).order_by("valid_from").values_list("valid_from", "valid_to", "amount")
    )


def test_seeding_again_changes_nothing() -> None:
    before = list(TimerRule.objects.values().order_by("id")), list(Gate.objects.values())
    token = WorkCalendarVersion.objects.get().token
    out = StringIO()
    call_command("seed_rules", stdout=out)
    assert (list(TimerRule.objects.values().order_by("id")), list(Gate.objects.values())) == before
    assert WorkCalendarVersion.objects.get().token == token
    assert "新增0" in out.getvalue()
    assert out.getvalue().count("新增0") == len(out.getvalue().splitlines())


def test_every_seed_file_is_found_through_its_app() -> None:
    assert {p.parent.parent.name for p in seeding.files("gates")} == {"casework", "property_rectification"}
    assert [p.stem for p in seeding.files("calendar")] == [str(y) for y in range(2018, 2027)]
    assert all(path.is_file() for kind in seeding.loaders() for path in seeding.files(kind))


def test_a_changed_seed_becomes_a_version_from_tomorrow(tmp_path: Path) -> None:
    load_timers(rules_file(tmp_path, "T.TEST,test,1,working_day,none,1,urge,L-76,D"), NOW)
    changed = rules_file(tmp_path, "T.TEST,test,3,working_day,none,1,urge,L-76,D")
    assert load_timers(changed, NOW).changed == 1
    assert versions("T.TEST") == [
        (date(2018, 1, 1), date(2026, 11, 25), 1),
        (date(2026, 11, 25), None, 3),
    ]
    assert load_timers(changed, NOW).unchanged == 1


def test_a_version_not_yet_in_force_is_corrected_in_place(tmp_path: Path) -> None:
    for amount in (1, 3, 4):
        load_timers(rules_file(tmp_path, f"T.TEST,test,{amount},working_day,none,1,urge,L-76,D"), NOW)
    assert versions("T.TEST") == [
        (date(2018, 1, 1), date(2026, 11, 25), 1),
        (date(2026, 11, 25), None, 4),
    ]


def test_the_day_of_seeding_is_the_chinese_day(tmp_path: Path) -> None:
    late = datetime.fromisoformat("2026-11-24T17:00:00+00:00")
    for amount in (1, 3):
        load_timers(rules_file(tmp_path, f"T.TEST,test,{amount},working_day,none,1,urge,L-76,D"), late)
    assert versions("T.TEST")[-1][0] == date(2026, 11, 26)


def test_a_rule_of_the_place_itself_is_left_alone(tmp_path: Path) -> None:
    load_timers(rules_file(tmp_path, "T.TEST,test,1,working_day,none,1,urge,L-76,D"), NOW)
    rule = TimerRule.objects.get(key="T.TEST")
    new_version(rule, date(2026, 12, 1), amount=2, origin=TimerRule.LOCAL)
    assert load_timers(rules_file(tmp_path, "T.TEST,test,9,working_day,none,1,urge,L-76,D"), NOW).kept == 1
    assert [v[2] for v in versions("T.TEST")] == [1, 2]


def test_open_and_fixed_lengths_are_read(tmp_path: Path) -> None:
    path = rules_file(tmp_path, "T.OPEN,test,,,none,1,escalate,§2.3,D", "T.DATE,test,03-31,fixed_date,none,1,urge,,D")
    assert load_timers(path, NOW).created == 2
    opened, fixed = TimerRule.objects.get(key="T.OPEN"), TimerRule.objects.get(key="T.DATE")
    assert (opened.amount, opened.unit) == (None, "")
    assert (fixed.amount, fixed.unit, fixed.fixed_month, fixed.fixed_day) == (1, "fixed_date", 3, 31)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"valid_from": date(2020, 1, 1)}, "timer_rule_versions_apart"),
        ({"valid_from": date(2017, 1, 1), "valid_to": date(2018, 1, 2)}, "timer_rule_versions_apart"),
        ({"key": "T.OTHER", "valid_to": date(2018, 1, 1)}, "timer_rule_dates_in_order"),
        ({"key": "T.OTHER", "amount": None}, "timer_rule_length_whole"),
        ({"key": "T.OTHER", "unit": "fixed_date"}, "timer_rule_fixed_date"),
        ({"key": "T.OTHER", "fixed_month": 3}, "timer_rule_fixed_date"),
    ],
)
def test_the_database_refuses_rules_that_contradict_each_other(changes: dict[str, object], constraint: str) -> None:
    rule = TimerRule.objects.get(key="T.SIGN")
    rule.pk = None
    for name, value in changes.items():
        setattr(rule, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rule.save(force_insert=True)


def test_adjoining_versions_and_other_lifecycles_stand_side_by_side() -> None:
    rule = TimerRule.objects.get(key="T.SIGN")
    new_version(rule, date(2026, 12, 1), amount=2)
    rule.pk, rule.lifecycle, rule.valid_to = None, "test", None
    rule.save(force_insert=True)
    assert TimerRule.objects.filter(key="T.SIGN").count() == 3


# --- gates ------------------------------------------------------------------------------------------------------

ALL = ["CG-1", "CG-2", "CG-3", "CG-4", "CG-5", "CG-6", "CG-7"]


def set_all() -> None:
    for code in ALL:
        rules.set_gate(code, "已核对", by=small_world.user("boss"), at=NOW)


def test_all_gates_are_seeded_and_open() -> None:
    assert [g.code for g in rules.open_gates()] == ALL
    assert not any(rules.gate_is_set(code) for code in ALL)
    assert not rules.gate_is_set("CG-99")


def test_a_gate_is_set_with_a_note_and_who_answered() -> None:
    boss = small_world.user("boss")
    with pytest.raises(ValueError, match="note"):
        rules.set_gate("CG-3", "  ", by=boss, at=NOW)
    rules.set_gate("CG-3", "按2026年权责清单", by=boss, at=NOW)
    gate = Gate.objects.get(code="CG-3")
    assert rules.gate_is_set("CG-3")
    assert (gate.set_by, gate.set_at, gate.value_note) == (boss, NOW, "按2026年权责清单")


def test_a_gate_without_a_note_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="gate_set_with_a_note"), transaction.atomic():
        Gate.objects.filter(code="CG-1").update(set_at=NOW)


def test_seeding_keeps_what_the_place_has_answered() -> None:
    rules.set_gate("CG-2", "已定", by=None, at=NOW)
    call_command("seed_rules", stdout=StringIO())
    assert rules.gate_is_set("CG-2")


def test_the_calendar_gate_opens_again_when_the_year_is_not_loaded() -> None:
    set_all()
    with clock.moved_to(NOW):
        assert rules.gate_is_set("CG-5")
    with clock.moved_to(datetime(2027, 1, 1, 0, 0, tzinfo=CHINA)):
        assert not rules.gate_is_set("CG-5")
        assert [g.code for g in rules.open_gates()] == ["CG-5"]
    assert WorkCalendarYear.objects.count() == 9


@pytest.mark.parametrize(("mode", "serious"), [("production", True), ("demo", False)])
def test_the_check_names_every_open_gate_in_chinese(mode: str, serious: bool) -> None:
    with override_settings(MODE=mode):
        messages = rules.check_gates()
    assert [m.msg[:4] for m in messages] == ALL
    assert all(m.is_serious() is serious for m in messages)
    assert messages[2].msg.endswith("（司法局）")
    assert "行政处罚" in messages[2].hint


def test_production_is_refused_until_every_gate_is_set() -> None:
    with override_settings(MODE="production"), clock.moved_to(NOW):
        with pytest.raises(GatesOpen, match="CG-1未确认"):
            rules.refuse_production_with_open_gates()
        set_all()
        rules.refuse_production_with_open_gates()
        Gate.objects.all().delete()
        with pytest.raises(GatesOpen, match="seed_rules"):
            rules.refuse_production_with_open_gates()


def test_the_server_does_not_start_in_production_with_open_gates() -> None:
    sys.modules.pop("config.wsgi", None)
    with override_settings(MODE="production"), pytest.raises(GatesOpen):
        importlib.import_module("config.wsgi")
    with override_settings(MODE="demo"):
        assert callable(importlib.import_module("config.wsgi").application)


def test_the_demo_starts_with_open_gates() -> None:
    with override_settings(MODE="demo"):
        rules.refuse_production_with_open_gates()


def test_the_check_is_part_of_the_deployment_checks() -> None:
    with override_settings(MODE="production"), pytest.raises(Exception, match="CG-3未确认"):
        call_command("check", deploy=True, stdout=StringIO(), stderr=StringIO())
