"""Taking somebody in: arrival, security check, the first look, hospital, review, admission."""

from typing import Any

from django.utils.translation import gettext as _

from casework import numbers
from casework.context import Context
from casework.refusals import InvalidData
from relief.effects import circumstances, identity
from relief.effects.common import child, latest
from relief.models.parts import MedicalEvent, Screening, SecurityCheck
from relief.models.person import Person

PREFIX = "JZ"
#: What the first look may find, in the list screening_sign.
VICTIM, MINOR_DOUBT = "victim", "minor_doubt"
#: Ways of arrival on which nobody hands the person over.
ALONE = ("01", "09")


def receive_person(ctx: Context) -> None:
    """The person is there: the moment counts as T0, who brought them signs for it, and their rights are told."""
    case, data = ctx.record, ctx.data
    if data["arrival_mode"] not in ALONE and not data.get("brought_by_unit"):
        raise InvalidData({"brought_by_unit": [_("有人护送的，写护送单位或人员，并办交接表")]})
    if not case.number:
        register(ctx)
    case.arrived_at, case.arrival_mode = ctx.now, data["arrival_mode"]
    case.brought_by_unit, case.brought_by = data.get("brought_by_unit") or "", data.get("brought_by") or ""
    case.request = data.get("request") or ""
    if data.get("follows"):
        case.follows = _followed(ctx)
    if data.get("rights_told"):
        tell_rights(ctx)
    declared = identity.declared(ctx, data)
    if case.lead_at is None:
        ctx.add(Person(case=case, **declared))
    else:  # of whom a lead spoke nothing was known
        ctx.update(case.person, **declared)
    identity.entitle(ctx)


def _followed(ctx: Context) -> Any:
    """The case this one goes on from, within sight and over."""
    number = ctx.data["follows"].strip().upper()
    visible = type(ctx.record).objects.visible_to(ctx.actor, ctx.record.kind)
    found = visible.filter(number=number).exclude(outcome="").first()
    if found is None:
        raise InvalidData({"follows": [_("没有找到已办结的这一件，或不在您的范围内。")]})
    return found


def register(ctx: Context) -> None:
    """The station takes it under its number, which it keeps whatever becomes of it."""
    case, agency = ctx.record, ctx.actor.person.agency
    case.owner_agency, case.division_id = agency, agency.division_id
    case.number = numbers.next_number(PREFIX, region=agency.division_id[:6], at=ctx.now)


def tell_rights(ctx: Context) -> None:
    """Voluntary, free, may leave, where to complain, what becomes of the data (R-11)."""
    ctx.record.rights_told_at = ctx.now
    ctx.record.rights_language = ctx.data.get("rights_language") or ""


def start_check(ctx: Context) -> None:
    """The person agreed."""
    child(ctx, SecurityCheck, method=ctx.data["method"], body_check=bool(ctx.data.get("body_check")))


def pass_check(ctx: Context) -> None:
    """What was found, and what may not be brought in."""
    ctx.update(
        latest(ctx.record.securitychecks), ended_at=ctx.now, items=ctx.data["items"],
        prohibited=ctx.data.get("prohibited") or "",
    )  # fmt: skip


def complete_screening(ctx: Context) -> None:
    """How the person was, body and mind. Who may be a minor, or a victim, is one until the contrary is known (R-55)."""
    signs = ctx.data.get("signs") or []
    child(ctx, Screening, findings=ctx.data["findings"], signs=signs)
    if VICTIM in signs:
        ctx.record.suspected_victim = True
    if MINOR_DOUBT in signs:
        identity.doubt_age(ctx)


def go_to_hospital(ctx: Context) -> None:
    """What it is, and as far as known where to and with whom; the rest may follow."""
    child(
        ctx, MedicalEvent, need=ctx.data["need"], hospital=ctx.data.get("hospital") or "",
        called_at=ctx.data.get("called_at"), companion=ctx.data.get("companion") or "",
    )  # fmt: skip


def come_back(ctx: Context) -> None:
    """Discharged, or stable by a doctor's word."""
    ctx.update(latest(ctx.record.medicalevents), back_at=ctx.now, back_note=ctx.data["back_note"])


def record_review(ctx: Context) -> None:
    """What was found on the way to admission; a countersignature is for what it was given for."""
    case, data = ctx.record, ctx.data
    for name in ("narrow_test", "practice_test", "cannot_state", "suspected_victim"):
        setattr(case, name, bool(data.get(name)))
    case.review_note, case.reviewed_at, case.reviewed_by = data["review_note"], ctx.now, ctx.actor.user
    case.countersigned_at, case.countersigned_by = None, None


def countersign(ctx: Context) -> None:
    """The duty leader agrees to an admission beyond the narrow test."""
    ctx.record.countersigned_at, ctx.record.countersigned_by = ctx.now, ctx.actor.post


def admit(ctx: Context) -> None:
    """From here the stay counts."""
    ctx.record.admitted_at = ctx.now
    circumstances.follow(ctx)
