"""What the indicators of a month are counted from, each read at most once: a fixed number of statements."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from casework.models import AccessAction, AccessEntry, Timer
from relief.models.batch import StockMove
from relief.models.case import ReliefCase
from relief.models.complaint import Complaint
from relief.models.death import DeathRecord
from relief.models.health import HealthNote
from relief.models.outreach_rows import LeafletLog, OpenDay
from relief.models.parts import MedicalEvent
from relief.models.refusal import RefusalDecision
from relief.models.rides import SmallFare, TicketVoucher
from relief.models.termination import Termination
from relief.protection import NO_REPORT_DUE
from relief.statistics import humans, served
from relief.statistics.form import Form, Served
from relief.statistics.month import Month

#: The clock of a mandatory report, that of the ten days, and the acts by which a longer stay is filed.
REPORT_CLOCK, STAY_CLOCK = "TM-11", "TM-03"
FILINGS = ("extend_stay", "decide_extension")
#: Months of which admissions are put together by human.
YEAR = 12
#: The subject under which the access log keeps that somebody was looked for, and why a look is refused that names no
#: open case or no purpose.
SEARCHED = "relief.case:search_person"
WITHOUT_PURPOSE = ("query_has_case_and_purpose", "purpose_required")


@dataclass(frozen=True)
class Period:
    """One station in one month: the served and their form, the states by the ledger, and what happened."""

    station: Any
    month: Month
    served: Sequence[Served]
    rolls: Mapping[str, str]
    form: Form

    @property
    def disagreeing(self) -> list[str]:
        """Cases on the rolls by their facts or by their states, but not by both."""
        return served.disagreeing(list(self.served), self.rolls)

    @property
    def closed(self) -> list[Served]:
        """Those who left in the month."""
        return [one for one in self.served if one.stay_days is not None]

    @cached_property
    def hospital(self) -> list[tuple[str, bool]]:
        """Each time somebody was brought to a hospital: the case, and whether the emergency service was called."""
        rows = MedicalEvent.objects.filter(**self._of_case("recorded_at")).order_by("recorded_at")
        return [(str(number), called is not None) for number, called in rows.values_list("case__number", "called_at")]

    @cached_property
    def health(self) -> Mapping[str, list[str]]:
        """Act of the region of health → the case of each time it was done."""
        found = defaultdict(list)
        for act, number in HealthNote.objects.filter(**self._of_case("recorded_at")).values_list("act", "case__number"):
            found[act].append(str(number))
        return found

    @cached_property
    def reports(self) -> list[tuple[str, bool]]:
        """Each report that fell due in the month: the case, and whether it was made in time (TM-11). Where a doubt was
        answered in time by a guardian or by proof, no report was due."""
        told = self._clocks(REPORT_CLOCK).exclude(stop_cause__in=NO_REPORT_DUE, stopped_at__lte=F("due_at"))
        rows = told.values_list("record__number", "stopped_at", "due_at")
        return [(str(number), stopped is not None and stopped <= due) for number, stopped, due in rows]

    @cached_property
    def extensions(self) -> list[tuple[str, bool]]:
        """Everybody whose ten days were over in the month: the case, and whether the longer stay was filed in time."""
        told = self._clocks(STAY_CLOCK).values_list("record__number", "stopped_at", "due_at", "stop_cause")
        return [
            (str(number), cause in FILINGS and stopped is not None and stopped <= due)
            for number, stopped, due, cause in told
            if stopped is None or stopped > due or cause in FILINGS
        ]

    @cached_property
    def deaths(self) -> list[tuple[str, str]]:
        """Each death of the month: the case, and the state in which the person was."""
        rows = DeathRecord.objects.filter(**self._of_case("died_at")).order_by("died_at")
        return [(str(number), state) for number, state in rows.values_list("case__number", "state_before")]

    @cached_property
    def humans(self) -> list[list[str]]:
        """The admissions of the twelve months up to this one, by human: two statements."""
        admitted = ReliefCase.objects.filter(
            owner_agency=self.station, admitted_at__gte=self.month.later(1 - YEAR).begins,
            admitted_at__lt=self.month.ends,
        )  # fmt: skip
        pairs = served.pairs(self.station)
        return humans.grouped(map(str, admitted.values_list("number", flat=True)), pairs)

    @cached_property
    def looked_for(self) -> Mapping[str, int]:
        """How often this station looked for a person, found one, and was refused for want of a case or a purpose."""
        lines = AccessEntry.objects.filter(
            at__gte=self.month.begins, at__lt=self.month.ends, subject=SEARCHED, post__agency=self.station
        )
        done = Q(action=AccessAction.VIEW)
        without = Q()
        for code in WITHOUT_PURPOSE:
            without |= Q(detail__denials__contains=[code])
        return lines.aggregate(
            searches=Count("pk", filter=done),
            hits=Count("pk", filter=done & Q(detail__count__gt=0)),
            without=Count("pk", filter=Q(action=AccessAction.SEARCH_REFUSED) & without),
        )

    @cached_property
    def refusals(self) -> list[tuple[str, list[str]]]:
        """Each refusal: the case and the reasons."""
        rows = RefusalDecision.objects.filter(**self._of_case("recorded_at")).order_by("recorded_at")
        return [(str(number), reasons) for number, reasons in rows.values_list("case__number", "reasons")]

    @cached_property
    def spending(self) -> list[tuple[str, str, int | None]]:
        """What was paid for the way: the case, its relief type, fen; None where a ticket's price is not on record."""
        tickets = TicketVoucher.objects.filter(refunded=False, **self._of_case("recorded_at"))
        fares = SmallFare.objects.filter(**self._of_case("recorded_at"))
        told = [rows.values_list("case__number", "case__relief_type", what) for rows, what in (
            (tickets, "price"), (fares, "amount"),
        )]  # fmt: skip
        return [(str(number), kind, fen) for rows in told for number, kind, fen in rows]

    @cached_property
    def terminations(self) -> list[tuple[str, list[str]]]:
        """Each time relief was ended against somebody's will: the case and the reasons."""
        rows = Termination.objects.filter(result=Termination.DECIDED, **self._of_case("decided_at"))
        return [(str(n), reasons) for n, reasons in rows.order_by("decided_at").values_list("case__number", "reasons")]

    @cached_property
    def complaints(self) -> Counter[str]:
        """Complaints about this station by what came of them, those that are open under nothing. No complaint and no
        case is told to the station: they go past it."""
        about = Q(received_by=self.station) | Q(case__owner_agency=self.station)
        within = Q(opened_at__gte=self.month.begins, opened_at__lt=self.month.ends)
        return Counter(Complaint.objects.filter(about & within).values_list("conclusion", flat=True))

    @cached_property
    def leaflets(self) -> int:
        """Copies given out."""
        rows = LeafletLog.objects.filter(outreach__station=self.station, **self._days("given_on"))
        return int(rows.aggregate(n=Sum("copies", default=0))["n"])

    @cached_property
    def open_days(self) -> tuple[int, int]:
        """How many were held, and how many came."""
        rows = OpenDay.objects.filter(outreach__station=self.station, **self._days("day"))
        found = rows.aggregate(n=Count("pk"), visitors=Sum("visitors", default=0))
        return int(found["n"]), int(found["visitors"])

    @cached_property
    def stock(self) -> list[tuple[str, int, int, int]]:
        """Item, pieces at the beginning, come in, gone out; items that never had any are left out."""
        within = Q(moved_at__gte=self.month.begins)
        rows = StockMove.objects.filter(batch__item__owner_agency=self.station, moved_at__lt=self.month.ends)
        found = rows.values("batch__item__item").annotate(
            before=Sum("pieces", filter=~within, default=0),
            came=Sum("pieces", filter=within & Q(pieces__gt=0), default=0),
            went=Sum("pieces", filter=within & Q(pieces__lt=0), default=0),
        )
        kept = found.order_by("batch__item__item").values_list("batch__item__item", "before", "came", "went")
        return [(item, before, came, -went) for item, before, came, went in kept]

    def _clocks(self, key: str) -> QuerySet[Timer]:
        """The clocks of this sort that ran out in the month, or would have."""
        within = {"due_at__gt": self.month.begins, "due_at__lte": self.month.ends}
        return Timer.objects.filter(key=key, record__owner_agency=self.station, **within).order_by("due_at", "pk")

    def _days(self, name: str) -> dict[str, Any]:
        return {f"{name}__gte": self.month.first, f"{name}__lt": self.month.later(1).first}

    def _of_case(self, moment: str) -> dict[str, Any]:
        return {
            "case__owner_agency": self.station, f"{moment}__gte": self.month.begins, f"{moment}__lt": self.month.ends,
        }  # fmt: skip
