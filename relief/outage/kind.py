"""What the kernel asks about outages that their declaration does not say."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
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
from casework.masking import mask_text
from casework.models import Notice, Record
from casework.web import facets, lists
from relief import codes
from relief.models.outage import Outage
from relief.outage.effects import CLOCK
from relief.outage.lifecycle import RECORD
from relief.roles import ROLES

COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("什么停用"), fixed=True, reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("clock", gettext_lazy("已停用"), "clock", "due", reach=Reach.TIME),
    Column("opened", gettext_lazy("登记"), "moment", reach=Reach.TIME),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
)
LABELS = {CLOCK: gettext_lazy("停用")}
#: Whoever has to act at once.
TOLD = ("DUT", "SUP")
_NOTICES = {"record_outage": "service_out", "restore_service": "service_back"}


class OutageKind(Kind):
    """Outages of reception and hotline 停用记录."""

    model = Outage
    api = "relief-outages"
    page = "outages"
    label = gettext_lazy("停用记录")
    roles = ROLES
    related = ("owner_agency",)
    #: They are told in the commit that writes it down; the clock shows how long it lasts.
    alarms = {CLOCK: Alarm(timedelta(0), warned=(), told=())}
    detail_template = "casework/plain_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的停用记录。")
    nothing_yet = gettext_lazy("接待和热线没有停用过。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return list(codes.choices(name))

    def initial(self, record: Any, act: Act) -> Mapping[str, Any]:
        """What was written is completed, not typed again."""
        return {"instead": record.instead.reveal()} if record and record.instead else {}

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        return codes.label("outage_service", raw.strip('"'))

    def timer_label(self, key: str) -> str:
        return str(LABELS.get(key, key))

    def tell(self, ctx: Context) -> None:
        """Duty leader and bureau hear of it at once, day and night."""
        if code := _NOTICES.get(ctx.act.code):
            told = {"agency": ctx.record.owner_agency.name, "action": ctx.record.title}
            notices.notify(ctx.record, Notice.SAFETY, code, roles=TOLD, params=told)

    def told(self, record: Any, act: Act) -> Sequence[Any]:
        return [ROLES[role] for role in TOLD] if act.code in _NOTICES else []

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return {
            "service": record.service, "since": record.since, "until": record.until, "cause": record.cause,
            "instead": mask_text(record.instead.reveal()) if record.instead else "",
        }  # fmt: skip

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from relief.web import outages

        return outages.past_parts(past) if past else outages.parts(record)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        return lists.plain_rows(records)

    def facets(self) -> Sequence[Facet]:
        return [facets.states(self)]

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("outages-new"), RECORD.label) if actor.role in RECORD.by else None

    def mine(self, actor: Actor) -> Q | None:
        """The duty leader sees to it."""
        return Q(owner_agency=actor.agency_id) if actor.role == "DUT" else None
