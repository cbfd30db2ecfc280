"""Who hears at once when a party speaks, and when a party is spoken to: by the bell, without a word of the case."""

from typing import Any

from casework import notices
from casework.actor import REPORTER
from casework.context import Context
from casework.models import Notice
from property_rectification.case_party import COMMITTEE, FIRM
from property_rectification.effects.party_access import ALIGN, OPENED_TO_FIRM, OPENING
from property_rectification.models.facts import Statement
from property_rectification.states import FACT_FINDING

#: Acts of a party after which the unit that leads has something to look at.
SPOKEN = frozenset({"submit_statement", "add_evidence", "request_mediation", "record_consent"})


def tell(ctx: Context) -> None:
    """Tell the firm what is wanted of it, the unit in charge what a party handed in, and intake who would withdraw."""
    record, code = ctx.record, ctx.act.code
    if code == "ask_withdrawal":
        confirming = record.lifecycle.amendments["confirm_withdrawal"].label
        notices.notify(record, Notice.TODO, "assigned", roles=["R04"], params={"action": confirming})
    if code in SPOKEN and ctx.actor.role in (FIRM, COMMITTEE, REPORTER) and record.owner_agency:
        notices.notify(
            record, Notice.TODO, "handed_in", agencies=[record.owner_agency], params={"action": ctx.act.label}
        )
    wanted = _wanted(ctx)
    if wanted and record.firm and record.firm.agency_id:
        agencies = [record.firm.agency]
        notices.notify(record, Notice.TODO, "assigned", agencies=agencies, roles=[FIRM], params={"action": wanted})


def _wanted(ctx: Context) -> Any:
    """What the firm is to do now, in words; empty where this act asks nothing of it. An order is served on it."""
    lifecycle, code = ctx.record.lifecycle, ctx.act.code
    asked = code == "record_statement" and ctx.data["side"] == "firm" and ctx.data["kind"] == Statement.NOTICE
    bound_late = code == ALIGN and ctx.record.state == FACT_FINDING and ctx.once(OPENED_TO_FIRM, bool)
    begun = code == OPENING or bound_late
    return lifecycle.amendments["submit_statement"].label if begun or asked else ""
