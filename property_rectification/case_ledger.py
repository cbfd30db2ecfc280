"""The ledger of problems 问题台账 (F-03): one row a case, as far as the case has the fields; nobody's name but staff's.

What people said comes in columns of its own, asked for with a reason, masked, and only for who reads it on the page of
the case too (§5.4). Who they are comes in none: complaints of one person could be put together by it (§5.2).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import clock
from casework.actor import Actor
from casework.listing import Head, Reach
from casework.masking import mask_text
from casework.models import Event, Record, Relation, Timer, TimerChange
from casework.tables import Money
from casework.timers import local_day
from property_rectification import case_detail, categories, codes, minors
from property_rectification.guards.supervision import FLAG as SUPERVISED
from property_rectification.models import RectificationCase
from property_rectification.models.checking import CallBack, Check, LookBack
from property_rectification.models.deciding import OrderNotice
from property_rectification.states import ARCHIVED, CLOSED, LOOKBACK

TITLE = _("问题台账")
HEADS = (
    Head(_("案号"), Reach.MATTER), Head(_("来源"), Reach.MATTER), Head(_("反映日期"), Reach.TIME),
    Head(_("小区"), Reach.PLACE), Head(_("物业企业"), Reach.ORGANISATION), Head(_("类别"), Reach.MATTER),
    Head(_("问题"), Reach.MATTER), Head(_("法律依据"), Reach.MATTER), Head(_("牵头单位"), Reach.ORGANISATION),
    Head(_("协助单位"), Reach.ORGANISATION), Head(_("包案领导"), Reach.OFFICER), Head(_("承办人"), Reach.OFFICER),
    Head(_("整改措施"), Reach.MATTER), Head(_("期限"), Reach.TIME), Head(_("延期次数"), Reach.MATTER),
    Head(_("状态"), Reach.MATTER), Head(_("办理结果"), Reach.MATTER), Head(_("主张金额（元）"), Reach.MATTER),
    Head(_("认定金额（元）"), Reach.MATTER), Head(_("已退金额（元）"), Reach.MATTER),
    Head(_("验收日期"), Reach.TIME), Head(_("验收人"), Reach.OFFICER), Head(_("销号日期"), Reach.TIME),
    Head(_("满意度"), Reach.MATTER), Head(_("回头看结果"), Reach.MATTER), Head(_("问题重现"), Reach.MATTER),
    Head(_("备注"), Reach.MATTER),
)  # fmt: skip
#: States of a case that has been closed: only these carry a day of closing (F-03).
_CLOSED = frozenset({CLOSED, LOOKBACK, ARCHIVED})
Grouped = dict[Any, list[Any]]


def rows(records: Sequence[Record], actor: Actor) -> list[list[Any]]:
    """The rows in the order of the records: a fixed number of statements for any number of them."""
    keys = [r.pk for r in records]
    near = ("compound", "firm", "handler", "leader", "owner_agency", "division__parent")
    joined = RectificationCase.objects.select_related(*near)
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
        named = self.categories.get(case.category, "")
        order, check = _last(self.orders[key]), _last(self.checks[key])
        asked = [c for c in self.calls[key] if c.satisfaction]
        seen = _last(self.looks[key])
        measure = "" if minors.involved(case) else self._measure(order)
        return [
            case.number or "", codes.label("channel", case.channel), case.reported_at,
            _where(case), case.firm.name if case.firm else "",
            categories.named(case.category, named, suspected=case.suspected),
            _what(case, named),
            _basis(order), case.owner_agency.name if case.owner_agency else "", self._assisting(key),
            case.leader.display_name if case.leader else "",
            case.handler.display_name if case.handler else "", measure, _due(self.timers[key]),
            self.extended.count(key), str(case.lifecycle.states[case.state].badge), codes.label("result", case.result),
            _money(case.amount_claimed), _money(case.amount_confirmed), _money(case.amount_refunded),
            check.ended_at if check else None, self._checkers(key) if check else "",
            self.closed.get(key) if case.state in _CLOSED else None,
            codes.label("satisfaction", asked[-1].satisfaction) if asked else "",
            codes.label("visit_result", seen.result) if seen else "",
            str(_("是")) if case.relapse_count else "", _remark(case),
        ]  # fmt: skip

    def _assisting(self, key: Any) -> str:
        found = [r.agency.name for r in self.related[key] if r.kind == Relation.ASSIST and r.agency]
        return "、".join(found)

    def _checkers(self, key: Any) -> str:
        found = [r.user.display_name for r in self.related[key] if r.kind == Relation.PANEL and r.user]
        return "、".join(found)

    def _measure(self, order: OrderNotice | None) -> str:
        return mask_text(order.requirement.reveal()) if order and order.requirement and self.substance else ""


def _where(case: RectificationCase) -> str:
    """The compound or the place; only the street where a minor is involved, for nothing else may tell who it is."""
    if minors.involved(case):
        return minors.coarse_place(case)
    return case.compound.name if case.compound else mask_text(case.place)


def _what(case: RectificationCase, category: str) -> str:
    if minors.involved(case):
        return categories.shown(category, suspected=case.suspected)
    return mask_text(case.title)


def _remark(case: RectificationCase) -> str:
    """What a reader of the table would otherwise look up: supervision, and how many households it concerns."""
    level = codes.label("supervision_level", case.supervision_level) if case.supervision_level else ""
    words = _("%(level)s挂牌督办") if SUPERVISED in case.flags else _("%(level)s挂牌督办，已摘牌")
    households = _("%(n)d户共同反映") % {"n": case.households} if case.households else ""
    return "；".join(filter(None, [str(words) % {"level": level} if level else "", str(households)]))


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


# --- what people said -----------------------------------------------------------------------------------------------


def said_heads(actor: Actor) -> list[Head]:
    """The columns this actor may read at all. Who said it is read in the case, never in a table of many (§5.2)."""
    if not case_detail.may_read("narrative", actor):
        return []
    return [Head(_("反映的情况"), Reach.WORDS), Head(_("要求"), Reach.WORDS)]


def said_rows(records: Sequence[Record], actor: Actor) -> list[list[Any]]:
    """Their values, numbers of people masked."""
    cases = RectificationCase.objects.in_bulk([r.pk for r in records])
    return [_said(cases[r.pk], actor) for r in records]


def _said(case: RectificationCase, actor: Actor) -> list[Any]:
    if not case_detail.may_read("narrative", actor):
        return []
    if minors.involved(case):
        return ["", ""]  # not even whoever handles it takes that out of the house (§5.5)
    return [mask_text(text.reveal()) if text else "" for text in (case.narrative, case.claim)]
