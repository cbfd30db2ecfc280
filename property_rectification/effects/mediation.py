"""Asking, agreeing, meeting, settling, ending (§1.1.2 #21–#23, L-70, L-71)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import GuardsFailed, InvalidData
from casework.timers import Length, Unit, local_day
from property_rectification.effects.common import (
    MEDIATOR,
    SIDE_OF_PARTY,
    child,
    end_relations,
    refuse_future,
    relate,
)
from property_rectification.guards.facts import sides_of
from property_rectification.guards.intake import declared_interests
from property_rectification.guards.mediation import (
    MEDIATOR_IMPARTIAL,
    agreement_of,
    last_round,
    open_round,
)
from property_rectification.models.checking import SelfReport
from property_rectification.models.mediation import (
    Mediation,
    MediationAgreement,
    MediationConsent,
    MediationSession,
)


def _side(ctx: Context) -> str:
    """The side that speaks: the party's own, or the one that is written down for it."""
    side = SIDE_OF_PARTY.get(ctx.actor.role) or ctx.data.get("side")
    if side not in sides_of(ctx.record):
        raise InvalidData({"side": [_("请选择是哪一方")]})
    return side


def _said_at(ctx: Context, label: str) -> datetime:
    """When a party said it: now where it says so itself, else what the office writes down."""
    at: datetime | None = ctx.data.get("at")
    if at is None and ctx.actor.role in SIDE_OF_PARTY:
        return ctx.now
    if at is None:
        raise InvalidData({"at": [_("请填写时间")]})
    refuse_future(ctx, at, "at", label)
    return at


def request_mediation(ctx: Context) -> None:
    """Begin a round: a party wants to be mediated. That side has said yes by it; the other is still to be asked."""
    data, last = ctx.data, last_round(ctx)
    at = _said_at(ctx, _("提出时间"))
    if last is not None and last.ended_at and at < last.ended_at.replace(second=0, microsecond=0):
        raise InvalidData({"at": [_("要晚于上一次调解结束的时间")]})
    begun = child(
        ctx, Mediation, round=last.round + 1 if last else 1, asked_by=_side(ctx), asked_at=at,
        asked_mode=data.get("mode") or "", dispute=data["dispute"], proof=data.get("proof"),
        court_no=data.get("court_no") or "",
    )  # fmt: skip
    child(
        ctx, MediationConsent, mediation=begun, side=begun.asked_by, agreed=True, at=at,
        mode=begun.asked_mode, witness=data.get("witness") or "", file=data.get("proof"),
    )  # fmt: skip


def assign_mediator(ctx: Context) -> None:
    """Let one mediator have the matter, and nobody else of that post see it."""
    end_relations(ctx, MEDIATOR)
    relate(ctx, MEDIATOR, user=ctx.data["mediator"])
    ctx.update(_round(ctx), mediator=ctx.data["mediator"])


def record_consent(ctx: Context) -> None:
    """Keep what a side said. One clear no ends the round there and then (L-70)."""
    agreed = ctx.data["answer"] == "yes"
    side = _consent(ctx, agreed=agreed)
    if not agreed:
        _close(ctx, Mediation.REFUSED, refused_by=side)


def record_refusal(ctx: Context) -> None:
    """Somebody who is being mediated told the office no; the clockwork ends it in the same commit."""
    _consent(ctx, agreed=False)


def _consent(ctx: Context, *, agreed: bool) -> str:
    data, side = ctx.data, _side(ctx)
    child(
        ctx, MediationConsent, mediation=_round(ctx), side=side, agreed=agreed, at=_said_at(ctx, _("时间")),
        mode=data.get("mode") or "", witness=data.get("witness") or "", file=data.get("file"),
    )  # fmt: skip
    return side


def record_session(ctx: Context) -> None:
    """Keep what a meeting came to."""
    data = ctx.data
    refuse_future(ctx, data["at"], "at", _("时间"))
    child(
        ctx, MediationSession, mediation=_round(ctx), at=data["at"], mode=data["mode"],
        present=data["session_present"], record=data["session_record"],
    )  # fmt: skip


def start_mediation(ctx: Context) -> None:
    """The mediator begins; the state from which it began is remembered."""
    ctx.update(_round(ctx), started_at=ctx.now)


def record_agreement(ctx: Context) -> None:
    """Keep what was agreed on; it is to be kept by its day. An order that was served goes on as it is."""
    day = ctx.data["perform_by"]
    if day < local_day(ctx.now):
        raise InvalidData({"perform_by": [_("履行期限已过；已经履行的，选“协议已履行”")]})
    _settle(
        ctx, plan=ctx.data["agreement_plan"], proof=ctx.data["agreement_proof"], perform_by=day,
        decides_ownership=bool(ctx.data.get("decides_ownership")),
    )  # fmt: skip


def record_performed_agreement(ctx: Context) -> None:
    """Agreed on and done at once: what is left is the check."""
    _not_later(ctx, ctx.data["performed_on"], "performed_on")
    _settle(ctx, performed_on=ctx.data["performed_on"])
    child(ctx, SelfReport, report=_("双方确认调解协议已全部履行。"), files=[])


def _settle(ctx: Context, **more: Any) -> None:
    _refuse_interest(ctx)
    data = ctx.data
    refuse_future(ctx, data["effective_at"], "effective_at", _("生效时间"))
    child(
        ctx, MediationAgreement, mediation=_round(ctx), form=data["form"], content=data["agreement_content"],
        effective_at=data["effective_at"], file=data.get("file"), **more,
    )  # fmt: skip
    _close(ctx, Mediation.REACHED)


def _refuse_interest(ctx: Context) -> None:
    """A mediator whose interest was declared on the way settles nothing (§5.11)."""
    denial = MEDIATOR_IMPARTIAL.denial(ctx) if declared_interests(ctx, [ctx.actor.person.user]) else None
    if denial is not None:
        raise GuardsFailed([denial])


def end_mediation(ctx: Context) -> None:
    """A refusal, time that ran out, or no result: the case stands where it stood before, and so does every right."""
    role = ctx.actor.role
    if role in SIDE_OF_PARTY:
        _close(ctx, Mediation.REFUSED, refused_by=_side(ctx))
    elif ctx.actor.is_system:
        said_no = [c.side for c in _round(ctx).consents.all() if not c.agreed]
        _close(ctx, Mediation.REFUSED if said_no else Mediation.FAILED, refused_by=said_no[-1] if said_no else "")
    elif not ctx.data.get("cause"):
        raise InvalidData({"cause": [_("请选择怎样结束的")]})
    else:
        _close(ctx, ctx.data["cause"], refused_by=ctx.data.get("side") or "")


def _close(ctx: Context, result: str, *, refused_by: str = "") -> None:
    ctx.update(_round(ctx), result=result, ended_at=ctx.now, refused_by=refused_by)


def _round(ctx: Context) -> Mediation:
    found = open_round(ctx)
    if found is None:  # the state says that there is one, or a guard has looked
        raise InvalidData({"": [_("没有进行中的调解")]})
    return found


# --- afterwards -------------------------------------------------------------------------------------------------


def record_performance(ctx: Context) -> None:
    """Both sides say that what was agreed on is done."""
    _not_later(ctx, ctx.data["performed_on"], "performed_on")
    ctx.update(agreement_of(ctx), performed_on=ctx.data["performed_on"])


def record_confirmation(ctx: Context) -> None:
    """The parties went to the court together; later on, what it said (L-71)."""
    data = ctx.data
    _not_later(ctx, data["applied_on"], "applied_on")
    ctx.update(
        agreement_of(ctx), applied_on=data["applied_on"], court=data["court"],
        confirmation=data.get("confirmation") or "",
    )  # fmt: skip
    ctx.stop_timer("T.CONFIRM")


def _not_later(ctx: Context, day: Any, field: str) -> None:
    if day > local_day(ctx.now):
        raise InvalidData({field: [_("不能晚于今天")]})


def time_to_perform(ctx: Context) -> Length | None:
    """From now to the agreed day, or the whole time that was agreed on; None where nothing was."""
    day = ctx.data.get("perform_by")
    if day is not None:
        return Length((day - local_day(ctx.now)).days, Unit.CALENDAR_DAY)
    found = agreement_of(ctx)
    if found is None or found.perform_by is None:
        return None
    return Length(max(1, (found.perform_by - local_day(found.effective_at)).days), Unit.CALENDAR_DAY)
