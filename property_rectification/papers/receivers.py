"""Which party a paper goes to, and so which account or key opens it: no other of them does (§5.4).

What goes to a firm or a committee says nothing of the reporter: its texts are refused the name, and a sheet that holds
the reporter's answer (the end of a check, the look-back, the approval) is addressed to nobody outside.
"""

from collections.abc import Sequence

from casework.actor import REPORTER
from casework.context import Context
from property_rectification.guards.facts import sides_of
from property_rectification.guards.recusal import request_of
from property_rectification.models.penalty_parts import FIRM as PARTY_IS_FIRM
from property_rectification.unnamed import case_of

FIRM, COMMITTEE = "R15", "R16"
NOBODY: Sequence[str] = ()


def to_reporter(ctx: Context) -> Sequence[str]:
    """What the reporter is given: receipt, notice, answer."""
    return (REPORTER,)


def to_firm(ctx: Context) -> Sequence[str]:
    """The firm where the matter is the firm's."""
    return (FIRM,) if case_of(ctx).side == "firm" else NOBODY


def to_both_sides(ctx: Context) -> Sequence[str]:
    """All who are heard as one side or the other; the firm only where it is one."""
    owners = (COMMITTEE, REPORTER)
    return (FIRM, *owners) if "firm" in sides_of(case_of(ctx)) else owners


def to_the_firm_talked_to(ctx: Context) -> Sequence[str]:
    """The firm where it is invited to a talk, or was at one; of a talk with a unit nobody outside."""
    told = ctx.data.get("talk_with") or ctx.data.get("esc_talk_with")
    return (FIRM,) if told == PARTY_IS_FIRM else NOBODY


def to_whom_is_answered(ctx: Context) -> Sequence[str]:
    """F-36: the reporter once it may be told; of a procedure without penalty its party, a firm, when served."""
    party = getattr(ctx.record, "party_kind", None)
    if party is not None:
        served = ctx.act.code == "serve_no_penalty" and party == PARTY_IS_FIRM
        return (FIRM,) if served else NOBODY
    return NOBODY if ctx.act.code == "conclude_unfounded" else (REPORTER,)


def to_who_consulted(ctx: Context) -> Sequence[str]:
    """F-05 goes to units; answered with it is only a consultation."""
    return (REPORTER,) if ctx.act.code == "answer_consultation" else NOBODY


def to_applicant(ctx: Context) -> Sequence[str]:
    """F-39: who asked, in person; of a request that was taken down for the owners nobody knows whose it was."""
    one = request_of(ctx) if ctx.act.code == "decide_recusal" else ctx.once("made:RecusalRequest", lambda: None)
    if one.applicant == "owner":
        asked = one.recorded_by.role if one.recorded_by else REPORTER
        return (asked,) if asked in (COMMITTEE, REPORTER) else NOBODY
    return (FIRM,) if one.applicant == "firm" else NOBODY
