"""Beside the road: what happened that should not have. Inquired into though the person has left (R-51, R-54)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import State, amendment, region, row, stage
from relief.effects import safety as do
from relief.forms import safety as f
from relief.guards import safety as g

NO_INCIDENT, RECORDED, REPORTED = "no_incident", "incident_recorded", "incident_reported"
INQUIRY, CLOSED = "investigating", "incident_closed"
_ANYBODY = "RCP SEC CSW CAR HLT ESC DUT DIR"

SAFETY = region(
    "relief.safety", _("安全"), initial=NO_INCIDENT,
    states=(
        State(NO_INCIDENT, _("无"), _("无事件"), "plain"),
        State(RECORDED, _("事件登记"), _("事件登记"), "active"),
        State(REPORTED, _("已报警/已报告"), _("已报告"), "active"),
        State(INQUIRY, _("调查"), _("调查"), "active"),
        State(CLOSED, _("结案"), _("已结案"), "done", terminal=True),
    ),
    stages=[stage(
        row("record_incident", _("登记事件"), f"{NO_INCIDENT} {CLOSED}", RECORDED, by=_ANYBODY, spec_id="TS01",
            needs=[g.INCIDENT_DESCRIBED], asks=f.INCIDENT, effect=do.record_incident, starts="TM-13a TM-13b",
            prints="J-29", rules="R-51 R-54"),
        row("report_incident", _("报警报告"), RECORDED, REPORTED, by="DUT DIR", spec_id="TS02", usual=True,
            needs=[g.REPORT_RECORDED], asks=f.REPORT, effect=do.report_incident, stops="TM-13a",
            prints="J-29", rules="R-51"),
        row("start_investigation", _("启动调查"), REPORTED, INQUIRY, by="DIR SUP", spec_id="TS03",
            needs=[g.WRITTEN_REPORT_FILED], asks=f.INQUIRY, effect=do.start_inquiry, stops="TM-13b",
            prints="J-29", rules="R-52 R-54"),
        row("close_incident", _("事件结案"), f"{REPORTED} {INQUIRY}", CLOSED, by="DIR SUP", spec_id="TS04",
            needs=[g.WRITTEN_REPORT_FILED, g.FINDINGS_RECORDED, g.ALLEGATION_KEPT_FROM_STATION], asks=f.CLOSING,
            effect=do.close_incident, stops="TM-13b", prints="J-29", rules="R-53 R-54"),
    )],
)  # fmt: skip

INCIDENTS = (
    amendment("add_incident", _("登记另一事件"), by=_ANYBODY, needs=[g.INCIDENT_OPEN, g.INCIDENT_DESCRIBED],
        asks=f.INCIDENT, effect=do.add_incident, rules="R-51 R-54"),
)  # fmt: skip
