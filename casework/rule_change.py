"""A new version of a timer rule, set by the place itself: dated ahead, its effect known before, never against a right.

A length the law gives may be bettered for the people concerned, not worsened: an office may bind itself to less time,
a person's own period may be made longer. A changed statute comes in with the rule files (`seed_rules`).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from casework import access, accesslog, clock, reference, rules
from casework.accounts import OBJECT, check
from casework.actor import Actor
from casework.models import AccessAction, TimerRule
from casework.refusals import Conflict, InvalidData
from casework.timers import local_day

#: A length read in a national text.
STATUTE = "V"
#: What the place sets itself is no basis to print.
LOCAL = "D"
LONGEST = {"minute": 24 * 60, "hour": 24 * 31, "calendar_day": 3650, "working_day": 2500, "month": 120}


@dataclass(frozen=True)
class NewLength:
    """What a new version says: a count of units, how a day off at the end is treated, on what ground, from when."""

    amount: int
    unit: str
    roll: str
    basis: str
    valid_from: date


def versions() -> list[TimerRule]:
    """The version of every rule that is in force or about to be, each with `open_clocks`, the clocks it began."""
    today = local_day(clock.now())
    counted = Count("timers", filter=Q(timers__stopped_at__isnull=True))
    lasting = TimerRule.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    return list(lasting.annotate(open_clocks=counted).order_by("lifecycle", "key", "valid_from"))


def may_change(actor: Actor) -> bool:
    """Whether this actor may set rules."""
    return access.may(actor, OBJECT, "U")


def problems(rule: TimerRule, new: NewLength) -> dict[str, list[str]]:
    """What stands against a new version, by field; empty where nothing does."""
    found: dict[str, list[str]] = {}
    if new.valid_from <= local_day(clock.now()):
        found["valid_from"] = [_("最早从明天起，今天已开始的期限不改。")]
    elif new.valid_from <= rule.valid_from:
        found["valid_from"] = [_("要晚于这一版的起始日%(day)s。") % {"day": rule.valid_from}]
    if not 0 <= new.amount <= LONGEST[new.unit]:
        found["amount"] = [_("长度在0到%(most)d之间。") % {"most": LONGEST[new.unit]}]
    elif worse := _worse(rule, new):
        found["amount"] = [worse]
    if len(new.basis.strip()) < 4:
        found["basis"] = [_("请写明依据，例如本地文件的文号。")]
    return found


def _worse(rule: TimerRule, new: NewLength) -> str:
    law = statute_of(rule)
    if law is None or law.amount is None:
        return ""
    if (new.unit, new.roll) != (law.unit, law.roll):
        return _("法定期限的单位和顺延办法不能在这里改。法律修改的，随规则文件导入。")
    if law.is_deadline and new.amount > law.amount:
        return _("法定期限不能放长，最长%(n)d。法律修改的，随规则文件导入。") % {"n": law.amount}
    if not law.is_deadline and new.amount < law.amount:
        return _("当事人的法定期间不能缩短，最短%(n)d。法律修改的，随规则文件导入。") % {"n": law.amount}
    return ""


def statute_of(rule: TimerRule) -> TimerRule | None:
    """The last version of this clock that came with the rule files, where the law gives its length."""
    seeded = TimerRule.objects.filter(key=rule.key, lifecycle=rule.lifecycle, origin=TimerRule.SEED)
    last = seeded.order_by("-valid_from").first()
    return last if last and last.confidence == STATUTE else None


def change(rule: TimerRule, new: NewLength, *, actor: Actor) -> TimerRule:
    """Let a new version begin. Raises NotYourRole, InvalidData, Conflict where this one has a successor already."""
    check(actor, "U")
    with transaction.atomic():
        locked = TimerRule.objects.select_for_update().get(pk=rule.pk)
        if locked.valid_to is not None:
            raise Conflict("rule_has_successor", _("这条规则已有%(day)s起的新版本。") % {"day": locked.valid_to})
        if found := problems(locked, new):
            raise InvalidData(found)
        made = rules.new_version(
            locked, new.valid_from, amount=new.amount, unit=new.unit, roll=new.roll, basis=new.basis.strip(),
            confidence=LOCAL, origin=TimerRule.LOCAL,
        )  # fmt: skip
        _log(actor, "change", made)
    return made


def withdraw(rule: TimerRule, *, actor: Actor) -> TimerRule:
    """Take back a version of the place's own that is not in force yet; the one before lasts on. Raises Conflict."""
    check(actor, "U")
    with transaction.atomic():
        locked = TimerRule.objects.select_for_update().get(pk=rule.pk)
        same = TimerRule.objects.filter(key=locked.key, lifecycle=locked.lifecycle)
        before = same.filter(valid_to=locked.valid_from).first()
        if locked.origin != TimerRule.LOCAL or locked.valid_from <= local_day(clock.now()) or before is None:
            raise Conflict("rule_in_force", _("这一版已经生效，不能撤回，可以再定新版本。"))
        _log(actor, "withdraw", locked)
        locked.delete()
        TimerRule.objects.filter(pk=before.pk).update(valid_to=locked.valid_to)
    return before


def _log(actor: Actor, act: str, rule: TimerRule) -> None:
    reference.forget()
    detail = {"rule": rule.pk, "amount": rule.amount, "from": rule.valid_from.isoformat()}
    accesslog.record_access(actor, AccessAction.RULES_CHANGED, subject=f"timer:{act}:{rule.key}", detail=detail)


def first_day() -> date:
    """The earliest day on which a new version may begin."""
    return local_day(clock.now()) + timedelta(days=1)
