"""What the page of a lead shows: the words, what the system found in them, and what may be the same matter."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import clock, engine
from casework.actor import Actor
from casework.masking import mask_text
from casework.models import Record
from casework.timers import local_day
from casework.web import frames
from property_rectification import categories, codes
from property_rectification.models import Lead
from property_rectification.suggest import duplicates
from property_rectification.suggest.categories import NOT_PROPERTY


def parts(lead: Lead, actor: Actor, other: Lead | None = None) -> dict[str, Any]:
    """The context of lead_detail.html beyond the frame; with `other`, both texts side by side."""
    found = {o.act.code: o for o in engine.options(lead, actor) if o.role_fits and o.allowed}
    buttons = {code: _button(lead, o) for code, o in found.items()}
    return {
        "lead": _lead(lead, actor),
        "suggestions": suggestions(lead.suggestion),
        "candidates": candidates(lead, actor),
        "compare": _compared(lead, other) if other else None,
        "take_up": buttons.get("take_up"),
        "set_aside": buttons.get("set_aside") or buttons.get("reconsider"),
        "refused": [],
    }


def _button(lead: Lead, option: engine.Option) -> dict[str, Any]:
    code = option.act.code.replace("_", "-")
    return {"label": option.act.label, "url": frames.url(lead, "do", code=code), "icon": ""}


def _lead(lead: Lead, actor: Actor) -> dict[str, Any]:
    overview = [
        _line(_("来源编号"), lead.external_no),
        _line(_("反映人"), str(lead.reporter_name or "") or _("没有留姓名")),
        _line(_("电话"), str(lead.reporter_contact or "")),
        _line(_("来源分类"), lead.source_class),
        _line(_("告知去处"), lead.pointed_to),
    ]
    if lead.case:
        overview.append(_line(_("案件"), lead.case.number or _("未编号"), frames.url(lead.case)))
    return {
        "title": lead.title or _("来信"), "text": mask_text(lead.narrative.reveal()),
        "overview": [line for line in overview if line["value"]],
        "source": codes.label("channel", lead.channel), "received": lead.received_at,
        "reply": mask_text(lead.reply.reveal()) if lead.reply else "", "badges": [frames.state_badge(lead)],
        "back_url": f"{reverse('leads-list')}?state=pending",
        "compound": lead.compound.name if lead.compound else "",
        "compound_found": "", **_walk(lead, actor),
    }  # fmt: skip


def _line(label: str, value: str, url: str = "") -> dict[str, str]:
    return {"label": label, "value": value, "url": url}


def _walk(lead: Lead, actor: Actor) -> dict[str, str]:
    """The neighbours among what still waits, newest first as the list shows them."""
    waiting = Record.objects.visible_to(actor).filter(kind=lead.kind, state="pending")
    newer = waiting.filter(opened_at__gt=lead.opened_at).order_by("opened_at", "pk").first()
    older = waiting.filter(opened_at__lt=lead.opened_at).order_by("-opened_at", "pk").first()
    return {"prev_url": frames.url(newer) if newer else "", "next_url": frames.url(older) if older else ""}


def suggestions(suggestion: dict[str, Any]) -> list[dict[str, Any]]:
    """The suggested categories with the words that led to them; the system suggests, people decide."""
    if not suggestion or not suggestion.get("code"):
        return []
    labels = categories.labels(local_day(clock.now()))
    entries = [{"code": suggestion["code"], "words": suggestion["words"]}, *suggestion["alternatives"]]
    found = []
    for one in entries:
        code = "" if one["code"] == NOT_PROPERTY else one["code"]
        found.append({"code": code, "label": labels.get(one["code"], one["code"]), "words": one["words"]})
    return found


def candidates(lead: Lead, actor: Actor) -> list[dict[str, Any]]:
    """Likely duplicates in the actor's scope: the sentence that matches and the reasons in words."""
    by_id = {item["lead"]: item for item in lead.duplicates}
    visible = Record.objects.visible_to(actor).filter(pk__in=list(by_id)).values_list("pk", flat=True)
    mine = mask_text(lead.narrative.reveal())
    return [
        _candidate(lead, other, by_id[str(other.pk)], mine)
        for other in Lead.objects.filter(pk__in=list(visible)).select_related("compound", "case")
    ]


def _compared(lead: Lead, other: Lead) -> dict[str, Any]:
    """The other text at full length; a summary line is not enough to judge by (CASE 07)."""
    item = next(item for item in lead.duplicates if item["lead"] == str(other.pk))
    return {
        "title": other.title or _("来信"), "number": other.case.number if other.case else "",
        "url": frames.url(other), "text": mask_text(other.narrative.reveal()), "reasons": _reasons(item),
        "back_url": frames.url(lead),
    }  # fmt: skip


def _reasons(item: dict[str, Any]) -> list[str]:
    return [_(duplicates.REASONS[code]).format(days=item["days"]) for code in item["reasons"]]


def _candidate(lead: Lead, other: Lead, item: dict[str, Any], mine: str) -> dict[str, Any]:
    theirs = mask_text(other.narrative.reveal())
    sentence = duplicates.matching_sentence(mine, theirs) or theirs[:60]
    return {
        "url": frames.url(other), "title": other.title, "number": other.case.number if other.case else "",
        "when": other.received_at, "place": other.compound.name if other.compound else "",
        "badge": frames.state_badge(other), "sentence": [{"text": sentence, "same": True}],
        "reasons": _reasons(item),
        "compare_url": reverse("leads-compare", kwargs={"key": frames.key_of(lead), "other": other.pk}),
    }  # fmt: skip
