"""When somebody is gone or harmed: the material for the police, the mandatory report, the report of the incident."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.masking import mask_text
from relief import choices, codes, reading, standing
from relief.incidents import ALLEGATIONS
from relief.lifecycle.safety import SAFETY
from relief.models.reports import MandatoryReport
from relief.papers import about
from relief.papers.paper import paper

#: Of what the police are called for, what may have a victim.
OFFENCE = "offence"
#: Act → the category of the incident it writes down.
_CATEGORY = {
    "record_unannounced_departure": gettext_lazy("未办手续离开"), "report_missing": gettext_lazy("走失"),
    "record_found": gettext_lazy("走失（找到归站）"), "record_found_with_family": gettext_lazy("走失（亲属处找到）"),
    "end_missing_search": gettext_lazy("走失（结束查找）"), "isolate_person": gettext_lazy("疑似传染病"),
    "call_police_at_check": gettext_lazy("安检查获物品，已报警"), "call_police_at_screening": gettext_lazy("已报警"),
}  # fmt: skip


def for_police(ctx: Context) -> dict[str, Any]:
    """Everything that helps to find the person; the police are told by telephone first, the paper follows (R-30)."""
    case, gone = ctx.record, ctx.record.absences.last()
    return {
        "person": about.person(ctx), "arrived_at": about.moment(case.arrived_at),
        "arrival": " ".join(filter(None, [about.coded("arrival_mode", case.arrival_mode), case.brought_by_unit])),
        "request": about.lines(case.request), "last_seen_at": about.moment(gone.last_seen_at) if gone else "",
        "account": about.lines(gone.account) if gone else about.typed(ctx.data.get("about")),
        "suspicion": _suspicion(ctx, gone),
        "video_kept": bool(gone and gone.video_kept), "report": _report(case),
        "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


def _suspicion(ctx: Context, gone: Any) -> list[str]:
    case = ctx.record
    found = {
        _("未成年人"): standing.is_minor(case, ctx.now),
        _("行为能力受限"): case.person.capacity in (standing.DOUBTFUL, standing.COURT_FOUND),
        _("疑似受害人"): case.suspected_victim,
    }
    worry = choices.words("missing_worry", gone.worry) if gone and gone.worry else ""
    return [name for name, holds in found.items() if holds] + ([worry] if worry else [])


def _report(case: Any) -> dict[str, str]:
    """The report made last; empty words while none was written down."""
    found = case.mandatoryreports.last()
    if found is None:
        return dict.fromkeys(("discovered_at", "reported_at", "channel", "organ", "officer", "receipt"), "")
    return {
        "discovered_at": about.moment(found.discovered_at), "reported_at": about.moment(found.reported_at),
        "channel": choices.words("report_channel", found.channel),
        "organ": found.unit or choices.words("report_organ", found.organ),
        "officer": about.plain(found.officer), "receipt": found.receipt,
    }  # fmt: skip


def mandatory(ctx: Context) -> dict[str, Any]:
    """What was seen, and when, how and to whom it was reported; whoever saw it signs (R-57)."""
    said = ctx.data.get("about") or ctx.data.get("account")
    return {
        "person": about.person(ctx), "seen": about.typed(said), "report": _report(ctx.record),
        "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


DIED = "record_death"
#: Acts that call the police at once.
_CALLED = ("call_police_at_check", "call_police_at_screening")


def _course(ctx: Context) -> list[str]:
    """What the form of an act says happened."""
    said = [codes.label("police_matter", ctx.data["matter"]) if ctx.data.get("matter") else ""]
    said += [ctx.data.get(name) or "" for name in ("found", "findings", "note")]
    return [mask_text(line) for text in said for line in about.typed(text)]


def _call(case: Any) -> dict[str, str]:
    """The call to the police, said like a report."""
    call = case.policecalls.last()
    return {
        "discovered_at": "", "reported_at": about.moment(call.called_at), "channel": _("报警"),
        "organ": call.unit or _("公安机关"), "officer": about.plain(call.officer), "receipt": call.receipt_no,
    }  # fmt: skip


def _of_incident(ctx: Context) -> dict[str, Any]:
    """The incident beside the road that was written down last; allegations against the staff are none of them."""
    found = ctx.record.incidents.exclude(category__in=ALLEGATIONS).last()
    told = {
        "discovered_at": "", "reported_at": about.moment(found.told_at), "officer": "", "receipt": "",
        "channel": choices.words("report_channel", found.channel) if found.channel else "",
        "organ": about.plain(found.told),
    }  # fmt: skip
    return {
        "category": codes.label("incident_category", found.category), "at": about.moment(found.happened_at),
        "course": about.outward(found.course), "report": told, "video_kept": False, "found_at": "", "found_where": "",
        "reason": about.outward(found.findings), "follow_up": about.outward(found.measures),
    }  # fmt: skip


def _of_death(ctx: Context) -> dict[str, Any]:
    """Where and when somebody died, and what was seen; who it was told to stands below."""
    data = ctx.data
    return {
        "category": _("死亡"), "at": about.moment(data["died_at"]), "found_at": "", "found_where": "",
        "place": mask_text(data["place"]),
        "course": [mask_text(one) for one in about.typed(data.get("circumstances"))],
        "video_kept": bool(data.get("video_kept")),
    }  # fmt: skip


def incident(ctx: Context) -> dict[str, Any]:
    """What happened and what was done, told upward by mouth and then in writing; numbers of people are masked."""
    case, gone = ctx.record, ctx.record.absences.last()
    told = {one.form: f"{about.moment(one.reported_at)}　{about.plain(one.told)}" for one in case.upwardreports.all()}
    called = ctx.act.code in _CALLED
    return {
        "category": str(_CATEGORY.get(ctx.act.code, "")), "person": about.person(ctx),
        "at": about.moment(gone.last_seen_at or gone.recorded_at) if gone else about.moment(ctx.now),
        "course": about.outward(gone.account) if gone else _course(ctx),
        "video_kept": bool(gone and gone.video_kept),
        "report": _call(case) if called else _report(case), "found_at": about.moment(gone.seen_at) if gone else "",
        "found_where": about.plain(gone.seen_where) if gone else "",
        "reason": about.typed(ctx.data.get("reason")),
        "place": "", "follow_up": [],
        "oral": told.get("oral", ""), "written": told.get("written", ""),
        "handler": about.handler(ctx), "day": about.today(ctx),
    } | (_of_incident(ctx) if ctx.act in SAFETY.rows else _of_death(ctx) if ctx.act.code == DIED else {})  # fmt: skip


POLICE = paper(
    "J-13",
    gettext_lazy("疑似走失/被遗弃/被拐卖报案材料"),
    for_police,
    holds=(reading.REGISTRATION, reading.INCIDENT),
    chosen={
        "call_police_at_screening": {"matter": (OFFENCE,)},
        **{key: {"organ": (MandatoryReport.POLICE,)} for key in ("report_harm", "add_mandatory_report")},
    },
)
MANDATORY = paper("J-28", gettext_lazy("强制报告单"), mandatory, holds=(reading.REGISTRATION, reading.PROTECTION))
INCIDENT = paper("J-29", gettext_lazy("事件报告"), incident, holds=(reading.REGISTRATION, reading.ACCOUNTS))
