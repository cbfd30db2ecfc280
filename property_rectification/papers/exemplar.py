"""F-22 典型案例稿: the masked text with its law, the report of the gate, and who answers for it (§1.5, §3)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from property_rectification import codes, law
from property_rectification.exemplar import guards, masks
from property_rectification.models.exemplar_text import FACTS, HANDLING, MEANING


def snapshot(ctx: Context) -> dict[str, Any] | None:
    """The text as it may be seen: whatever the gate still finds is masked on the paper."""
    record, text = ctx.record, ctx.record.text
    if text is None:
        return None
    units, paragraphs = masks.units_of(text)
    here = masks.known(record.source)
    found = masks.look(units, here, firm_named=record.firm_named).all
    shown = masks.coarsened(units, here, firm_named=record.firm_named)
    parts: dict[str, dict[int, str]] = {FACTS: {}, HANDLING: {}, MEANING: {}}
    for sentence, body in zip(text.sentences.all(), shown[1:], strict=True):
        lines = parts[sentence.part]
        lines[sentence.paragraph] = lines.get(sentence.paragraph, "") + body
    return {
        "title": shown[0], "genre": codes.label("exemplar_kind", record.genre), "version": text.number,
        "source": record.source.number or "",
        "facts": list(parts[FACTS].values()), "handling": list(parts[HANDLING].values()),
        "meaning": list(parts[MEANING].values()),
        "law": [law_words(row) for row in text.law],
        "report": guards.where(found, paragraphs) if found else "",
        "firm": _naming(record),
        "approvals": [_approval(s) for s in text.signatures.select_related("recorded_by__agency", "recorded_by__user")],
    }  # fmt: skip


def law_words(row: dict[str, str]) -> str:
    """A row of the law a text cites, as it is printed."""
    return law.words(row["title"], row["version"], row["article"])


def _naming(record: Any) -> str:
    if not record.firm_named:
        return _("不写企业名称")
    ground = codes.label("naming_ground", record.naming_ground)
    return f"{ground}　{record.naming_reference}".strip()


def _approval(signature: Any) -> dict[str, str]:
    post = signature.recorded_by
    return {
        "step": signature.get_step_display(), "at": display.on_paper(signature.recorded_at),
        "by": f"{post.agency.name}　{post.user.display_name}" if post else "",
        "opinion": signature.opinion.reveal() if signature.opinion else "",
    }  # fmt: skip


EXEMPLAR_TEXT = Paper(
    "F-22", gettext_lazy("典型案例稿"), snapshot=snapshot, sample=Path(__file__).with_name("F-22.json"),
    object="exemplar", letters="CUA",
)  # fmt: skip
