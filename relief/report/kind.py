"""What the kernel asks about monthly reports that their declaration does not say."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from casework import notices
from casework.actor import Actor
from casework.alarms import Alarm
from casework.context import Context
from casework.declaration import Act, Ask
from casework.kinds import Kind
from casework.ledger import PastView
from casework.listing import Column, Facet, Reach
from casework.models import Notice, Record
from casework.web import facets, lists
from relief import codes
from relief.models import StatReport
from relief.report import detail, quarters
from relief.report.effects import CLOCK
from relief.report.lifecycle import BEGIN
from relief.report.states import RUNNING, TO_LOCK, TO_MAKE
from relief.roles import ROLES
from relief.statistics.lines import BY_ONESELF, COLLECTED
from relief.statistics.month import Month

COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("月报"), fixed=True, reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("clock", gettext_lazy("期限"), "clock", "due", reach=Reach.TIME),
    Column("owner", gettext_lazy("救助管理站"), reach=Reach.ORGANISATION),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
)
LABELS = {CLOCK: gettext_lazy("月报锁定")}
#: In a state: who is told, and of which act.
_NEXT = {TO_MAKE: ("STA", "make_report"), TO_LOCK: ("DIR", "lock_report")}


class ReportKind(Kind):
    """Monthly reports 统计月报."""

    model = StatReport
    api = "relief-reports"
    page = "statistics"
    label = gettext_lazy("统计")
    roles = ROLES
    related = ("owner_agency",)
    alarms = {CLOCK: Alarm(timedelta(days=2), warned=("STA", "DIR"), told=("STA", "DIR"))}
    detail_template = "relief/report_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的月报。")
    nothing_yet = gettext_lazy("还没有月报。统计员点“开始统计”，选从哪个月开始。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        if name == "collected":
            return [(code, codes.label("departure_mode", code)) for code in (COLLECTED, BY_ONESELF)]
        return list(codes.choices(name))

    def timer_label(self, key: str) -> str:
        return str(LABELS.get(key, key))

    def come(self, now: datetime) -> Sequence[tuple[Record, str]]:
        """Months that are over."""
        over = Record.objects.filter(kind=self.name, state=RUNNING, statreport__period__lt=Month.of(now).first)
        return [(record, "close_month") for record in over]

    def tell(self, ctx: Context) -> None:
        if ctx.record.state in _NEXT and ctx.act.code != "close_month":
            role, code = _NEXT[ctx.record.state]
            label = self.lifecycle.rows[code].label
            notices.notify(ctx.record, Notice.TODO, "assigned", roles=(role,), params={"action": label})

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return detail.of(record, actor)

    def concerns(self, record: Any, act: Act) -> bool:
        """A quarter is made of the month it ends with."""
        return act.code != "issue_quarter" or quarters.of(record) is not None

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        return codes.label("departure_mode", raw.strip('"'))

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from relief.web import report_parts

        return report_parts.past_parts(past) if past else report_parts.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        return lists.plain_rows(records)

    def facets(self) -> Sequence[Facet]:
        return [facets.states(self), facets.DUE]

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("statistics-new"), BEGIN.label) if actor.role in BEGIN.by else None

    def told(self, record: Any, act: Act) -> Sequence[Any]:
        role = {"make_report": "DIR", "return_report": "STA"}.get(act.code)
        return [ROLES[role]] if role else []

    def mine(self, actor: Actor) -> Q | None:
        return Q(owner_agency=actor.agency_id) if actor.role in ("STA", "DIR") else None
