"""The demo's cases: eight months of complaints, each driven by the engine at its own moments, in every state built.

Seeded, so that every run makes the same district. A case is made whole before the next begins: a loader that was killed
goes on with the next one.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from casework import clock, clocks, engine, sweep
from casework.actor import Actor
from casework.refusals import Refusal
from property_rectification.demo import penalties, side_roads
from property_rectification.demo.roads import STRAIGHT, Driver
from property_rectification.guards.closing import LOOKBACK_TIMERS
from property_rectification.models import RectificationCase
from property_rectification.states import MERGED

SEED = 220302
COUNT = 500
MONTHS = dt.timedelta(days=240)
#: Steps that a clock must run out for first.
WAITS = {"closed": "T.CLOSE.PUBLIC", "lookback": "T.LOOKBACK.FIRST", "archived": "T.ARCHIVE"}


@dataclass(frozen=True)
class Story:
    """A kind of complaint: category, unit and handler that have the power, and what the citizen says."""

    category: str
    unit: str
    handler: str
    text: str


STORIES = (
    Story(
        "WA02",
        "zjj",
        "zhujian1",
        "电梯里的广告挂了三年，收了多少钱从来没有公布，问物业也不说，希望把账一笔一笔列出来还给业主。",
    ),
    Story("WA05", "zjj", "zhujian2", "公告栏里好久没有公示物业费收支了，说好的每季度公布一次，已经两个季度没有看到。"),
    Story("WA07", "zjj", "zhujian1", "楼道半个月没人打扫，垃圾堆在三单元门口，物业费照收，打电话总说马上安排。"),
    Story("WA08", "scjg", "shijian1", "三号楼的电梯检验标志过期两个多月了还在用，昨天晚上又停在两层中间，老人不敢坐。"),
    Story("WA09", "xfdd", "xiaofang", "北门的消防通道被铁链锁着，车进不来，晚上值班室没人，万一着火怎么办。"),
    Story("WA10", "zjj", "zhujian2", "没交电梯费的几户门禁卡被停了，老人提着菜爬十一楼，请马上恢复。"),
    Story("WA01", "scjg", "shijian2", "停车费从每月一百涨到二百，没有公示也没有征求业主意见，要求退还多收的钱。"),
    Story("WA03", "zjj", "zhujian1", "中心花园被租出去摆摊卖货，业主没有表决过，收的钱也不知道去了哪里。"),
    Story("WB02", "cgj", "chengguan", "顶楼有人在露台上搭了一间彩钢房，把防水层凿开了，楼下已经漏水。"),
    Story("WB03", "cgj", "chengguan", "一楼把楼前的公共绿地圈起来种菜浇粪，味道很大，说了几次也不听。"),
    Story("WC01", "zjj", "zhujian2", "开发商到现在没有把图纸和物业用房移交，业委会没有地方办公。"),
)
#: Stories that are neither urgent nor about safety: those may run late or be refused.
PLAIN = tuple(story for story in STORIES if story.category in ("WA05", "WA07", "WB03"))
#: What may be given more time or be shelved: neither safety nor publishing (§2.4).
PATIENT = tuple(story for story in PLAIN if story.category != "WA05")
PLACES = ("锦绣样园", "晨光例苑", "河畔样居", "样板新村", "例子花园", "北辰样府", "站前样里", "学府例区")
#: Where the street lies whose clerk brings the parties together.
HOME = "锦绣样园"
CHANNELS = ("01", "02", "02", "02", "05", "06", "09", "10", "03")
#: Where a branch leaves the straight road.
BRANCHES = {
    "unfounded": "fact_finding", "pre_close_unfounded": "fact_finding", "not_accepted": "triage",
    "return_req": "dispatched", "check_failed_once": "checking", "late": "rectifying", "supplement": "registered",
    "objection": "pre_close", "answered": "handling", "referred": "fact_finding",
    "terminated": "handling", "withdrawn": "fact_finding", "relapsed": "closed", "reopened": "closed",
    "diverted": "triage", "merged": "triage", "disputed": "dispatched",
    "suspended": "rectifying", "hung": "rectifying", "extended": "rectifying",
    "supervised": "rectifying",
    "mediation": "fact_finding", "agreed": "fact_finding", "mediation_refused": "rectifying",
    "penalty": "fact_finding", "penalty_done": "fact_finding",
}  # fmt: skip
#: Ends that no story about safety comes to.
UNHURRIED = ("late", "not_accepted", "answered", "referred", "withdrawn", "diverted", "merged", "disputed")
#: Ends that only a matter of the parties themselves can take (L-70), and the stories that are one.
MEDIATED = ("mediation", "agreed", "mediation_refused")
PRIVATE = tuple(story for story in STORIES if story.category == "WA07")
_STORIES_OF = (
    dict.fromkeys(UNHURRIED, PLAIN) | {"hung": PATIENT, "extended": PATIENT} | dict.fromkeys(MEDIATED, PRIVATE)
)
#: Ends whose last step was just taken, so that most of what is open is in time.
RECENT = ("triage", "dispatched", "handling", "fact_finding", "rectifying", "check_req", "checking", "pre_close")
#: Where the stories end, so that every state is there.
ENDS = (
    *STRAIGHT,
    "unfounded",
    "not_accepted",
    "return_req",
    "check_failed_once",
    "pre_close_unfounded",
    "late",
    "supplement",
    "objection",
    "answered",
    "referred",
    "terminated",
    "withdrawn",
    "relapsed",
    "reopened",
    "diverted",
    "merged",
    "disputed",
    "suspended",
    "hung",
    "extended",
    "supervised",
    "mediation",
    "agreed",
    "mediation_refused",
    "penalty",
    "penalty_done",
)


#: Days a story needs to get to its end.
NEEDED = {"archived": 226, "lookback": 72, "closed": 38, "pre_close": 14, "checking": 12, "check_req": 11,
          "rectifying": 9, "fact_finding": 4, "handling": 3, "check_failed_once": 16, "pre_close_unfounded": 12,
          "unfounded": 8, "not_accepted": 6, "return_req": 2, "late": 40, "supplement": 2,
          "objection": 16, "answered": 4, "referred": 8, "terminated": 6, "withdrawn": 7,
          "relapsed": 70, "reopened": 70, "diverted": 5, "merged": 3, "disputed": 2, "suspended": 9,
          "hung": 12, "extended": 9, "supervised": 11, "mediation": 7, "agreed": 8,
          "mediation_refused": 10, "penalty": 9, "penalty_done": 14}  # fmt: skip
#: What is over, as often as it comes; a case closed long ago is archived when its look-backs and its window are over.
OVER = (*["closed"] * 9, "not_accepted", "terminated", "withdrawn")
#: For so many days after it could have got there, a story may still stand at an open end.
LATELY = 4


def load(tell: Callable[[int, int], None], count: int = COUNT) -> int:
    """Make what is still missing of the demo's cases; returns how many were made. `tell(n, of)` after each."""
    cases = RectificationCase.objects.all()
    done = cases.count() - cases.filter(state=MERGED).count()  # a merged case brought its master with it
    made = 0
    for number, (moment, story, end) in enumerate(_plan(count), 1):
        if number <= done:
            continue
        _tell_story(moment, story, end, number)
        made += 1
        tell(number, count)
    sweep.run()
    return made


def _plan(count: int) -> Iterator[tuple[dt.datetime, Story, str]]:
    """Every end once, so that each state is soon there; then eight months as they come, most of it over."""
    chance = random.Random(SEED)
    now = clock.now()
    for number in range(count):
        end, back = (ENDS[number], _days_back(ENDS[number], chance)) if number < len(ENDS) else _any_day(chance)
        story = chance.choice(_STORIES_OF.get(end, STORIES))
        start = (now - dt.timedelta(days=back)).replace(hour=chance.randrange(8, 17), minute=chance.randrange(60))
        yield min(start, now - dt.timedelta(minutes=30)), story, end


def _days_back(end: str, chance: random.Random) -> int:
    """How long ago a story must have begun to have got to its end by now; most of the time within its clocks."""
    least = NEEDED.get(end, 0)
    return least + chance.randrange(0, 2 if least < 3 else 5)


def _any_day(chance: random.Random) -> tuple[str, int]:
    """An end and how many days ago the story began: what began lately may be open, what began long ago is over."""
    back = chance.randrange(MONTHS.days)
    reached = [end for end in ENDS if NEEDED.get(end, 0) <= back]
    open_ = [end for end in reached if end not in OVER and back <= NEEDED.get(end, 0) + LATELY]
    return chance.choice(open_ or [end for end in OVER if end in reached]), back


def _tell_story(start: dt.datetime, story: Story, end: str, number: int) -> None:
    chance = random.Random(SEED + number)
    moment = start
    with clock.moved_to(moment):
        driver = Driver(
            compound=HOME if end in MEDIATED else chance.choice(PLACES), category=story.category, unit=story.unit,
            handler=story.handler, narrative=story.text, channel=chance.choice(CHANNELS),
            matter="consultation" if end == "answered" else "ordinary", wants_secrecy=chance.random() < 0.3,
        )  # fmt: skip
    road = [step for step in STRAIGHT[1:] if step in _steps_to(end)]
    for step in road:
        moment = _next(moment, step, chance, driver)
        if step == road[-1] and end in RECENT:
            moment = max(moment, clock.now() - dt.timedelta(hours=chance.choice((2, 5, 20))))
        if not _at(moment, driver, step):
            return
    if end == "closed":
        _look_back(driver)
    _branch(driver, end, moment, chance)


def _steps_to(end: str) -> tuple[str, ...]:
    return STRAIGHT[: STRAIGHT.index(BRANCHES.get(end, end)) + 1]


def _next(moment: dt.datetime, step: str, chance: random.Random, driver: Driver) -> dt.datetime:
    """Some hours later, or when the clock the step waits for has run out; never later than now."""
    later = moment + dt.timedelta(hours=chance.choice((1, 2, 3, 20, 22)))
    waited = clocks.running(driver.case).filter(key=WAITS.get(step, "")).first()
    if waited:
        later = waited.due_at + dt.timedelta(hours=9)
    return min(later, clock.now() - dt.timedelta(minutes=1))


def _at(moment: dt.datetime, driver: Driver, step: str) -> bool:
    """One step at its moment; False when the case cannot go on from here (a look-back that was not drawn)."""
    with clock.moved_to(moment):
        try:
            driver.to(step)
        except Refusal:
            if step not in ("lookback", "archived"):
                raise
            return False
    return True


def _look_back(driver: Driver) -> None:
    """The look-backs that have come due since the closing, each on its day where the lot fell on the case."""
    for key in LOOKBACK_TIMERS.values():
        waited = clocks.running(driver.case).filter(key=key).first()
        day = waited.due_at + dt.timedelta(hours=9) if waited else None
        if day is None or day > clock.now():
            return
        if _at(day, driver, "lookback"):
            with clock.moved_to(day):
                driver.do(driver.supervisor, "confirm_stability", **driver.visit())


_LAST_STEPS: dict[str, Callable[[Driver], Any]] = {
    "not_accepted": Driver.refuse, "return_req": Driver.ask_return, "supplement": Driver.ask_supplement,
    "objection": Driver.object, "answered": Driver.answer, "referred": Driver.refer,
    "terminated": Driver.terminate, "withdrawn": Driver.withdraw,
    "relapsed": Driver.relapse, "mediation": Driver.to_mediation,
    "diverted": side_roads.divert, "merged": side_roads.merge, "disputed": side_roads.dispute,
    "suspended": Driver.suspend, "hung": Driver.shelve, "extended": Driver.extend,
    "supervised": Driver.supervise,
}  # fmt: skip


def _branch(driver: Driver, end: str, moment: dt.datetime, chance: random.Random) -> None:
    later = _next(moment, "", chance, driver)
    if end in ("penalty", "penalty_done"):
        return penalties.tell(driver, later, end)
    with clock.moved_to(later):
        if end in ("unfounded", "pre_close_unfounded"):
            driver.conclude_unfounded()
        if end == "pre_close_unfounded":
            driver.confirm_unfounded()
        if end in _LAST_STEPS:
            _LAST_STEPS[end](driver)
        if end == "reopened":
            driver.relapse()
            driver.reopen()
        if end == "agreed":
            driver.to_mediation()
            driver.agree()
        if end == "mediation_refused":
            driver.ask_to_mediate()
            driver.amend("jiedao", "record_consent", side="firm", answer="no", at=driver.moment(), mode="03")
        if end == "check_failed_once":
            driver.check_items("no")
            driver.do(driver.panel[0], "fail_check")
            driver.case = engine.perform(driver.case, "return_for_rectification", actor=Actor.system()).record
    return None
