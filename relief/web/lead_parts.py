"""A lead as the page of a case shows it."""

from typing import Any

from django.utils.translation import gettext as _

from casework import access, clock, display
from casework.actor import Actor
from casework.masking import mask_text
from casework.web import frames
from relief import codes, reading, rows
from relief.web.lines import known, line


def part(case: Any, actor: Actor) -> dict[str, Any] | None:
    """For who reads leads; place and number are opened for a purpose."""
    if case.lead_at is None or not reading.reads(actor, reading.LEADS):
        return None
    lead, opens = rows.lead(case), access.may_unmask(actor, reading.LEADS)

    def secret(label: Any, name: str) -> dict[str, Any]:
        value = getattr(lead, name)
        return line(label, str(value), reveal=frames.url(case, "reveal", field=name) if value and opens else "")

    urgency = [codes.label("lead_zone", lead.zone), _("紧急") if lead.emergency else ""]
    now = clock.now()
    later = _("来电%(called)s，补录%(entered)s") % {
        "called": display.moment(lead.called_at, now), "entered": display.moment(lead.recorded_at, now),
    } if lead.called_at else ""  # fmt: skip
    return known("lead", _("线索"), [
        line(_("手写后补录"), later),
        secret(_("发现地点"), "place"), line(_("地点类型"), codes.label("patrol_point_type", lead.spot)),
        line(_("城乡"), " ".join(filter(None, urgency))),
        line(_("谁报告的"), codes.label("lead_source", lead.source)),
        secret(_("报告人"), "reporter"), secret(_("报告人电话"), "contact"),
        line(_("看到的情况"), mask_text(lead.seen.reveal()) if lead.seen else "", wide=True),
        line(_("线索结果"), codes.label("lead_end_reason", lead.ended)),
        line(_("经过"), mask_text(lead.ended_note.reveal()) if lead.ended_note else "", wide=True),
    ])  # fmt: skip
