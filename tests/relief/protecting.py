"""Persons at any point of their protection, and each of its guards with what it is missing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from casework import clock
from relief import protection
from relief.demo.roads import Driver
from relief.states import DEPARTURE, IN_STATION
from tests.relief.station import NO_MORE, Station

Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]
Step = tuple[str, str, dict[str, Any]]

TICK = {"age_doubt": True, "note": "看着像初中生。"}
HARM = {
    "about": "手臂有新旧伤痕。", "organ": "police", "reported_at": "2026-11-23T08:50", "channel": "call_110",
    "officer": "013562",
}  # fmt: skip
CALLED = {
    "name": "石例", "relation": "50", "phone": "13900000001", "risk": "none", "note": "电话接通。",
    "no_harm": "身上无伤，说话自然。",
}  # fmt: skip
DECIDED = {"ground": "s92_1", "placement": "child_agency", "place": "示范市未保中心", "note": "查不到父母。"}
TAKEN = {**DECIDED, "no_harm": "身上无伤，说话自然。"}
VILLAGE = {"unit": "示范镇东村村委会", "note": "家里有两间房，母亲愿意照料。"}
TO_COURT = {"applicant": "示范区民政局", "facts": "多次打伤。", "evidence": "伤情照片、报警记录。"}
COURT = {"paper_no": "（2026）示民特1号", "note": "驳回申请。"}
FOR_GOOD = {"ground": "s94_1", "placement": "child_home", "note": "公告后仍查不到。"}
ACCEPTED = {"unit": "示范市未成年人救助保护中心", "destination": "05", "paper_no": "示未保收〔2026〕3号"}
GROWN = {"note": "两人问话，认得年月，会算账。"}

_BEGUN: Step = ("shegong1", "open_assessment", TICK)
_HARMED: Step = ("zhaoliao", "report_harm", HARM)
_TAKEN: Step = ("minzheng", "take_temporary_guardianship", TAKEN)
_CALLED: Step = ("shegong1", "contact_guardian", CALLED)
_LOOKED: Step = ("shegong1", "start_guardian_assessment", VILLAGE)
_UNFIT: Step = ("shegong1+minzheng", "find_guardian_unfit", VILLAGE)
_COURT: Step = ("minzheng", "open_court_proceeding", TO_COURT)
PROTECTION_WAYS: dict[str, tuple[Step, ...]] = {
    "not_applicable": (),
    "to_be_assessed": (_BEGUN,),
    "reported": (_BEGUN, _HARMED),
    "temp_guardianship": (_BEGUN, _TAKEN),
    "guardian_contacted": (_BEGUN, _CALLED),
    "guardian_assessment": (_BEGUN, _CALLED, _LOOKED),
    "guardian_fit": (_BEGUN, _CALLED, _LOOKED, ("shegong1+minzheng", "find_guardian_fit", VILLAGE)),
    "guardian_unfit": (_BEGUN, _CALLED, _LOOKED, _UNFIT),
    "court_proceeding": (_BEGUN, _CALLED, _LOOKED, _UNFIT, _COURT),
    "long_term_guardianship": (_BEGUN, _TAKEN, ("minzheng", "take_long_term_guardianship", FOR_GOOD)),
}
PROTECTION_DATA: dict[str, dict[str, Any]] = {
    "open_assessment": TICK, "report_harm": HARM, "add_mandatory_report": HARM, "contact_guardian": CALLED,
    "take_temporary_guardianship": TAKEN, "review_guardianship": DECIDED, "start_guardian_assessment": VILLAGE,
    "find_guardian_fit": VILLAGE, "find_guardian_unfit": VILLAGE, "return_to_guardian": {"note": "已指导。"},
    "open_court_proceeding": TO_COURT, "record_court_dismissal": COURT, "take_long_term_guardianship": FOR_GOOD,
    "clear_protection": GROWN,
}  # fmt: skip


def protected(station: Station, state: str, *, at: str = IN_STATION) -> Driver:
    """A capable adult of whom somebody ticked that he looks like a minor, led to a state of the region."""
    from tests.relief.region_cases import along

    return along(station.at(at), "protection", state)


def proved_adult(driver: Driver) -> Driver:
    """The police say how old somebody is."""
    driver.do("shegong1", "verify_identity", **NO_MORE | {"verified_from": "police"}, birth_verified="1990-01-01")
    return driver


def second(name: str = "shegong2") -> dict[str, Any]:
    """Who assessed beside whoever writes it down."""
    from casework.demo import actor

    return {"second": actor(name).user_id}


def _missing(who: str, code: str, state: str, **without: Any) -> Callable[[Station], Case]:
    """The act refused for want of one thing, and done with it."""

    def case(station: Station) -> Case:
        driver, whole = protected(station, state), PROTECTION_DATA[code]
        do = lambda data: driver.two(*who.split("+"), code, **data) if "+" in who else driver.do(who, code, **data)  # noqa: E731
        return driver, lambda: do(whole | without), lambda: do(whole)

    return case


def _no_doubt(station: Station) -> Case:
    driver = station.at(IN_STATION)
    return (
        driver, lambda: driver.do("jiedai", "open_assessment"),
        lambda: driver.do("jiedai", "open_assessment", capacity_doubt=True),
    )  # fmt: skip


def _not_back(station: Station) -> Case:
    driver = station.at(DEPARTURE)
    driver.do("shegong1", "open_assessment", **TICK)
    key = driver.fit_guardian(driver.collector())
    guided = PROTECTION_DATA["return_to_guardian"]
    return driver, lambda: driver.do("zhanzhang", "return_to_guardian", **guided), lambda: (
        driver.do("jiedai", "hand_over_to_family", collector=key, wish="想回家。"),
        driver.do("zhanzhang", "return_to_guardian", **guided),
    )  # fmt: skip


def _not_guided(station: Station) -> Case:
    driver = station.at(DEPARTURE)
    driver.do("shegong1", "open_assessment", **TICK)
    key = driver.fit_guardian(driver.collector())
    driver.do("jiedai", "hand_over_to_family", collector=key, wish="想回家。")
    return driver, lambda: driver.do("zhanzhang", "return_to_guardian"), lambda: driver.do(
        "zhanzhang", "return_to_guardian", note="已指导。"
    )  # fmt: skip


def _not_proved(station: Station) -> Case:
    driver = protected(station, "to_be_assessed")
    whole = GROWN | second()
    return driver, lambda: driver.do("shegong1", "clear_protection", **whole), lambda: (
        proved_adult(driver), driver.do("shegong1", "clear_protection", **whole),
    )  # fmt: skip


def _not_the_bureau(station: Station) -> Case:
    driver = proved_adult(protected(station, "temp_guardianship"))
    whole = GROWN | second()
    return (
        driver, lambda: driver.do("shegong1", "clear_protection", **whole),
        lambda: driver.do("minzheng", "clear_protection", **whole),
    )  # fmt: skip


def _half_a_report(code: str, state: str) -> Callable[[Station], Case]:
    return _missing("zhaoliao", code, state, officer="")


def handing_over(driver: Driver) -> dict[str, Any]:
    """Looks like a minor, and the bureau is guardian: an agency may take over, and this is what it says."""
    driver.do("zhiban", "open_assessment", **TICK)
    driver.do("minzheng", "take_temporary_guardianship", **TAKEN)
    return ACCEPTED


def _handed(who: str, driver: Driver, **without: Any) -> Callable[[], Any]:
    return lambda: driver.do(who, protection.TRANSFER, **ACCEPTED | without)


def _not_minor(station: Station) -> Case:
    driver = proved_adult(protected(station, "temp_guardianship"))
    return driver, _handed("zhanzhang", driver), _handed("zhanzhang", protected(station, "temp_guardianship"))


def _not_decided(station: Station) -> Case:
    driver = protected(station, "guardian_unfit")
    handed = _handed("zhanzhang", driver)
    return driver, handed, lambda: (driver.do("minzheng", "take_temporary_guardianship", **TAKEN), handed())


def _not_accepted(station: Station) -> Case:
    driver = protected(station, "long_term_guardianship")
    return driver, _handed("minzheng", driver, paper_no=""), _handed("zhanzhang", driver)


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    ("open_assessment", "minority_or_incapacity_doubt"): _no_doubt,
    ("report_harm", "report_details_complete"): _half_a_report("report_harm", "to_be_assessed"),
    ("add_mandatory_report", "report_details_complete"): _half_a_report("add_mandatory_report", "not_applicable"),
    ("contact_guardian", "guardian_identified"): _missing("shegong1", "contact_guardian", "to_be_assessed", phone=""),
    ("contact_guardian", "report_made_or_no_harm"):
        _missing("shegong1", "contact_guardian", "to_be_assessed", no_harm=""),
    ("take_temporary_guardianship", "guardianship_ground_recorded"):
        _missing("minzheng", "take_temporary_guardianship", "to_be_assessed", placement=""),
    ("take_temporary_guardianship", "report_made_or_no_harm"):
        _missing("minzheng", "take_temporary_guardianship", "to_be_assessed", no_harm=""),
    ("review_guardianship", "guardianship_ground_recorded"):
        _missing("minzheng", "review_guardianship", "temp_guardianship", ground=""),
    ("find_guardian_fit", "home_assessment_recorded"):
        _missing("shegong1+minzheng", "find_guardian_fit", "guardian_assessment", unit=""),
    ("find_guardian_unfit", "home_assessment_recorded"):
        _missing("shegong1+minzheng", "find_guardian_unfit", "guardian_assessment", note=""),
    ("return_to_guardian", "returned_in_main_flow"): _not_back,
    ("return_to_guardian", "family_guidance_recorded"): _not_guided,
    ("open_court_proceeding", "court_application_ready"):
        _missing("minzheng", "open_court_proceeding", "guardian_unfit", evidence=""),
    ("record_court_dismissal", "court_dismissal_recorded"):
        _missing("minzheng", "record_court_dismissal", "court_proceeding", paper_no=""),
    ("take_long_term_guardianship", "long_term_ground_recorded"):
        _missing("minzheng", "take_long_term_guardianship", "temp_guardianship", ground=""),
    ("clear_protection", "adult_capacity_proved"): _not_proved,
    ("clear_protection", "bureau_clears"): _not_the_bureau,
    ("transfer_to_child_agency", "is_minor"): _not_minor,
    ("transfer_to_child_agency", "guardianship_decided"): _not_decided,
    ("transfer_to_child_agency", "agency_accepted"): _not_accepted,
}  # fmt: skip


def notice_ran(days: int) -> str:
    """The day so many days ago, as a form sends it."""
    return (clock.now() - timedelta(days=days)).astimezone(clock.CHINA).date().isoformat()
