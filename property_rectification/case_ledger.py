"""The ledger of problems 问题台账 (F-03): one row a case, as far as the case has the fields; nobody's name but staff's.

What people said and who they are comes in columns of its own, asked for with a reason, masked, and only for who reads
it on the page of the case too (§5.4).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import access, clock
from casework.actor import Actor
from casework.masking import mask_text
from casework.models import Event, Record, Relation, Timer, TimerChange
from casework.tables import Money
from casework.timers import local_day
from property_rectification import case_detail, categories, codes
from property_rectification.models import RectificationCase
from property_rectification.models.checking import CallBack, Check, LookBack
from property_rectification.models.deciding import OrderNotice
from property_rectification.models.parties import Reporter
from property_rectification.states import ARCHIVED, CLOSED, LOOKBACK

TITLE = _("问题台账")
HEADS = (
    _("案号"), _("来源"), _("反映日期"), _("小区"), _("物业企业"), _("类别"), _("问题"), _("法律依据"), _("牵头单位"),
    _("协助单位"), _("承办人"), _("整改措施"), _("期限"), _("延期次数"), _("状态"), _("办理结果"), _("主张金额（元）"),
    _("认定金额（元）"), _("已退金额（元）"), _("验收日期"), _("验收人"), _("销号日期"), _("满意度"),
    _("回头看结果"), _("问题重现"),
)  # fmt: skip
#: States of a case that has been closed: only these carry a day of closing (F-03).
_CLOSED = frozenset({CLOSED, LOOKBACK, ARCHIVED})
Grouped = dict[Any, list[Any]]


def rows(records: Sequence[Record], actor: Actor) -> list[list[Any]]:
    """The rows in the order of the records: a fixed number of statements for any number of them."""
    keys = [r.pk for r in records]
    joined = RectificationCase.objects.select_related("compound", "firm", "handler", "owner_agency")
    cases, about = joined.in_bulk(keys), _About(keys, actor)
    return [about.row(cases[key]) for key in keys]


def _by_case(found: Iterable[Any], field: str = "case_id") -> Grouped:
    grouped: Grouped = defaultdict(list)
    for one in found:
        grouped[getattr(one, field)].append(one)
    return grouped


class _About:
    """What stands around the cases of one chunk, fetched once."""

    def __init__(self, keys: Sequence[Any], actor: Actor) -> None:
        related = Relation.objects.filter(record__in=keys, until__isnull=True).select_related("agency", "user")
        self.related = _by_case(related, "record_id")
        self.orders = _by_case(OrderNotice.objects.filter(case__in=keys).order_by("served_at"))
        self.checks = _by_case(Check.objects.filter(case__in=keys).order_by("round"))
        self.calls = _by_case(CallBack.objects.filter(case__in=keys).order_by("at"))
        self.looks = _by_case(LookBack.objects.filter(case__in=keys).exclude(result="").order_by("visited_on"))
        self.timers = _by_case(
            Timer.objects.filter(record__in=keys, is_deadline=True, stopped_at__isnull=True).order_by("due_at"),
            "record_id",
        )
        extensions = TimerChange.objects.filter(timer__record__in=keys, kind=TimerChange.EXTEND)
        self.extended = list(extensions.values_list("timer__record", flat=True))
        closed = Event.objects.filter(record__in=keys, state_to=CLOSED).exclude(state_from=CLOSED).order_by("seq")
        self.closed = {event.record_id: event.at for event in closed}
        self.categories = categories.labels(local_day(clock.now()))
        self.substance = case_detail.may_read("fact/", actor)

    def row(self, case: RectificationCase) -> list[Any]:
        key = case.pk
        order, check = _last(self.orders[key]), _last(self.checks[key])
        asked = [c for c in self.calls[key] if c.satisfaction]
        seen = _last(self.looks[key])
        return [
            case.number or "", codes.label("channel", case.channel), case.reported_at,
            case.compound.name if case.compound else mask_text(case.place), case.firm.name if case.firm else "",
            f"{case.category} {self.categories.get(case.category, '')}".strip(), mask_text(case.title),
            _basis(order), case.owner_agency.name if case.owner_agency else "", self._assisting(key),
            case.handler.display_name if case.handler else "", self._measure(order), _due(self.timers[key]),
            self.extended.count(key), str(case.lifecycle.states[case.state].badge), codes.label("result", case.result),
            _money(case.amount_claimed), _money(case.amount_confirmed), _money(case.amount_refunded),
            check.ended_at if check else None, self._checkers(key) if check else "",
            self.closed.get(key) if case.state in _CLOSED else None,
            codes.label("satisfaction", asked[-1].satisfaction) if asked else "",
            codes.label("visit_result", seen.result) if seen else "",
            str(_("是")) if any(look.result == "back" for look in self.looks[key]) else "",
        ]  # fmt: skip

    def _assisting(self, key: Any) -> str:
        found = [r.agency.name for r in self.related[key] if r.kind == Relation.ASSIST and r.agency]
        return "、".join(found)

    def _checkers(self, key: Any) -> str:
        found = [r.user.display_name for r in self.related[key] if r.kind == Relation.PANEL and r.user]
        return "、".join(found)

    def _measure(self, order: OrderNotice | None) -> str:
        return mask_text(order.requirement.reveal()) if order and order.requirement and self.substance else ""


def _last(found: list[Any]) -> Any:
    return found[-1] if found else None


def _basis(order: OrderNotice | None) -> str:
    if order is None:
        return ""
    return "；".join(f"{row.get('title', '')}{row.get('article', '')}" for row in order.basis)


def _due(timers: list[Timer]) -> Any:
    return timers[0].due_at if timers else None


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)


# --- what people said and who they are ------------------------------------------------------------------------------


def _reads_reporter(actor: Actor) -> bool:
    return any(access.may(actor, "reporter_identity", letter) for letter in "Rr")


def said_heads(actor: Actor) -> list[Any]:
    """The columns this actor may read at all."""
    said = [_("反映的情况"), _("要求")] if case_detail.may_read("narrative", actor) else []
    return said + ([_("反映人（遮盖）"), _("电话（遮盖）")] if _reads_reporter(actor) else [])


def said_rows(records: Sequence[Record], actor: Actor) -> list[list[Any]]:
    """Their values: numbers of people masked in what was said, the reporter masked as on the page."""
    keys = [r.pk for r in records]
    cases = RectificationCase.objects.in_bulk(keys)
    reporters = Reporter.objects.in_bulk(keys) if _reads_reporter(actor) else {}
    reads = case_detail.may_read("narrative", actor)
    found = []
    for key in keys:
        case, reporter, line = cases[key], reporters.get(key), []
        if reads:
            line += [mask_text(text.reveal()) if text else "" for text in (case.narrative, case.claim)]
        if _reads_reporter(actor):
            line += [str(reporter.name or "") if reporter else "", str(reporter.phone or "") if reporter else ""]
        found.append(line)
    return found
