"""A case as the API gives it: fields, facts, statements, call-backs; personal fields masked (§5.4)."""

from typing import Any

from casework import access
from casework.actor import Actor
from casework.api.present import moment
from casework.masking import mask_text
from property_rectification.models import RectificationCase
from property_rectification.models.parties import Reporter


def of(case: RectificationCase, actor: Actor) -> dict[str, Any]:
    """What this actor may read of the case beyond the common fields."""
    body: dict[str, Any] = {
        "channel": case.channel,
        "reported_at": moment(case.reported_at),
        "happened_at": moment(case.happened_at),
        "compound": case.compound_id,
        "place": case.place,
        "firm": case.firm.name if case.firm else None,
        "category": case.category,
        "categories_more": case.categories_more,
        "suspected": case.suspected,
        "matter": case.matter,
        "urgency": case.urgency,
        "risk": case.risk,
        "handler": case.handler.display_name if case.handler else None,
        "result": case.result,
        "amounts": {
            "claimed": case.amount_claimed, "confirmed": case.amount_confirmed, "refunded": case.amount_refunded,
        },
    }  # fmt: skip
    if may_read("narrative", actor):
        body |= _said(case)
    if may_read("fact/", actor):
        body |= _substance(case)
    if any(access.may(actor, "reporter_identity", letter) for letter in "Rr"):
        body["reporter"] = _reporter(case)
    return body


def _said(case: RectificationCase) -> dict[str, str]:
    return {
        "narrative": mask_text(case.narrative.reveal()) if case.narrative else "",
        "claim": mask_text(case.claim.reveal()) if case.claim else "",
    }


def _substance(case: RectificationCase) -> dict[str, Any]:
    return {
        "facts": [
            {
                "id": str(fact.pk), "number": fact.number, "statement": mask_text(fact.statement.reveal()),
                "status": fact.status,
                "evidence": [
                    {"id": str(link.evidence_id), "title": link.evidence.title, "contrary": link.contrary}
                    for link in fact.links.all()
                ],
            }
            for fact in case.facts.prefetch_related("links__evidence")
        ],
        "statements": [
            {
                "side": s.side, "kind": s.kind, "at": moment(s.at),
                "content": mask_text(s.content.reveal()) if s.content else "",
            }
            for s in case.statements.all()
        ],
        "callbacks": [
            {"at": moment(c.at), "reached": c.reached, "solved": c.solved, "satisfaction": c.satisfaction}
            for c in case.callbacks.all()
        ],
    }  # fmt: skip


#: Ledger paths that say who reported, and those that say what was said and found. A point on the map is said too: it
#: may be the door of who reported.
_POINT = ("location", "source_x", "source_y")
_WHO = ("reporter/", "form/reporter_", "form/guardian", "form/interpreter")
_SAID = ("narrative", "claim", "form/narrative", "form/claim", "form/position", *_POINT)
#: What the reporter said later on, and was asked: read like the first words.
_VOICES = ("reporternote/", "supplementrequest/", "objection/", "form/answer", "form/items", "form/text",
           "form/defect", "form/new_fact")  # fmt: skip
_SUBSTANCE = ("narrative", "claim", "fact/", "evidence/", "statement/", "conductrecord/", "form/", *_POINT, *_VOICES)


def may_read(path: str, actor: Actor) -> bool:
    """Whether this actor may see a value of the past at all, masked or not."""
    if path.startswith(_WHO):
        return any(access.may(actor, "reporter_identity", letter) for letter in "Rr")
    if (path in _SAID or path.startswith(_VOICES)) and access.may(actor, "case_basics", "C"):
        return True  # who writes messages down reads them, though not what was found; a firm never does (§5.4)
    if path.startswith(_SUBSTANCE):
        return any(access.may(actor, "facts_evidence", letter) for letter in "Rr")
    return True


def _reporter(case: RectificationCase) -> dict[str, str] | None:
    """Masked; opening a field is an act of its own with a purpose."""
    found = Reporter.objects.filter(case=case).first()
    if found is None:
        return None
    return {name: str(getattr(found, name) or "") for name in ("name", "phone", "address")}
