"""What the acts of a penalty procedure do up to its decision (§1.1.3)."""

from typing import Any

from django.utils.translation import gettext as _

from casework import rules
from casework.context import Context
from casework.refusals import InvalidData
from property_rectification import law
from property_rectification.effects.common import refuse_future
from property_rectification.models.penalty_parts import (
    PUNISHED,
    SPARED,
    EvidenceHold,
    PenaltyDecision,
    PenaltyHearing,
    PenaltyOpinion,
    PenaltyProposal,
    PenaltyStatement,
)
from property_rectification.penalty import filing, standing

#: The gate over the local range of fines (§0.4).
FINES = "CG-1"
SERVICE = ("served_to", "service_mode", "served_at", "receipt", "consent")
WITH_AMOUNT = (standing.FINE_KIND, standing.TAKEN_KIND)


def child(ctx: Context, model: type, **values: Any) -> Any:
    """Add a row to the file, written down now by the acting post."""
    return ctx.add(model(penalty=ctx.record, recorded_at=ctx.now, recorded_by=ctx.actor.post, **values))


def service(ctx: Context) -> dict[str, Any]:
    """The service as the form brings it. Raises InvalidData for one that has not happened yet."""
    refuse_future(ctx, ctx.data["served_at"], "served_at", _("送达时间"))
    return {name: ctx.data.get(name) for name in SERVICE}


# --- investigation ----------------------------------------------------------------------------------------------


def set_officers(ctx: Context) -> None:
    """Others investigate from now on; those before stay on record."""
    filing.check_officers(ctx.data["officers"])
    before = [one | {"until": one["until"] or ctx.now.isoformat()} for one in ctx.record.officers]
    ctx.record.officers = [*before, *filing.named(ctx, ctx.data["officers"])]


def hold_evidence(ctx: Context) -> None:
    """Keep the list and who approved it."""
    child(ctx, EvidenceHold, items=ctx.data["items"], approver=ctx.data["approver"])


def release_evidence(ctx: Context) -> None:
    """Keep what became of it."""
    held: Any = ctx.record.evidenceholds.filter(disposed_at=None).last()
    ctx.update(held, disposition=ctx.data["disposition"], note=ctx.data["note"], disposed_at=ctx.now)


# --- telling the party and hearing it ---------------------------------------------------------------------------


def fines_are_set() -> bool:
    """Whether the place has said how high its fines are (CG-1); without it no figure is written anywhere."""
    return rules.gate_is_set(FINES)


def check_content(rows: list[dict[str, Any]]) -> None:
    """Raises InvalidData for amounts that are missing, needless, or cannot be known here."""
    for row in rows:
        if row["kind"] == standing.FINE_KIND and not fines_are_set():
            told = _(
                "罚款幅度（上线确认项CG-1）还没有设定，不能写罚款数额。改选其他处罚，或请住建局、法制审核先确认CG-1"
            )
            raise InvalidData({"content": [told]})
        if row["kind"] in WITH_AMOUNT and not row["amount"]:
            raise InvalidData({"content": [_("罚款、没收违法所得要写金额")]})
        if row["kind"] not in WITH_AMOUNT and row["amount"]:
            raise InvalidData({"content": [_("只有罚款和没收违法所得写金额")]})
    if len({row["kind"] for row in rows}) != len(rows):
        raise InvalidData({"content": [_("同一种处罚只写一行")]})


def propose_penalty(ctx: Context) -> None:
    """Keep the notice as it was served; the party's time runs from the service (L-31)."""
    data = ctx.data
    check_content(data["content"])
    fields = ("facts", "reasons", "content", "wording", "rights")
    child(
        ctx, PenaltyProposal, basis=_basis(ctx), **{name: data[name] for name in fields},
        **{flag: bool(data[flag]) for flag in ("hearing", "complicated", "grave", "public_interest")}, **service(ctx),
    )  # fmt: skip
    standing.forget(ctx.record, "proposals")


def _basis(ctx: Context) -> list[dict[str, Any]]:
    """The cited rows with title and version in force when the wrong ended. Raises InvalidData where there is none."""
    versions = law.in_force(ctx.record.acted_until)
    for row in ctx.data["basis"]:
        if row["instrument"] not in versions:
            title = law.titles().get(row["instrument"])
            raise InvalidData({"basis": [_("《%s》在违法行为终了日没有有效的版本") % title]})
    return [
        {"code": row["instrument"], "article": row["article"], "title": versions[row["instrument"]].title,
         "version": versions[row["instrument"]].version_note}
        for row in ctx.data["basis"]
    ]  # fmt: skip


def record_statement(ctx: Context) -> None:
    """Keep what the party said, or its written waiver. Raises InvalidData where neither is there."""
    data = ctx.data
    refuse_future(ctx, data["at"], "at", _("时间"))
    if data["kind"] == PenaltyStatement.WAIVER and data["file"] is None:
        raise InvalidData({"file": [_("请附书面放弃说明")]})
    if data["kind"] == PenaltyStatement.RECORD and not data["content"] and data["file"] is None:
        raise InvalidData({"content": [_("写明当事人的意见，或附上笔录")]})
    child(
        ctx, PenaltyStatement, proposal=standing.proposal(ctx.record), kind=data["kind"], at=data["at"],
        content=data["content"], file=data["file"],
    )  # fmt: skip


def answer_statement(ctx: Context) -> None:
    """Answer the oldest statement that waits, point by point."""
    rows = ctx.record.penaltystatements.filter(answered_at=None).exclude(kind=PenaltyStatement.WAIVER)
    waiting: Any = rows.filter(proposal=standing.proposal(ctx.record)).order_by("at").first()
    ctx.update(waiting, answers=ctx.data["answers"], adopted=ctx.data["adopted"], answered_at=ctx.now)


def request_hearing(ctx: Context) -> None:
    """Keep the request; an oral one is written down by the officer (L-32)."""
    refuse_future(ctx, ctx.data["asked_at"], "asked_at", _("申请时间"))
    child(
        ctx, PenaltyHearing, proposal=standing.proposal(ctx.record), asked_at=ctx.data["asked_at"],
        oral=bool(ctx.data["oral"]),
    )  # fmt: skip


def _hearing(ctx: Context) -> Any:
    return ctx.record.penaltyhearings.filter(held_at=None, given_up="").last()


def hold_hearing(ctx: Context) -> None:
    """Keep the hearing; what the party said in it is answered like any statement."""
    data = ctx.data
    refuse_future(ctx, data["held_at"], "held_at", _("举行时间"))
    fields = ("noticed_at", "held_at", "chair", "transcript", "signing")
    ctx.update(_hearing(ctx), **{name: data[name] for name in fields})
    child(
        ctx, PenaltyStatement, proposal=standing.proposal(ctx.record), kind=PenaltyStatement.HEARING,
        at=data["held_at"], content=data["content"], file=data["transcript"],
    )  # fmt: skip


def end_hearing(ctx: Context) -> None:
    """Given up in writing, or absent without cause after proper notice."""
    ctx.update(_hearing(ctx), given_up=ctx.data["given_up"])


# --- review and decision ----------------------------------------------------------------------------------------


def _opinion(ctx: Context, kind: str) -> None:
    child(
        ctx, PenaltyOpinion, proposal=standing.proposal(ctx.record), kind=kind, opinion=ctx.data["opinion"],
        agreed=ctx.data["agreed"] == "agreed",
    )  # fmt: skip


def record_legal_opinion(ctx: Context) -> None:
    """The legal reviewer looked at the draft (L-33)."""
    _opinion(ctx, PenaltyOpinion.LEGAL)


def return_for_investigation(ctx: Context) -> None:
    """A changed case is proposed anew: the party's time then begins anew too (L-31)."""
    for key in ("T.PENALTY.STATEMENT", "T.HEARING.REQUEST"):
        ctx.stop_timer(key)


def record_discussion(ctx: Context) -> None:
    """The minutes of the discussion by those who lead the organ (L-33)."""
    _opinion(ctx, PenaltyOpinion.COLLECTIVE)


def decide_penalty(ctx: Context) -> None:
    """Keep the decision with its order to correct (L-34, L-38)."""
    data = ctx.data
    check_content(data["content"])
    fields = ("number", "content", "wording", "correction", "correct_by", "review_organ", "court")
    child(ctx, PenaltyDecision, proposal=standing.proposal(ctx.record), **{name: data[name] for name in fields})
    ctx.record.outcome = PUNISHED


def decide_no_penalty(ctx: Context) -> None:
    """Keep the decision not to punish with its cause and reasons (L-36)."""
    data = ctx.data
    child(
        ctx, PenaltyDecision, proposal=standing.proposal(ctx.record), wording=data["reasons"],
        correction=data["correction"], **{name: data[name] for name in ("number", "review_organ", "court")},
    )  # fmt: skip
    ctx.record.outcome, ctx.record.spared_for = SPARED, data["cause"]


def complete_decision(ctx: Context) -> None:
    """Name the ways of review and suit that the decision lacks."""
    latest: Any = ctx.record.penaltydecisions.last()
    ctx.update(latest, review_organ=ctx.data["review_organ"], court=ctx.data["court"])
