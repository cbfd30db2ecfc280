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
from casework.masking import mask_text
from casework.models import Record
from casework.timers import local_day
from casework.web import frames
from property_rectification import codes
from property_rectification.lead_lifecycle import INTAKE, PENDING
from property_rectification.models import CategoryVersion, Lead
from property_rectification.roles import ROLES
from property_rectification.suggest.categories import NOT_PROPERTY
from property_rectification.web import lead_parts

EXCERPT = 60


class LeadKind(Kind):
    """Messages that wait for a person's word."""

    model = Lead
    api = "leads"
    page = "leads"
    label = gettext_lazy("待确认线索")
    roles = ROLES
    detail_template = "casework/lead_detail.html"
    list_template = "casework/lead_list.html"

    def choices(self, name: str, record: Record | None) -> list[tuple[Any, Any]]:
        if name == "category":
            rows = CategoryVersion.objects.in_force(local_day(clock.now())).order_by("code")
            return [(row.code, f"{row.code} {row.name}") for row in rows]
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
            "suggestion": labels.get(lead.suggested, ""), "similar": len(lead.duplicates), "owner": "",
            "badges": [] if lead.state == PENDING else [frames.state_badge(lead)], "clock": None,
            "category": "", "updated": lead.updated_at,
        }  # fmt: skip

    def narrow(self, rows: QuerySet[Record], name: str, value: str) -> QuerySet[Record] | None:
        if name != "suggested":
            return None
        return rows.filter(lead__suggested="" if value == "none" else value)

    def filter_fields(self, params: Mapping[str, str]) -> list[dict[str, Any]]:
        wanted = params.get("suggested", "")
        entries = [(NOT_PROPERTY, _("非物业事项")), ("none", _("没有推荐")), *self.choices("category", None)]
        options = [{"value": v, "label": w, "count": None, "selected": v == wanted} for v, w in entries]
        return [
            {"name": "suggested", "label": _("推荐分类"), "kind": "select", "value": wanted, "options": options},
        ]

    def filter_words(self, name: str, value: str) -> str:
        return {NOT_PROPERTY: _("非物业事项"), "none": _("没有推荐")}.get(value, value)

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


def excerpt(lead: Lead) -> str:
    """The first words, numbers of people masked."""
    text = " ".join(mask_text(lead.narrative.reveal()).split())
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"
