"""What screens and API know about leads beyond their lifecycle."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Ask
from casework.kinds import Kind
from casework.ledger import PastView
from casework.listing import Column, Facet, Option, Reach
from casework.masking import mask_text
from casework.models import Record
from casework.timers import local_day
from casework.web import facets, frames
from property_rectification import categories, codes
from property_rectification.lead_lifecycle import INTAKE
from property_rectification.models import Lead
from property_rectification.roles import ROLES
from property_rectification.suggest.categories import NOT_PROPERTY
from property_rectification.web import lead_parts

EXCERPT = 60
#: What an address says for no suggestion at all.
NONE = "none"
COLUMNS = (
    Column("excerpt", gettext_lazy("说的什么事"), "link", fixed=True, reach=Reach.WORDS),
    Column("received", gettext_lazy("收到"), "moment", "opened", reach=Reach.TIME),
    Column("place", gettext_lazy("小区"), reach=Reach.PLACE),
    Column("suggestion", gettext_lazy("推荐分类"), reach=Reach.MATTER),
    Column("similar", gettext_lazy("可能相同"), reach=Reach.MATTER),
    Column("source", gettext_lazy("来源"), reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
)


class LeadKind(Kind):
    """Messages that wait for a person's word."""

    model = Lead
    api = "leads"
    page = "leads"
    label = gettext_lazy("待确认线索")
    roles = ROLES
    related = ("owner_agency", "compound", "case")
    detail_template = "casework/lead_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的线索。")
    nothing_yet = gettext_lazy("没有待确认的线索。")

    def choices(self, name: str, record: Record | None) -> list[tuple[Any, Any]]:
        if name == "category":
            return categories.choices(local_day(clock.now()))
        return list(codes.choices(name))

    def timer(self, ctx: Context, key: str) -> Any:
        return False

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return {
            "narrative": mask_text(record.narrative.reveal()),
            "received_at": record.received_at.astimezone(clock.CHINA).isoformat(),
            "channel": record.channel,
            "external_no": record.external_no,
            "compound": record.compound_id,
            "suggested": record.suggested,
            "suggestion": record.suggestion,
            "duplicates": record.duplicates,
            "case": str(record.case_id) if record.case_id else None,
            "pointed_to": record.pointed_to,
        }

    def shown_next(self, record: Any, act: Act) -> Any:
        return record.case if act.code == "take_up" and record.case_id else record

    def place(self, record: Any) -> str:
        return record.compound.name if record.compound_id else ""

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        return lead_parts.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        found = Lead.objects.select_related("compound").in_bulk([r.pk for r in records])
        labels = dict(self.choices("category", None)) | {NOT_PROPERTY: _("非物业事项")}
        return [self._row(found[r.pk], labels) for r in records]

    def _row(self, lead: Lead, labels: Mapping[str, str]) -> dict[str, Any]:
        return {
            "url": frames.url(lead), "number": "", "place": self.place(lead), "summary": lead.title,
            "received": lead.received_at, "source": codes.label("channel", lead.channel), "excerpt": excerpt(lead),
            "suggestion": labels.get(lead.suggested, ""), "owner": "",
            "similar": _("%(n)d件") % {"n": len(lead.duplicates)} if lead.duplicates else "",
            "badges": [frames.state_badge(lead)], "clock": None,
            "category": "", "updated": lead.updated_at,
        }  # fmt: skip

    def narrow(self, rows: QuerySet[Record], name: str, value: str) -> QuerySet[Record] | None:
        if name != "suggested":
            return None
        return rows.filter(lead__suggested__in=["" if v == NONE else v for v in value.split(",")])

    def facets(self) -> Sequence[Facet]:
        return (
            facets.states(self),
            Facet("suggested", gettext_lazy("推荐分类"), _suggested_options, _suggested_named, reach=Reach.MATTER),
        )

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        if ask.kind == "compound":
            return record.compound.name if record.compound_id else raw
        return str(dict(self.choices(ask.choices, record)).get(raw, raw)) if ask.choices else raw

    def initial(self, record: Any, act: Act) -> Mapping[str, Any]:
        return {"compound": record.compound_id} if act.code == "take_up" else {}

    def import_url(self, actor: Actor) -> str:
        return reverse("imports") if actor.role in INTAKE.split() else ""

    def mine(self, actor: Actor) -> Q | None:
        return None


def _suggestions() -> dict[str, Any]:
    return {NOT_PROPERTY: _("非物业事项"), "": _("没有推荐"), **dict(categories.choices(local_day(clock.now())))}


def _suggested_options(rows: QuerySet[Any], actor: Actor, words: str) -> list[Option]:
    found = facets.listed_options(rows, "lead__suggested", _suggestions(), words)
    return [(code or NONE, label, n) for code, label, n in found]


def _suggested_named(values: Sequence[str]) -> list[Any]:
    known = _suggestions()
    return [known.get("" if value == NONE else value, value) for value in values]


def excerpt(lead: Lead) -> str:
    """The first words, numbers of people masked."""
    text = " ".join(mask_text(lead.narrative.reveal()).split())
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"
