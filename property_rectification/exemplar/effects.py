"""What the acts of an exemplary case do (§1.5)."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.models import Record, Relation
from casework.numbers import next_number
from casework.refusals import Denial, GuardsFailed, InvalidData
from property_rectification import words
from property_rectification.effects.common import relate
from property_rectification.exemplar import guards as g
from property_rectification.exemplar import masks, writing
from property_rectification.masking_text import prohibited
from property_rectification.models.exemplar_text import (
    ExemplarComment,
    ExemplarProof,
    ExemplarSignature,
)

PREFIX = "DX"
_PLACE = ("division_id", "location", "source_datum", "source_x", "source_y", "outside_served")


def nominate(ctx: Context) -> None:
    """A finished case becomes a candidate. Raises InvalidData for a number that leads to no case in the district."""
    from property_rectification.models import RectificationCase

    record, number = ctx.record, ctx.data["case_number"].strip().upper()
    found = Record.objects.filter(
        kind=RectificationCase.lifecycle.name, number=number, division__code__startswith=_county(ctx)
    )
    if ctx.actor.role != "R18":  # publicity reads no case: it nominates by number and sees masked facts only
        found = found.visible_to(ctx.actor)
    source = RectificationCase.objects.filter(pk__in=found.values("pk")).select_related("compound").first()
    if source is None:
        raise InvalidData({"case_number": [_("没有这个编号的案件，或不在您的范围内。")]})
    record.source, record.genre = source, ctx.data["genre"]
    for name in _PLACE:
        setattr(record, name, getattr(source, name))
    record.owner_agency = ctx.actor.agency
    record.title = _("典型备选：%(kind)s") % {"kind": source.title}
    record.title = record.title[:60]
    record.number = next_number(PREFIX, region=source.division_id[:6], at=ctx.now)
    if source.owner_agency_id:
        relate(ctx, Relation.LEAD, agency=source.owner_agency)


def _county(ctx: Context) -> str:
    return ctx.actor.division_code[:6]


# --- writing ----------------------------------------------------------------------------------------------------


def write_text(ctx: Context) -> None:
    """Keep what was written as the next version, and whether and on what ground the firm is named."""
    data, record = ctx.data, ctx.record
    record.firm_named = bool(data.get("firm_named"))
    record.naming_ground = data.get("naming_ground") or "" if record.firm_named else ""
    record.naming_reference = data.get("naming_reference") or "" if record.firm_named else ""
    record.naming_from = data.get("naming_from") if record.firm_named else None
    record.consent = data.get("consent") if record.firm_named else None
    writing.write(ctx)


def apply_masks(ctx: Context) -> None:
    """Carry out what the report proposes."""
    writing.write_masked(ctx)


def map_evidence(ctx: Context) -> None:
    """Let each sentence rest on evidence of the source case; what the form leaves out holds no longer."""
    wanted = {(int(row["sentence"]), row["evidence"]) for row in ctx.data.get("links") or []}
    for sentence in ctx.record.text.sentences.prefetch_related("proofs"):
        there = {str(p.evidence_id): p for p in sentence.proofs.all()}
        now = {evidence for position, evidence in wanted if position == sentence.position}
        for evidence in sorted(now - there.keys()):
            ctx.add(ExemplarProof(sentence=sentence, evidence_id=evidence))
        for evidence, proof in sorted(there.items()):
            if proof.holds != (evidence in now):
                ctx.update(proof, holds=evidence in now)


# --- signing ----------------------------------------------------------------------------------------------------


def _sign(ctx: Context, step: str) -> None:
    """Answer for the version that is worked on. Nobody answers for a text of their own (§5.16)."""
    if ctx.actor.user_id in g.drafters(ctx):
        raise GuardsFailed([Denial(g.NOT_DRAFTER.code, str(g.NOT_DRAFTER.message), str(g.NOT_DRAFTER.remedy))])
    signed = ctx.record.exemplarsignatures.filter(text_id=ctx.record.text_id, step=step).first()
    if signed is not None:  # sent back and forth without a new version: the last word counts
        ctx.update(signed, recorded_at=ctx.now, recorded_by=ctx.actor.post, opinion=ctx.data.get("opinion") or "")
        return
    ctx.add(
        ExemplarSignature(
            exemplar=ctx.record, text_id=ctx.record.text_id, step=step, opinion=ctx.data.get("opinion") or "",
            recorded_at=ctx.now, recorded_by=ctx.actor.post,
        )
    )  # fmt: skip


def sign_facts(ctx: Context) -> None:
    """The facts are as the evidence says."""
    _sign(ctx, ExemplarSignature.FACT)


def sign_legal(ctx: Context) -> None:
    """The legal reviewer answers for the text."""
    _sign(ctx, ExemplarSignature.LEGAL)


def sign_privacy(ctx: Context) -> None:
    """The privacy officer answers for the text."""
    _sign(ctx, ExemplarSignature.PRIVACY)


def approve(ctx: Context) -> None:
    """The leader approves the text, not the case."""
    _sign(ctx, ExemplarSignature.APPROVAL)


def record_comment(ctx: Context) -> None:
    """Keep what the named firm says."""
    if ctx.data["received_at"] > ctx.now:
        raise InvalidData({"received_at": [_("收到时间不能晚于现在")]})
    ctx.add(
        ExemplarComment(
            exemplar=ctx.record, recorded_at=ctx.now, recorded_by=ctx.actor.post, content=ctx.data["content"],
            received_at=ctx.data["received_at"],
        )
    )  # fmt: skip


def answer_comment(ctx: Context) -> None:
    """Answer the oldest comment that waits."""
    waiting: Any = ctx.record.exemplarcomments.filter(answered_at=None).order_by("received_at").first()
    ctx.update(waiting, answer=ctx.data["answer"], answered_at=ctx.now, answered_by=ctx.actor.post)


# --- on line and off --------------------------------------------------------------------------------------------


def publish(ctx: Context) -> None:
    """The text that was signed goes on line."""
    _put_on_line(ctx)
    ctx.record.published_at = ctx.now


def correct(ctx: Context) -> None:
    """The signed correction takes the place of what stands on line."""
    _put_on_line(ctx)
    ctx.record.corrected_at = ctx.now


def _put_on_line(ctx: Context) -> None:
    units, _paragraphs = masks.units_of(ctx.record.text)
    ctx.record.online, ctx.record.public_text = ctx.record.text, "\n".join(units)


def _take_off_line(ctx: Context) -> None:
    ctx.record.online, ctx.record.public_text = None, ""


def withdraw(ctx: Context) -> None:
    """Off line at once; the explanation is still owed (L-39)."""
    _take_off_line(ctx)
    ctx.record.withdrawn_at = ctx.now
    ctx.record.withdrawal_cause = ctx.data.get("cause") or g.source_lost(ctx.record)


def explain(ctx: Context) -> None:
    """What the public reads instead. Raises InvalidData where the explanation itself says what the text may not."""
    text = ctx.data["explanation"]
    words.refuse_in(text, "explanation")
    if problem := _unfit_for_public(text, ctx.record):
        raise InvalidData({"explanation": [problem]})
    ctx.record.explanation, ctx.record.explained_at = text, ctx.now


def _unfit_for_public(text: str, record: Any) -> str:
    """What keeps the explanation from the public, and the way out; empty where nothing does."""
    found = masks.look([text], masks.known(record.source), firm_named=record.firm_named)
    if found.persons:
        return _("说明里不写姓名、房号、号码")
    if found.firm:
        return _("说明里不写企业名称，请写“某物业公司”")
    if found.small:
        return _("说明里的小区、日期、职务合在一起能认出住户，请去掉日期或职务，或写“某小区”")
    prohibited_words = [word for _unit, _kind, word in prohibited.find([text], words.not_used())]
    if prohibited_words:
        return _("说明里不能写：%(words)s，请删去") % {"words": "、".join(dict.fromkeys(prohibited_words))}
    return ""


def expire(ctx: Context) -> None:
    """The period of publication is over."""
    _take_off_line(ctx)


def record_source_change(ctx: Context) -> None:
    """The decision of the source was revoked or changed: what is on line goes off at once, by the follow-up."""
    ctx.record.source_changed_at, ctx.record.source_change = ctx.now, ctx.data["change"]
