"""What a shift leaves behind, as the system knows it: how many are where, what falls due, what is not reported yet."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Window

from casework import kinds
from casework.models import Record, Timer
from relief.incidents import ALLEGATIONS
from relief.lifecycle import CASE
from relief.models.incident import Incident
from relief.models.outage import Outage
from relief.states import ARCHIVED, OPEN

#: So far ahead the next shift is told what falls due, and so many lines of it.
AHEAD, MOST = timedelta(hours=12), 40
#: Kinds whose clocks are none of the shift: they are the director's, or said in a line of their own.
BESIDE = ("relief.staff", "relief.outreach", "relief.outage")
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
class Out:
    """A service that is out, or was within the hours looked back on: its number, which, since and until when (ISO)."""

    number: str
    service: str
    since: str
    until: str


@dataclass(frozen=True)
class Figures:
    """How many people stand in which state, the clocks of the next hours, the reports that wait. Nobody is named."""

    states: tuple[tuple[str, int], ...]
    clocks: tuple[Line, ...]
    due: int
    reports: tuple[str, ...]
    incidents: tuple[str, ...]
    outages: tuple[Out, ...]

    def as_json(self) -> dict[str, Any]:
        """As a signed hand-over keeps it."""
        return asdict(self)


def of(station: int, now: datetime) -> Figures:
    """The figures of a station at this moment, in five statements."""
    here = Record.objects.filter(kind=CASE.name, owner_agency=station, state__in=OPEN)
    counted = dict(here.values_list("state").annotate(n=Count("pk")).order_by())
    states = tuple((code, counted[code]) for code in CASE.states if code in counted)
    running = list(_running(station, now)[:MOST])
    lines, due = tuple(_line(timer, now) for timer in running), running[0].due_in_all if running else 0
    return Figures(states, lines, due, unreported(station), _incidents(station), _outages(station, now))


def _incidents(station: int) -> tuple[str, ...]:
    """The numbers of the cases in which something happened that is not closed; allegations are none of them (HB-16)."""
    found = Incident.objects.filter(case__owner_agency=station, closed_at=None).exclude(category__in=ALLEGATIONS)
    numbers = found.order_by("case__number").values_list("case__number", flat=True).distinct()
    return tuple(str(number) for number in numbers)


def unreported(station: int) -> tuple[str, ...]:
    """The numbers of the cases in which a mandatory report, or what answers a doubt of age or capacity, waits."""
    waiting = Timer.objects.filter(key=REPORT, stopped_at=None, record__owner_agency=station)
    waiting = waiting.exclude(record__state=ARCHIVED)
    return tuple(str(number) for number in waiting.order_by("due_at").values_list("record__number", flat=True))


def _outages(station: int, now: datetime) -> tuple[Out, ...]:
    lately = Q(until__isnull=True) | Q(until__gte=now - AHEAD)
    found = Outage.objects.filter(lately, station=station).order_by("since", "pk")
    return tuple(
        Out(one.number or "", one.service, one.since.isoformat(), one.until.isoformat() if one.until else "")
        for one in found[:MOST]
    )


def _running(station: int, now: datetime) -> QuerySet[Any]:
    """The clocks in the order in which they end, each with how many there are in all."""
    found = Timer.objects.filter(
        record__owner_agency=station, record__kind__startswith="relief.", stopped_at=None, paused_at=None,
        is_deadline=True, due_at__lte=now + AHEAD,
    ).exclude(record__kind__in=BESIDE)  # fmt: skip
    counted = found.annotate(due_in_all=Window(Count("pk")))
    return counted.select_related("record").order_by("due_at", "pk")


def _line(timer: Timer, now: datetime) -> Line:
    kind = kinds.kind_of(timer.record)
    return Line(
        timer.record.number or "", kind.page, kind.timer_label(timer.key), timer.due_at.isoformat(), timer.due_at <= now
    )
