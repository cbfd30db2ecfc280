"""What the kernel asks about hand-overs that their declaration does not say."""

from collections.abc import Mapping, Sequence
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
from casework.masking import mask_text
from casework.models import Notice, Record
from casework.web import facets, lists
from relief import codes
from relief.models import ShiftHandover
from relief.roles import ROLES
from relief.shift.lifecycle import BEGIN, OPEN

COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("班次"), fixed=True, reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("opened", gettext_lazy("开始写"), "moment", reach=Reach.TIME),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
)


class ShiftKind(Kind):
    """Hand-overs of shifts 交接班."""

    model = ShiftHandover
    api = "shift-handovers"
    page = "shifts"
    label = gettext_lazy("交接班")
    roles = ROLES
    related = ("owner_agency", "signed_by", "taken_by")
    detail_template = "casework/plain_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的交接班记录。")
    nothing_yet = gettext_lazy("还没有交接班记录。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return list(codes.choices(name))

    def initial(self, record: Any, act: Act) -> Mapping[str, Any]:
        """What was written is completed, not typed again."""
        if act.code != "update_shift_handover":
            return {}
        told = {name: getattr(record, name) for name in ("shift", "keys", "cash")}
        return told | {"notes": record.notes.reveal() if record.notes else ""}

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        return codes.label("shift", raw.strip('"'))

    def tell(self, ctx: Context) -> None:
        """Who takes over hears that it waits; who wrote it that something is missing."""
        record, told = ctx.record, {"action": ctx.act.label}
        if ctx.act.code in ("sign_over_shift", "reopen_shift_handover"):
            notices.notify(
                record, Notice.TODO, "assigned", key=ctx.act.code, agencies=[record.owner_agency], roles=("DUT",),
                except_user=ctx.actor.user, params=told,
            )  # fmt: skip

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return {
            "shift": record.shift, "keys": record.keys, "cash": record.cash, "figures": record.figures,
            "notes": mask_text(record.notes.reveal()) if record.notes else "",
        }  # fmt: skip

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from relief.web import shifts

        return shifts.past_parts(past) if past else shifts.parts(record)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        return [lists.row(r, None, place="", category="") for r in records]

    def facets(self) -> Sequence[Facet]:
        return [facets.states(self)]

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("shifts-new"), BEGIN.label) if actor.role in BEGIN.by else None

    def mine(self, actor: Actor) -> Q | None:
        """Of the own station; what somebody else signed waits for me, what I signed does not."""
        signed_by_me = ShiftHandover.objects.filter(signed_by=actor.user_id).values("pk")
        return Q(owner_agency=actor.agency_id) & (Q(state=OPEN) | ~Q(pk__in=signed_by_me))
