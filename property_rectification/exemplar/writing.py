"""Writing a version of the text: sentences, proofs carried over, the report of the gate."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from casework.timers import local_day
from property_rectification import law, words
from property_rectification.exemplar import masks
from property_rectification.exemplar.wording import Sentence, joined, sentences
from property_rectification.masking_text import gate
from property_rectification.models.exemplar_text import (
    PARTS,
    ExemplarProof,
    ExemplarSentence,
    ExemplarText,
)

PART_NAMES = tuple(code for code, _label in PARTS)


def brought_units(data: Mapping[str, Any]) -> list[str]:
    """Title and sentences of a text form."""
    return masks.units_written(data["title"], sentences_of(data))[0]


def sentences_of(data: Mapping[str, Any]) -> list[Sentence]:
    """The sentences of a text form, in the order of the paper."""
    return sentences({part: data.get(part) or "" for part in PART_NAMES})


def write(ctx: Context) -> None:
    """The next version from a form. Raises InvalidData for a title with a name or an unused word."""
    data, record = ctx.data, ctx.record
    words.refuse_in(data["title"], "title")
    rows = sentences_of(data)
    if masks.look([data["title"]], masks.known(record.source), firm_named=True).persons:
        raise InvalidData({"title": [_("标题写事情，不写姓名、房号、号码")]})
    old = record.text
    before = {s.body.reveal(): s for s in _kept(old)} if old else {}
    _keep(ctx, data["title"], _law(ctx), rows, [before.get(row.body) for row in rows])


def write_masked(ctx: Context) -> None:
    """The next version with every proposed replacement carried out; proofs and paragraphs stay."""
    record, old = ctx.record, _kept(ctx.record.text)
    units, _paragraphs = masks.units_of(record.text)
    texts = masks.coarsened(units, masks.known(record.source), firm_named=record.firm_named)
    rows = [Sentence(s.part, s.paragraph, body) for s, body in zip(old, texts[1:], strict=True)]
    _keep(ctx, texts[0], record.text.law, rows, list(old))


def _kept(text: ExemplarText) -> list[ExemplarSentence]:
    return list(text.sentences.prefetch_related("proofs"))


def _law(ctx: Context) -> list[dict[str, str]]:
    """The cited rows with title and version in force today; only verified ones are offered (§1.5)."""
    versions = law.verified(local_day(ctx.now))
    cited = [row for row in ctx.data.get("law") or [] if row["instrument"] in versions]
    return [
        {"code": row["instrument"], "article": row["article"], "title": versions[row["instrument"]].title,
         "version": versions[row["instrument"]].version_note}
        for row in cited
    ]  # fmt: skip


def _keep(
    ctx: Context, title: str, law: Sequence[Any], rows: Sequence[Sentence], before: Sequence[ExemplarSentence | None]
) -> None:
    record = ctx.record
    units, paragraphs = masks.units_written(title, rows)
    found = masks.look(units, masks.known(record.source), firm_named=record.firm_named).all
    text = ctx.add(
        ExemplarText(
            exemplar=record, recorded_at=ctx.now, recorded_by=ctx.actor.post, title=title, law=list(law),
            number=record.exemplartexts.count() + 1, report=gate.report(found, paragraphs),
        )
    )  # fmt: skip
    for position, (row, earlier) in enumerate(zip(rows, before, strict=True), 1):
        kept = ctx.add(
            ExemplarSentence(text=text, position=position, paragraph=row.paragraph, part=row.part, body=row.body)
        )
        for proof in (p for p in (earlier.proofs.all() if earlier else ()) if p.holds):
            ctx.add(ExemplarProof(sentence=kept, evidence_id=proof.evidence_id))
    record.text, record.title = text, title


def parts_of(text: ExemplarText) -> dict[str, str]:
    """The parts of a kept version as they were typed."""
    rows = [Sentence(s.part, s.paragraph, s.body.reveal()) for s in text.sentences.all()]
    return {part: joined(rows, part) for part in PART_NAMES}
