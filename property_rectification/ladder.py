"""The ladder of escalation of a case (§1.1.4): which steps its late clocks have reached and nobody has decided on.

The machine proposes, a person decides. Nothing here is stored: rungs follow from due moments.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework import clocks
from casework.workcalendar import WorkCalendar

RED, TALK, SUPERVISE = "T.ESC.RED", "T.ESC.TALK", "T.ESC.SUPERVISE"
#: A second clock of the case got as far as 挂牌: only a person thinks of the discipline organ, with reasons.
DISCIPLINE = "DISCIPLINE"
#: Who decides on which step.
DECIDES: dict[str, frozenset[str]] = {
    RED: frozenset({"R02", "R03"}),
    TALK: frozenset({"R01", "R02"}),
    SUPERVISE: frozenset({"R01"}),
    DISCIPLINE: frozenset({"R01"}),
}


@dataclass(frozen=True)
class Open:
    """A step that one late clock has reached and nobody has decided on."""

    timer: Any
    step: str


def steps(late: Iterable[Any], decided: Collection[Any], now: datetime, calendar: WorkCalendar) -> list[Open]:
    """The open steps of the late clocks of one case, the clock that is late longest first, each ladder upwards."""
    done = {(one.timer_id, one.step) for one in decided}
    found = []
    for timer in sorted(late, key=lambda one: (one.due_at, one.pk)):
        before = any(one.step == SUPERVISE and one.timer_id != timer.pk for one in decided)
        reached = [step for step, at in clocks.ladder_of(timer, calendar) if step in DECIDES and at <= now]
        reached += [DISCIPLINE] if before and SUPERVISE in reached else []
        found += [Open(timer, step) for step in reached if (timer.pk, step) not in done]
    return found


def late_clocks(record: Any, now: datetime) -> list[Any]:
    """The deadlines of a record that are over, with their rules."""
    late = clocks.running(record).filter(is_deadline=True, paused_at=None, due_at__lte=now)
    return list(late.select_related("rule"))
