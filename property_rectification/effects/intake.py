"""Beginning, registering, triage, dispatch, signing, returning (§1.1.2 #01–#11)."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from casework import publickeys
from casework.context import Context
from casework.masking import mask_text
from casework.models import Post, Relation
from casework.numbers import next_number
from casework.refusals import InvalidData
from geo.places import read_position
from property_rectification import categories, minors, words
from property_rectification.effects import taking_in
from property_rectification.effects.common import child, end_relations, refuse_future, relate, set_flag, set_handler
from property_rectification.guards.conduct import chosen
from property_rectification.models.deciding import Conclusion, ReturnRequest
from property_rectification.models.firm import FirmService
from property_rectification.models.parties import Reporter, SuspectedDuplicate
from property_rectification.models.side_roads import LinkedCase
from property_rectification.suggest import keyed

#: Forwarded by the petition office: whether it is accepted is answered in writing first.
PETITION_CHANNEL = "03"
PETITION = "petition"
CONSULTATION = "consultation"
_MOBILE = re.compile(r"1\d*")
_PLACE = ("location", "source_datum", "source_x", "source_y", "outside_served")


def create_case(ctx: Context) -> None:
    """Write down what somebody reports; nothing is judged yet."""
    record, data = ctx.record, ctx.data
    record.channel = data["channel"]
    record.reported_at = data.get("reported_at") or ctx.now
    record.matter = data.get("matter") or (PETITION if record.channel == PETITION_CHANNEL else "ordinary")
    record.external_no, record.oral = data.get("external_no") or "", bool(data.get("oral"))
    record.households = taking_in.households(ctx)
    refuse_future(ctx, data.get("police_told_at"), "police_told_at", _("告知先报110的时间"))
    _describe(ctx)
    record.title = record.title or default_title(record)
    set_flag(ctx, "PUBLIC_REPORT", on=ctx.actor.outside)
    set_flag(ctx, "CONFIDENTIAL_REPORTER", on=bool(data.get("wants_secrecy")))
    set_flag(ctx, "GROUP", on=bool(data.get("group")))
    set_flag(ctx, "MINOR", on=bool(data.get("minor") or data.get("under_14")))
    contact = _contact(ctx)
    _require_guardian(ctx, contact["guardian"])
    young = {name: bool(data.get(name)) for name in ("under_14", "guardian_consent")}
    minors.refuse_data_of_child(contact, under_14=young["under_14"], consent=young["guardian_consent"])
    ctx.add(Reporter(case_id=record.id, wants_secrecy=bool(data.get("wants_secrecy")), **young, **contact))
    for other in taking_in.proposed_as_same(ctx):
        child(ctx, SuspectedDuplicate, other=other)
    if older := taking_in.linked(ctx):
        child(ctx, LinkedCase, other=older, kind=LinkedCase.NEW_FACT)


def edit_intake(ctx: Context) -> None:
    """Complete or correct what was written down; an empty answer leaves the old one."""
    for name in ("channel", "reported_at"):
        if ctx.data.get(name):
            setattr(ctx.record, name, ctx.data[name])
    _describe(ctx)


def edit_reporter(ctx: Context) -> None:
    """Complete or correct how the reporter is reached, and whether the firm may know who it is; gaps stay gaps."""
    values = {name: value for name, value in _contact(ctx).items() if value}
    if "phone" in values:
        values["phone_index"] = None  # derived again from the new phone when the row is saved
    for ask, flag in (("secrecy", "CONFIDENTIAL_REPORTER"), ("minor_involved", "MINOR")):
        if ctx.data.get(ask):
            set_flag(ctx, flag, on=ctx.data[ask] == "yes")
    if ctx.data.get("secrecy"):
        values["wants_secrecy"] = ctx.data["secrecy"] == "yes"
    for ask, name in (("child", "under_14"), ("consent", "guardian_consent")):
        if ctx.data.get(ask):
            values[name] = ctx.data[ask] == "yes"
    _keep_child(ctx, values)
    _require_guardian(ctx, values.get("guardian") or ctx.record.reporter.guardian)
    ctx.update(ctx.record.reporter, **values)


def _keep_child(ctx: Context, values: dict[str, Any]) -> None:
    """Somebody under fourteen is a minor, and stays unnamed without the guardian's consent (§5.5)."""
    known = ctx.record.reporter
    both = {n: values.get(n) or getattr(known, n) for n in ("name", "phone", "address")}
    under_14 = values.get("under_14", known.under_14)
    if under_14:
        set_flag(ctx, "MINOR", on=True)
    minors.refuse_data_of_child(both, under_14=under_14, consent=values.get("guardian_consent", known.guardian_consent))


def default_title(record: Any) -> str:
    """A neutral line until a category is chosen."""
    return _("%(where)s反映事项") % {"where": record.compound.name if record.compound else record.place[:30]}


def _describe(ctx: Context) -> None:
    record, data = ctx.record, ctx.data
    refuse_future(ctx, data.get("happened_at"), "happened_at", _("发生时间"))
    refuse_future(ctx, data.get("reported_at"), "reported_at", _("反映时间"))
    for name in ("happened_at", "place", "narrative", "claim", "amount_claimed"):
        if data.get(name) not in (None, ""):
            setattr(record, name, data[name])
    if data.get("narrative"):
        record.sketch = keyed.numbers_of(data["narrative"])
    if data.get("compound") is not None:
        _stand_in(ctx, data["compound"])
    elif not record.division_id:
        record.division_id = ctx.actor.division_code or settings.SERVED_DIVISION
    if data.get("position"):
        _lie_at(record, read_position(data["position"]).as_fields())
    if data.get("title"):
        words.refuse_in(data["title"], "title")
        record.title = mask_text(data["title"])


def _stand_in(ctx: Context, compound: Any) -> None:
    """Place the case in a compound: its division, its position, and the firm that serves it today."""
    record = ctx.record
    if record.compound_id != compound.pk:
        _lie_at(record, {name: getattr(compound, name) for name in _PLACE})
    record.compound, record.division_id = compound, compound.division_id
    service = FirmService.objects.filter(compound=compound, valid_to__isnull=True).select_related("firm").first()
    record.firm = service.firm if service else None


def _lie_at(record: Any, place: Mapping[str, Any]) -> None:
    for name in _PLACE:
        setattr(record, name, place[name])


def _contact(ctx: Context) -> dict[str, Any]:
    """Who reports and how to reach them. Raises InvalidData for a mobile number of a wrong length."""
    data = ctx.data
    phone = re.sub(r"[\s-]", "", data.get("reporter_phone") or "")
    if _MOBILE.fullmatch(phone) and len(phone) != 11:
        raise InvalidData({"reporter_phone": [_("手机号是11位，现在%(n)d位") % {"n": len(phone)}]})
    return {
        "name": data.get("reporter_name") or "",
        "phone": phone,
        "address": data.get("reporter_address") or "",
        "guardian": data.get("guardian") or "",
        "interpreter": data.get("interpreter") or "",
    }


def _require_guardian(ctx: Context, guardian: Any) -> None:
    """A minor has a guardian on record (§5.5)."""
    if "MINOR" in ctx.record.flags and not guardian:
        raise InvalidData({"guardian": [_("涉及未成年人，请填写监护人")]})


def register_case(ctx: Context) -> None:
    """Give the case its number (§2.10), and the reporter a key to it."""
    region = ctx.record.division_id[:6].ljust(6, "0")
    ctx.record.number = next_number("WY", region=region, at=ctx.now)
    ctx.record.registered_at = ctx.now
    publickeys.open_for(ctx.record)


# --- triage -----------------------------------------------------------------------------------------------------


def set_triage(ctx: Context) -> None:
    """Record what the triage found: category, type, urgency, risk; the clocks follow."""
    record, data = ctx.record, ctx.data
    category = categories.of_record(record, data["category"], ctx.now)
    if category is None:
        raise InvalidData({"category": [_("这个类别今天没有有效版本")]})
    untouched = record.title in (default_title(record), _name_of(ctx, record.category))
    was_urgent, was_petition = record.urgency != "normal", record.matter == PETITION
    record.category, record.side = category.code, category.side
    record.suspected = any(version.suspected for version in chosen(ctx))
    record.categories_more = [row["category"] for row in data.get("more") or [] if row["category"] != category.code]
    record.matter, record.risk = data["matter"], data.get("risk") or ""
    record.complex = bool(data.get("complex"))
    safety = categories.is_safety(category, data["urgency"])
    record.urgency = "urgent" if safety and data["urgency"] == "normal" else data["urgency"]
    set_flag(ctx, "SAFETY_URGENT", on=safety)
    if data.get("firm"):
        record.firm_id = int(data["firm"])
    if data.get("title"):
        words.refuse_in(data["title"], "title")
        record.title = mask_text(data["title"])
    elif untouched:
        record.title = category.name
    record.title = categories.shown(record.title, suspected=record.suspected)
    if category.police:
        ctx.detail["police_first"] = True
    _move_clocks(ctx, was_urgent=was_urgent, was_petition=was_petition)


def _name_of(ctx: Context, code: str) -> str:
    known = categories.of_record(ctx.record, code, ctx.now) if code else None
    return known.name if known else ""


def _move_clocks(ctx: Context, *, was_urgent: bool, was_petition: bool) -> None:
    """Let the clocks of a running triage follow urgency and type, counted from where they began."""
    record = ctx.record
    urgent = record.urgency != "normal"
    if record.state == "triage" and urgent != was_urgent:
        old, new = ("T.DISPATCH", "T.DISPATCH.URGENT") if urgent else ("T.DISPATCH.URGENT", "T.DISPATCH")
        ctx.stop_timer(old)
        ctx.start_timer(new, at=record.state_since)
    petition = record.matter == PETITION
    if petition and not was_petition and record.registered_at:
        ctx.start_timer("T.INTAKE.INFORM", at=record.registered_at)
    if was_petition and not petition:
        ctx.stop_timer("T.INTAKE.INFORM")


def refuse_case(ctx: Context) -> None:
    """Answer that the case is not accepted, with reasons and the ways that stay open."""
    child(
        ctx, Conclusion, kind=Conclusion.REFUSED, reason_code=ctx.data["reason"], reasons=ctx.data["explanation"],
        remedies=ctx.data["remedy_text"], reviewer=ctx.actor.post,
    )  # fmt: skip
    ctx.record.result = "10"


# --- dispatch ---------------------------------------------------------------------------------------------------


def dispatch_case(ctx: Context) -> None:
    """Name the unit that leads and those that assist."""
    lead = ctx.data["lead_unit"]
    relate(ctx, Relation.LEAD, agency=lead)
    for agency in ctx.data.get("assist_units") or []:
        if agency.pk != lead.pk:
            relate(ctx, Relation.ASSIST, agency=agency)
    ctx.record.owner_agency = lead
    if ctx.data.get("handler"):
        refuse_outsider(ctx.data["handler"], lead.pk)
        set_handler(ctx, ctx.data["handler"])


def refuse_outsider(user: Any, agency: int) -> None:
    """Raises InvalidData for a handler who holds no post in the unit that leads."""
    if not Post.objects.held().filter(user=user, agency=agency).exists():
        raise InvalidData({"handler": [_("%(name)s不在牵头单位") % {"name": user.display_name}]})


def assign_handler(ctx: Context) -> None:
    """Hand the case to another person of the unit that leads."""
    set_handler(ctx, ctx.data["handler"])


def sign_receipt(ctx: Context) -> None:
    """The unit takes the case; whoever signs handles it unless somebody is named."""
    set_handler(ctx, ctx.data.get("handler") or ctx.record.handler or ctx.actor.user)


def request_return(ctx: Context) -> None:
    """Keep who wants to give the case back, and why."""
    child(
        ctx, ReturnRequest, agency=ctx.actor.agency, reason=ctx.data["reason"], article=ctx.data["article"],
        suggested=ctx.data["suggested"], note=ctx.data.get("note") or "",
    )  # fmt: skip


def accept_return(ctx: Context) -> None:
    """Take the case back for another dispatch; the clock of the reporter runs on."""
    _decide_return(ctx, ReturnRequest.ACCEPTED)
    end_relations(ctx, Relation.LEAD, Relation.ASSIST, Relation.HANDLER)
    ctx.record.owner_agency = ctx.record.handler = None


def reject_return(ctx: Context) -> None:
    """Leave the case where it is."""
    _decide_return(ctx, ReturnRequest.REJECTED)


def _decide_return(ctx: Context, outcome: str) -> None:
    asked = ctx.record.returnrequests.get(outcome=ReturnRequest.OPEN)
    ctx.update(asked, outcome=outcome, decided_at=ctx.now, decided_by=ctx.actor.post)
