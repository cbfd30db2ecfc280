"""A lead becomes a case, or joins one that is there already. The case is created in the commit that ends the lead."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from casework import engine
from casework import vocabulary as v
from casework.context import Context

if TYPE_CHECKING:
    from property_rectification.models import RectificationCase


def _case_visible(ctx: Context) -> Any:
    number = ctx.data.get("case_number")
    if not number or _case(ctx, number) is not None:
        return True
    return {"number": number, "field": "case_number"}


CASE_NOT_FOUND = v.holds(
    "lead_case_known", _case_visible, _("没有找到案件{number}，或不在您的范围内。"), _("核对编号；不填就登记为新案件"),
    on_data=True, rules="§1.1.2 #07",
)  # fmt: skip


def _case(ctx: Context, number: str) -> "RectificationCase | None":
    from property_rectification.models import RectificationCase

    visible = RectificationCase.objects.visible_to(ctx.actor)
    return ctx.once(f"case:{number}", lambda: visible.filter(number=number).first())  # type: ignore[no-any-return]


def take_up(ctx: Context) -> None:
    """Link the lead to the named case, or begin one with the lead's own words; keep the category a person chose."""
    from property_rectification.models import RectificationCase

    lead, number = ctx.record, ctx.data.get("case_number")
    lead.category = ctx.data.get("category") or ""
    if number:
        lead.case = _case(ctx, number)
    else:
        lead.case = engine.create(
            RectificationCase, actor=ctx.actor, data=_as_case(ctx), opened_at=_taken_in(lead)
        ).record


def _taken_in(lead: Any) -> datetime:
    """When the message came into the house: from then on the clock of registration runs, however long it lay."""
    first: datetime = lead.events.order_by("seq").values_list("at", flat=True)[0]
    return first


def _as_case(ctx: Context) -> dict[str, Any]:
    """What the case is created from: the words as they came, and the place the person has confirmed."""
    lead, compound = ctx.record, ctx.data.get("compound")
    subject, narrative = _plain(lead.subject), _plain(lead.narrative)
    return {
        "channel": lead.channel,
        "reported_at": lead.received_at.isoformat(),
        "narrative": narrative if not subject or subject in narrative else f"{subject}\n{narrative}",
        "compound": compound.pk if compound else lead.compound_id,
        "place": ctx.data.get("place") or "",
        "external_no": lead.external_no,
        "reporter_name": _plain(lead.reporter_name),
        "reporter_phone": _plain(lead.reporter_contact),
    }


def _plain(secret: Any) -> str:
    return secret.reveal() if secret else ""
