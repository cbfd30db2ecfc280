"""Incidents as the page of a case shows them to who may read them; allegations never (HB-16)."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.actor import Actor
from casework.masking import mask_text
from relief import choices, codes, reading
from relief.incidents import ALLEGATIONS
from relief.lifecycle.safety import NO_INCIDENT
from relief.web.lines import block, line


def part(case: Any, actor: Actor, now: Any) -> dict[str, Any] | None:
    """Each incident with what came of it, oldest first; nothing is looked up where nothing happened. Who may only
    write one down reads what they wrote themselves."""
    if case.safety_state == NO_INCIDENT:
        return None
    found = case.incidents.exclude(category__in=ALLEGATIONS)
    if not reading.reads(actor, reading.ACCOUNTS):
        found = found.filter(recorded_by__user=actor.user_id)
    lines = []
    for one in found:
        lines.append(line(codes.label("incident_category", one.category), _course(one, now), wide=True))
        if one.told_at:
            lines.append(line(_("报告"), _told(one, now), wide=True))
        if one.closed_at:
            words = f"{mask_text(one.findings.reveal())} {mask_text(one.measures.reveal())}"
            lines.append(line(_("结论和措施"), f"{display.moment(one.closed_at, now)} {words}", wide=True))
    return block("incidents", _("安全事件"), lines)


def _course(one: Any, now: Any) -> str:
    mark = _("重大事项") if one.serious else ""
    return " ".join(filter(None, [display.moment(one.happened_at, now), mark, mask_text(one.course.reveal())]))


def _told(one: Any, now: Any) -> str:
    how = choices.words("report_channel", one.channel)
    return f"{display.moment(one.told_at, now)} {how} {mask_text(one.told.reveal())}"
