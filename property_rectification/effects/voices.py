"""What the reporter is asked, adds and objects to (§1.1.2 #02, #03, #34, #35)."""

from typing import Any

from django.utils.translation import gettext as _

from casework import publickeys
from casework.context import Context
from casework.refusals import InvalidData
from property_rectification.effects.common import child
from property_rectification.models.voices import Objection, ReporterNote, SupplementRequest
from property_rectification.public import nearby
from property_rectification.unnamed import refuse_reporter_in

#: Role → who objects, in the list objector. A clerk names who spoke.
_OBJECTORS = {"R15": "03", "R16": "02", "R17": "01"}
ROLE_OF_OBJECTOR = {code: role for role, code in _OBJECTORS.items()}
#: Objectors who must not learn from the answer who reported (§5.4).
_NOT_THE_REPORTER = frozenset({"02", "03"})


def request_supplement(ctx: Context) -> None:
    """Send the one list of what is missing."""
    rows = [f"{row['fact']}（{row['how']}）" if row.get("how") else row["fact"] for row in ctx.data["items"]]
    child(ctx, SupplementRequest, items="\n".join(rows))


def submit_supplement(ctx: Context) -> None:
    """Keep the answer beside the list."""
    ctx.update(_asked(ctx), answer=ctx.data["answer"], answered_at=ctx.now)


def lapse_supplement(ctx: Context) -> None:
    """Nobody answered: the case goes on with what is there, which is no rejection."""
    ctx.update(_asked(ctx), lapsed_at=ctx.now)


def _asked(ctx: Context) -> Any:
    return ctx.record.supplementrequests.get()


def add_note(ctx: Context) -> None:
    """Keep what the reporter adds; the case goes on as it stands."""
    child(ctx, ReporterNote, text=ctx.data["text"])


def ask_withdrawal(ctx: Context) -> None:
    """The reporter would rather withdraw: kept in their words; somebody who does not handle the case asks first."""
    said = _("想撤回诉求。")
    child(ctx, ReporterNote, text=f"{said}{ctx.data.get('reasons') or ''}")


def join_matter(ctx: Context) -> None:
    """The reporter says that a matter shown to the public is theirs too: a person compares the two (§1.1.2 #07)."""
    record = ctx.record
    other = nearby.shown(record.compound_id).filter(number=ctx.data["number"]).first() if record.compound_id else None
    if other is None:
        raise InvalidData({"number": [_("没有找到这一件，可能已经办完")]})
    if not record.suspectedduplicates.filter(other=other).exists():
        child(ctx, record.suspectedduplicates.model, other=other)


def renew_public_key(ctx: Context) -> None:
    """Another query code in place of one that was lost or seen; the old receipt opens nothing any more."""
    publickeys.renew(ctx.record)


# --- objections -------------------------------------------------------------------------------------------------


def object_to_closure(ctx: Context) -> None:
    """Keep the objection; a closed case is open again, and the look-backs it had begun to owe wait for the next end."""
    objector = _OBJECTORS.get(ctx.actor.role) or ctx.data.get("objector")
    if not objector:
        raise InvalidData({"objector": [_("请选择是谁提出的")]})
    child(
        ctx, Objection, objector=objector, defect=ctx.data.get("defect") or "",
        new_fact=ctx.data.get("new_fact") or "",
    )  # fmt: skip
    ctx.record.closed_at, ctx.record.callback_due = None, False


def uphold(ctx: Context) -> None:
    """What was found before is not put right: rectification goes on."""
    _decide(ctx, Objection.UPHELD)
    ctx.record.result = ctx.record.satisfaction = ""


def reopen(ctx: Context) -> None:
    """Nothing was found before: the facts are looked at again, with both sides heard (§5.1)."""
    _decide(ctx, Objection.REOPENED)
    ctx.record.result = ctx.record.satisfaction = ""


def dismiss(ctx: Context) -> None:
    """The result stands; the objector learns why, and which ways are open still (§5.13)."""
    _decide(ctx, Objection.DISMISSED)


def _decide(ctx: Context, outcome: str) -> None:
    objection = ctx.record.objections.get(outcome=Objection.OPEN)
    if objection.objector in _NOT_THE_REPORTER:
        refuse_reporter_in(ctx, "reasons", "remedies")
    ctx.update(
        objection, outcome=outcome, reasons=ctx.data["reasons"],
        remedies=ctx.data.get("remedies") or "", decided_at=ctx.now, decided_by=ctx.actor.post,
    )  # fmt: skip
