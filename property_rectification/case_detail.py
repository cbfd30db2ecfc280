"""A case as the API gives it: fields, facts, statements, call-backs; personal fields masked (§5.4)."""

from typing import Any

from casework import access
from casework.actor import Actor
from casework.api.present import moment
from casework.masking import mask_text
from property_rectification import minors
from property_rectification.models import RectificationCase
from property_rectification.models.mediation import Mediation
from property_rectification.models.parties import Reporter
from property_rectification.states import DIVERTED, MERGED


def of(case: RectificationCase, actor: Actor) -> dict[str, Any]:
    """What this actor may read of the case beyond the common fields."""
    body: dict[str, Any] = {
        "channel": case.channel,
        "reported_at": moment(case.reported_at),
        "happened_at": moment(case.happened_at),
        "compound": case.compound_id if may_read("place", actor, case) else None,
        "place": case.place if may_read("place", actor, case) else "",
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
    if any(access.may(actor, "mediation", letter) for letter in "RCs"):
        body["mediations"] = [_mediation(one, actor) for one in case.mediations.select_related("agreement")]
    if may_read("narrative", actor, case):
        body |= _said(case)
    if may_read("statutoryroute/", actor):
        body |= _elsewhere(case, actor)
    if may_read("fact/", actor):
        body |= _substance(case, statements=may_read("statement/", actor, case))
    if minors.sees_person(case, actor) and any(access.may(actor, "reporter_identity", letter) for letter in "Rr"):
        body["reporter"] = _reporter(case)
    return body


def _mediation(one: Mediation, actor: Actor) -> dict[str, Any]:
    """Its course for whom the status concerns; the agreement for its mediator and the parties."""
    told: dict[str, Any] = {
        "round": one.round, "asked_by": one.asked_by, "asked_at": moment(one.asked_at), "result": one.result,
        "started_at": moment(one.started_at), "ended_at": moment(one.ended_at), "counts": one.counts,
    }  # fmt: skip
    agreement = getattr(one, "agreement", None)
    if agreement is not None:
        told["perform_by"] = agreement.perform_by
        if may_read("mediationagreement/", actor):
            told["agreement"] = {
                "content": mask_text(agreement.content.reveal()),
                "plan": mask_text(agreement.plan.reveal()) if agreement.plan else "",
                "performed_on": agreement.performed_on, "applied_on": agreement.applied_on,
                "confirmation": agreement.confirmation,
            }  # fmt: skip
    return told


def _said(case: RectificationCase) -> dict[str, str]:
    return {
        "narrative": mask_text(case.narrative.reveal()) if case.narrative else "",
        "claim": mask_text(case.claim.reveal()) if case.claim else "",
    }


def _elsewhere(case: RectificationCase, actor: Actor) -> dict[str, Any]:
    """Where a case in one of these states is dealt with; another case in the actor's scope alone."""
    if case.state == DIVERTED:
        route = case.statutoryroutes.get(left_at=None)
        names = ("route", "number", "organ", "result", "result_no")
        return {"statutory_route": {name: getattr(route, name) for name in names}}
    if case.state == MERGED:
        masters: Any = RectificationCase.objects.visible_to(actor)
        master = masters.filter(merged_in__case=case, merged_in__split_at=None).first()
        return {"merged_into": master.number if master else None}
    return {}


def _substance(case: RectificationCase, *, statements: bool) -> dict[str, Any]:
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
            for s in (case.statements.all() if statements else ())
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
#: Numbers of other cases, which whoever works on this one may not know of.
_OTHER_CASES = ("form/linked_to", "form/same_as", "form/master")
#: What was said in a mediation and agreed on is its mediator's and the parties' alone (§5.9); who asks and who is
#: willing is known to those who write it down as well.
_MEDIATED = ("mediationsession/", "mediationagreement/", "form/session_", "form/agreement_")
_ASKED_TO_MEDIATE = ("mediation/", "mediationconsent/", "form/dispute", "form/witness")
#: What the reporter said later on, and was asked: read like the first words.
_VOICES = ("reporternote/", "supplementrequest/", "objection/", "statutoryroute/",
           "recusalrequest/", "merging/", "linkedcase/", "dispute/", "disputemeeting/", "form/answer", "form/items",
           "form/text", "form/defect", "form/new_fact")  # fmt: skip
_STANDING = ("extension/", "suspension/", "shelving/", "supervision/",
             "supervisionreport/", "talk/")  # fmt: skip
_SUBSTANCE = (
    "narrative",
    "claim",
    "fact/",
    "evidence/",
    "statement/",
    "conductrecord/",
    "form/",
    *_POINT,
    *_VOICES,
    *_STANDING,
)


#: What the office decides about a late unit, among it whether to turn to the discipline organ: the unit never reads it.
_OFFICE, _OF_THE_OFFICE = frozenset({"R01", "R02", "R03", "R20"}), ("escalation/", "form/esc_")


#: How a path begins → the object of the matrix, and the letters of which any one opens it.
_BY_LETTER = ((_MEDIATED, "mediation", "R"), (_ASKED_TO_MEDIATE, "mediation", "RC"), (_WHO, "reporter_identity", "Rr"))


def may_read(path: str, actor: Actor, case: Any = None) -> bool:
    """Whether this actor may see a value at all, masked or not; with a case, as far as that case opens it (§5.5)."""
    return not (case is not None and minors.hides(case, path, actor)) and _post_reads(path, actor)


def _post_reads(path: str, actor: Actor) -> bool:
    if path.startswith(_OF_THE_OFFICE):
        return actor.role in _OFFICE
    for begins, object_code, letters in _BY_LETTER:
        if path.startswith(begins):
            return any(access.may(actor, object_code, letter) for letter in letters)
    if path in _OTHER_CASES:
        return access.may(actor, "case_basics", "C")
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
