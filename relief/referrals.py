"""Who was sent on to relief of another kind, and whether anybody knows what became of it."""

from typing import Any

from relief import rows
from relief.models.referral import Referral


def due(case: Any) -> Any:
    """The refusal or referral to the township: the file stays open until its answer is known (R-07)."""
    refused, referred = rows.refusal(case), rows.referral(case)
    if refused is not None and refused.referred_to:
        return refused
    return referred if referred is not None and referred.kind == Referral.TEMPORARY else None


def waiting(case: Any) -> Any:
    """The refusal or referral whose result nobody has written down; None where there is none."""
    refused, referred = rows.refusal(case), rows.referral(case)
    if refused is not None and refused.referred_to and not refused.answered:
        return refused
    return referred if referred is not None and not referred.answered else None
