"""Facts, evidence and what links them; statements; reviews."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.models import Relation
from casework.refusals import InvalidData
from casework.vocabulary import related_agencies
from property_rectification.effects.common import child, refuse_future
from property_rectification.models.deciding import LegalReview
from property_rectification.models.facts import Evidence, Fact, FactEvidence, Statement


def record_statement(ctx: Context) -> None:
    """Keep what one side said, was asked, or waived."""
    data = ctx.data
    refuse_future(ctx, data["at"], "at", _("时间"))
    if data["kind"] == Statement.RECORD and not data["content"] and data["file"] is None:
        raise InvalidData({"content": [_("陈述笔录要写明内容，或附上笔录")]})
    if data["kind"] == Statement.WAIVER and data["file"] is None:
        raise InvalidData({"file": [_("请附书面放弃说明")]})
    fields = ("side", "kind", "at", "mode", "speaker", "content", "file")
    child(ctx, Statement, **{name: data[name] for name in fields})


def add_fact(ctx: Context) -> None:
    """Add a fact as claimed; it gets the next number of the case."""
    last = ctx.record.facts.order_by("-number").values_list("number", flat=True).first() or 0
    child(ctx, Fact, number=last + 1, statement=ctx.data["statement"], element=ctx.data["element"])


def set_fact_status(ctx: Context) -> None:
    """Find a fact established, refuted or doubtful."""
    ctx.update(ctx.record.facts.get(pk=ctx.data["fact"]), status=ctx.data["status"])


def add_evidence(ctx: Context) -> None:
    """Add a piece of evidence. Only the unit that leads judges that it was lawfully obtained (§5.12)."""
    data = ctx.data
    refuse_future(ctx, data["obtained_at"], "obtained_at", _("取得时间"))
    leads = ctx.actor.agency_id in related_agencies(ctx, Relation.LEAD)
    fields = ("type", "title", "obtained_at", "obtained_by", "source_note", "file")
    piece = child(
        ctx, Evidence, lawful=True if leads and data["lawful"] else None, **{name: data[name] for name in fields}
    )
    if data["fact"]:
        ctx.add(FactEvidence(fact_id=data["fact"], evidence=piece, contrary=bool(data["contrary"])))


def judge_evidence(ctx: Context) -> None:
    """Say whether a piece was lawfully obtained; what was not does not enter the conclusion."""
    ctx.update(ctx.record.evidences.get(pk=ctx.data["evidence"]), lawful=ctx.data["lawful"] == "yes")


def link_evidence(ctx: Context) -> None:
    """Let a piece of evidence speak for a fact or against it."""
    wanted: dict[str, Any] = {"fact_id": ctx.data["fact"], "evidence_id": ctx.data["evidence"]}
    link, contrary = FactEvidence.objects.filter(**wanted).first(), bool(ctx.data["contrary"])
    if link is None:
        ctx.add(FactEvidence(contrary=contrary, **wanted))
    else:
        ctx.update(link, contrary=contrary)


def record_legal_review(ctx: Context) -> None:
    """Keep the opinion of the legal reviewer."""
    child(ctx, LegalReview, agreed=ctx.data["agreed"] == "agreed", opinion=ctx.data["opinion"])


def record_recheck(ctx: Context) -> None:
    """Keep what the second look at an unfounded case found."""
    open_one = ctx.record.rechecks.filter(drawn=True, result="").latest("recorded_at")
    ctx.update(open_one, result=ctx.data["result"], note=ctx.data["note"], done_at=ctx.now, done_by=ctx.actor.post)
