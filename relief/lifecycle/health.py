"""Beside the road: somebody's health. Branches, not a chain; to a hospital without any condition (R-26, AP-02)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import SAME, State, region, row, stage
from relief.effects.health import discharged, write_down
from relief.forms import health as f
from relief.guards import health as g
from relief.guards.hospital import DISCHARGE_CERTIFICATE
from relief.states import LIVE

NO_FINDING, OBSERVED, TRANSPORT, INPATIENT = "no_finding", "under_observation", "emergency_transport", "inpatient"
ISOLATED, PSYCHIATRY, FOLLOW_UP = "infectious_isolation", "psychiatric_referral", "discharge_follow_up"

HEALTH = region(
    "relief.health", _("健康"), initial=NO_FINDING, during=" ".join(LIVE),
    states=(
        State(NO_FINDING, _("无异常"), _("无异常"), "plain"),
        State(OBSERVED, _("待观察"), _("待观察"), "wait"),
        State(TRANSPORT, _("急救送医"), _("急救送医"), "safety"),
        State(INPATIENT, _("住院"), _("住院"), "active"),
        State(ISOLATED, _("传染病隔离/转院"), _("传染病隔离"), "active"),
        State(PSYCHIATRY, _("精神科送诊"), _("精神科送诊"), "active"),
        State(FOLLOW_UP, _("出院随访"), _("出院随访"), "active"),
    ),
    stages=[stage(
        row("send_by_ambulance", _("急救送医"), f"{NO_FINDING} {OBSERVED} {ISOLATED} {PSYCHIATRY} {FOLLOW_UP}",
            TRANSPORT, by="RCP SEC CSW CAR HLT ESC DUT", spec_id="TD03", usual=True, asks=f.AMBULANCE,
            effect=write_down, prints="J-09", rules="R-19 R-26 R-63"),
        row("start_observation", _("列入观察"), f"{NO_FINDING} {FOLLOW_UP}", OBSERVED, by="RCP CSW CAR HLT DUT",
            spec_id="TD01", needs=[g.FINDING_RECORDED], asks=f.OBSERVED, effect=write_down, prints="J-09",
            rules="R-18 R-26"),
        row("clear_health", _("解除观察"), f"{OBSERVED} {FOLLOW_UP}", NO_FINDING, by="HLT", spec_id="TD02",
            needs=[g.HEALTH_CLEARED], asks=f.CLEARED, effect=write_down, rules="R-18 R-26"),
        row("record_inpatient", _("转入住院"),
            f"{NO_FINDING} {OBSERVED} {TRANSPORT} {ISOLATED} {PSYCHIATRY} {FOLLOW_UP}", INPATIENT, by="HLT CSW",
            spec_id="TD04", needs=[g.HOSPITAL_ADMISSION_RECORDED], asks=f.INPATIENT, effect=write_down,
            prints="J-09", rules="R-28 R-38 R-63"),
        row("isolate_person", _("隔离转院"), f"{NO_FINDING} {OBSERVED} {TRANSPORT} {INPATIENT} {FOLLOW_UP}", ISOLATED,
            by="HLT DUT", spec_id="TD05", needs=[g.INFECTION_SUSPECTED], asks=f.ISOLATION, effect=write_down,
            prints="J-09 J-29", rules="R-26 R-27"),
        row("refer_to_psychiatry", _("精神科送诊"), f"{NO_FINDING} {OBSERVED} {TRANSPORT} {INPATIENT} {FOLLOW_UP}",
            PSYCHIATRY, by="HLT DUT", spec_id="TD06", needs=[g.PSYCHIATRIC_REFERRAL_LAWFUL], asks=f.PSYCHIATRY,
            effect=write_down, prints="J-09", rules="R-28 R-29",
            warning=_("检查、诊断和住院由医院依法决定；自愿就诊的可以随时离开。")),
        row("record_psychiatric_diagnosis", _("登记诊断"), f"{PSYCHIATRY} {INPATIENT}", SAME, by="HLT CSW",
            spec_id="TD07", needs=[g.DIAGNOSIS_FROM_HOSPITAL], asks=f.DIAGNOSIS, effect=write_down, starts="TM-22",
            prints="J-09", rules="R-29"),
        row("discharge_patient", _("出院随访"), f"{TRANSPORT} {INPATIENT} {ISOLATED} {PSYCHIATRY}", FOLLOW_UP,
            by="HLT CSW", spec_id="TD08", needs=[DISCHARGE_CERTIFICATE], asks=f.DISCHARGE, effect=discharged,
            prints="J-09", rules="R-38"),
    )],
)  # fmt: skip
