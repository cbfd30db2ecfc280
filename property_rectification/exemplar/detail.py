"""An exemplary case as API and pages give it: the text with its proofs, the report, the signatures; by role (§6)."""

from typing import Any

from casework import access
from casework.actor import Actor
from casework.api.present import moment
from property_rectification import codes
from property_rectification.exemplar import masks
from property_rectification.masking_text import gate
from property_rectification.models.exemplar_text import PARTS, ExemplarSentence, ExemplarText
from property_rectification.models.facts import Fact

OBJECT = "exemplar"
PUBLIC = "R17"


def reads_text(actor: Actor) -> bool:
    """Whether the role works on these texts: it creates, changes or approves them. The public has its own page."""
    return actor.role != PUBLIC and any(access.may(actor, OBJECT, letter) for letter in "CUA")


def may_read(path: str, actor: Actor) -> bool:
    """Whether this actor may see a value of the past: who works on the texts sees all of it, others the state."""
    return reads_text(actor) or path in ("state", "genre")


def of(record: Any, actor: Actor) -> dict[str, Any]:
    """What this actor may read beyond the common fields."""
    body: dict[str, Any] = {"genre": record.genre, "published_at": moment(record.published_at)}
    if actor.role == PUBLIC:
        return body | {"online": _text(record.online) if record.online else None}
    if not reads_text(actor):
        return body
    return body | {
        "source": record.source.number,
        "text": _text(record.text, proofs=True) if record.text else None,
        "online": record.online.number if record.online else None,
        "report": record.text.report if record.text else [],
        "firm_named": record.firm_named,
        "signatures": [
            {"step": s.step, "text": s.text.number, "at": moment(s.recorded_at),
             "by": s.recorded_by.user.display_name if s.recorded_by else ""}
            for s in record.exemplarsignatures.select_related("text", "recorded_by__user")
        ],
        "material": material(record.source),
        "evidence": evidence(record.source),
        "withdrawn_at": moment(record.withdrawn_at), "withdrawal_cause": record.withdrawal_cause,
        "explanation": record.explanation.reveal() if record.explained_at else "",
    }  # fmt: skip


def _text(text: ExemplarText, *, proofs: bool = False) -> dict[str, Any]:
    rows = text.sentences.prefetch_related("proofs")
    sentences = [
        {"position": s.position, "paragraph": s.paragraph, "part": s.part, "body": s.body.reveal()}
        | ({"evidence": proofs_of(s)} if proofs else {})
        for s in rows
    ]
    return {"number": text.number, "title": text.title, "law": text.law, "sentences": sentences}


def proofs_of(sentence: ExemplarSentence) -> list[str]:
    """Keys of the evidence a sentence rests on."""
    return [str(p.evidence_id) for p in sentence.proofs.all() if p.holds]


def sentence_words(sentence: ExemplarSentence) -> str:
    """A sentence with its number, for a list to choose from."""
    return f"{sentence.position} {sentence.body.reveal()}"


def law_rows(text: ExemplarText) -> list[dict[str, str]]:
    """The cited law as the form takes it."""
    return [{"instrument": row["code"], "article": row["article"]} for row in text.law]


def parts_of(text: ExemplarText) -> list[dict[str, Any]]:
    """The parts of a text with their paragraphs and sentences, for a page."""
    rows = list(text.sentences.prefetch_related("proofs__evidence"))
    found = []
    for code, label in PARTS:
        paragraphs: dict[int, list[ExemplarSentence]] = {}
        for row in rows:
            if row.part == code:
                paragraphs.setdefault(row.paragraph, []).append(row)
        if paragraphs:
            found.append({"code": code, "label": label, "paragraphs": paragraphs})
    return found


def material(source: Any) -> list[str]:
    """What a writer needs of the case and no more: the facts found true, masked by the gate."""
    here = masks.known(source)
    found = [f.statement.reveal() for f in source.facts.filter(status=Fact.FOUND)]
    return gate.mask(found, here.names, here.places)


def evidence(source: Any) -> list[dict[str, str]]:
    """Lawful evidence of the case by number, type and masked name; unlawful evidence proves nothing (§5.12)."""
    here = masks.known(source)
    rows = list(source.evidences.filter(lawful=True))
    titles = gate.mask([row.title for row in rows], here.names, here.places)
    return [
        {"id": str(row.pk), "title": f"E{n} {title}（{codes.label('evidence_type', row.type)}）"}
        for n, (row, title) in enumerate(zip(rows, titles, strict=True), 1)
    ]
