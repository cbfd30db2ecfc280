"""What law may change, as dated rows: timer rules from readable files, and the gates CG-1…CG-7 (§0.4)."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from casework import clock, reference, workcalendar
from casework.models import Gate, TimerRule, User
from casework.reference import Kept
from casework.seeding import Report
from casework.timers import local_day

#: First day for which the seeded calendar can compute; older cases begin no clock.
FIRST_DAY = date(2018, 1, 1)
CALENDAR_GATE = "CG-5"


# --- timer rules ------------------------------------------------------------------------------------------------


def load_timers(path: Path, at: datetime) -> Report:
    """Bring the timer rules of one file in. A rule that differs from its file gets a new version from tomorrow on.

    Columns: key, lifecycle, amount, unit, roll, is_deadline, on_expiry, basis, confidence; unit fixed_date has its
    month and day in `amount` as MM-DD. A rule the place has set itself (`origin` local) is left alone.
    """
    counts = {"created": 0, "unchanged": 0, "changed": 0, "kept": 0}
    tomorrow = local_day(at) + timedelta(days=1)
    with transaction.atomic():
        for row in _rows(path):
            counts[_load_rule(_rule_values(row), row["key"], row["lifecycle"], tomorrow)] += 1
    return Report(**counts)


def _load_rule(values: dict[str, Any], key: str, lifecycle: str, tomorrow: date) -> str:
    last = TimerRule.objects.filter(key=key, lifecycle=lifecycle).order_by("-valid_from").first()
    if last is None:
        TimerRule.objects.create(key=key, lifecycle=lifecycle, valid_from=FIRST_DAY, **values)
        return "created"
    if last.origin == TimerRule.LOCAL:
        return "kept"
    if all(getattr(last, name) == value for name, value in values.items()):
        return "unchanged"
    if last.valid_from >= tomorrow:
        TimerRule.objects.filter(pk=last.pk).update(**values)
    else:
        new_version(last, tomorrow, **values)
    return "changed"


def new_version(rule: TimerRule, valid_from: date, **values: Any) -> TimerRule:
    """End a rule's last version on a day and let another begin there; running clocks keep the old one."""
    with transaction.atomic():
        TimerRule.objects.filter(pk=rule.pk).update(valid_to=valid_from)
        kept = {
            f.name: getattr(rule, f.name) for f in TimerRule._meta.concrete_fields if f.name not in ("id", "valid_to")
        }
        reference.forget()
        return TimerRule.objects.create(**{**kept, **values, "valid_from": valid_from})


def _rule_values(row: dict[str, str]) -> dict[str, Any]:
    month, day = row["amount"].split("-") if row["unit"] == "fixed_date" else (None, None)
    amount = 1 if month else row["amount"]
    return {
        "amount": int(amount) if amount != "" else None,
        "unit": row["unit"],
        "roll": row["roll"],
        "fixed_month": int(month) if month else None,
        "fixed_day": int(day) if day else None,
        "is_deadline": row["is_deadline"] == "1",
        "on_expiry": row["on_expiry"],
        "basis": row["basis"],
        "confidence": row["confidence"],
    }


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


# --- gates ------------------------------------------------------------------------------------------------------


def load_gates(path: Path, at: datetime) -> Report:
    """Bring the gates of one file in and renew their texts; what the place has answered stays."""
    created = 0
    rows = list(_rows(path))
    for row in rows:
        texts = {name: row[name] for name in ("title", "owner", "keeps_off")}
        created += Gate.objects.update_or_create(code=row["code"], defaults=texts)[1]
    return Report(created=created, unchanged=len(rows) - created)


_answered: Kept[set[str]] = Kept(lambda: set(Gate.objects.exclude(set_at=None).values_list("code", flat=True)))


def gate_is_set(code: str) -> bool:
    """Whether somebody has answered for a gate. The calendar's gate also wants the present year loaded (CG-5)."""
    return code in _answered() and (code != CALENDAR_GATE or clock.now().year in workcalendar.current().years)


def set_gate(code: str, note: str, *, by: User | None, at: datetime) -> Gate:
    """Answer for a gate, with the words that say what was confirmed. Raises ValueError for an empty note."""
    if not note.strip():
        raise ValueError("a gate is set with a note of what was confirmed")
    gate = Gate.objects.get(code=code)
    gate.value_note, gate.set_at, gate.set_by = note.strip(), at, by
    gate.save(update_fields=["value_note", "set_at", "set_by"])
    reference.forget()
    return gate


def open_gates() -> list[Gate]:
    """The gates nobody has answered for, in order."""
    calendar_known = clock.now().year in workcalendar.current().years
    return [g for g in Gate.objects.all() if g.set_at is None or (g.code == CALENDAR_GATE and not calendar_known)]


def check_gates(**_kwargs: Any) -> list[CheckMessage]:
    """System check at deployment: one line a gate that is not set; an error in production, a hint elsewhere."""
    kind = Error if settings.MODE == "production" else Warning
    try:
        unanswered = open_gates()
        known = Gate.objects.exists()
    except DatabaseError as error:
        return [kind(_("上线确认项读不出来：%(error)s") % {"error": error}, id="casework.E001")]
    if not known:
        return [kind(_("上线确认项还没有导入。"), hint=_("运行 manage.py seed_rules"), id="casework.E002")]
    return [
        kind(
            _("%(code)s未确认：%(title)s（%(owner)s）") % {"code": g.code, "title": g.title, "owner": g.owner},
            hint=_("确认前停用：%(what)s") % {"what": g.keeps_off},
            id="casework.E003",
        )
        for g in unanswered
    ]


class GatesOpen(RuntimeError):
    """Production is not started while gates are unset (§0.4)."""


def refuse_production_with_open_gates() -> None:
    """Called at server start. Raises GatesOpen in production while a gate is not set."""
    if settings.MODE != "production":
        return
    messages = check_gates()
    if messages:
        raise GatesOpen("\n".join(f"{m.msg}\n    {m.hint or ''}".rstrip() for m in messages))
