"""What the kernel asks about forwardings that their declaration does not say."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from casework import notices
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Ask
from casework.kinds import Kind
from casework.ledger import PastView
from casework.listing import Column, Facet, Reach
from casework.models import Notice, Record
from casework.web import facets, lists
from relief.forwarding import stations
from relief.forwarding.lifecycle import ASKED, FORWARD
from relief.models import Forwarding
from relief.roles import ROLES

#: The bureau, whose complaint it came of.
BUREAU = "SUP"
COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("转办"), fixed=True, reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("owner", gettext_lazy("救助管理站"), reach=Reach.ORGANISATION),
    Column("opened", gettext_lazy("转办时间"), "moment", reach=Reach.TIME),
)
#: Who hears of what, and in which words.
_TOLD = {
    "forward_matter": ("forwarded", ("DIR",)), "ask_station_again": ("forwarded", ("DIR",)),
    "withdraw_forwarding": ("forwarding_withdrawn", ("DIR",)), "reply_to_bureau": ("station_replied", (BUREAU,)),
}  # fmt: skip
_WORDS = ("question", "reply", "measures", "missing", "why")


class ForwardingKind(Kind):
    """What the bureau handed on to a station 转办."""

    model = Forwarding
    api = "relief-forwardings"
    page = "forwardings"
    label = gettext_lazy("转办")
    roles = ROLES
    related = ("owner_agency", "origin")
    detail_template = "casework/plain_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的转办。")
    nothing_yet = gettext_lazy("还没有转办。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return list(stations.choices())

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        return dict(stations.choices()).get(raw.strip('"'), raw) if ask.choices == "stations" else raw

    def tell(self, ctx: Context) -> None:
        """Whoever has to do something next."""
        if told := _TOLD.get(ctx.act.code):
            code, roles = told
            notices.notify(ctx.record, Notice.TODO, code, roles=roles, params={"action": ctx.record.title})

    def told(self, record: Any, act: Act) -> Sequence[Any]:
        return [ROLES[role] for role in _TOLD[act.code][1]] if act.code in _TOLD else []

    def may_read(self, path: str, actor: Actor, record: Any = None) -> bool:
        """Which complaint it came of is the bureau's alone: its day would tell who spoke (R-53)."""
        return actor.role == BUREAU or not path.startswith("origin")

    def may_read_typed(self, act: Act, actor: Actor) -> bool:
        """The number of the complaint was typed when it began."""
        return actor.role == BUREAU or act is not FORWARD

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        """Question and reply, with the names and numbers in them masked."""
        told = {name: str(getattr(record, name) or "") for name in _WORDS}
        if actor.role == BUREAU:
            told["complaint"] = record.origin.number
        return told | {"reply_by": record.reply_by, "replied_at": record.replied_at}

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from relief.web import forwardings

        return forwardings.past_parts(past) if past else forwardings.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        return [line | {"owner": one.owner_agency.name if one.owner_agency else ""}
                for line, one in zip(lists.plain_rows(records), records, strict=True)]  # fmt: skip

    def facets(self) -> Sequence[Facet]:
        return [facets.states(self), facets.OPEN]

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("forwardings-new"), FORWARD.label) if actor.role in FORWARD.by else None

    def held_by(self, record: Any) -> str:
        return str(ROLES["DIR" if record.state == ASKED else BUREAU])

    def mine(self, actor: Actor) -> Q | None:
        if actor.role == BUREAU:
            return Q()
        return Q(owner_agency=actor.agency_id) if actor.role == "DIR" else None
