"""F-04 责令(限期)整改通知书: what was found, what is wanted until when, by which law, which rights remain (§3)."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clocks, display
from casework.clock_words import length_words
from casework.context import Context
from casework.documents import Paper
from casework.timers import Length, Unit
from property_rectification import categories, codes, law
from property_rectification.guards.facts import ORGAN_COMPETENT, facts_found
from property_rectification.models.deciding import OrderNotice
from property_rectification.papers import about
from property_rectification.papers.receivers import to_firm

RECTIFY = "T.HANDLE.RECTIFY"


def snapshot(ctx: Context) -> dict[str, Any] | None:
    """The order as its form says it; an act whose form holds none prints none.

    Evidence is named by its kind alone: a title may name a person.
    """
    data, order = ctx.data, _served(ctx)
    if "requirement" not in data:
        return None
    return {
        "addressee": about.addressee(ctx, data.get("served_to") or ""),
        "place": about.place_for_other_side(ctx),
        "matter": about.matter_for_other_side(ctx),
        "facts": about.paragraphs(order.facts_found if order else data.get("facts_found")),
        "evidence": _evidence(ctx),
        "basis": basis(ctx),
        "requirement": about.paragraphs(data.get("requirement")),
        "deadline": _deadline(ctx),
        "amount": display.money(data["amount_confirmed"]) if data.get("amount_confirmed") else "",
        "contact": about.contact(ctx),
        "administrative": ORGAN_COMPETENT.denial(ctx) is None,
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }


def _served(ctx: Context) -> Any:
    """The order that this act has kept, whose facts and law need not stand in its form; a draft has none."""
    return ctx.once(f"made:{OrderNotice.__name__}", lambda: None)


def basis(ctx: Context) -> list[str]:
    """The law that was cited, as far as it is verified and in force on the day of the conduct (§3, template rule)."""
    order = _served(ctx)
    day = order.acted_on if order else ctx.data.get("acted_on")
    typed = [{"code": row["instrument"], "article": row["article"]} for row in ctx.data.get("basis") or []]
    known = law.verified(day) if day else {}
    cited = [(known.get(row["code"]), row["article"]) for row in (order.basis if order else typed)]
    return [law.words(found.title, found.version_note, article) for found, article in cited if found]


def _evidence(ctx: Context) -> list[str]:
    pieces = {link.evidence_id: link.evidence for fact in facts_found(ctx) for link in fact.links.all()}
    kinds = Counter(piece.type for piece in pieces.values() if piece.lawful)
    return [
        _("%(kind)s%(n)d份") % {"kind": codes.label("evidence_type", kind), "n": kinds[kind]} for kind in sorted(kinds)
    ]


def _deadline(ctx: Context) -> str:
    """How long, and until when once it was served; empty where the category leaves it to the order's own words."""
    length = categories.limit_of(categories.of(ctx), ctx.data.get("variant") or "first")
    if length is None and ctx.data.get("limit_days"):
        length = Length(ctx.data["limit_days"], Unit.CALENDAR_DAY)
    if length is None:
        return ""
    words = _("自送达之日起%(length)s内") % {"length": length_words(length)}
    until = _until(ctx, length)
    return _("%(words)s，即%(moment)s前") % {"words": words, "moment": until} if until else words


def _until(ctx: Context, length: Length) -> str:
    """The end of the clock that the act has started, or what it would be; empty while the service is not known."""
    if not ctx.preview:
        timer = next((one for one in about.running(ctx) if one.key == RECTIFY), None)
        return about.ends(timer.due_at, Unit(timer.unit), provisional=timer.provisional) if timer else ""
    served = ctx.data.get("served_at")
    foreseen = clocks.foreseen(RECTIFY, ctx.record.lifecycle.name, served, length) if served else None
    return about.until(foreseen[0], length.unit) if foreseen else ""


ORDER = Paper(
    "F-04", gettext_lazy("责令限期整改通知书"), snapshot=snapshot, sample=Path(__file__).with_name("F-04.json"),
    object="facts_evidence", letters="Rr", addressed=to_firm, drafted=True, draft_needs=(ORGAN_COMPETENT,),
)  # fmt: skip
