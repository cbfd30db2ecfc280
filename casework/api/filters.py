"""Filters of every record list, from the query string: a link reproduces a view.

One value, or several separated by commas, of which any fits; of `flag` all must. What is filtered, scoped, sorted and
counted stands in the base table; only a kind's own filters (`Kind.narrow`) look into its child table.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.gis.geos import Polygon
from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Right
from django.utils.translation import gettext_lazy as _

from casework import clock, kinds, workcalendar
from casework.actor import Actor
from casework.listing import Reach
from casework.masking import contains_personal
from casework.models import Follow, Record, Relation
from casework.models.record import SAFETY_LAST
from casework.refusals import BadRequest
from casework.timers import CalendarMissing, local_day
from geo.drawing import Box

PAGE_SIZE = 50
#: Digits of a number that people say.
TAIL = 5
#: Everything an order may go by, each with what it tells apart.
SORT_KEYS = {
    "safety": Reach.MATTER, "pk": Reach.MATTER, "due_at": Reach.TIME, "opened_at": Reach.TIME, "updated_at": Reach.TIME,
}  # fmt: skip
#: Name of an order → its keys; a minus sorts downwards, what has no value comes last.
ORDERS: dict[str, tuple[str, ...]] = {
    "work": ("safety", "due_at", "pk"), "due": ("due_at", "pk"), "-due": ("-due_at", "-pk"),
    "opened": ("opened_at", "pk"), "-opened": ("-opened_at", "-pk"),
    "updated": ("updated_at", "pk"), "-updated": ("-updated_at", "-pk"),
}  # fmt: skip
#: Values of `due`, each with what it means; a record that is closed has no deadline left.
DUE = {"late": _("逾期"), "today": _("今天到期"), "soon": _("2个工作日内到期"), "week": _("7天内到期")}
#: Parameters that say how a list is shown, not what is in it.
SHOWN_AS = frozenset({"order", "page", "post", "view", "list", "map"})
#: Said to who looks for a person (§5.2).
NO_PEOPLE = _("这里不查人。要查本人资料，请从案件里打开，或到“本人申请”登记用途。")
_MOST_VALUES = 60
_TRIGRAM = 3


def filtered(kind: kinds.Kind, params: Mapping[str, str], actor: Actor) -> QuerySet[Record]:
    """What is in scope and matches, in its order. Raises BadRequest that names the parameter."""
    return ordered(narrowed(kind, params, actor), params.get("order", kind.order))


def narrowed(
    kind: kinds.Kind, params: Mapping[str, str], actor: Actor, *, but: Collection[str] = ()
) -> QuerySet[Record]:
    """What is in scope and matches every filter except those named in `but`, in no order."""
    rows: QuerySet[Record] = Record.objects.visible_to(actor, kind.name)
    party = kind.party_view(actor)
    for name, value in params.items():
        if "\x00" in value:
            raise BadRequest(_("有不能显示的字符，请删去后再提交。"), field=name)
        if name in SHOWN_AS or name in but or not value.strip():
            continue
        if party and name not in party.filters:  # what matches would tell what is not shown
            raise BadRequest(_("没有这个筛选条件。"), field=name)
        rows = _by(kind, rows, name, value.strip(), actor)
    return rows


def reach_of(kind: kinds.Kind, name: str) -> Reach | None:
    """What a parameter of the address tells apart; None for one that the kind does not declare, which is refused."""
    return REACH.get(name) or next((facet.reach for facet in kind.facets() if facet.name == name), None)


def _by(kind: kinds.Kind, rows: QuerySet[Record], name: str, value: str, actor: Actor) -> QuerySet[Record]:
    if reach_of(kind, name) is None:
        raise BadRequest(_("没有这个筛选条件。"), field=name)
    if name in _FILTERS:
        return _FILTERS[name](rows, value)
    if name == "state":
        return rows.filter(state__in=_states(kind, value))
    if name == "followed":
        return rows.filter(Exists(Follow.objects.filter(user=actor.user_id, record=OuterRef("pk"))))
    if name == "mine":
        mine = Relation.objects.filter(user=actor.user_id, record=OuterRef("pk"), until__isnull=True)
        return rows.filter(Exists(mine))
    found = kind.narrow(rows, name, value)
    if found is None:
        raise BadRequest(_("没有这个筛选条件。"), field=name)
    return found


def values_of(value: str, name: str) -> list[str]:
    """The values of one parameter. Raises BadRequest for more than anybody chooses by hand."""
    found = list(dict.fromkeys(v for v in value.split(",") if v))
    if len(found) > _MOST_VALUES:
        raise BadRequest(_("一次选得太多了，请少选几项。"), field=name)
    return found


def _states(kind: kinds.Kind, value: str) -> list[str]:
    states = values_of(value, "state")
    if set(states) - set(kind.lifecycle.states):
        raise BadRequest(_("没有这个状态。"), field="state")
    return states


def _by_words(rows: QuerySet[Record], words: str) -> QuerySet[Record]:
    """Five digits are the tail of a number (indexed), more or fewer its end; anything else stands in the title.

    A number of a person is no word to look for (§5.2): the refusal does not repeat it.
    """
    if contains_personal(words):
        raise BadRequest(NO_PEOPLE, field="q", code="no_people")
    if not words.isdecimal():
        # two hanzi are no trigram: every title is read from its index, quickly as long as no case is to be folded
        short = len(words) < _TRIGRAM and words.upper() == words.lower()
        return rows.filter(**{"title__contains" if short else "title__icontains": words})
    if len(words) == TAIL:
        # a case that relapsed is still called by its five digits
        return rows.alias(tail=Right("number", TAIL)).filter(Q(tail=words) | Q(number__contains=f"-{words}-R"))
    return rows.filter(number__endswith=words)


def due_condition(wanted: str) -> Q:
    """The condition of one value of `due`."""
    now = clock.now()
    if wanted == "late":
        return Q(due_at__lte=now, closed_at__isnull=True)
    return Q(due_at__gt=now, due_at__lte=_until(wanted, now), closed_at__isnull=True)


def _until(wanted: str, now: datetime) -> datetime:
    midnight = datetime.combine(local_day(now), datetime.min.time(), clock.CHINA) + clock.DAY
    if wanted == "today":
        return midnight
    return midnight + 6 * clock.DAY if wanted == "week" else _third_working_day(local_day(now))


def _third_working_day(today: date) -> datetime:
    """The midnight before the third working day from today: until then two are left. Unloaded years count every day."""
    calendar, day, found = workcalendar.current(), today, 0
    while found < 3:
        day += timedelta(days=1)
        try:
            found += calendar.is_workday(day)
        except CalendarMissing:
            found += 1
    return datetime.combine(day, datetime.min.time(), clock.CHINA)


def _by_due(rows: QuerySet[Record], value: str) -> QuerySet[Record]:
    condition = Q()
    for wanted in values_of(value, "due"):
        if wanted not in DUE:
            raise BadRequest(
                _("期限只能筛选late（逾期）、today（今天到期）、soon（2个工作日内）或week（7天内）。"), field="due"
            )
        condition |= due_condition(wanted)
    return rows.filter(condition)


def _by_flag(rows: QuerySet[Record], value: str) -> QuerySet[Record]:
    return rows.filter(flags__contains=values_of(value, "flag"))


def _by_division(rows: QuerySet[Record], value: str) -> QuerySet[Record]:
    condition = Q()
    for code in values_of(value, "division"):
        condition |= Q(division__code__startswith=code)
    return rows.filter(condition)


def _by_agency(rows: QuerySet[Record], value: str) -> QuerySet[Record]:
    return rows.filter(owner_agency__in=[number_of(v, "agency") for v in values_of(value, "agency")])


def _from(rows: QuerySet[Record], value: str) -> QuerySet[Record]:
    return rows.filter(opened_at__gte=_midnight(value, "from"))


def _to(rows: QuerySet[Record], value: str) -> QuerySet[Record]:
    return rows.filter(opened_at__lt=_midnight(value, "to") + clock.DAY)


def _midnight(value: str, name: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(value), datetime.min.time(), clock.CHINA)
    except ValueError:
        raise BadRequest(_("没有这一天，请检查。"), field=name) from None


def _open(rows: QuerySet[Record], value: str) -> QuerySet[Record]:
    return rows.filter(closed_at__isnull=value != "0")


def _by_box(rows: QuerySet[Record], value: str) -> QuerySet[Record]:
    """What lies in the part of the map that is shown."""
    try:
        area = Polygon.from_bbox(Box.read(value))
    except ValueError:
        raise BadRequest(_("地图范围应为west,south,east,north，十进制度。"), field="bbox") from None
    area.srid = 4326
    return rows.filter(location__coveredby=area)


_FILTERS: dict[str, Any] = {
    "flag": _by_flag, "division": _by_division, "agency": _by_agency, "due": _by_due, "q": _by_words, "from": _from,
    "to": _to, "open": _open, "bbox": _by_box,
}  # fmt: skip
#: What the parameters of every list tell apart; those of one kind are declared with its facets.
REACH = {
    "state": Reach.MATTER, "flag": Reach.MATTER, "q": Reach.MATTER, "open": Reach.MATTER, "division": Reach.PLACE,
    "bbox": Reach.PLACE, "agency": Reach.ORGANISATION, "due": Reach.TIME, "from": Reach.TIME, "to": Reach.TIME,
    "mine": Reach.SELF, "followed": Reach.SELF,
}  # fmt: skip


# --- order and pages ------------------------------------------------------------------------------------------------


def order_keys(wanted: str) -> tuple[str, ...]:
    """The keys of an order. Raises BadRequest for an unknown one."""
    if wanted not in ORDERS:
        raise BadRequest(_("不能按这一列排序。"), field="order")
    return ORDERS[wanted]


def ordered(rows: QuerySet[Record], wanted: str) -> QuerySet[Record]:
    """The rows in this order."""
    keys = order_keys(wanted)
    if "safety" in keys:
        rows = rows.alias(safety=SAFETY_LAST)
    return rows.order_by(*(F("due_at").desc(nulls_last=True) if key == "-due_at" else key for key in keys))


def number_of(value: str, name: str) -> int:
    """A whole number out of a parameter. Raises BadRequest."""
    if not value.isdecimal() or len(value) > 9:
        raise BadRequest(_("这里要填数字。"), field=name)
    return int(value)


class Pages(Paginator):  # type: ignore[type-arg]
    """Numbered pages of rows in an order. The keys of a page are found in an index, its rows are then read by key."""

    def __init__(self, rows: QuerySet[Record], order: str, shown: QuerySet[Any], total: int | None = None) -> None:
        super().__init__(ordered(rows, order), PAGE_SIZE)
        self.order, self.shown = order, shown
        if total is not None:
            self.count = total  # type: ignore[misc]

    def _get_page(self, *args: Any, **kwargs: Any) -> Page[Record]:
        keys, *rest = args
        found = ordered(self.shown.filter(pk__in=keys.values("pk")), self.order)
        return Page(found, *rest, **kwargs)


def paginated(
    rows: QuerySet[Record], order: str, shown: QuerySet[Any], params: Mapping[str, str], total: int | None = None
) -> Page[Record]:
    """One numbered page; a page past the end is the last one. `total` where they were counted already.

    `shown` are the rows as the page shows them, of which those with the keys of the page are read.
    """
    return Pages(rows, order, shown, total).get_page(number_of(params.get("page") or "1", "page"))


def late(rows: QuerySet[Record]) -> QuerySet[Record]:
    """Those of them whose deadline has passed."""
    return rows.filter(due_condition("late"))
