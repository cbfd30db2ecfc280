"""What the kernel asks about complaints that their declaration does not say."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import notices
from casework.actor import Actor
from casework.alarms import Alarm
from casework.context import Context
from casework.declaration import Act, Ask
from casework.kinds import Kind
from casework.ledger import PastView
from casework.listing import Column, Facet, Reach, View
from casework.models import Notice, Record
from casework.timers import Length, Unit
from casework.web import facets, lists
from relief import codes
from relief.complaints.lifecycle import ACKNOWLEDGED, RECEIVED, RECORD
from relief.models import Complaint
from relief.roles import ROLES

#: Neither who complained nor about whom stands in a list.
COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("投诉"), fixed=True, reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("clock", gettext_lazy("期限"), "clock", "due", reach=Reach.TIME),
    Column("opened", gettext_lazy("收到"), "moment", reach=Reach.TIME),
)
LABELS = {"TM-15a": gettext_lazy("投诉受理告知"), "TM-15b": gettext_lazy("投诉答复")}
ALARMS = {
    "TM-15a": Alarm(timedelta(0), warned=(), told=("SUP",)),
    "TM-15b": Alarm(Length(-3, Unit.WORKING_DAY), warned=("SUP",), told=("SUP",)),
}


class ComplaintKind(Kind):
    """Complaints about relief 投诉."""

    model = Complaint
    api = "complaints"
    page = "complaints"
    label = gettext_lazy("投诉")
    roles = ROLES
    related = ("received_by", "case")
    alarms = ALARMS
    unmask_object = "allegation_complaint"
    detail_template = "casework/plain_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的投诉。")
    nothing_yet = gettext_lazy("还没有收到投诉。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return list(codes.choices(name))

    def timer_label(self, key: str) -> str:
        return str(LABELS.get(key, key))

    def begun(self, ctx: Context) -> None:
        """The bureau hears of it at once, the station never."""
        notices.notify(ctx.record, Notice.SUPERVISE, "complaint", roles=("SUP",))

    def told(self, record: Any, act: Act) -> Sequence[Any]:
        return [ROLES["SUP"]] if act is RECORD else ()

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        return codes.label(ask.choices, raw.strip('"')) if isinstance(ask.choices, str) else raw

    def unmaskable(self, record: Any) -> dict[str, tuple[Any, str]]:
        return {name: (record, name) for name in ("name", "contact") if getattr(record, name)}

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        """What was said and found, with the names and numbers in it masked."""
        told = {name: getattr(record, name) for name in ("matter", "way", "complainant", "conclusion")}
        prose = ("content", "findings", "answer", "measures")
        return told | {
            "case": record.case.number if record.case else "", "name": str(record.name or ""),
            "contact": str(record.contact or ""), "relief_ordered": record.relief_ordered,
            **{name: str(getattr(record, name) or "") for name in prose},
        }  # fmt: skip

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from relief.web import complaints

        return complaints.past_parts(past) if past else complaints.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        return lists.plain_rows(records)

    def facets(self) -> Sequence[Facet]:
        return [facets.states(self), facets.DUE, facets.OPEN]

    def views(self, actor: Actor) -> Sequence[View]:
        return [View(_("待办"), f"state={RECEIVED},{ACKNOWLEDGED}")]

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("complaints-new"), RECORD.label) if actor.role in RECORD.by else None

    def held_by(self, record: Any) -> str:
        return str(ROLES["SUP"])

    def mine(self, actor: Actor) -> Q | None:
        return Q() if actor.role == "SUP" else None
