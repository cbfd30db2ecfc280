"""Papers of the way in: registration, who brought the person, the first look and the hospital, the privacy notice."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.timers import local_day
from relief import age, codes, reading, rows, standing
from relief.effects.common import latest
from relief.effects.intake import ALONE
from relief.lifecycle.health import HEALTH
from relief.models.parts import MedicalEvent
from relief.papers import about, basis
from relief.papers.paper import paper

#: Brought by the police, in the list arrival_mode.
POLICE = "02"
#: Children under this age have rules of their own (个人信息保护法第三十一条).
CHILD = 14


def registration(ctx: Context) -> dict[str, Any]:
    """The form of the person's request as far as it was told; what nobody knows stays empty, to be written in."""
    case, person = ctx.record, ctx.record.person
    check, look = latest(case.securitychecks), latest(case.screenings)
    return {
        "arrived_at": about.moment(case.arrived_at),
        "arrival_mode": about.coded("arrival_mode", case.arrival_mode),
        "brought_by": "　".join(filter(None, [case.brought_by_unit, about.plain(case.brought_by)])),
        "person": about.person(ctx),
        "capacity": about.coded("capacity_flag", person.capacity), **_background(case),
        "request": about.lines(case.request), "cause": about.coded("cause", case.cause),
        "course": about.lines(case.course), "benefit": about.coded("benefit_status", case.benefit_status),
        "needs": [codes.label("need_requested", one) for one in case.needs_requested],
        "health": about.coded("health_status", case.health),
        "check": about.lines(check.items) if check else [],
        "prohibited": about.lines(check.prohibited) if check else [],
        "look": _look(look) if look else [],
        "told_at": about.moment(case.rights_told_at), "language": case.rights_language,
        "basis": law_of_registration(local_day(ctx.now)),
        "tests": _tests(ctx), "review": about.lines(case.review_note),
        "countersigned": _countersigned(case), "admitted_at": about.moment(case.admitted_at),
        "handler": about.handler(ctx),
    }  # fmt: skip


def _background(case: Any) -> dict[str, Any]:
    """Where the person belongs, the family, and how the form was signed."""
    one = rows.background(case)
    said = {name: about.plain(getattr(one, name)) if one else "" for name in ("household", "residence")}
    work = [about.plain(getattr(one, name)) for name in ("workplace", "phone")] if one else []
    return said | {
        "work": "　".join(filter(None, work)),
        "ethnic": about.coded("ethnic_group", one.ethnic) if one else "",
        "education": about.coded("education", one.education) if one else "",
        "relatives": [
            {"name": about.plain(who.name), "relation": codes.label("relationship", who.relation),
             "phone": about.plain(who.phone), "address": about.plain(who.address)}
            for who in rows.relatives(case)
        ],
        "signed": _signed(one) if one and one.signed_at else None,
    }  # fmt: skip


def _look(look: Any) -> list[str]:
    signs = "、".join(codes.label("screening_sign", code) for code in look.signs)
    return [*([signs] if signs else []), *about.lines(look.findings)]


def _signed(one: Any) -> dict[str, str]:
    witnesses = [who.display_name for who in (one.witness, one.second_witness) if who]
    return {
        "how": codes.label("signature_kind", one.signature), "at": about.moment(one.signed_at),
        "proxy": one.proxy_reason, "witnesses": "、".join(witnesses),
    }  # fmt: skip


def law_of_registration(day: dt.date) -> str:
    """Voluntary, free, without work, free to go."""
    return basis.cite("JZBF", _("第二条、第十条、第十一条、第十四条"), day)


def _tests(ctx: Context) -> list[str]:
    case = ctx.record
    found = {
        _("符合2003年条件"): case.narrow_test, _("自身无力解决食宿，正在或即将流落街头"): case.practice_test,
        _("无法表述"): case.cannot_state, _("疑似受害人"): case.suspected_victim,
        _("按未成年人保护"): case.reviewed_at is not None and standing.is_minor(case, ctx.now),
    }  # fmt: skip
    return [name for name, holds in found.items() if holds]


def _countersigned(case: Any) -> str:
    if case.countersigned_at is None:
        return ""
    return f"{case.countersigned_by.user.display_name}　{about.moment(case.countersigned_at)}"


#: Acts on which the police hand somebody to the station.
RECEIVED, HANDED_BACK = "receive_person", ("return_from_police", "return_from_police_to_screening")


def handed_over(ctx: Context) -> dict[str, Any]:
    """Who brought the person, as far as reception wrote it down; the rest is written in by both sides (R-22)."""
    case = ctx.record
    return {
        "unit": case.brought_by_unit, "officer": about.plain(case.brought_by),
        "arrived_at": about.moment(case.arrived_at), "person": about.person(ctx),
        "request": about.outward(case.request),
        "handler": about.handler(ctx),
    }  # fmt: skip


def brought(ctx: Context) -> dict[str, Any] | None:
    """The same of another organ or of people, never of the police; nobody brought whoever came alone."""
    return None if ctx.record.arrival_mode in (POLICE, *ALONE) else handed_over(ctx)


def brought_by_police(ctx: Context) -> dict[str, Any] | None:
    """The form of the police, where they bring the person, or hand back whom they were called to; whom they take along
    they sign for on a paper of their own."""
    if ctx.act.code in HANDED_BACK:
        call = latest(ctx.record.policecalls)
        told = {"unit": call.unit, "officer": about.plain(call.officer), "arrived_at": about.moment(call.back_at)}
        return handed_over(ctx) | told
    return handed_over(ctx) if ctx.act.code == RECEIVED and ctx.record.arrival_mode == POLICE else None


def sent_to_hospital(ctx: Context) -> dict[str, Any]:
    """What was seen, whom it was told, where it went; a hospital gets no more of the person than it needs."""
    case = ctx.record
    check, look, event = latest(case.securitychecks), latest(case.screenings), latest(case.medicalevents)
    seen = about.typed(ctx.data.get("seen"))
    if ctx.act in HEALTH.rows:
        event = _as_event(latest(case.healthnotes))
    return {
        "person": about.person(ctx), "arrived_at": about.moment(case.arrived_at),
        "look": about.outward(look.findings) if look else seen,
        "need": about.outward(event.need) if event else seen,
        "called_at": about.moment(event.called_at) if event else "",
        "left_at": about.moment(event.recorded_at) if event else "",
        "hospital": event.hospital if event else "", "companion": event.companion if event else "",
        "items": about.lines(check.items) if check else [],
        "back_at": about.moment(event.back_at) if event else "",
        "back": about.lines(event.back_note) if event else [],
        "registration": about.outward(event.registration) if event else [],
        "certificate": event.certificate if event else "", "own_will": bool(event and event.by_own_will),
        "handler": about.handler(ctx),
    }  # fmt: skip


def _as_event(note: Any) -> MedicalEvent:
    """What an act beside the road wrote down, said as the going to a hospital that the form knows."""
    called = note.happened_at if note.act == "send_by_ambulance" else None
    event = MedicalEvent(
        recorded_at=note.recorded_at, need=about.plain(note.note), hospital=note.hospital, called_at=called
    )  # fmt: skip
    if note.act == "discharge_patient":
        event.need, event.back_note, event.back_at = "", about.plain(note.note), note.recorded_at
        event.certificate = about.plain(note.paper)
    elif note.paper:
        event.registration = about.plain(note.paper)
    return event


#: Whom the notice speaks to → its title.
NOTICES = {
    "adult": gettext_lazy("个人信息处理告知书"),
    "guardian": gettext_lazy("个人信息处理告知书（监护人）"),
    "child": gettext_lazy("个人信息处理告知书（不满14周岁，监护人）"),
}


def privacy_notice(ctx: Context) -> dict[str, Any] | None:
    """What becomes of the data: once, when the person is received; where that was impossible, at admission."""
    if ctx.act.code == "admit_person" and ctx.record.rights_told_at is not None:
        return None
    whom = _whom(ctx)
    return {
        "heading": str(NOTICES[whom]), "whom": whom, "name": about.name(ctx.record.person),
        "basis": law_of_notice(whom, local_day(ctx.now)),
        "bureau": about.bureau(ctx.record.owner_agency), "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


def law_of_notice(whom: str, day: dt.date) -> list[str]:
    """The duty of the station, and the articles on telling, whose sensitive data and whose consent."""
    articles = {"child": _("第十三条、第十七条、第二十八条、第三十条、第三十一条、第三十五条")}
    common = _("第十三条、第十七条、第三十条、第三十五条")
    cited = [
        basis.cite("SHJZF", _("第十三条、第三十一条"), day),
        basis.cite("GRXX", articles.get(whom, common), day),
    ]
    return [one for one in cited if one]


def _whom(ctx: Context) -> str:
    """The child and its guardian in doubt as for age everywhere (R-55); an adult for whom others decide the same."""
    person, today = ctx.record.person, local_day(ctx.now)
    if standing.minor(person, ctx.now):
        band = age.band(person.known_age, today)
        return "child" if band is None or band[0] < CHILD else "guardian"
    return "adult" if standing.is_capable_adult(ctx.record, ctx.now) else "guardian"


REGISTRATION = paper(
    "J-01", gettext_lazy("求助登记表"), registration,
    holds=(reading.REGISTRATION, reading.CHECK, reading.HEALTH, reading.REVIEW),
)  # fmt: skip
BY_POLICE = paper(
    "J-06", gettext_lazy("公安机关护送流浪乞讨人员交接表"), brought_by_police, holds=(reading.REGISTRATION,)
)
BROUGHT = paper("J-07", gettext_lazy("部门、群众护送交接单"), brought, holds=(reading.REGISTRATION,))
HOSPITAL = paper("J-09", gettext_lazy("检视与送医单"), sent_to_hospital, holds=(reading.HEALTH,))
PRIVACY = paper("J-39", gettext_lazy("个人信息处理告知书"), privacy_notice, holds=(reading.REGISTRATION,))
