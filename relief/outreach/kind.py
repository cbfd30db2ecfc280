"""What the kernel asks about a year of outreach that its declaration does not say."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from casework import clock
from casework.actor import Actor
from casework.alarms import Alarm
from casework.declaration import Act, Ask
from casework.kinds import Kind
from casework.ledger import PastView
from casework.listing import Column, Facet, Reach
from casework.models import Record
from casework.timers import local_day
from casework.web import facets, lists
from relief import codes
from relief.models.outreach import OutreachYear
from relief.outreach import showing
from relief.outreach.effects import CLOCK
from relief.outreach.lifecycle import BEGIN, OVER
from relief.roles import ROLES

COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("年度"), fixed=True, reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("clock", gettext_lazy("期限"), "clock", "due", reach=Reach.TIME),
    Column("owner", gettext_lazy("救助管理站"), reach=Reach.ORGANISATION),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
)
LABELS = {CLOCK: gettext_lazy("开放日")}
#: From 1 May to the end of 19 June.
AHEAD = timedelta(days=50)
_OF_PLAN = ("theme", "place", "place_name", "agencies")


class OutreachKind(Kind):
    """Years of outreach 宣传和开放日."""

    model = OutreachYear
    api = "relief-outreach"
    page = "outreach"
    label = gettext_lazy("宣传和开放日")
    roles = ROLES
    related = ("owner_agency",)
    alarms = {CLOCK: Alarm(AHEAD, warned=("DIR",), told=("DIR",))}
    detail_template = "casework/plain_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的年度。")
    nothing_yet = gettext_lazy("还没有记录。站长点“开始记录宣传”，以后每年自动接上。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return list(codes.choices(name))

    def initial(self, record: Any, act: Act) -> Mapping[str, Any]:
        """What was planned is completed, not typed again."""
        if act.code not in ("update_open_day_plan", "hold_open_day") or not record.planned_on:
            return {}
        return {"day": record.planned_on} | {name: getattr(record, name) for name in _OF_PLAN}

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        return codes.label(ask.choices, raw.strip('"'))

    def timer_label(self, key: str) -> str:
        return str(LABELS.get(key, key))

    def come(self, now: datetime) -> Sequence[tuple[Record, str]]:
        """Years that are over."""
        past = Record.objects.filter(kind=self.name, outreachyear__year__lt=local_day(now).year).exclude(state=OVER)
        return [(record, "end_outreach_year") for record in past]

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return showing.as_data(record)

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        return showing.past_parts(past) if past else showing.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        return lists.plain_rows(records)

    def facets(self) -> Sequence[Facet]:
        return [facets.states(self), facets.DUE]

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        """Once a year at most: what has begun goes on by itself."""
        if actor.role not in BEGIN.by:
            return None
        begun = OutreachYear.objects.filter(station=actor.agency_id, year=local_day(clock.now()).year)
        return None if begun.exists() else (reverse("outreach-new"), BEGIN.label)

    def mine(self, actor: Actor) -> Q | None:
        """The open day is to be planned from 1 May on."""
        own = Q(owner_agency=actor.agency_id, due_at__lte=clock.now() + AHEAD)
        return own if actor.role == "DIR" else None
