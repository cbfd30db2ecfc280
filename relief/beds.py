"""The beds of a station as they are now: who lies where, who may lie where, and which have to be disinfected first."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from casework import notices
from casework.context import Context
from casework.declaration import Row
from casework.models import Notice
from casework.timers import local_day
from relief import age, rooms, standing
from relief.models.beds import Bed, BedStay, Companion
from relief.rooms import Guest, Place, families
from relief.states import HERE, LIVE

#: How long disinfecting takes after somebody left a bed, unless somebody says that it is done (our decision).
CLEANING = timedelta(hours=2)
SMALL = 6
#: Remembered for one act: that somebody left a bed by it.
BED_LEFT = "bed_left"


def lasting(agency: int | None) -> QuerySet[BedStay]:
    """Who lies in a bed of this station now."""
    return BedStay.objects.filter(until=None, bed__zone__agency=agency)


class Ward:
    """Everything about the beds of one station in three statements, whatever their number.

    `also` are cases without a bed that are looked at as well.
    """

    def __init__(self, agency: int | None, now: datetime, also: Sequence[Any] = ()) -> None:
        self.now = now
        over = BedStay.objects.filter(bed=OuterRef("pk"), until__isnull=False).order_by("-until").values("until")[:1]
        found = Bed.objects.filter(zone__agency=agency, closed=False).select_related("zone")
        self.beds: list[Any] = list(found.annotate(left_at=Subquery(over)))
        self.stays: list[Any] = list(lasting(agency).select_related("bed", "case__person"))
        cases = {stay.case_id: stay.case for stay in self.stays} | {case.pk: case for case in also}
        self._ties = list(_ties(list(cases)))
        together = families(self._ties)
        parents: dict[Any, set[Any]] = defaultdict(set)
        for child, parent in self._ties:
            parents[child].add(parent)
        self.guests = {
            key: _guest(case, frozenset(parents[key]), together.get(key, frozenset({key})), now)
            for key, case in cases.items()
        }
        self._by_bed = {stay.bed_id: stay for stay in self.stays}

    def stay(self, bed: Bed) -> Any:
        """Who lies there now; None where nobody does."""
        return self._by_bed.get(bed.pk)

    def among_adults(self, case: Any) -> bool:
        """Whether a minor lies in a wing of adults, as a small child does whose mother has gone: to be seen to by
        people, never moved by itself."""
        lies = next((bed for bed in self.beds if (stay := self.stay(bed)) and stay.case_id == case.pk), None)
        guest = self.guests[case.pk]
        return lies is not None and guest.minor and not rooms.ages_apart(guest, self.place(lies, guest))

    def cleaning_until(self, bed: Any) -> datetime | None:
        """Until when it is being disinfected; None for a bed that is ready. Derived: leaving writes nothing for it."""
        if bed.left_at is None or (bed.ready_at and bed.ready_at >= bed.left_at) or bed.pk in self._by_bed:
            return None
        until: datetime = bed.left_at + CLEANING
        return until if until > self.now else None

    def place(self, bed: Any, guest: Guest) -> Place:
        """The bed as this guest would find it: without themselves."""
        others = [stay for stay in self.stays if stay.case_id != guest.key and stay.bed.zone_id == bed.zone_id]
        held = self._by_bed.get(bed.pk)
        return Place(
            zone=bed.zone.kind,
            room=tuple(self.guests[s.case_id] for s in others if s.bed.room == bed.room),
            beside=tuple(self.guests[s.case_id] for s in others),
            taken=held is not None,
            cleaning=self.cleaning_until(bed) is not None,
        )


def tell(ctx: Context) -> None:
    """A mother no longer sleeps where she slept: the shift hears of each child who now lies among adults (R-24)."""
    case = ctx.record
    out = isinstance(ctx.act, Row) and case.bed_id is not None and case.state not in HERE
    if not out and not ctx.once(BED_LEFT, lambda: False):
        return
    found = Companion.objects.filter(parent=case, case__state__in=HERE, case__bed__zone__kind__in=rooms.WINGS)
    children = [one.case for one in found.select_related("case__person")]
    ward = Ward(case.owner_agency_id, ctx.now) if children else None
    for child in children:
        if ward and ward.among_adults(child):
            key = f"{case.pk}.{case.version}"
            notices.notify(child, Notice.TODO, "child_alone", key=key, roles=("CAR", "CSW", "DUT"))


def _ties(keys: list[Any]) -> Any:
    """Child and parent, of everybody among these cases who came with somebody that has not left either."""
    here = Q(case__state__in=LIVE) & Q(parent__state__in=LIVE)
    return Companion.objects.filter(here, Q(case__in=keys) | Q(parent__in=keys)).values_list("case", "parent")


def _guest(case: Any, parents: frozenset[Any], family: frozenset[Any], now: datetime) -> Guest:
    person = case.person
    band = age.band(person.known_age, local_day(now))
    return Guest(
        case.pk, person.gender, minor=standing.minor(person, now), small=band is not None and band[1] < SMALL,
        parents=parents, family=family, away=case.state not in HERE,
    )  # fmt: skip
