"""The way back to the 12345 hotline: each of its work orders with our number, status, reply and satisfaction.

A row is found by the hotline's own number. It says what the reporter is told too, never who handles it or who reported.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, tables
from casework.actor import Actor
from casework.models import Record, Timer
from casework.seeding import Report
from casework.timers import day_before
from property_rectification import codes
from property_rectification.models import CallBack, HotlineStatus, Lead, RectificationCase
from property_rectification.public import status as public_status

CHANNEL = "02"
BATCH = 500
HEADS = (
    gettext_lazy("工单编号"), gettext_lazy("案件编号"), gettext_lazy("状态代码"), gettext_lazy("状态"),
    gettext_lazy("是否办结"), gettext_lazy("承办单位"), gettext_lazy("办理期限"), gettext_lazy("办理情况"),
    gettext_lazy("答复"), gettext_lazy("答复时间"), gettext_lazy("是否解决"), gettext_lazy("满意度"),
    gettext_lazy("回访时间"), gettext_lazy("更新时间"),
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """Which work orders: received between two days (both included), changed since a day; None: no bound."""

    since: date | None = None
    until: date | None = None
    changed: date | None = None


class StatusMissing(Exception):
    """States that have no status of the hotline's yet; a file with holes does not leave the house."""

    def __init__(self, states: list[str]) -> None:
        super().__init__("、".join(states))
        self.states = states


# --- which ----------------------------------------------------------------------------------------------------------


def leads(actor: Actor, choice: Choice) -> QuerySet[Lead]:
    """The work orders that came in by file, in scope, oldest first."""
    rows = Lead.objects.filter(
        pk__in=Record.objects.visible_to(actor).filter(kind=Lead.kind_name).values("pk"), channel=CHANNEL
    )
    rows = rows.exclude(external_no="").filter(_between("received_at", choice))
    if choice.changed:
        begun = _begin(choice.changed)
        rows = rows.filter(Q(updated_at__gte=begun) | Q(case__updated_at__gte=begun))
    return rows.order_by("received_at", "pk")


def cases(actor: Actor, choice: Choice) -> QuerySet[RectificationCase]:
    """The work orders a clerk typed in, in scope, oldest first: no lead led to them."""
    visible = Record.objects.visible_to(actor).filter(kind=RectificationCase.kind_name)
    rows = RectificationCase.objects.filter(pk__in=visible.values("pk"), channel=CHANNEL, leads__isnull=True)
    rows = rows.exclude(external_no="").filter(_between("reported_at", choice))
    if choice.changed:
        rows = rows.filter(updated_at__gte=_begin(choice.changed))
    return rows.order_by("reported_at", "pk")


def _between(field: str, choice: Choice) -> Q:
    found = Q()
    if choice.since:
        found &= Q(**{f"{field}__gte": _begin(choice.since)})
    if choice.until:
        found &= Q(**{f"{field}__lt": _begin(choice.until + timedelta(days=1))})
    return found


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.CHINA)


# --- what -----------------------------------------------------------------------------------------------------------


def sheet(actor: Actor, choice: Choice, step: Callable[[int, int], None]) -> tables.Sheet:
    """All rows; `step` hears how many of how many are done. Raises StatusMissing."""
    statuses = {row.state: row for row in HotlineStatus.objects.all()}
    by_lead, by_case = list(leads(actor, choice).values_list("pk", flat=True)), cases(actor, choice)
    direct = list(by_case.values_list("pk", flat=True))
    total, rows, missing = len(by_lead) + len(direct), [], set()
    for order in _orders(by_lead, direct):
        status = statuses.get(order.state)
        if status is None:
            missing.add(order.state)
            continue
        rows.append(order.row(status))
        step(len(rows), total)
    if missing:
        raise StatusMissing(sorted(missing))
    return tables.Sheet(str(_("12345工单回传")), (), [str(head) for head in HEADS], rows)


@dataclass(frozen=True)
class Order:
    """One work order: the hotline's number, and the record that answers for it now."""

    number: str
    lead: Lead | None
    case: RectificationCase | None

    @property
    def state(self) -> str:
        """As `HotlineStatus` names it."""
        record = self.case or self.lead
        return f"{record.kind}:{record.state}" if record else ""

    def row(self, status: HotlineStatus) -> list[Any]:
        """The cells in the order of HEADS."""
        record: Any = self.case or self.lead
        reply, replied = _reply(self)
        called = self.case.callbacks.all()[0] if self.case and self.case.callbacks.all() else None
        return [
            self.number, self.case.number if self.case else "", status.code, status.words,
            _("是") if status.ended else _("否"),
            record.owner_agency.name if self.case and record.owner_agency else "", _due(record), _told(self), reply,
            replied, codes.label("solved", called.solved if called else ""),
            codes.label("satisfaction", called.satisfaction if called else ""), called.at if called else None,
            record.updated_at,
        ]  # fmt: skip


def _orders(by_lead: list[Any], direct: list[Any]) -> Iterator[Order]:
    for keys in _batches(by_lead):
        found = {lead.pk: lead for lead in Lead.objects.filter(pk__in=keys)}
        of_leads = _with_answers([lead.case_id for lead in found.values() if lead.case_id])
        for key in keys:
            lead = found[key]
            yield Order(lead.external_no, lead, of_leads.get(lead.case_id))
    for keys in _batches(direct):
        of_keys = _with_answers(keys)
        for key in keys:
            yield Order(of_keys[key].external_no, None, of_keys[key])


def _batches(keys: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _with_answers(keys: list[Any]) -> Mapping[Any, RectificationCase]:
    """Cases with all that a row needs, in a fixed number of queries."""
    rows = RectificationCase.objects.filter(pk__in=keys).select_related("owner_agency")
    calls = Prefetch("callbacks", CallBack.objects.filter(reached=True).order_by("-at"))
    running = Prefetch("timers", Timer.objects.filter(stopped_at__isnull=True), to_attr="running")
    return {row.pk: row for row in rows.prefetch_related("conclusions", "objections", calls, running)}


def _due(record: Any) -> date | None:
    return day_before(record.due_at) if record.due_at else None


def _told(order: Order) -> str:
    """The sentence the reporter reads on the status page."""
    if order.case is None:
        lead = order.lead
        return _("已告知：%(where)s") % {"where": lead.pointed_to} if lead and lead.pointed_to else _("等待登记")
    told = public_status.sentences(order.case, order.case.running, clock.now())
    return "，".join(part for part in (told.answer, told.until) if part)


def _reply(order: Order) -> tuple[str, datetime | None]:
    """The last answer in writing to the reporter, and when."""
    replies = public_status.replies(order.case) if order.case else []
    return (replies[-1].text, replies[-1].at) if replies else ("", None)


# --- the statuses, as data ------------------------------------------------------------------------------------------


def load_statuses(path: Path, at: datetime) -> Report:
    """Statuses that come with the product; one the place has changed stays."""
    counts = {"created": 0, "unchanged": 0, "kept": 0}
    with path.open(newline="", encoding="utf-8") as file, transaction.atomic():
        known = {row.state: row for row in HotlineStatus.objects.all()}
        for line in csv.DictReader(file):
            values = {"code": line["code"], "words": line["words"], "ended": line["ended"] == "1"}
            there = known.get(line["state"])
            if there is None:
                HotlineStatus.objects.create(state=line["state"], **values)
                counts["created"] += 1
            else:
                same = all(getattr(there, name) == value for name, value in values.items())
                counts["unchanged" if same else "kept"] += 1
    return Report(**counts)


def states() -> dict[str, str]:
    """Every state that may have to be told: as `HotlineStatus` names it → in words."""
    return {
        f"{kind.kind_name}:{state.code}": str(state.badge)
        for kind in (Lead, RectificationCase)
        for state in kind.lifecycle.states.values()
    }
