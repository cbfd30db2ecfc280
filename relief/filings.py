"""Longer stays that are to be filed, decided or acknowledged: in lists, on desks, as badges, in the bell."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy

from casework import clock, notices
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act
from casework.kinds import Badge
from casework.listing import Facet, Option, Reach
from casework.models import Notice, Timer
from relief import period
from relief.lifecycle import CASE
from relief.models.stay import Extension

NAMES = {
    "due": gettext_lazy("应延期备案"), "late": gettext_lazy("备案逾期"), "asked": gettext_lazy("待站长决定"),
    "open": gettext_lazy("待确认备案"),
}  # fmt: skip
_DAY = timedelta(days=1)
#: Role → what its list offers ready-made, and of it what waits for the role on its desk.
VIEWS = {"CSW": ("due", "late"), "DIR": ("asked", "late"), "SUP": ("open", "late")}
_ON_DESK = {"CSW": ("due",), "DIR": ("asked",), "SUP": ("open", "late")}


def condition(value: str, now: datetime) -> Q:
    """The cases with such a filing. The task is there from the beginning of the tenth day."""
    running = Timer.objects.filter(key=period.CLOCK, stopped_at=None)
    found: Any = {
        "due": lambda: running.filter(due_at__lte=now + _DAY).values("record"),
        "late": lambda: running.filter(due_at__lte=now).values("record"),
        "asked": lambda: Extension.objects.filter(decided_at=None, case__closed_at=None).values("case"),
        "open": lambda: Extension.objects.filter(agreed=True, acknowledged_at=None).values("case"),
    }[value]
    return Q(pk__in=found())


def narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """A list narrowed to one of these."""
    return rows.filter(condition(value, clock.now())) if value in NAMES else rows.none()


def _options(rows: QuerySet[Any], actor: Any, words: str) -> list[Option]:
    now = clock.now()
    counts = rows.aggregate(**{value: Count("pk", filter=condition(value, now)) for value in NAMES})
    return [(value, label, counts[value]) for value, label in NAMES.items()]


def _named(values: Sequence[str]) -> list[Any]:
    return [NAMES[value] for value in values if value in NAMES]


FACET = Facet("filing", gettext_lazy("延期备案"), _options, _named, reach=Reach.MATTER)


def on_desk(actor: Actor, now: datetime) -> Q | None:
    """What waits for a role, whatever state the person is in."""
    wanted = _ON_DESK.get(actor.role)
    if wanted is None:
        return None
    found = Q(pk__in=[])
    for value in wanted:
        found |= condition(value, now)
    return found if actor.role == "SUP" else found & Q(owner_agency=actor.agency_id)


#: How far the last filing of a case has come, as the database says it.
_SO_FAR = Case(
    When(decided_at=None, then=Value("asked")), When(agreed=False, then=Value("")),
    When(acknowledged_at=None, then=Value("open")), default=Value("done"),
)  # fmt: skip
_BADGES = {
    "asked": ("wait", NAMES["asked"]), "open": ("wait", gettext_lazy("待备案")),
    "done": ("done", gettext_lazy("已备案")),
}  # fmt: skip


def with_filing(people: QuerySet[Any]) -> QuerySet[Any]:
    """Persons with how far the last filing of their case has come, in the statement that reads them."""
    last = Extension.objects.filter(case=OuterRef("pk")).order_by("-recorded_at", "-pk")
    return people.annotate(filing=Subquery(last.values(so_far=_SO_FAR)[:1]))


def badge(so_far: str | None) -> list[Badge]:
    """待站长决定, then 待备案 until the bureau has seen it, then 已备案."""
    if so_far not in _BADGES:
        return []
    tone, words = _BADGES[so_far]
    return [{"tone": tone, "text": str(words), "icon": "", "url": ""}]


#: How far a filing has come → by which act it goes on.
_NEXT = {"asked": "decide_extension", "open": "acknowledge_extension"}


def waits_for(so_far: str | None, actor: Actor) -> Act | None:
    """The act by which a filing goes on, for whoever may carry it out."""
    act = CASE.amendments.get(_NEXT.get(so_far or "", ""))
    return act if act and actor.role in act.by else None


def so_far(filings: Sequence[Extension]) -> str:
    """The same of filings that were read."""
    if not filings or (filings[-1].decided_at and not filings[-1].agreed):
        return ""
    last = filings[-1]
    return "asked" if last.decided_at is None else "done" if last.acknowledged_at else "open"


def tell(ctx: Context) -> None:
    """The director hears that something is to be decided, the bureau that something was filed."""
    label = ctx.act.label
    if ctx.act.code == "ask_extension":
        notices.notify(ctx.record, Notice.TODO, "assigned", key="filing", roles=("DIR",), params={"action": label})
    filed = ctx.act.code == "extend_stay" or ctx.data.get("decision") == "agree"
    if filed:
        notices.notify(ctx.record, Notice.TODO, "filing", key="filed", roles=("SUP",), params={"action": label})
