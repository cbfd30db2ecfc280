"""What the page of a relief case shows, by what the role reads: who it is, what was found, who comes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access, clock, display, kinds
from casework.actor import Actor
from casework.ledger import PastView
from casework.masking import mask_text
from casework.timers import local_day
from casework.web import frames, regions
from relief import archive, codes, numbers, reading, rows, standing
from relief.lifecycle import CASE
from relief.states import BEFORE_ADMISSION, LIVE, OPEN, STAYING
from relief.web import (
    background_part,
    bed_part,
    belongings_part,
    circumstances,
    death_parts,
    health,
    inquiries,
    lead_parts,
    loss_parts,
    national,
    police,
    protection_parts,
    referral_part,
    refusal,
    ride_part,
    safety_parts,
    stay_part,
    volume_part,
    ways,
    word_ahead_part,
)
from relief.web.lines import block, known, line
from relief.words import aged

KILOBYTE = 1024


def parts(case: Any, actor: Actor) -> dict[str, Any]:
    """The parts of the page, each only for who may read it."""
    now = clock.now()
    can = frames.possible_amendments(frames.amendments_of(case, actor))
    blocks = [
        lead_parts.part(case, actor),
        _person(case, actor) if case.arrived_at and reading.reads(actor, reading.REGISTRATION) else None,
        circumstances.part(case, actor),
        *background_part.parts(case, actor),
        police.part(case, now) if reading.reads(actor, reading.REGISTRATION) else None,
        inquiries.part(case, actor, now),
        _check(case) if reading.reads(actor, reading.CHECK) else None,
        belongings_part.part(case, actor),
        bed_part.part(case, actor),
        health.part(case, now) if reading.reads(actor, reading.HEALTH) else None,
        _review(case, now) if reading.reads(actor, reading.REVIEW) else None,
        refusal.part(case, now) if reading.reads(actor, reading.REVIEW) else None,
        stay_part.extensions(case, now) if reading.reads(actor, reading.REVIEW) else None,
        stay_part.termination(case, now) if reading.reads(actor, reading.TERMINATION) else None,
        *(_leaving(case, now) if reading.reads(actor, reading.DEPARTURE) else []),
        ride_part.part(case, actor),
        protection_parts.part(case, now) if reading.reads(actor, reading.PROTECTION) else None,
        word_ahead_part.part(case, now) if reading.reads(actor, reading.DEPARTURE) else None,
        referral_part.part(case, now) if reading.reads(actor, reading.DEPARTURE) else None,
        *loss_parts.blocks(case, actor, now),
        *death_parts.blocks(case, actor, now),
        safety_parts.part(case, actor, now) if reading.reads(actor, reading.INCIDENT) else None,
        volume_part.part(case, now) if reading.reads(actor, reading.ARCHIVE) else None,
        national.part(case, now) if reading.reads(actor, reading.REGISTRATION) else None,
    ]
    return {
        "overview": [*_overview(case, now), *volume_part.linked(case, actor)], "notes": notes(case, actor, now),
        "files": _files(case, can, actor), "blocks": [part for part in blocks if part],
        "urgent": _urgent(case, actor),
    }  # fmt: skip


def _urgent(case: Any, actor: Actor) -> dict[str, Any] | None:
    """To a hospital, the police, and out by one's own will: at the top for everybody of the station (R-19, R-39)."""
    if case.state not in LIVE or case.owner_agency_id != actor.agency_id:
        return None
    open_to = ways.of(case, actor, ())
    found = {"template": "relief/reception/ways.html", "ways": open_to, "record": case}
    return found if any(open_to.values()) else None


def past_parts(past: PastView) -> dict[str, Any]:
    """What was known on that day, from the ledger alone; what this actor may not read is taken out already."""
    mode = str(past.values.get("arrival_mode") or "")
    lines = [
        line(_("人员"), str(past.values.get("title") or "")),
        line(_("来站方式"), codes.label("arrival_mode", mode)),
        *(line(label, state) for label, state in regions.stood(kinds.by_name(CASE.name), past)),
    ]
    return {"overview": lines, "notes": [], "blocks": [], "files": None}


# --- parts --------------------------------------------------------------------------------------------------------


def _overview(case: Any, now: Any) -> list[dict[str, Any]]:
    lines = _arrival(case, now) if case.arrived_at else [line(_("线索登记"), display.moment(case.lead_at, now))]
    if case.state in BEFORE_ADMISSION:
        lines.append(line(_("接待"), _("逐步办理"), url=reverse("relief-reception", kwargs={"key": case.number})))
    if case.state in STAYING:
        days = (local_day(now) - local_day(case.admitted_at)).days
        lines.append(line(_("在站"), _("第%(n)d天") % {"n": days + 1}))
    if case.departure_mode:
        lines.append(line(_("离站方式"), codes.label("departure_mode", case.departure_mode)))
        lines.append(line(_("去向"), codes.label("destination", case.destination)))
    if case.outcome:
        lines.append(line(_("结果"), case.lifecycle.states[case.outcome].label))
    if case.left_at:
        lines.append(line(_("离站"), display.moment(case.left_at, now)))
    if case.archive_volume:
        lines.append(line(_("卷号"), case.archive_volume))
        lines.append(line(_("保管期限"), codes.label("retention_class", case.retention)))
    return lines


def _arrival(case: Any, now: Any) -> list[dict[str, Any]]:
    return [
        line(_("到站"), display.moment(case.arrived_at, now)),
        line(_("来站方式"), " ".join([codes.label("arrival_mode", case.arrival_mode), case.brought_by_unit]).strip()),
        line(_("告知权利"), _told(case, now)),
        line(_("入站"), display.moment(case.admitted_at, now) if case.admitted_at else ""),
    ]


def _told(case: Any, now: Any) -> str:
    if case.rights_told_at is None:
        return ""
    return f"{display.moment(case.rights_told_at, now)} {case.rights_language}".strip()


def notes(case: Any, actor: Actor, now: Any) -> list[str]:
    """What whoever works on it has to keep in mind."""
    found: list[str] = []
    if case.outcome:
        gaps = archive.missing(case)
        owed = [_("归档还缺：%(what)s。") % {"what": "、".join(gaps)}] if gaps else []
        return [*volume_part.notes(case), *owed]
    if case.state not in OPEN:
        return [*found, *death_parts.notes(case)]
    found += loss_parts.notes(case) + protection_parts.notes(case, actor)
    if case.rights_told_at is None:
        found.append(_("还没有登记告知权利：自愿、免费、可以随时离开，怎样投诉，个人信息怎样使用。"))
    if standing.is_minor(case, now):
        found.append(_("按未成年人办：有疑问时先保护，核实成年后改变。"))
    if case.person.doubt:
        found.append(_("身份有疑点：交接和护送暂停，本人自行离站不受影响。"))
    if case.person.id_declared:
        found += numbers.odd(case.person.id_declared.reveal(), today=local_day(now))
    return found


def _person(case: Any, actor: Actor) -> dict[str, Any] | None:
    """Said, proved, and by what: three things apart. Masked; a value is opened for a purpose."""
    person = case.person
    opens = access.may_unmask(actor, reading.REGISTRATION)

    def secret(label: Any, name: str) -> dict[str, Any]:
        value = getattr(person, name)
        url = frames.url(case, "reveal", field=name) if value and opens else ""
        return line(label, str(value or ""), reveal=url)

    source = codes.label("verify_source", person.verified_from) if person.verified_at else _("未核实")
    lines = [
        line(_("临时称呼"), person.name_temp),
        secret(_("姓名（自述）"), "name_declared"), secret(_("姓名（核实）"), "name_verified"),
        line(_("性别（自述）"), codes.label("gender", person.gender_declared)),
        line(_("性别（核实）"), codes.label("gender", person.gender_verified)),
        line(_("年龄"), aged(person, local_day(clock.now()))),
        line(_("年龄依据"), codes.label("age_source", person.age_source)),
        line(_("证件类型"), codes.label("id_document_type", person.id_type)),
        secret(_("证件号（自述）"), "id_declared"), secret(_("证件号（核实）"), "id_verified"),
        line(_("核实来源"), source), line(_("口音、语言"), person.accent),
        line(_("行为能力"), codes.label("capacity_flag", person.capacity) or _("未见异常")),
        line(_("人员页"), _("自述、核实和来源"), url=reverse("relief-person", kwargs={"pk": case.pk})),
        line(_("求助事由"), mask_text(case.request.reveal()) if case.request else "", wide=True),
    ]  # fmt: skip
    return known("person", _("身份与求助"), lines)


def _check(case: Any) -> dict[str, Any] | None:
    lines = []
    for check in case.securitychecks.all():
        lines.append(line(_("方式"), codes.label("check_method", check.method)))
        lines.append(line(_("结果和物品清单"), mask_text(check.items.reveal()) if check.items else "", wide=True))
        if check.refused:
            lines.append(line(_("拒检"), mask_text(check.refused.reveal()), wide=True))
        if check.prohibited:
            lines.append(line(_("违禁物品"), mask_text(check.prohibited.reveal()), wide=True))
    return block("check", _("安检"), lines)


def _review(case: Any, now: Any) -> dict[str, Any] | None:
    if case.reviewed_at is None:
        return None
    held = {
        _("符合2003年条件"): case.narrow_test, _("自身无力解决食宿，正在或即将流落街头"): case.practice_test,
        _("无法表述"): case.cannot_state, _("疑似受害人"): case.suspected_victim,
    }  # fmt: skip
    lines = [
        line(_("条件"), "、".join(name for name, holds in held.items() if holds) or _("都不符合")),
        line(_("甄别意见"), mask_text(case.review_note.reveal()), wide=True),
    ]
    if case.countersigned_at:
        signed = f"{case.countersigned_by.user.display_name} {display.moment(case.countersigned_at, now)}"
        lines.append(line(_("值班领导加签"), signed))
    return block("review", _("求助甄别"), lines)


def _leaving(case: Any, now: Any) -> list[dict[str, Any] | None]:
    people = [
        line(codes.label("relationship", one.relation), _collector(one), wide=True) for one in rows.collectors(case)
    ]
    assessed = [
        line(
            display.moment(one.recorded_at, now),
            f"{_('有具体危险') if one.danger else _('没有危险')} {one.called} {mask_text(one.findings.reveal())}",
            wide=True,
        )
        for one in (case.assessments.all() if case.person.capacity else ())  # only a doubt is assessed
    ]
    return [block("collectors", _("接领人"), people), block("assessments", _("离站评估"), assessed)]


def _collector(one: Any) -> str:
    """A collector in words, nothing of it in the clear."""
    words = [
        str(one.name),
        _("证件和关系已核实") if one.id_number and one.proof and one.copy_id else _("证件或关系未核实"),
    ]
    if one.risk != standing.NO_RISK:
        words.append(codes.label("relative_risk_flag", one.risk))
    if one.fit is not None:
        words.append(_("监护评估合格") if one.fit else _("监护评估不合格"))
    if one.wish_heard_at:
        words.append(_("已单独询问本人意愿"))
    return "　".join(words)


def _files(case: Any, can: set[str], actor: Actor) -> dict[str, Any] | None:
    if not reading.reads_files(actor):
        return None
    return {
        "add_url": frames.url(case, "amend", code="attach-file") if "attach_file" in can else "",
        "nothing_yet": _("还没有材料。交接表、就医材料、接领人证件复印件、离站声明都加在这里。"),
        "rows": [
            {
                "name": f.title, "url": reverse("relief-file", kwargs={"key": frames.key_of(case), "file": f.pk}),
                "kind": codes.label("file_purpose", f.purpose), "added": f.added_at,
                "size": f"{max(1, f.file.size // KILOBYTE)} KB",
                "by": f.added_by.user.display_name if f.added_by else "", "tail": f.file.sha256[-8:],
            }
            for f in rows.files(case)
        ],
    }  # fmt: skip
