"""F-10 调解登记表、协议书、终止告知 and F-11 司法确认申请材料清单 (L-70, L-71).

The owners' side stands there without a name: whoever comes writes it down in person, so that no paper that reaches the
firm says who reported (§5.4).
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from casework.masking import mask_text
from property_rectification import codes
from property_rectification.guards.facts import sides_of
from property_rectification.guards.mediation import last_round
from property_rectification.mediation_words import OTHER_WAYS
from property_rectification.models.facts import STATEMENT_SIDES
from property_rectification.models.mediation import Mediation
from property_rectification.papers.receivers import to_both_sides

_SETTLED = ("record_agreement", "record_performed_agreement")


def snapshot(ctx: Context) -> dict[str, Any] | None:
    """The form while both want it, the agreement once it is there, and the other ways where it ends without one.

    The end that follows a no by itself prints nothing more: the paper came with the no.
    """
    current = last_round(ctx)
    if current is None or (ctx.actor.is_system and current.result == Mediation.REFUSED):
        return None
    if ctx.act.code == "record_consent" and ctx.data["answer"] == "yes":
        return None
    settled = ctx.act.code in _SETTLED
    return {
        "heading": _("调解协议书") if settled else _("调解登记表"),
        "parties": _parties(ctx), "round": current.round, "dispute": mask_text(current.dispute.reveal()),
        "asked": _("%(side)s　%(when)s") % {
            "side": current.get_asked_by_display(), "when": display.on_paper(current.asked_at),
        },
        "consents": [] if settled else _consents(current),
        "mediator": _mediator(ctx, current), "court_no": current.court_no,
        "started_at": display.on_paper(current.started_at) if current.started_at else "",
        "agreement": _agreement(ctx) if settled else None,
        "ended": "" if settled or ctx.act.code == "start_mediation" else _how(ctx, current),
        "ways": [] if settled or ctx.act.code == "start_mediation" else [str(way) for way in OTHER_WAYS],
    }  # fmt: skip


def _parties(ctx: Context) -> list[dict[str, str]]:
    names, case = dict(STATEMENT_SIDES), ctx.record
    known = {"firm": case.firm.name if case.firm else ""}
    return [{"side": str(names[side]), "name": known.get(side, "")} for side in sides_of(case)]


def _mediator(ctx: Context, current: Mediation) -> str:
    """The name; whoever acts in it needs not be looked up."""
    if ctx.actor.user and current.mediator_id == ctx.actor.user_id:
        return ctx.actor.user.display_name
    return current.mediator.display_name if current.mediator else ""


def _consents(current: Mediation) -> list[dict[str, str]]:
    return [
        {
            "side": str(said.get_side_display()), "answer": str(_("同意调解") if said.agreed else _("不同意调解")),
            "when": display.on_paper(said.at), "mode": codes.label("statement_mode", said.mode) if said.mode else "",
        }
        for said in current.consents.all()
    ]  # fmt: skip


def _how(ctx: Context, current: Mediation) -> str:
    refused = ctx.act.code in ("record_refusal", "record_consent") or current.result == Mediation.REFUSED
    if refused:
        return _("一方不愿调解，调解到此结束，不问理由")
    return _("期限已到，没有达成协议") if ctx.actor.is_system else _("没有达成协议")


def _agreement(ctx: Context) -> dict[str, Any]:
    data = ctx.data
    return {
        "form": codes.label("agreement_form", data["form"]), "content": mask_text(data["agreement_content"]),
        "plan": mask_text(data.get("agreement_plan") or ""), "proof": mask_text(data.get("agreement_proof") or ""),
        "perform_by": _day(data.get("perform_by")), "performed_on": _day(data.get("performed_on")),
        "effective_at": display.on_paper(data["effective_at"]),
        "confirmable": not data.get("decides_ownership") and not data.get("performed_on"),
    }  # fmt: skip


def _day(day: Any) -> str:
    return _("%(y)d年%(m)d月%(d)d日") % {"y": day.year, "m": day.month, "d": day.day} if day else ""


def list_snapshot(ctx: Context) -> dict[str, Any] | None:
    """What both sides bring to the court together; nothing where the agreement decides who owns something."""
    if ctx.data.get("decides_ownership"):
        return None
    return {"parties": _parties(ctx), "effective_at": display.on_paper(ctx.data["effective_at"])}


MEDIATION_PAPER = Paper(
    "F-10", gettext_lazy("调解登记表、调解协议书"), snapshot=snapshot, sample=Path(__file__).with_name("F-10.json"),
    object="mediation", addressed=to_both_sides,
)  # fmt: skip
CONFIRMATION_LIST = Paper(
    "F-11", gettext_lazy("司法确认申请材料清单"), snapshot=list_snapshot,
    sample=Path(__file__).with_name("F-11.json"), object="mediation", addressed=to_both_sides,
)  # fmt: skip
