"""Persons at any point beside the road, and each guard of a region with what it is missing."""

from collections.abc import Callable
from typing import Any

from casework import engine
from casework.demo import actor
from casework.refusals import GuardsFailed
from relief.models import Incident
from relief.states import IN_STATION
from tests.relief.protecting import PROTECTION_DATA, PROTECTION_WAYS
from tests.relief.station import Driver, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
Step = tuple[str, str, dict[str, Any]]

ADMITTED = {"hospital": "示范区人民医院", "happened_at": "2026-11-23T09:30"}
SEEN = {"note": "发热，咳嗽。"}
WILLING = {"asked_by": "本人", "voluntary": True}
FORCED = {"asked_by": "邻居报警", "danger": True, "note": "持刀要伤自己。", "police": "示范派出所，9时20分出警"}
DIAGNOSED = {"note": "双相障碍。", "hospital": "示范区精神卫生中心", "paper": "诊断书 2026-7"}
CERTIFICATE = {"certificate": "内科 2026-11", "note": "一周后复查。"}
ISOLATED = {**SEEN, "told": "9时40分，县疾控值班员"}
FIGHT = {"category": "fight", "course": "两人为床位推搡，没有受伤。"}
TOLD = {"told": "陆例", "told_at": "2026-11-23T08:50", "channel": "phone"}
FOUND = {"findings": "误会，已调解。", "measures": "分开住。"}

#: State of a region → the way there from where it begins, each step by whom, which act, what it says.
HEALTH_WAYS: dict[str, tuple[Step, ...]] = {
    "no_finding": (),
    "under_observation": (("zhaoliao", "start_observation", SEEN),),
    "emergency_transport": (("anjian", "send_by_ambulance", {}),),
    "inpatient": (("yiwu", "record_inpatient", ADMITTED),),
    "infectious_isolation": (("yiwu", "isolate_person", ISOLATED),),
    "psychiatric_referral": (("yiwu", "refer_to_psychiatry", WILLING),),
    "discharge_follow_up": (
        ("anjian", "send_by_ambulance", {}), ("shegong1", "discharge_patient", CERTIFICATE),
    ),
}  # fmt: skip
_RECORDED: Step = ("zhaoliao", "record_incident", FIGHT)
_TOLD: Step = ("zhiban", "report_incident", TOLD)
SAFETY_WAYS: dict[str, tuple[Step, ...]] = {
    "no_incident": (),
    "incident_recorded": (_RECORDED,),
    "incident_reported": (_RECORDED, _TOLD),
    "investigating": (_RECORDED, _TOLD, ("zhanzhang", "start_investigation", {"written": "翁例"})),
    "incident_closed": (_RECORDED, _TOLD, ("zhanzhang", "close_incident", {"written": "翁例", **FOUND})),
}
#: What the form of an act of a region says where nothing is missing.
DATA: dict[str, dict[str, Any]] = {
    "send_by_ambulance": {}, "start_observation": SEEN, "clear_health": {"cleared": True},
    "record_inpatient": ADMITTED, "isolate_person": ISOLATED, "refer_to_psychiatry": WILLING,
    "record_psychiatric_diagnosis": DIAGNOSED, "discharge_patient": CERTIFICATE,
    "record_incident": FIGHT, "report_incident": TOLD, "start_investigation": {"written": "翁例"},
    "close_incident": {"written": "翁例", **FOUND},
    **PROTECTION_DATA,
}  # fmt: skip
WAYS = {"health": HEALTH_WAYS, "safety": SAFETY_WAYS, "protection": PROTECTION_WAYS}


def along(driver: Driver, region: str, state: str) -> Driver:
    """Led beside the road to a state of one region."""
    for who, code, data in WAYS[region][state]:
        first, _and, second = who.partition("+")
        if second:
            driver.two(first, second, code, **data)
        else:
            driver.do(who, code, **data)
    return driver


def _missing(who: str, code: str, state: str, *, region: str = "health", **without: Any) -> Callable[[Station], Case]:
    """The act refused for want of one thing, and done with it."""

    def case(station: Station) -> Case:
        driver, whole = along(station.at(IN_STATION), region, state), DATA[code]
        return driver, lambda: driver.do(who, code, **whole | without), lambda: driver.do(who, code, **whole)

    return case


def _further(station: Station) -> Case:
    driver = station.at(IN_STATION)
    more = lambda: driver.do("zhaoliao", "add_incident", **FIGHT)  # noqa: E731

    def look() -> None:
        offered = {o.act.code: o.denials for o in engine.amendments(driver.case, actor("zhaoliao"))}
        if offered["add_incident"]:
            raise GuardsFailed(offered["add_incident"])

    return driver, look, lambda: (driver.do("zhaoliao", "record_incident", **FIGHT), more())


def _further_described(station: Station) -> Case:
    driver = along(station.at(IN_STATION), "safety", "incident_reported")
    return (
        driver, lambda: driver.do("zhaoliao", "add_incident", category="fight"),
        lambda: driver.do("zhaoliao", "add_incident", **FIGHT),
    )  # fmt: skip


def _allegation(station: Station) -> Case:
    """However it came there: the station cannot close what was said about its own people (R-53)."""
    driver, other = (along(station.at(IN_STATION), "safety", "incident_reported") for _n in range(2))
    rows = {"case": driver.case, "recorded_at": driver.case.arrived_at, "happened_at": driver.case.arrived_at}
    Incident.objects.create(**rows, category="staff_misconduct", course="打人。")
    whole = DATA["close_incident"]
    return (
        driver, lambda: driver.do("zhanzhang", "close_incident", **whole),
        lambda: other.do("zhanzhang", "close_incident", **whole),
    )  # fmt: skip


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("start_observation", "finding_recorded"): _missing("zhaoliao", "start_observation", "no_finding", note=" "),
    ("clear_health", "health_cleared"): _missing("yiwu", "clear_health", "under_observation", cleared=False),
    ("record_inpatient", "hospital_admission_recorded"):
        _missing("yiwu", "record_inpatient", "no_finding", happened_at=""),
    ("isolate_person", "infection_suspected"): _missing("yiwu", "isolate_person", "no_finding", note=""),
    ("refer_to_psychiatry", "psychiatric_referral_lawful"):
        _missing("zhiban", "refer_to_psychiatry", "no_finding", voluntary=False),
    ("record_psychiatric_diagnosis", "diagnosis_from_hospital"):
        _missing("shegong1", "record_psychiatric_diagnosis", "inpatient", paper=""),
    ("discharge_patient", "discharge_certificate"):
        _missing("shegong1", "discharge_patient", "inpatient", certificate=""),
    ("record_incident", "incident_described"):
        _missing("anjian", "record_incident", "no_incident", region="safety", course=""),
    ("add_incident", "incident_open"): _further,
    ("add_incident", "incident_described"): _further_described,
    ("report_incident", "report_recorded"):
        _missing("zhiban", "report_incident", "incident_recorded", region="safety", told_at=""),
    ("start_investigation", "written_report_filed"):
        _missing("zhanzhang", "start_investigation", "incident_reported", region="safety", written=""),
    ("close_incident", "written_report_filed"):
        _missing("minzheng", "close_incident", "incident_reported", region="safety", written=""),
    ("close_incident", "findings_recorded"):
        _missing("minzheng", "close_incident", "investigating", region="safety", measures=""),
    ("close_incident", "allegation_kept_from_station"): _allegation,
}  # fmt: skip
