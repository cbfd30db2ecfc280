"""Leaving, by one's own will or after an assessment."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import archive, protection, standing
from relief.effects import beds
from relief.effects.common import RELEASE_ASKED, answered_request, child
from relief.models.parts import Assessment
from relief.states import LEFT, WITHDRAWN

#: Leaving by oneself with and without a voucher, in the list departure_mode.
WITH_VOUCHER, WITHOUT = archive.WITH_VOUCHER, "5.3"


def end(ctx: Context, outcome: str) -> None:
    """How relief ended, kept when the archive takes the state's place; a bed is free from that moment."""
    ctx.record.outcome, ctx.record.left_at = outcome, ctx.now
    answered_request(ctx)
    beds.free(ctx)
    if outcome in (LEFT, WITHDRAWN) or standing.is_capable_adult(ctx.record, ctx.now):
        for key in (protection.FIRST_HOUR, protection.REVIEW_CLOCK):  # nobody has to be found for who goes alone
            ctx.stop_timer(key)


def withdraw(ctx: Context) -> None:
    """Whoever does not want relief goes."""
    end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def withdraw_assessed(ctx: Context) -> None:
    """The same, after two found no danger."""
    _assessed(ctx, danger=False)
    withdraw(ctx)


def leave(ctx: Context) -> None:
    """Out, with a voucher, food and a declaration where wanted."""
    case, data = ctx.record, ctx.data
    case.voucher = case.voucher or bool(data.get("voucher"))
    case.food = bool(data.get("food"))
    case.departure_mode = WITH_VOUCHER if case.voucher else WITHOUT
    case.destination = data.get("destination") or case.destination
    case.statement_kind = data.get("statement_kind") or ""
    end(ctx, ctx.act.target)  # type: ignore[attr-defined]


def leave_assessed(ctx: Context) -> None:
    """Out, after two found no danger."""
    _assessed(ctx, danger=False)
    leave(ctx)


def request_release(ctx: Context) -> None:
    """The wish is on record; the bureau sees it at once."""
    ctx.record.release_asked_at = ctx.now
    if RELEASE_ASKED not in ctx.record.flags:
        ctx.record.flags = [*ctx.record.flags, RELEASE_ASKED]


def defer_release(ctx: Context) -> None:
    """Two found a danger and called somebody who may act; it is decided anew within a day."""
    _assessed(ctx, danger=True)


def _assessed(ctx: Context, *, danger: bool) -> None:
    child(
        ctx, Assessment, danger=danger, findings=ctx.data["findings"], called=ctx.data.get("called") or "",
        first=ctx.proposal.proposer.user, second=ctx.actor.user,
    )  # fmt: skip


def record_statement(ctx: Context) -> None:
    """The declaration after the event; who did not sign is vouched for by two of the staff."""
    kind, second = ctx.data["statement_kind"], ctx.data.get("second")
    if kind not in archive.SIGNED and (second is None or second == ctx.actor.user):
        raise InvalidData({"second": [_("没有签名的，须有另一名工作人员在场，请选")]})
    ctx.record.statement_kind, ctx.record.statement_second = kind, second
