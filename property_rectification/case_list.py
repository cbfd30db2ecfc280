"""The list of cases: its columns, its filters, the views that come with it, and the act for several at once."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock
from casework.actor import Actor
from casework.listing import BulkAct, Column, Facet, Option, Reach, View
from casework.models import Record
from casework.timers import local_day
from casework.web import clocks, facets, lists
from geo.models import Compound
from property_rectification import categories, codes, minors, on_map
from property_rectification.case_words import FLAG_BADGES, overlays
from property_rectification.lifecycle.intake import DISPATCHER
from property_rectification.models import CategoryVersion, Firm, RectificationCase, SuspectedDuplicate
from property_rectification.models.case import URGENCIES
from property_rectification.states import ARCHIVED, CLOSED, LOOKBACK

OVERLAYS = 3
#: Cases assigned in one go at most.
MOST_ASSIGNED = 50

COLUMNS = (
    Column("number", gettext_lazy("案号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("what", gettext_lazy("小区、摘要"), "what", fixed=True, reach=Reach.MATTER),
    Column("category", gettext_lazy("类型"), "code", reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("clock", gettext_lazy("期限"), "clock", "work", reach=Reach.TIME),
    Column("owner", gettext_lazy("承办"), reach=Reach.ORGANISATION),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
    Column("opened", gettext_lazy("登记"), "moment", "opened", reach=Reach.TIME),
    Column("since", gettext_lazy("进入本状态"), "moment", reach=Reach.TIME),
    Column("closed", gettext_lazy("办结"), "moment", reach=Reach.TIME),
    Column("handler", gettext_lazy("承办人"), reach=Reach.OFFICER),
    Column("firm", gettext_lazy("物业企业"), reach=Reach.ORGANISATION),
    Column("street", gettext_lazy("街道、社区"), reach=Reach.PLACE),
    Column("channel", gettext_lazy("来源"), reach=Reach.MATTER),
    Column("urgency", gettext_lazy("紧急程度"), reach=Reach.MATTER),
    Column("confirmed", gettext_lazy("认定金额"), "money", reach=Reach.MATTER),
    Column("refunded", gettext_lazy("已退金额"), "money", reach=Reach.MATTER),
)
FIRST = ("category", "badges", "clock", "owner", "updated")


def rows(records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
    """The rows of a list page: one statement for their clocks, and one for cases that came without what they show."""
    found: Any = {r.pk: r for r in records if hasattr(r, "category_name")}
    if len(found) < len(records):
        found = joined().in_bulk([r.pk for r in records])
    chips = clocks.of_list(records, clock.now())
    return [_row(r, found[r.pk], chips.get(r.pk)) for r in records]


def joined() -> QuerySet[Any]:
    """Cases with everything a row shows of them but their clock, in one statement."""
    versions = CategoryVersion.objects.in_force(local_day(clock.now())).filter(code=OuterRef("category"))
    shown = RectificationCase.objects.select_related("owner_agency", "compound", "firm", "handler", "division__parent")
    return shown.annotate(category_name=Subquery(versions.values("name")[:1]))


def _row(record: Record, case: Any, chip: Any) -> dict[str, Any]:
    badges = overlays(record.flags, case.supervision_level)[:OVERLAYS]
    category = categories.named(case.category, case.category_name or "", suspected=case.suspected)
    young = {"summary": category or _("未分类"), "street": _place(case), "spot": ""} if minors.involved(case) else {}
    row = lists.row(
        record, chip, place=_place(case),
        category=category,
        handler=case.handler.display_name if case.handler else "", firm=case.firm.name if case.firm else "",
        street=case.division.name, channel=codes.label("channel", case.channel), urgency=case.get_urgency_display(),
        confirmed=case.amount_confirmed, refunded=case.amount_refunded, spot=on_map.key_of(case),
    )  # fmt: skip
    return row | young | {"badges": [*row["badges"], *badges]}


def _place(case: Any) -> str:
    if minors.involved(case):
        return minors.coarse_place(case)
    return str(case.compound.name if case.compound else case.place)


# --- filters --------------------------------------------------------------------------------------------------------

_CASE = "rectificationcase"
_LISTED = {"category": "topic", "channel": f"{_CASE}__channel", "urgency": f"{_CASE}__urgency",
           "satisfaction": f"{_CASE}__satisfaction"}  # fmt: skip
_FLAGGED = "1"
#: What is chosen or not: a call-back is due; closed although the reporter confirmed nothing (K-11, K-13).
_FLAGS: dict[str, dict[str, Any]] = {
    "callback": {f"{_CASE}__callback_due": True},
    "unconfirmed": {"state__in": (CLOSED, LOOKBACK, ARCHIVED), f"{_CASE}__satisfaction__in": ("", "04", "05")},
}  # fmt: skip
_RELATED = {"compound": f"{_CASE}__compound", "firm": f"{_CASE}__firm"}


def narrow(found: QuerySet[Record], name: str, value: str) -> QuerySet[Record] | None:
    """The filters of cases alone; any of several values fits."""
    values = [v for v in value.split(",") if v]
    if name in _LISTED:
        return found.filter(**{f"{_LISTED[name]}__in": values})
    if name == "suspected":
        pairs = SuspectedDuplicate.objects.all()
        return found.filter(Q(pk__in=pairs.values("case")) | Q(pk__in=pairs.values("other")))
    if name in _RELATED:
        numbers = [int(v) for v in values if v.isdecimal() and len(v) < 10]
        found = minors.without(found) if name == "compound" else found
        return found.filter(**{f"{_RELATED[name]}__in": numbers})
    if name in _FLAGS:
        return found.filter(**_FLAGS[name]) if _FLAGGED in values else found
    return None


def _labels(name: str) -> dict[str, Any]:
    if name == "category":
        return dict(categories.choices(local_day(clock.now())))
    return dict(URGENCIES) if name == "urgency" else dict(codes.choices(name))


def _listed(name: str, label: Any, *, more: bool = False) -> Facet:
    def options(found: QuerySet[Any], actor: Actor, words: str) -> list[Option]:
        return facets.listed_options(found, _LISTED[name], _labels(name), words)

    def named(values: Sequence[str]) -> list[Any]:
        return [_labels(name).get(value, value) for value in values]

    return Facet(name, label, options, named, more=more, reach=Reach.MATTER)


def _related(name: str, label: Any, model: Any, reach: Reach) -> Facet:
    def options(found: QuerySet[Any], actor: Actor, words: str) -> list[Option]:
        return facets.related_options(found, _RELATED[name], words)

    def named(values: Sequence[str]) -> list[Any]:
        known = dict(model.objects.filter(pk__in=[v for v in values if v.isdecimal()]).values_list("pk", "name"))
        return [known.get(int(v), v) if v.isdecimal() else v for v in values]

    return Facet(name, label, options, named, reach=reach)


def _flag(code: str, *, more: bool = False) -> Facet:
    return Facet("flag", FLAG_BADGES[code]["text"], flag=code, more=more, reach=Reach.MATTER)


def of_kind(kind: Any) -> list[Facet]:
    """The filters in the order of the page: those always in sight first."""
    return [
        facets.states(kind), _listed("category", gettext_lazy("类型")),
        _related("compound", gettext_lazy("小区"), Compound, Reach.PLACE),
        _related("firm", gettext_lazy("企业"), Firm, Reach.ORGANISATION),
        facets.DUE, facets.STREET, facets.AGENCY, _flag("SAFETY_URGENT"), _flag("SUPERVISED"),
        _listed("channel", gettext_lazy("来源"), more=True), _listed("urgency", gettext_lazy("紧急程度"), more=True),
        _listed("satisfaction", gettext_lazy("评价"), more=True),
        Facet("callback", gettext_lazy("待回访"), flag=_FLAGGED, more=True, reach=Reach.MATTER),
        Facet("unconfirmed", gettext_lazy("未经反映人确认"), flag=_FLAGGED, more=True, reach=Reach.MATTER),
        facets.OPENED, facets.OPEN, facets.MINE, facets.FOLLOWED,
        Facet("suspected", gettext_lazy("疑似重复"), flag="1", more=True, reach=Reach.MATTER),
        *(_flag(code, more=True) for code in ("CONFIDENTIAL_REPORTER", "MINOR", "GROUP")),
    ]  # fmt: skip


#: What a dispatcher looks for besides.
_DISPATCHING = (
    (gettext_lazy("退办与争议"), "state=return_req,disputed"),
    (gettext_lazy("疑似重复"), "suspected=1&state=registered,triage"),
    (gettext_lazy("导入与并案"), "state=diverted,merged"),
)


def views(actor: Actor) -> list[View]:
    """What everybody looks for daily, under the name of their own unit."""
    agency = actor.person.agency
    dispatching = [View(label, query) for label, query in _DISPATCHING] if actor.role in DISPATCHER.split() else []
    return [
        View(_("%(agency)s在办") % {"agency": agency.name}, f"agency={agency.pk}&open=1"),
        View(_("我经办的"), "mine=1&open=1"),
        View(_("我关注的"), "followed=1"),
        View(_("逾期"), "due=late"),
        View(_("今天到期"), "due=today"),
        View(_("安全"), "flag=SAFETY_URGENT&open=1"),
        View(_("待研判"), "state=registered,triage"),
        *dispatching,
        View(_("全部在办"), "open=1"),
        View(_("未经反映人确认的销号"), "unconfirmed=1"),
    ]  # fmt: skip


def _same(case: RectificationCase) -> list[tuple[Any, Any]]:
    """What cases assigned together share: their category, and with it the organs that may lead (§5.11)."""
    return [(gettext_lazy("类型"), case.category or _("未分类")), (gettext_lazy("责任方"), case.get_side_display())]


ASSIGN = BulkAct("dispatch_case", gettext_lazy("批量交办"), MOST_ASSIGNED, _same)
