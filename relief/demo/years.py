"""A station that has worked for years: many persons on every road there is, and a monthly report each month.

Invented by a seeded draw and carried by the engine on its movable clock, like all of the demo; for trying out lists,
statistics and speed. The demo that `./run` starts with does without it.
"""

import datetime as dt
import random
from collections.abc import Callable

from casework import clock
from relief.demo import reports
from relief.demo.roads import Driver
from relief.states import DEPARTURE, IN_STATION, REVIEW
from relief.statistics.month import Month

HOURS = dt.timedelta(hours=1)
#: Whoever came later than this ago may still be here.
STILL_HERE = dt.timedelta(days=9)
Step = tuple[int, Callable[[Driver], None]]
#: How often a state of health, a region and a relief type come, roughly.
_HEALTH = ("1",) * 12 + ("2", "3", "3", "4", "5", "6", "7", "8", "9", "10", "12")
_REGION = ("1", "2", "3", "3", "4", "4", "4", "9")
_TYPES = ("05",) * 6 + ("02", "02", "03", "06", "01", "07")
_CATEGORIES = ("01", "03", "03", "03", "04", "02", "12", "13", "99")
_CAUSES = ("01", "02", "03", "05", "06", "16", "18", "20", "99")


def _voucher(driver: Driver) -> None:
    driver.do("zhaoliao", "leave_voluntarily", voucher=True, food=True)


def _alone(driver: Driver) -> None:
    driver.do("jiedai", "leave_voluntarily", destination="02", statement_kind="signed")
    driver.do("dangan", "archive_case", volume=f"示救{driver.case.number[-10:]}", retention="years_30")


def _family(driver: Driver) -> None:
    driver.to(DEPARTURE)
    driver.do("shegong1", "hand_over_to_family", collector=driver.collector(), agrees=True)


def _guardian(driver: Driver) -> None:
    driver.to(DEPARTURE)
    father = driver.fit_guardian()
    driver.do(
        "shegong1", "update_collector", collector=father, id_number="220399198101010012", proof="户口簿",
        copy=driver.copy(), risk="none",
    )  # fmt: skip
    driver.do("shegong1", "hand_over_to_family", collector=father, wish="想回家。")
    driver.do("zhanzhang", "return_to_guardian", note="已讲明监护责任，约定村委会每月上门。")


def _to_hospital(driver: Driver) -> None:
    driver.do("yiwu", "send_to_hospital", need="高热不退", hospital="示范区人民医院", companion="照料员",
              called_at=clock.now().isoformat())  # fmt: skip


def _back(driver: Driver) -> None:
    driver.do("yiwu", "discharge_to_station", certificate="出院证明1号", back_note="退热。")


def _assessed(driver: Driver) -> None:
    driver.do("yiwu", "record_capacity", capacity="suspected_limited", signs="答非所问。")
    driver.two("shegong1", "zhiban", "leave_after_assessment", findings="认得回家的路。")


def _withdrawn(driver: Driver) -> None:
    driver.do("jiedai", "withdraw_request", leaflet=True)


#: Roads after admission, with how often they are taken: what happens after how many hours.
_ROADS: tuple[tuple[int, tuple[Step, ...]], ...] = (
    (30, ((30, _voucher),)), (20, ((50, _alone),)), (20, ((90, _family),)), (5, ((400, _voucher),)),
    (6, ((20, _to_hospital), (140, _back), (190, _alone))), (4, ((20, _to_hospital), (260, _voucher))),
    (5, ((70, _assessed),)), (2, ()),
)  # fmt: skip
_WEIGHTS, _STEPS = [often for often, _steps in _ROADS], [steps for _often, steps in _ROADS]
#: Of a hundred: minors, those who leave before admission.
_MINORS, _BEFORE = 6, 6


def load(cases: int, months: int, tell: Callable[[int, int], None] = lambda done, total: None) -> int:
    """So many persons over so many full months up to the last, then the reports of these months. Returns the months
    whose report was locked."""
    this = Month.of(clock.now())
    first, draw = this.later(-months), random.Random(220399)
    span = (this.begins - first.begins) / HOURS
    for n in range(cases):
        _one(draw, first.begins + draw.uniform(0, span) * HOURS)
        tell(n + 1, cases)
    return reports.load(first)


def _one(draw: random.Random, arrived: dt.datetime) -> None:
    minor, before = draw.randrange(100) < _MINORS, draw.randrange(100) < _BEFORE
    least = draw.randrange(4, 15) if minor else draw.choice((19, 25, 38, 47, 52, 61, 70))
    who = {"gender_declared": draw.choice("1112"), "age_least": least, "age_most": least + 2, "arrival_mode": "09"}
    with clock.moved_to(arrived):
        driver = Driver(**who)
        if before and not minor:
            return _withdrawn(driver)
        driver.to(REVIEW)
        if minor:
            driver.found_guardian()
            driver.do("shegong1", "admit_person")
        driver.to(IN_STATION)
        driver.do(
            "shegong1", "record_circumstances", cause=draw.choice(_CAUSES), person_category=draw.choice(_CATEGORIES),
            relief_type="08" if minor else draw.choice(_TYPES), health=draw.choice(_HEALTH),
            region=draw.choice(_REGION),
        )  # fmt: skip
        driver.do("shegong1", "record_national_entry", national_number=f"示全{driver.case.number[-10:]}")
    steps = ((60, _guardian),) if minor else draw.choices(_STEPS, _WEIGHTS)[0]
    now = clock.now()
    if not steps and arrived < now - STILL_HERE:
        steps = ((220, _alone),)
    for hours, step in steps:
        moment = arrived + draw.uniform(0.7, 1.3) * hours * HOURS
        if moment > now:
            return None
        with clock.moved_to(moment):
            step(driver)
            if driver.case.left_at:
                driver.do("shegong1", "record_national_departure")
    return None
