"""What the kernel asks about the store that its declaration does not say."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Min, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display
from casework.actor import Actor
from casework.declaration import Ask
from casework.kinds import Badge, Kind
from casework.ledger import PastView
from casework.listing import Column, Reach
from casework.models import Record
from casework.timers import local_day
from casework.web import lists
from relief import codes
from relief.models.batch import Batch
from relief.models.stock import StockItem
from relief.roles import ROLES
from relief.stock import fefo, rows
from relief.stock.guards import DESTROYED
from relief.stock.lifecycle import RECORD

COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("物品"), fixed=True, reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("left", gettext_lazy("结存"), phone=True, reach=Reach.MATTER),
    Column("first_expiry", gettext_lazy("最早到期"), phone=True, reach=Reach.TIME),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
)
#: So many days ahead an expiry is pointed out.
SOON = 30


class StockKind(Kind):
    """Things in store 库存物品."""

    model = StockItem
    api = "stock-items"
    page = "stock"
    label = gettext_lazy("出入库与批次")
    roles = ROLES
    related = ("owner_agency",)
    leaders = frozenset({"DUT", "DIR"})
    detail_template = "relief/stock_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的物品。")
    nothing_yet = gettext_lazy("还没有登记物品。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        if name == "batches":
            return [(str(b.pk), batch_words(b)) for b in rows.batches(record)]
        if name == "write_off_kind":
            return [(code, word) for code, word in codes.choices("stock_out_kind") if code in ("loss", DESTROYED)]
        return list(codes.choices(name))

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        entries = {str(key): str(label) for key, label in self.choices(ask.choices, record)}
        return entries.get(raw.strip('"'), raw)

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return {
            "item": record.item, "unit": record.unit,
            "batches": [
                {"id": str(b.pk), "batch_no": b.batch_no, "expiry": b.expiry and b.expiry.isoformat(), "left": b.left}
                for b in rows.batches(record)
            ],
        }  # fmt: skip

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from relief.web import stock

        return stock.past_parts(past) if past else stock.parts(record)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        """What is left and what expires first, for the whole page in two statements."""
        today = local_day(clock.now())
        kept = Batch.objects.filter(item__in=[r.pk for r in records], left__gt=0).values("item")
        sums = {row["item"]: row for row in kept.annotate(n=Sum("left"), first=Min("expiry")).order_by()}
        units = dict(StockItem.objects.filter(pk__in=[r.pk for r in records]).values_list("pk", "unit"))
        return [self._row(r, sums.get(r.pk, {"n": 0, "first": None}), units[r.pk], today) for r in records]

    def _row(self, record: Record, found: Any, unit: str, today: Any) -> dict[str, Any]:
        first, line = found["first"], lists.row(record, None, place="", category="")
        return line | {
            "left": f"{found['n']}{unit}", "first_expiry": last_day(first),
            "badges": expiry_badges(first, today),
        }  # fmt: skip

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("stock-new"), RECORD.label) if actor.role in RECORD.by else None

    def mine(self, actor: Actor) -> Q | None:
        return None


def last_day(expiry: Any) -> str:
    """The day something is good until, as every day is written; a dash for what does not go bad."""
    return display.day(expiry, clock.now()) if expiry else display.NOTHING


def batch_words(batch: Any) -> str:
    """B-01 有效期至12月1日 剩12."""
    until = _("有效期至%(day)s") % {"day": last_day(batch.expiry)} if batch.expiry else _("没有有效期")
    return _("%(no)s %(until)s 剩%(left)d") % {"no": batch.batch_no, "until": until, "left": batch.left}


def expiry_badges(first: Any, today: Any) -> list[Badge]:
    """Whether something has expired, or soon will."""
    if first is None:
        return []
    plain = {"icon": "", "url": ""}
    if fefo.expired(first, today):
        return [{"tone": "late", "text": _("有过期")} | plain]
    return [{"tone": "soon", "text": _("快到期")} | plain] if (first - today).days <= SOON else []
