"""A penalty procedure as the API gives it, by role (§6): the file, the party's own notices, or where it stands."""

from typing import Any

from casework import access
from casework.actor import Actor
from casework.api.present import moment
from casework.masking import mask_text
from property_rectification.penalty import standing

OBJECT = "penalty"


def reads_file(actor: Actor) -> bool:
    """Whether the role works on the file: it creates, changes or approves."""
    return any(access.may(actor, OBJECT, letter) for letter in "CUA")


def reads_notices(actor: Actor) -> bool:
    """Whether the role reads what was served: who works on the file, and the party itself."""
    return reads_file(actor) or access.may(actor, OBJECT, "R")


#: What who sees the status only may read of the past.
_STATUS = ("state", "outcome", "served_at", "corrected_at", "revoked_at")


def may_read(path: str, actor: Actor) -> bool:
    """Whether this actor may see a value of the past: who works on the file all of it, others where it stood."""
    return reads_file(actor) or path in _STATUS


def of(record: Any, actor: Actor) -> dict[str, Any]:
    """What this actor may read beyond the common fields."""
    body: dict[str, Any] = {
        "outcome": record.outcome, "served_at": moment(record.served_at), "corrected_at": moment(record.corrected_at),
    }  # fmt: skip
    if reads_notices(actor):
        body["notices"] = _notices(record)
    if not reads_file(actor):
        return body
    return body | {
        "case": record.source.number, "party": {"kind": record.party_kind, "name": str(record.party_name)},
        "no_penalty_cause": record.spared_for,
        "statements": [
            {"kind": s.kind, "at": moment(s.at), "content": mask_text(s.content.reveal()) if s.content else "",
             "adopted": s.adopted, "answered_at": moment(s.answered_at)}
            for s in standing.statements(record)
        ],
        "payments": [
            {"kind": p.kind, "amount": p.amount, "paid_on": p.paid_on.isoformat()} for p in standing.payments(record)
        ],
        "remedies": [
            {"kind": r.kind, "organ": r.organ, "reference": r.reference, "result": r.result}
            for r in standing.remedies(record)
        ],
    }  # fmt: skip


def _notices(record: Any) -> list[dict[str, Any]]:
    """The papers that were served, in their order."""
    proposals = [
        {"paper": "proposal", "served_at": moment(p.served_at), "content": p.content,
         "wording": mask_text(p.wording.reveal()), "rights": p.rights.reveal()}
        for p in standing.proposals(record)
    ]  # fmt: skip
    decisions = [
        {"paper": "decision", "number": d.number, "served_at": moment(d.served_at), "content": d.content,
         "wording": mask_text(d.wording.reveal()),
         "correction": mask_text(d.correction.reveal()) if d.correction else "",
         "review_organ": d.review_organ, "court": d.court}
        for d in standing.decisions(record) if d.served_at is not None
    ]  # fmt: skip
    return [*proposals, *decisions]
