"""Two cases out of one complaint: what the firm did and what owners did, each decided on its own (§2.4).

Neither waits for the other, but for one: an unpaid fee is not decided before the defect it is withheld for is answered.
"""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import Denial, GuardsFailed

#: The category that waits: a fee is owed only where the service claim of the other case was answered.
UNPAID_FEE = "WB01"
#: Steps of the stage bar before which nobody has answered the claim.
_BEFORE_ANSWER = ("intake", "triage", "dispatch", "facts")


def paired_with(case: Any) -> list[Any]:
    """The cases this one is paired with, from either side. Two queries."""
    from property_rectification.models import PairedCase, RectificationCase

    keys = [
        other if mine == case.pk else mine
        for mine, other in PairedCase.objects.of(case).values_list("case_id", "other_id")
    ]
    return list(RectificationCase.objects.filter(pk__in=keys).order_by("opened_at"))


def is_answered(case: Any) -> bool:
    """Whether a case has given its answer: an order, a confirmed conclusion, or an end."""
    state = case.lifecycle.states[case.state]
    return state.terminal or (bool(state.step) and state.step not in _BEFORE_ANSWER)


def refuse_while_claim_open(ctx: Context) -> None:
    """Raises GuardsFailed where an unpaid fee would be decided before the service claim against it is answered."""
    if ctx.record.category != UNPAID_FEE:
        return
    for other in paired_with(ctx.record):
        if other.side != "owner" and not is_answered(other):
            words = _("业主提出的服务问题%(number)s还没有答复。") % {"number": other.number or ""}
            raise GuardsFailed([Denial("service_claim_answered", words, _("先答复服务问题；欠费的事实可以继续核查"))])
