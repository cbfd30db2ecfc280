"""Answering, leaving a matter to whom it belongs, withdrawing, terminating (§1.1.2 #41, #52–#54)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from property_rectification.effects.common import child, refuse_future
from property_rectification.effects.facts import UNFOUNDED
from property_rectification.models.deciding import Conclusion, ReturnRequest
from property_rectification.models.disputes import Dispute
from property_rectification.models.mediation import Mediation
from property_rectification.models.voices import Objection
from property_rectification.states import DISPUTED, OBJECTION, RETURN_REQ

#: Codes of the list result.
TAKEN_OVER, GUIDED, TERMINATED, ANSWERED = "06", "07", "09", "12"
#: Results of a round in which nobody was found to have done wrong.
WITHOUT_VIOLATION = (UNFOUNDED, TAKEN_OVER, GUIDED, ANSWERED)


def answer_consultation(ctx: Context) -> None:
    """Keep the answer as it was given."""
    child(ctx, Conclusion, kind=Conclusion.ANSWERED, reasons=ctx.data["answer"], told_how=ctx.data["told_how"])
    ctx.record.result = ANSWERED


def conclude_by_referral(ctx: Context) -> None:
    """Keep who took the matter over and with what result, or that the way to court was shown; with the reasons."""
    data = ctx.data
    child(
        ctx, Conclusion, kind=Conclusion.REFERRED, reasons=_in_words(ctx), remedies=data["remedies"],
        told_how=data["told_how"], reviewer=ctx.actor.post,
    )  # fmt: skip
    ctx.record.result = data["way"]


def _in_words(ctx: Context) -> str:
    """The reasons, after what the other organ decided where one took the matter over."""
    data = ctx.data
    if data["way"] != TAKEN_OVER:
        return str(data["reasons"])
    decided = _("%(organ)s（%(number)s）：%(result)s") % {
        "organ": data["organ"], "number": data["number"], "result": data["organ_result"],
    }  # fmt: skip
    return f"{decided}\n{data['reasons']}"


# --- ending without a result ------------------------------------------------------------------------------------


def confirm_withdrawal(ctx: Context) -> None:
    """Keep whether the reporter withdraws of their own free will; the words stay with the event."""
    refuse_future(ctx, ctx.data["at"], "at", _("时间"))
    ctx.record.withdrawal_free = ctx.data["free"] == "yes"


def withdraw_case(ctx: Context) -> None:
    """End the case because its reporter no longer wants it; whoever changes their mind reports again."""
    _end(
        ctx, Conclusion.WITHDRAWN, reasons=ctx.data.get("reasons") or _("反映人自愿撤回。"),
        remedies=_("改变主意或者有新的情况，可以随时再次反映；调解、起诉、信访的权利不受影响。"),
    )  # fmt: skip


def terminate_case(ctx: Context) -> None:
    """End the case because there is nobody or nothing left it could be about."""
    data = ctx.data
    _end(
        ctx, Conclusion.TERMINATED, reasons=data["reasons"], remedies=data["remedies"], told_how=data["told_how"],
        reviewer=ctx.actor.post,
    )  # fmt: skip


def _end(ctx: Context, kind: str, **told: Any) -> None:
    """Keep the answer, and close what was asked for within the case and not decided."""
    child(ctx, Conclusion, kind=kind, **told)
    for one in _asked(ctx.record):
        ctx.update(one, outcome=one.ENDED, decided_at=ctx.now, decided_by=ctx.actor.post)
    for mediation in ctx.record.mediations.filter(result=Mediation.OPEN):
        ctx.update(mediation, result=Mediation.ENDED, ended_at=ctx.now)
    ctx.record.result = TERMINATED


def _asked(record: Any) -> Iterable[Any]:
    """What somebody asked for in the state the case stands in, and waits to hear of."""
    if record.state == RETURN_REQ:
        return record.returnrequests.filter(outcome=ReturnRequest.OPEN)  # type: ignore[no-any-return]
    if record.state == DISPUTED:
        return record.disputes.filter(outcome=Dispute.OPEN)  # type: ignore[no-any-return]
    return record.objections.filter(outcome=Objection.OPEN) if record.state == OBJECTION else ()
