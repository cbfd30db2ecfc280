"""Persons who are not there, for the tests of every act: roads to a state, guards refused for their own sake."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from casework import clock, engine
from casework.demo import actor
from casework.refusals import GuardsFailed
from relief.demo.roads import Driver
from relief.states import IN_STATION, MISSING, POST_DEATH
from tests.relief.station import NO_MORE, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
ABSENT = {"found": "absent", "searched": "宿舍、食堂、院子都找过，同屋的人没看见。"}
ACCOUNT = {"account": "早饭后没人见到，衣物带走。"}
SEEN = {"seen_by": "示范派出所民警", "seen_at": "2026-11-23T08:30", "seen_where": "汽车站候车室"}
POLICE = {"reported_at": "2026-10-23T08:30", "channel": "call_110", "officer": "013562"}
REPORT = {"about": "人不见了。", "organ": "police"} | POLICE
WHY = "公安查找一个多月，没有线索。"
LONG_AGO = datetime(2026, 10, 23, 9, 0, tzinfo=clock.CHINA)


def absent_twice(driver: Driver) -> Driver:
    for _n in range(2):
        driver.do("zhaoliao", "record_presence_check", **ABSENT)
    return driver


def missing(station: Station, *, minor: bool = False, **data: Any) -> Driver:
    """Somebody ill, or a child, who is searched for."""
    driver = station.minor() if minor else station.at(IN_STATION)
    driver.do("zhaoliao", "report_missing", **({} if minor else {"worry": "ill"}), **data)
    return driver


def long_missing(station: Station, *, minor: bool = False, **data: Any) -> Driver:
    """The same for 31 days now, with the police searching."""
    with clock.moved_to(LONG_AGO):
        return missing(station, minor=minor, **{**POLICE, "receipt": "公受2026-1", **data})


def only(driver: Driver, key: str) -> None:
    """Missing, and of the clocks that start with it this one alone goes on."""
    driver.do("shegong1", "verify_identity", **NO_MORE, birth_verified="1970-01-01")
    driver.do("zhaoliao", "report_missing", **(POLICE if key != "TM-11" else {}))
    forms = {"TM-11": ["written"], "TM-13a": [], "TM-13b": ["oral"]}[key]
    for form in forms:
        driver.do("zhiban", "report_upward", form=form, told="翁例")
    if key == "TM-13a":
        driver.case.timers.filter(key="TM-13b").update(stopped_at=clock.now())


def _act(driver: Driver, who: str, code: str, **data: Any) -> Callable[[], Any]:
    return lambda: driver.do(who, code, **data)


def _ended(driver: Driver, **data: Any) -> Callable[[], Any]:
    return lambda: driver.two("zhanzhang", "minzheng", "end_missing_search", **{"reason": WHY, **data})


def _capable(station: Station) -> Case:
    driver = absent_twice(station.doubtful(IN_STATION))
    gone = _act(driver, "zhiban", "record_unannounced_departure", **ACCOUNT)
    return driver, gone, lambda: (driver.do("yiwu", "record_capacity", capacity="clearly_capable"), gone())


def _twice(station: Station) -> Case:
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "record_presence_check", **ABSENT)
    gone = _act(driver, "zhaoliao", "record_unannounced_departure", **ACCOUNT)
    return driver, gone, lambda: (driver.do("zhiban", "record_presence_check", **ABSENT), gone())


def _at_risk(station: Station) -> Case:
    driver = station.at(IN_STATION)
    return driver, _act(driver, "zhaoliao", "report_missing"), _act(
        driver, "zhaoliao", "report_missing", worry="danger"
    )  # fmt: skip


def _seen(station: Station) -> Case:
    driver = missing(station)
    return (
        driver,
        _act(driver, "zhiban", "record_found", **{**SEEN, "seen_where": ""}),
        _act(driver, "zhiban", "record_found", **SEEN),
    )


def _with_family(mend: str, **collector: Any) -> Callable[[Station], Case]:
    """A child found with relatives: an organ is fit by itself, so that one thing alone is missing."""

    def case(station: Station) -> Case:
        driver = missing(station, minor=True)
        key = driver.collector(**{"relation": "G5", **collector})
        mended = {
            "papers": {"proof": "单位介绍信", "risk": "none"}, "risk": {"risk": "none"}, "fit": {},
        }[mend]  # fmt: skip
        found = _act(driver, "zhiban", "record_found_with_family", **SEEN, collector=key)
        if mend == "fit":
            return driver, found, lambda: (driver.fit_guardian(key), found())
        return driver, found, lambda: (driver.do("shegong1", "update_collector", collector=key, **mended), found())

    return case


def _family_seen(station: Station) -> Case:
    driver = missing(station)
    data = {"collector": driver.collector()}
    code = "record_found_with_family"
    return driver, _act(driver, "zhiban", code, **{**SEEN, **data, "seen_by": ""}), _act(
        driver, "zhiban", code, **SEEN, **data
    )  # fmt: skip


def _not_minor(station: Station) -> Case:
    driver = long_missing(station, minor=True)
    end = _ended(driver)
    return driver, end, lambda: (
        driver.do("shegong1", "verify_identity", **NO_MORE, birth_verified="2000-01-01"), end()
    )  # fmt: skip


def _police(station: Station) -> Case:
    driver = long_missing(station, receipt="")
    end = _ended(driver)

    def mend() -> None:
        report = driver.case.mandatoryreports.get()
        driver.do("zhiban", "complete_report_number", report=str(report.pk), receipt="公受2026-2")

    return driver, end, lambda: (mend(), end())


def _reason(station: Station) -> Case:
    driver = long_missing(station)
    return driver, _ended(driver, reason=" "), _ended(driver)


def _offered(code: str, mend: Callable[[Driver], Any]) -> Callable[[Station], Case]:
    """Looked at before the form opens."""

    def case(station: Station) -> Case:
        driver = station.at(IN_STATION)

        def look() -> None:
            offered = {o.act.code: o.denials for o in engine.amendments(driver.case, actor("zhiban"))}
            if offered[code]:
                raise GuardsFailed(offered[code])

        return driver, look, lambda: (mend(driver), look())

    return case


#: Act and guard → the act refused for want of this guard alone, and the act done.
CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("record_unannounced_departure", "capable_adult"): _capable,
    ("record_unannounced_departure", "absent_two_checks"): _twice,
    ("report_missing", "absent_and_at_risk"): _at_risk,
    ("record_found", "whereabouts_confirmed"): _seen,
    ("record_found_with_family", "whereabouts_confirmed"): _family_seen,
    ("record_found_with_family", "collector_identified"): _with_family("papers", proof=""),
    ("record_found_with_family", "no_risk_flag_for_protected"): _with_family("risk", risk="suspected_abandonment"),
    ("record_found_with_family", "guardian_fit_if_protected"): _with_family("fit", relation="50"),
    ("end_missing_search", "not_minor"): _not_minor,
    ("end_missing_search", "police_case_open_30_days"): _police,
    ("end_missing_search", "reason_and_second_person"): _reason,
    ("complete_report_number", "report_known"):
        _offered("complete_report_number", lambda d: d.report("jiedai", **REPORT)),
    ("report_upward", "something_serious"):
        _offered("report_upward", lambda d: d.do("zhaoliao", "report_missing", worry="danger")),
}  # fmt: skip

DEATH: dict[str, Any] = {
    "died_at": "2026-11-23T09:00", "place": "示范区人民医院急诊科", "confirmed_by": "hospital",
    "confirmer": "急诊科医生",
}  # fmt: skip
CERTIFICATE = {"kind": "hospital", "certificate_no": "医死1号", "issuer": "示范区人民医院", "cause": "心脏骤停"}
CONFIRMATION = {"signer": "石例", "relation": "20", "signed_on": "2026-11-23"}
CREMATION = {"cremated_at": "2026-11-23T09:00", "cremation_no": "火1号"}
COLLECTED = {"funeral_home": "示范殡仪馆", "collected_at": "2026-11-23T09:00", "body_at": "2号柜"}
PROPERTY = {"items": "旧手机一部，现金12元。"}


def dead(station: Station, **data: Any) -> Driver:
    """Somebody who died; nothing else is done yet."""
    driver = station.at(IN_STATION)
    driver.do("zhiban", "record_death", **DEATH | {"died_at": driver.case.arrived_at.isoformat()} | data)
    return driver


def papers(driver: Driver) -> Driver:
    driver.do("zhiban", "record_death_certificate", **CERTIFICATE)
    driver.do("zhiban", "record_cremation_confirmation", **CONFIRMATION)
    return driver


def settled(driver: Driver) -> Driver:
    driver.do("zhiban", "list_property", **PROPERTY)
    driver.do("zhiban", "settle_property", how="kept", kept_at="库房3号柜")
    return driver


def cremated(station: Station) -> Driver:
    driver = papers(dead(station))
    driver.do("zhiban", "record_cremation", **CREMATION | {"cremated_at": driver.case.left_at.isoformat()})
    return driver


def _confirmed(station: Station) -> Case:
    driver = station.at(IN_STATION)
    at = {"died_at": driver.case.arrived_at.isoformat()}
    return driver, _act(driver, "zhiban", "record_death", **DEATH | at | {"abnormal": True}), _act(
        driver, "zhiban", "record_death", **DEATH | at | {"abnormal": True, "confirmed_by": "police"}
    )  # fmt: skip


def _after_death(code: str, data: dict[str, Any], mend: Callable[[Driver], Any]) -> Callable[[Station], Case]:
    def case(station: Station) -> Case:
        driver = dead(station)
        at = {name: driver.case.left_at.isoformat() for name in data if name == "cremated_at"}
        act = _act(driver, "zhiban", code, **data | at)
        return driver, act, lambda: (mend(driver), act())

    return case


def _ashes(station: Station) -> Case:
    driver = dead(station)
    return driver, _act(driver, "zhiban", "record_ashes", ashes="儿子领取"), _act(
        cremated(station), "zhiban", "record_ashes", ashes="儿子领取"
    )  # fmt: skip


def _disposed(station: Station) -> Case:
    driver = settled(dead(station))
    driver.do("zhiban", "record_death_certificate", **CERTIFICATE)
    buried = {"disposition": "burial", "disposed_on": "2026-11-23", "basis": "回民公墓，亲属办理。"}
    close = _act(driver, "zhanzhang", "close_after_death")
    return driver, close, lambda: (driver.do("zhiban", "record_disposition", **buried), close())


def _property(station: Station) -> Case:
    driver = cremated(station)
    driver.do("zhiban", "list_property", **PROPERTY)
    close = _act(driver, "zhanzhang", "close_after_death")
    return driver, close, lambda: (driver.do("zhiban", "settle_property", how="handed", heir="石例"), close())


def _collected(driver: Driver) -> Any:
    return driver.do("zhiban", "record_body_collected", **COLLECTED | {"collected_at": driver.case.left_at.isoformat()})


CASES |= {
    ("record_death", "death_confirmed"): _confirmed,
    ("record_cremation", "cremation_papers_complete"): _after_death("record_cremation", CREMATION, papers),
    ("record_ashes", "cremation_papers_complete"): _ashes,
    ("extend_body_storage", "body_collected"):
        _after_death("extend_body_storage", {"storage_until": "2026-12-10", "storage_basis": "站长申请"}, _collected),
    ("settle_property", "property_listed"): _after_death(
        "settle_property", {"how": "kept", "kept_at": "库房"}, lambda d: d.do("zhiban", "list_property", **PROPERTY)),
    ("close_after_death", "disposition_complete"): _disposed,
    ("close_after_death", "property_settled"): _property,
}  # fmt: skip
#: State → somebody in it.
ROADS: dict[str, Callable[[Station], Driver]] = {MISSING: missing, POST_DEATH: dead}
#: What the form of an act says.
DATA: dict[str, dict[str, Any]] = {"report_missing": {"worry": "ill"}, "record_found": SEEN}


def _family(station: Station) -> tuple[Driver, dict[str, Any]]:
    driver = missing(station)
    return driver, {**SEEN, "collector": driver.collector()}


#: Act → somebody for whom it may be done, and what its form says, where the state alone is not enough.
READY: dict[str, Callable[[Station], tuple[Driver, dict[str, Any]]]] = {
    "record_found_with_family": _family,
    "close_after_death": lambda station: (settled(cremated(station)), {}),
    "end_missing_search": lambda station: (long_missing(station), {"reason": WHY}),
}
#: Act → what its form says of somebody who stands where it begins.
FITTING: dict[str, Callable[[Driver], dict[str, Any]]] = {
    "record_unannounced_departure": lambda driver: ACCOUNT if absent_twice(driver) else {},
    "record_death": lambda driver: DEATH | {"died_at": (driver.case.arrived_at or driver.case.opened_at).isoformat()},
}
