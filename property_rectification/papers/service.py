"""F-37 送达回证: what is handed over, to whom and how, with room for signature, refusal and witness (§3)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display, documents
from casework.context import Context
from casework.documents import Paper
from property_rectification.effects.voices import ROLE_OF_OBJECTOR
from property_rectification.models.voices import Objection
from property_rectification.papers import about
from property_rectification.papers.receivers import NOBODY

CODE = "F-37"
#: Acts that answer an objection: what is handed over is the answer itself, which stands on the receipt.
_ANSWERS = {
    "uphold_objection": Objection.UPHELD, "reopen_fact_finding": Objection.REOPENED,
    "dismiss_objection": Objection.DISMISSED,
}  # fmt: skip


def snapshot(ctx: Context) -> dict[str, Any]:
    """What is known when the act is done; the rest is written by hand where it is handed over."""
    data, outcome = ctx.data, _ANSWERS.get(ctx.act.code)
    served = data.get("served_at")
    return {
        "papers": _named(ctx, outcome),
        "matter": about.matter(ctx),
        "addressee": data.get("served_to") or "",
        "mode": about.coded("service_mode", data.get("service_mode")),
        "served_at": display.on_paper(served) if served else "",
        "answer": str(dict(Objection.OUTCOMES)[outcome]) if outcome else "",
        "reasons": about.paragraphs(data.get("reasons")) if outcome else [],
        "remedies": about.paragraphs(data.get("remedies")) if outcome else [],
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
    }


def _named(ctx: Context, outcome: str | None) -> list[str]:
    others = [str(documents.paper_of(code).name) for code in documents.printed_by(ctx.act) if code != CODE]
    return [_("异议复核答复"), *others] if outcome else others


def _to_objector(ctx: Context) -> Sequence[str]:
    """The paper is the proof of the office; where it is the answer to an objection, whoever objected opens it."""
    if ctx.act.code not in _ANSWERS:
        return NOBODY
    decided = ctx.record.objections.exclude(outcome=Objection.OPEN).order_by("decided_at").last()
    role = ROLE_OF_OBJECTOR.get(decided.objector)
    return (role,) if role else NOBODY


SERVICE = Paper(
    CODE, gettext_lazy("送达回证"), snapshot=snapshot, sample=Path(__file__).with_name("F-37.json"),
    object="facts_evidence", letters="R", addressed=_to_objector,
)  # fmt: skip
