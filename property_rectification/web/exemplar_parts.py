"""What the page of an exemplary case shows: the text with its marks, the report, who signed, what the firm said."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import clock, display, engine
from casework.actor import Actor
from casework.ledger import ERASED, PastView
from casework.models import Record
from casework.web import frames
from property_rectification import codes
from property_rectification.exemplar import detail, guards, masks
from property_rectification.exemplar.states import ON_LINE
from property_rectification.masking_text.findings import Finding
from property_rectification.models.exemplar_text import ExemplarSignature
from property_rectification.papers.exemplar import law_words


def parts(record: Any, actor: Actor) -> dict[str, Any]:
    """The living page; who only sees where it stands gets the frame alone."""
    if not detail.reads_text(actor):
        return {"overview": [], "text": None, "report": None, "material": [], "signatures": [], "comments": []}
    can = {o.act.code for o in engine.amendments(record, actor) if o.allowed}
    return {
        "overview": _overview(record, actor),
        "text": _text(record) if record.text else None,
        "report": _report(record, can) if record.text else None,
        "evidence_url": reverse("exemplars-evidence", kwargs={"key": frames.key_of(record)}) if record.text else "",
        "material": detail.material(record.source) if record.text is None or "edit_text" in can else [],
        "signatures": _signatures(record),
        "comments": _comments(record),
        "public_url": _public_url(record),
    }


def _overview(record: Any, actor: Actor) -> list[dict[str, str]]:
    now = clock.now()
    lines = [
        (_("类型"), codes.label("exemplar_kind", record.genre), ""),
        (_("来源案件"), record.source.number, _source_url(record, actor)),
        (_("企业名称"), _naming(record), ""),
        (_("发布"), display.moment(record.published_at, now) if record.published_at else "", ""),
        (_("更正"), display.moment(record.corrected_at, now) if record.corrected_at else "", ""),
        (_("撤回"), display.moment(record.withdrawn_at, now) if record.withdrawn_at else "", ""),
        (_("撤回原因"), codes.label("withdrawal_cause", record.withdrawal_cause), ""),
        (_("撤回说明"), record.explanation.reveal() if record.explained_at else "", ""),
        (_("来源决定"), codes.label("source_change", record.source_change), ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in lines if value]


def _source_url(record: Any, actor: Actor) -> str:
    """The case, for who sees it; publicity does not."""
    seen = Record.objects.visible_to(actor).filter(pk=record.source_id).exists()
    return frames.url(record.source) if seen else ""


def _naming(record: Any) -> str:
    if not record.firm_named:
        return _("不写，称“某物业公司”")
    words = [codes.label("naming_ground", record.naming_ground), record.naming_reference]
    return "　".join(filter(None, words)) or _("写名称，还没有依据")


def _public_url(record: Any) -> str:
    return reverse("public-exemplar", kwargs={"pk": record.pk}) if record.state in ON_LINE else ""


# --- the text ---------------------------------------------------------------------------------------------------


def _text(record: Any) -> dict[str, Any]:
    units, _paragraphs = masks.units_of(record.text)
    found = masks.look(units, masks.known(record.source), firm_named=record.firm_named).all
    marks = {n: [f for f in found if f.unit == n] for n in range(len(units))}
    shown = [
        {"label": part["label"], "paragraphs": [
            {"number": number, "sentences": [_sentence(s, marks[s.position]) for s in rows]}
            for number, rows in part["paragraphs"].items()
        ]}
        for part in detail.parts_of(record.text)
    ]  # fmt: skip
    return {
        "number": record.text.number, "title": pieces(record.text.title, marks[0]), "parts": shown,
        "law": [law_words(row) for row in record.text.law],
        "pending": record.online_id is not None and record.online_id != record.text_id,
    }  # fmt: skip


def _sentence(sentence: Any, marks: list[Finding]) -> dict[str, Any]:
    titles = [p.evidence.title for p in sentence.proofs.all() if p.holds]
    return {
        "position": sentence.position, "pieces": pieces(sentence.body.reveal(), marks), "proofs": len(titles),
    }  # fmt: skip


def pieces(text: str, marks: list[Finding]) -> list[dict[str, str]]:
    """A text cut at its findings: each piece with its words, and where it is a finding with kind and stand-in."""
    found, end = [], 0
    for mark in marks:
        found.append({"words": text[end : mark.start], "kind": "", "instead": ""})
        kind = str(guards.KINDS[mark.kind])
        found.append({"words": text[mark.start : mark.end], "kind": kind, "instead": mark.replacement})
        end = mark.end
    return [one for one in [*found, {"words": text[end:], "kind": "", "instead": ""}] if one["words"]]


def _report(record: Any, can: set[str]) -> dict[str, Any]:
    """What the gate says now, by paragraph and kind."""
    units, paragraphs = masks.units_of(record.text)
    found = masks.look(units, masks.known(record.source), firm_named=record.firm_named).all
    rows = [
        {"where": guards.paragraph_words(paragraphs[f.unit]), "kind": guards.KINDS[f.kind], "instead": f.replacement}
        for f in found
    ]
    url = frames.url(record, "amend", code="apply-masks") if "apply_masks" in can else ""
    return {"rows": rows, "apply_url": url}


# --- people -----------------------------------------------------------------------------------------------------


def _signatures(record: Any) -> list[dict[str, str]]:
    """The four who answer for the version that is worked on, signed or not."""
    if record.text is None:
        return []
    signed = {s.step: s for s in record.text.signatures.select_related("recorded_by__user", "recorded_by__agency")}
    return [_signature(str(label), signed.get(step)) for step, label in ExemplarSignature.STEPS]


def _signature(label: str, signed: Any) -> dict[str, str]:
    if signed is None:
        return {"label": label, "who": "", "when": "", "opinion": ""}
    post = signed.recorded_by
    return {
        "label": label, "who": f"{post.agency.name} {post.user.display_name}" if post else "",
        "when": display.moment(signed.recorded_at, clock.now()),
        "opinion": signed.opinion.reveal() if signed.opinion else "",
    }  # fmt: skip


def _comments(record: Any) -> list[dict[str, str]]:
    now = clock.now()
    return [
        {
            "when": display.day(c.received_at, now),
            "content": str(c.content),
            "answer": str(c.answer) if c.answered_at else "",
        }
        for c in record.exemplarcomments.order_by("received_at")
    ]


# --- a past day -------------------------------------------------------------------------------------------------


def past_parts(record: Any, view: PastView) -> dict[str, Any]:
    """The last version of that day, from the ledger alone."""
    texts = sorted(view.children("exemplartext"), key=lambda one: one.get("number") or 0)
    last = texts[-1] if texts else None
    rows = [s for s in view.children("exemplarsentence") if last and s.get("text_id") == last.get("id")]
    bodies = [
        str(s.get("body")) if s.get("body") is ERASED else s.get("body") or ""
        for s in sorted(rows, key=lambda one: one.get("position") or 0)
    ]
    shown = [{"position": n, "pieces": pieces(body, []), "proofs": 0} for n, body in enumerate(bodies, 1)]
    text = {
        "number": last.get("number"), "title": pieces(last.get("title") or "", []), "law": [], "pending": False,
        "parts": [{"label": _("正文"), "paragraphs": [{"number": 1, "sentences": shown}]}],
    } if last else None  # fmt: skip
    return {
        "overview": [], "text": text, "report": None, "material": [], "signatures": [], "comments": [],
        "evidence_url": "", "public_url": "",
    }  # fmt: skip
