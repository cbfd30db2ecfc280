"""Facts, evidence and what links them; statements; reviews."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.models import Relation
from casework.refusals import InvalidData
from casework.vocabulary import related_agencies
from property_rectification import arrears, words
from property_rectification.effects.common import SIDE_OF_PARTY, child, refuse_future
from property_rectification.models.deciding import LegalReview
from property_rectification.models.facts import Evidence, Fact, FactEvidence, Statement
from property_rectification.unnamed import refuse_reporter_in

#: The side of whoever reported: what they say themselves may name them; 电子 in the list statement_mode.
OWNER, ELECTRONIC = "owner", "06"


def record_statement(ctx: Context) -> None:
    """Keep what one side said, was asked, or waived."""
    data = ctx.data
    refuse_future(ctx, data["at"], "at", _("时间"))
    if data["kind"] == Statement.RECORD and not data["content"] and data["file"] is None:
        raise InvalidData({"content": [_("陈述笔录要写明内容，或附上笔录")]})
    if data["kind"] == Statement.WAIVER and data["file"] is None:
        raise InvalidData({"file": [_("请附书面放弃说明")]})
    if data["side"] != OWNER:
        refuse_reporter_in(ctx, "content")
    fields = ("side", "kind", "at", "mode", "speaker", "content", "file")
    child(ctx, Statement, **{name: data[name] for name in fields})


def submit_statement(ctx: Context) -> None:
    """Keep what a party says for itself, in writing, under its own account: that side has been heard by it (§5.1)."""
    child(
        ctx, Statement, side=SIDE_OF_PARTY[ctx.actor.role], kind=Statement.RECORD, at=ctx.now, mode=ELECTRONIC,
        speaker=ctx.data.get("speaker") or "", content=ctx.data["content"], file=ctx.data.get("file"),
    )  # fmt: skip


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
    words.refuse_in(data["title"], "title")
    arrears.refuse_in(data, "title", "source_note")
    refuse_future(ctx, data["obtained_at"], "obtained_at", _("取得时间"))
    leads = ctx.actor.agency_id in related_agencies(ctx, Relation.LEAD)
    lawful = True if leads and data["lawful"] else None
    if lawful:
        _require_note(data.get("monitored"), data["monitor_note"])
    fields = ("type", "title", "obtained_at", "obtained_by", "source_note", "file", "monitor_note")
    values = {name: data[name] for name in fields}
    piece = child(ctx, Evidence, lawful=lawful, monitored=bool(data.get("monitored")), **values)
    if data["fact"]:
        ctx.add(FactEvidence(fact_id=data["fact"], evidence=piece, contrary=bool(data["contrary"])))


def judge_evidence(ctx: Context) -> None:
    """Say whether a piece was lawfully obtained; what was not does not enter the conclusion."""
    piece, lawful = ctx.record.evidences.get(pk=ctx.data["evidence"]), ctx.data["lawful"] == "yes"
    note = ctx.data.get("monitor_note") or piece.monitor_note
    if lawful:
        _require_note(piece.monitored, note)
    ctx.update(piece, lawful=lawful, **({"monitor_note": note} if ctx.data.get("monitor_note") else {}))


def _require_note(monitored: Any, note: Any) -> None:
    """Raises InvalidData for a record of a camera of which nobody says why it may be used (§5.12, 行政处罚法 41)."""
    if monitored and not note:
        raise InvalidData(
            {"monitor_note": [_("电子监控取得的，要写明设备审核、标志、公布和记录审核的情况才能认定合法")]}
        )


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
