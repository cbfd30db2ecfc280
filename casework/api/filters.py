"""Filters of every record list, from the query string: a link reproduces a view. All of them on indexed columns."""

from collections.abc import Mapping

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.functions import Right
from django.utils.translation import gettext_lazy as _

from casework import clock, kinds
from casework.actor import Actor
from casework.models import Record
from casework.refusals import BadRequest

PAGE_SIZE = 50
#: Digits of a number that people say.
TAIL = 5
ORDERS = {
    "due": ("due_at", "pk"), "-due": ("-due_at", "pk"), "opened": ("opened_at", "pk"),
    "-opened": ("-opened_at", "pk"), "updated": ("updated_at", "pk"), "-updated": ("-updated_at", "pk"),
}  # fmt: skip
_KNOWN = frozenset({"state", "flag", "division", "agency", "due", "q", "order", "page", "post"})


def filtered(kind: kinds.Kind, params: Mapping[str, str], actor: Actor) -> QuerySet[Record]:
    """What is in scope and matches. Raises BadRequest that names the parameter."""
    for name, value in params.items():
        if "\x00" in value:
            raise BadRequest(_("有不能显示的字符，请删去后再提交。"), field=name)
    rows: QuerySet[Record] = Record.objects.visible_to(actor).filter(kind=kind.name)
    rows = _by_state(rows, kind, params.get("state", ""))
    if flag := params.get("flag"):
        rows = rows.filter(flags__contains=[flag])
    if division := params.get("division"):
        rows = rows.filter(division__code__startswith=division)
    if agency := params.get("agency"):
        rows = rows.filter(owner_agency=_number(agency, "agency"))
    rows = _by_due(rows, params.get("due", ""))
    if q := params.get("q", "").strip():
        rows = _by_words(rows, q)
    for name in params.keys() - _KNOWN:
        narrowed = kind.narrow(rows, name, params[name])
        if narrowed is None:
            raise BadRequest(_("没有这个筛选条件。"), field=name)
        rows = narrowed
    return rows.order_by(*_order(params.get("order", "-opened")))


def _by_words(rows: QuerySet[Record], words: str) -> QuerySet[Record]:
    """Five digits are the tail of a number (indexed), more or fewer its end; anything else stands in the title."""
    if not words.isdecimal():
        return rows.filter(title__icontains=words)
    if len(words) == TAIL:
        return rows.alias(tail=Right("number", TAIL)).filter(tail=words)
    return rows.filter(number__endswith=words)


def _by_state(rows: QuerySet[Record], kind: kinds.Kind, wanted: str) -> QuerySet[Record]:
    if not wanted:
        return rows
    states = wanted.split(",")
    unknown = set(states) - set(kind.lifecycle.states)
    if unknown:
        raise BadRequest(_("没有这个状态。"), field="state")
    return rows.filter(state__in=states)


def _by_due(rows: QuerySet[Record], wanted: str) -> QuerySet[Record]:
    if not wanted:
        return rows
    now = clock.now()
    if wanted == "late":
        return late(rows)
    if wanted == "today":
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return rows.filter(due_at__gt=now, due_at__lte=midnight + clock.DAY)
    raise BadRequest(_("期限只能筛选late（逾期）或today（今天到期）。"), field="due")


def _order(wanted: str) -> tuple[str, ...]:
    if wanted not in ORDERS:
        raise BadRequest(_("不能按这一列排序。"), field="order")
    return ORDERS[wanted]


def _number(value: str, name: str) -> int:
    if not value.isdecimal() or len(value) > 9:
        raise BadRequest(_("这里要填数字。"), field=name)
    return int(value)


def paginated(rows: QuerySet[Record], params: Mapping[str, str]) -> Page[Record]:
    """One numbered page; a page past the end is the last one."""
    return Paginator(rows, PAGE_SIZE).get_page(_number(params.get("page") or "1", "page"))


def late(rows: QuerySet[Record]) -> QuerySet[Record]:
    """Those of them whose deadline has passed."""
    return rows.filter(due_at__lte=clock.now(), closed_at__isnull=True)
