"""What the kernel asks about records of interference that their declaration does not say."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from casework.actor import Actor
from casework.api.present import moment
from casework.kinds import Kind
from casework.ledger import PastView
from casework.listing import Column, Reach
from casework.models import Record
from casework.web import lists
from property_rectification import codes
from property_rectification.interference.lifecycle import RECORD
from property_rectification.models import Interference
from property_rectification.roles import ROLES

#: Neither who asked nor what was said stands in a list (§5.2).
COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("案件"), fixed=True, reach=Reach.MATTER),
    Column("owner", gettext_lazy("记录单位"), reach=Reach.ORGANISATION),
    Column("opened", gettext_lazy("记录"), "moment", reach=Reach.TIME),
)


class InterferenceKind(Kind):
    """Records of interference 干预过问记录."""

    model = Interference
    api = "interferences"
    page = "interferences"
    label = gettext_lazy("干预过问记录")
    roles = ROLES
    related = ("owner_agency", "source")
    detail_template = "property_rectification/interference_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的记录。")
    nothing_yet = gettext_lazy("还没有干预过问记录。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return list(codes.choices(name))

    def form_words(self, ask: Any, raw: str, record: Any) -> str:
        return codes.label("interference_way", raw)

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        """In the clear: whoever reaches it wrote it down or audits it, and it says what an office did."""
        return {
            "case": record.source.number, "happened_at": moment(record.happened_at), "way": record.way,
            "who": record.who.reveal(), "who_post": record.who_post.reveal() if record.who_post else "",
            "content": record.content.reveal(),
        }  # fmt: skip

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from property_rectification.web import interferences

        return interferences.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        return lists.plain_rows(records)

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("interferences-new"), RECORD.label) if actor.role in RECORD.by else None
