"""What a shift leaves behind, as the system knows it: how many are where, what falls due, what was not reported."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from casework import kinds
from casework.models import Record, Timer
from relief.lifecycle import CASE
from relief.states import OPEN

#: So far ahead the next shift is told what falls due, and so many lines of it.
AHEAD, MOST = timedelta(hours=12), 40
#: The clock of a mandatory report that was not made yet (R-57).
REPORT = "TM-11"


@dataclass(frozen=True)
class Line:
    """One clock that runs: whose record by its number, which, and when it is due (ISO)."""

    number: str
    page: str
    label: str
    due: str
    late: bool


@dataclass(frozen=True)
class Figures:
    """How many people stand in which state, the clocks of the next hours, the reports that wait. Nobody is named."""

    states: tuple[tuple[str, int], ...]
    clocks: tuple[Line, ...]
    due: int
    reports: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As a signed hand-over keeps it."""
        return asdict(self)


def of(station: int, now: datetime) -> Figures:
    """The figures of a station at this moment, in four statements."""
    here = Record.objects.filter(kind=CASE.name, owner_agency=station, state__in=OPEN)
    counted = dict(here.values_list("state").annotate(n=Count("pk")).order_by())
    states = tuple((code, counted[code]) for code in CASE.states if code in counted)
    running = _running(station, now)
    return Figures(states, tuple(_line(timer, now) for timer in running[:MOST]), running.count(), unreported(station))


def unreported(station: int) -> tuple[str, ...]:
    """The numbers of the cases in which a mandatory report waits."""
    waiting = Timer.objects.filter(key=REPORT, stopped_at=None, record__owner_agency=station)
    return tuple(str(number) for number in waiting.order_by("due_at").values_list("record__number", flat=True))


def _running(station: int, now: datetime) -> QuerySet[Timer]:
    found = Timer.objects.filter(
        record__owner_agency=station, record__kind__startswith="relief.", stopped_at=None, paused_at=None,
        is_deadline=True, due_at__lte=now + AHEAD,
    )  # fmt: skip
    return found.select_related("record").order_by("due_at", "pk")


def _line(timer: Timer, now: datetime) -> Line:
    kind = kinds.kind_of(timer.record)
    return Line(
        timer.record.number or "", kind.page, kind.timer_label(timer.key), timer.due_at.isoformat(), timer.due_at <= now
    )
