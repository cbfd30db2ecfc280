"""Four eyes: an act that asks for a second person is first proposed, then agreed to or returned by somebody else.

Most are proposed and agreed to by the same roles. Where a row names `asked_by`, these roles ask and others decide.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from casework import clock, commit, crypto, engine, forms, kinds, notices
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Ask
from casework.models import Notice, Proposal, Record
from casework.refusals import Conflict, InvalidData, NotYourRole, OutOfScope

DATA_CONTEXT = "casework.Proposal.data"


def propose(record: Record, code: str, *, actor: Actor, data: Any, expected_version: int | None = None,
            decider: Any = None) -> Proposal:  # fmt: skip
    """Ask for an act that needs a second person. Every other guard must already agree; nothing moves yet."""
    with commit.together():
        locked = engine.lock(record, actor, expected_version)
        declared = engine.act_of(locked, code)
        if Proposal.objects.filter(record=locked, transition=code, outcome=Proposal.OPEN).exists():
            raise Conflict("already_proposed", _("已提交复核，正在等待复核人。"))
        ctx = engine.admit(locked, declared, actor, data, None, proposing=True)
        if not declared.second_person and not ctx.detail.get("lifted"):
            raise Conflict("no_second_person", _("这一步不需要第二人复核，可以直接办理。"))
        blob = crypto.encrypt_json(_as_sent(declared.asks, ctx.data), context=DATA_CONTEXT)
        proposal = Proposal.objects.create(
            record=locked, transition=code, data=blob, based_on_version=locked.version, proposer=actor.person,
            decider=decider, proposed_at=ctx.now,
        )  # fmt: skip
        _event(locked, "propose", actor, {"proposal": str(proposal.pk), "transition": code})
        _ask_second(ctx, declared, decider)
        return proposal


def _ask_second(ctx: Context, declared: Any, decider: Any) -> None:
    """Tell whoever may decide: the person named, the roles that decide what others ask for or that lift what is to be
    lifted, or the colleagues of the proposer's agency with the role."""
    record, actor = ctx.record, ctx.actor
    lifters = [
        kinds.kind_of(record).lifters(declared, g) for g in declared.needs if g.code in ctx.detail.get("lifted", ())
    ]
    roles = frozenset.intersection(*lifters) if lifters else declared.by
    whom: dict[str, Any] = {"users": [decider]} if decider else {"roles": sorted(roles)}
    if not decider and not declared.asked_by and not lifters:
        whom["agencies"] = [actor.agency]
    notices.notify(
        record, Notice.TODO, "proposal", key=declared.code, except_user=actor.user,
        params={"action": declared.label}, **whom,
    )  # fmt: skip


def decide(proposal: Proposal, verdict: str, *, actor: Actor, reasons: str = "") -> Any:
    """Agree, return with reasons, or (any other word) withdraw; returns the record as it then is."""
    if verdict == "agree":
        return agree(proposal, actor=actor).record
    if verdict == "return":
        return return_with_reasons(proposal, actor=actor, reasons=reasons).record
    return withdraw(proposal, actor=actor).record


def agree(proposal: Proposal, *, actor: Actor) -> engine.Outcome:
    """Carry out what was proposed, by a second person; every guard runs again on the record as it now is."""
    with commit.together():
        current = _decidable(proposal, actor)
        before = current.record.state
        _close(current, Proposal.AGREED, actor)
        # the record was locked and read a moment ago: it is not read again
        declared = engine.act_of(current.record, current.transition)
        done = engine.write(engine.admit(current.record, declared, actor, data_of(current), current))
        if done.record.state == before:  # a move settles what was to be done by itself
            _settle(current)
        return done


def return_with_reasons(proposal: Proposal, *, actor: Actor, reasons: str) -> Proposal:
    """Send the proposal back; the case stays as it is."""
    if len(reasons.strip()) < 5:
        raise InvalidData({"reasons": [_("请写清退回的理由，至少5个字")]})
    with commit.together():
        current = _decidable(proposal, actor)
        _close(current, Proposal.RETURNED, actor)
        _settle(current)
        _event(current.record, "return_proposal", actor, {"proposal": str(current.pk)}, reasons)
        _tell_proposer(current)
        return current


def _tell_proposer(proposal: Proposal) -> None:
    """It came back: the reasons stand in the case."""
    label = engine.act_of(proposal.record, proposal.transition).label
    notices.notify(
        proposal.record, Notice.TODO, "proposal_returned", users=[proposal.proposer.user], key=proposal.transition,
        params={"action": label},
    )  # fmt: skip


def withdraw(proposal: Proposal, *, actor: Actor) -> Proposal:
    """The proposer takes it back before anybody decided."""
    with commit.together():
        current = _open(proposal, actor)
        if current.proposer.user_id != actor.user_id:
            raise NotYourRole(current.proposer.title)
        _close(current, Proposal.WITHDRAWN, actor)
        _settle(current)
        _event(current.record, "withdraw_proposal", actor, {"proposal": str(current.pk)})
        return current


def data_of(proposal: Proposal) -> dict[str, Any]:
    """What the proposer filled in."""
    return dict(crypto.decrypt_json(bytes(proposal.data), context=DATA_CONTEXT))


def _open(proposal: Proposal, actor: Actor) -> Proposal:
    record: Any = engine.lock(proposal.record, actor, None)
    current = Proposal.objects.select_for_update(of=("self",)).select_related("proposer__user").get(pk=proposal.pk)
    current.record = record
    if current.outcome != Proposal.OPEN:
        raise Conflict("already_decided", _("这件复核已经有结果了。"))
    return current


def reads(proposal: Proposal, record: Any, actor: Actor) -> bool:
    """Whether what was proposed is for this actor: who proposed it, and every role that may decide it."""
    return proposal.proposer.user_id == actor.user_id or _decides(proposal, record, actor)


def _decides(proposal: Proposal, record: Any, actor: Actor) -> bool:
    declared = engine.act_of(record, proposal.transition)
    return actor.role in engine.deciders(record, declared, proposal)


def _decidable(proposal: Proposal, actor: Actor) -> Proposal:
    current = _open(proposal, actor)
    if not _decides(current, current.record, actor):
        raise NotYourRole
    if current.proposer.user_id == actor.user_id:
        raise Conflict("own_proposal", _("提交人不能复核自己的事项，请由另一人复核。"))
    if current.decider_id and current.decider_id != actor.user_id:
        raise OutOfScope
    return current


def _close(proposal: Proposal, outcome: str, actor: Actor) -> None:
    proposal.outcome, proposal.decided_by, proposal.decided_at = outcome, actor.post, clock.now()
    proposal.save(update_fields=["outcome", "decided_by", "decided_at"])


def _settle(proposal: Proposal) -> None:
    notices.settle(proposal.record, [Notice.TODO], code="proposal")


def _event(record: Any, name: str, actor: Actor, detail: dict[str, Any], reasons: str = "") -> None:
    act = Act(code=name, label="", by=frozenset({actor.role}))
    ctx = Context(record, act, actor, clock.now(), detail=detail)
    ctx.note("reasons", reasons)
    engine.write(ctx)


def _as_sent(asks: tuple[Ask, ...], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Cleaned data back into the shape a JSON body has, so that agreeing validates it again."""
    return {ask.name: _sent(ask, cleaned[ask.name]) for ask in asks if cleaned.get(ask.name) not in (None, "")}


def _sent(ask: Ask, value: Any) -> Any:
    if hasattr(value, "values_list"):
        return [item.pk if ask.kind in ("users", "agencies") else str(item.pk) for item in value]
    if ask.kind in ("user", "agency", "compound"):
        return value.pk
    if ask.kind == "money":
        return f"{value // 100}.{value % 100:02d}"
    if ask.kind in ("integer", "flag", "choices"):
        return value
    if ask.kind == "items":
        return [
            {k: v if isinstance(v, str | bool | int) or v is None else str(v) for k, v in row.items()} for row in value
        ]
    return value.isoformat() if hasattr(value, "isoformat") else forms.for_ledger(value)
