"""A case as the API gives it, by what the role reads; personal fields masked."""

from typing import Any

from casework.actor import Actor
from casework.api.present import moment
from casework.masking import mask_text
from relief import archive, belongings, reading, rides, rows, terminations, word_ahead
from relief.effects.death import DEATH
from relief.reading import INCIDENT, PROTECTION


def of(case: Any, actor: Actor) -> dict[str, Any]:
    """What this actor may read beyond the common fields."""
    body: dict[str, Any] = {
        "arrived_at": moment(case.arrived_at), "arrival_mode": case.arrival_mode,
        "brought_by_unit": case.brought_by_unit, "rights_told_at": moment(case.rights_told_at),
        "admitted_at": moment(case.admitted_at), "release_asked_at": moment(case.release_asked_at),
        "departure_mode": case.departure_mode, "destination": case.destination, "outcome": case.outcome,
        "left_at": moment(case.left_at),
        "missing_papers": archive.missing(case) if case.outcome else [],
    }  # fmt: skip
    if reading.reads(actor, reading.REGISTRATION):
        body["person"] = _person(case.person)
        body["police_at"] = moment(case.police_at)
        body["circumstances"] = _circumstances(case, actor)
        body["request"] = mask_text(case.request.reveal()) if case.request else ""
    if reading.reads(actor, reading.HEALTH):
        body["medical"] = [_medical(one) for one in case.medicalevents.all()]
        body["health"] = [
            {"act": n.act, "at": moment(n.happened_at or n.recorded_at), "hospital": n.hospital,
             "voluntary": n.voluntary, "danger": n.danger, "note": mask_text(n.note.reveal()) if n.note else ""}
            for n in case.healthnotes.all()
        ]  # fmt: skip
    if reading.reads(actor, reading.TRACING):
        body["inquiries"] = [_inquiry(one) for one in rows.inquiries(case)]
    body |= _in_the_house(case, actor)
    if reading.reads(actor, reading.REVIEW):
        body["review"] = {
            "at": moment(case.reviewed_at), "narrow_test": case.narrow_test, "practice_test": case.practice_test,
            "cannot_state": case.cannot_state, "suspected_victim": case.suspected_victim,
            "note": mask_text(case.review_note.reveal()) if case.review_note else "",
            "countersigned_at": moment(case.countersigned_at),
        }  # fmt: skip
        body["refusal"] = _refusal(case)
        body["extensions"] = [_extension(one) for one in rows.extensions(case)]
    if reading.reads(actor, reading.TERMINATION):
        body["terminations"] = [_termination(one) for one in terminations.shown(case)]
    if reading.reads(actor, reading.DEPARTURE):
        body["collectors"] = [
            {"id": str(c.pk), "relation": c.relation, "name": str(c.name), "id_number": str(c.id_number or ""),
             "proof": bool(c.proof), "copy": c.copy_id is not None, "risk": c.risk, "fit": c.fit,
             "wish_heard_at": moment(c.wish_heard_at)}
            for c in rows.collectors(case)
        ]  # fmt: skip
        body["tickets"] = [_ticket(one) for one in rides.tickets(case)]
        body["small_cash"] = rides.cash_so_far(case)
        body["words_ahead"] = [_word(one) for one in word_ahead.of(case)]
        body["referral"] = _referral(case)
    body |= _filed(case, actor)
    body |= _told_of(case, actor)
    return body


def _word(one: Any) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("addressee", "result", "channel")}
    return plain | {"told_at": moment(one.told_at), "reason": mask_text(one.reason.reveal()) if one.reason else ""}


def _told_of(case: Any, actor: Actor) -> dict[str, Any]:
    """Who was missing or died, and to whom it was told."""
    told: dict[str, Any] = {}
    if reading.reads(actor, INCIDENT):
        told |= _absence(case)
    if case.departure_mode == DEATH and reading.reads(actor, reading.AFTER_DEATH):
        told["death"] = _death(case)
    if case.reported_at and reading.reads(actor, PROTECTION):
        told["reports"] = [
            {"id": str(r.pk), "organ": r.organ, "unit": r.unit, "discovered_at": moment(r.discovered_at),
             "reported_at": moment(r.reported_at), "channel": r.channel, "officer": str(r.officer),
             "receipt": r.receipt}
            for r in rows.reports(case)
        ]  # fmt: skip
    return told


def _in_the_house(case: Any, actor: Actor) -> dict[str, Any]:
    """Where somebody sleeps, and what they have with them."""
    told: dict[str, Any] = {}
    if reading.reads(actor, reading.BEDS):
        told["bed"] = _bed(case)
    if reading.reads(actor, reading.CHECK):
        told["belongings"] = [_belonging(one) for one in belongings.of(case)]
    return told


def _belonging(one: Any) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("kind", "quantity", "condition", "disposition", "locker")}
    return plain | {"id": str(one.pk), "item": mask_text(one.item.reveal()), "returned_at": moment(one.returned_at)}


def _ticket(one: Any) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("kind", "origin", "service", "transit", "transit_contact")}
    return plain | {
        "id": str(one.pk), "goal": str(one.goal), "travel_on": str(one.travel_on),
        "returned_at": moment(one.returned_at), "refunded": one.refunded,
    }  # fmt: skip


def _bed(case: Any) -> dict[str, Any] | None:
    return case.bed and {"label": case.bed.label, "zone": case.bed.zone.kind}


def _circumstances(case: Any, actor: Actor) -> dict[str, Any]:
    names = (
        "cause", "person_category", "relief_type", "relief_types_other", "needs_requested", "benefit_status", "region",
        "region_said", "age_at_admission",
    )  # fmt: skip
    told = {name: getattr(case, name) for name in names}
    if reading.reads(actor, reading.HEALTH):
        told["health"] = case.health
    return told | {"course": mask_text(case.course.reveal()) if case.course else ""}


def _termination(one: Any) -> dict[str, Any]:
    return {
        "opened_at": moment(one.recorded_at), "reasons": one.reasons, "heard_at": moment(one.heard_at),
        "result": one.result, "decided_at": moment(one.decided_at), "served_at": moment(one.served_at),
    }  # fmt: skip


def _extension(one: Any) -> dict[str, Any]:
    return {
        "asked_at": moment(one.recorded_at), "reason": one.reason, "days": one.days, "agreed": one.agreed,
        "decided_at": moment(one.decided_at), "late": one.late, "acknowledged_at": moment(one.acknowledged_at),
    }  # fmt: skip


def _inquiry(found: Any) -> dict[str, Any]:
    return {
        "kind": found.kind, "addressed_to": found.addressed_to, "asks_age": found.asks_age,
        "purpose": mask_text(found.purpose.reveal()), "sent_at": moment(found.sent_at), "ack": found.received_ack,
        "reply": mask_text(found.reply.reveal()) if found.reply else "", "replied_at": moment(found.reply_at),
    }  # fmt: skip


def _medical(one: Any) -> dict[str, Any]:
    return {
        "at": moment(one.recorded_at), "need": mask_text(one.need.reveal()), "hospital": one.hospital,
        "called_at": moment(one.called_at), "back_at": moment(one.back_at), "certificate": one.certificate,
        "certificate_copy": one.certificate_copy_id is not None, "by_own_will": one.by_own_will,
    }  # fmt: skip


def _refusal(case: Any) -> dict[str, Any] | None:
    found = rows.refusal(case)
    return found and {
        "reasons": found.reasons, "facts": mask_text(found.facts.reveal()), "told": mask_text(found.told.reveal()),
        "alternatives": found.alternatives, "referred_to": found.referred_to, "served_at": moment(found.served_at),
        "served_how": found.served_how, "signature": found.signature,
    }  # fmt: skip


def _filed(case: Any, actor: Actor) -> dict[str, Any]:
    """What the file owes, and every binding of it."""
    if not case.outcome or not reading.reads(actor, reading.ARCHIVE):
        return {}
    return {
        "checklist": {one.code: one.there for one in archive.checklist(case)},
        "volumes": [_volume(one) for one in rows.volumes(case)],
    }


def _volume(one: Any) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("number", "retention", "version", "waived", "reopen_reason")}
    return plain | {"bound_at": moment(one.recorded_at), "reopened_at": moment(one.reopened_at)}


def _referral(case: Any) -> dict[str, Any] | None:
    found = rows.referral(case)
    return found and {
        "kind": found.kind, "agency": found.agency, "accepted_by": str(found.accepted_by),
        "accepted_at": moment(found.accepted_at), "paper_no": found.paper_no, "copy": found.copy_id is not None,
        "agreed_at": moment(found.recorded_at), "result": mask_text(found.result.reveal()) if found.result else "",
    }  # fmt: skip


def _death(case: Any) -> dict[str, Any]:
    one = rows.death(case)
    return {
        "died_at": moment(one.died_at), "state_before": one.state_before, "confirmed_by": one.confirmed_by,
        "abnormal": one.abnormal, "certificate_kind": one.certificate_kind, "certificate_no": one.certificate_no,
        "funeral_home": one.funeral_home, "collected_at": moment(one.collected_at),
        "storage_until": str(one.storage_until or ""), "signed_on": str(one.signed_on or ""),
        "cremated_at": moment(one.cremated_at), "disposition": one.disposition,
        "cancelled_on": str(one.cancelled_on or ""), "property_listed": bool(one.items),
        "property_end": one.property_end,
        "relatives_told": [
            {"relation": told.relation, "name": str(told.name), "told_at": moment(told.told_at),
             "reached": told.reached}
            for told in rows.relatives_told(case)
        ],
    }  # fmt: skip


def _absence(case: Any) -> dict[str, Any]:
    found = rows.absences(case) if case.serious_at else []
    return {
        "absent_checks": case.absent_checks, "serious_at": moment(case.serious_at),
        "searches": [
            {"since": moment(one.recorded_at), "worry": one.worry, "last_seen_at": moment(one.last_seen_at),
             "video_kept": one.video_kept, "seen_at": moment(one.seen_at), "ended_at": moment(one.ended_at)}
            for one in found
        ],
    }  # fmt: skip


def _person(person: Any) -> dict[str, Any]:
    plain = (
        "name_temp", "gender_declared", "gender_verified", "age_least", "age_most", "age_source", "id_type",
        "verified_from", "accent", "capacity",
    )  # fmt: skip
    masked = ("name_declared", "name_verified", "id_declared", "id_verified")
    told: dict[str, Any] = {name: getattr(person, name) for name in plain}
    told |= {name: str(getattr(person, name) or "") for name in masked}
    return told | {"verified_at": moment(person.verified_at), "doubt": bool(person.doubt)}
