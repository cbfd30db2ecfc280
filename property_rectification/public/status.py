"""What the holder of a key is told: the answer first, then the steps, then what can be done. Nobody else's name."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework import clock, display, engine
from casework.actor import Actor
from casework.timers import Unit
from property_rectification.models import RectificationCase
from property_rectification.models.voices import Objection
from property_rectification.public import words

ASKED, ADDED = "submit_supplement", "add_note"
#: The acts of the reporter on the page, in the order in which they are offered.
ACTS = (ASKED, "object_to_closure", ADDED)
_ENDED = "not_accepted"


@dataclass(frozen=True)
class Step:
    """One step of the road: its word, `done` `now` or `todo`, and the day it was reached."""

    label: str
    status: str
    day: str = ""


@dataclass
class Status:
    """The page in words."""

    answer: str
    until: str
    steps: list[Step]
    acts: list[Any]
    missing: list[str] = field(default_factory=list)
    replies: list[tuple[str, str]] = field(default_factory=list)
    late: bool = False


def of(case: RectificationCase, actor: Actor) -> Status:
    """What this case tells its reporter now."""
    now = clock.now()
    told = words.OF_STATE[case.state]
    timer = _timer(case, told)
    unit = case.owner_agency.name if case.owner_agency else _("承办单位")
    status = Status(
        answer=str(told.answer).format(unit=unit),
        until=_until(told, timer, now),
        steps=_steps(case, told, now),
        acts=possible(case, actor),
        replies=_replies(case),
        late=_is_late(timer, now),
    )
    if case.state == "supplement":
        status.missing = case.supplementrequests.get().lines
    return status


def possible(case: RectificationCase, actor: Actor) -> list[Any]:
    """The acts this reporter can do now, as the declaration and its guards say."""
    options = [*engine.options(case, actor), *engine.amendments(case, actor)]
    allowed = {o.act.code: o.act for o in options if o.allowed}
    if ASKED in allowed:
        allowed.pop(ADDED, None)  # one place for what they have to say
    return [allowed[code] for code in ACTS if code in allowed]


def _timer(case: RectificationCase, told: words.Told) -> Any:
    running = {t.key: t for t in case.timers.filter(key__in=told.clocks, stopped_at__isnull=True)}
    return next((running[key] for key in told.clocks if key in running), None)


def _until(told: words.Told, timer: Any, now: datetime) -> str:
    """The second sentence, with its date; without a running clock there is none, and none is made up."""
    if timer is None or not told.until:
        return ""
    if _is_late(timer, now):
        return _("原定%(date)s，已超过。可以打电话催问。") % {"date": _date(timer, now)}
    if timer.due_at <= now and not timer.provisional:
        return str(told.past)
    return str(told.until).format(date=_date(timer, now))


def _is_late(timer: Any, now: datetime) -> bool:
    return bool(timer and timer.is_deadline and timer.due_at <= now)


def _date(timer: Any, now: datetime) -> str:
    return display.deadline(timer.due_at, now, unit=Unit(timer.unit), provisional=timer.provisional)


def _steps(case: RectificationCase, told: words.Told, now: datetime) -> list[Step]:
    if case.state == _ENDED:
        return []
    reached: dict[int, str] = {}
    for event in case.events.order_by("seq").only("state_to", "at"):
        entry = words.OF_STATE.get(event.state_to)
        if entry is not None:
            reached.setdefault(entry.step, display.day(event.at, now))
    found = []
    for at, label in enumerate(words.STEPS):
        status = "done" if at < told.step else "now" if at == told.step else "todo"
        found.append(Step(str(label), status, reached.get(at, "") if at <= told.step else ""))
    return found


def _replies(case: RectificationCase) -> list[tuple[str, str]]:
    """The answers given in writing to this reporter: refusal and answers to objections, with the ways still open."""
    lines = []
    for conclusion in case.conclusions.filter(kind="refused"):
        lines.append((_("没有受理的理由"), f"{conclusion.reasons.reveal()}\n{conclusion.remedies.reveal()}".strip()))
    for objection in case.objections.exclude(outcome=Objection.OPEN).order_by("recorded_at"):
        text = f"{objection.reasons.reveal()}\n{objection.remedies.reveal()}".strip()
        lines.append((_("异议的答复：%(outcome)s") % {"outcome": objection.get_outcome_display()}, text))
    return lines
