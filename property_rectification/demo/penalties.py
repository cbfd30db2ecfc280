"""Driving a penalty procedure along its road, each step by the person whose step it is. Demo and tests use it."""

import datetime as dt
from typing import Any

from casework import attaching, clock, engine
from casework.demo import actor, picture
from casework.models import User
from property_rectification.demo.roads import Driver
from property_rectification.models import Penalty

REVIEW_ORGAN, COURT = "示范区人民政府", "示范区人民法院"
#: Handler of the case → the colleague who investigates with them, and the head who signs.
PEOPLE = {
    "zhujian1": ("zhujian2", "zhujianju"), "zhujian2": ("zhujian1", "zhujianju"),
    "chengguan": ("chengguan2", "chengguanju"), "shijian1": ("shijian2", "shijianju"),
    "shijian2": ("shijian1", "shijianju"), "xiaofang": ("xiaofang2", "xiaofangju"),
}  # fmt: skip
FILING = {"party_kind": "unit", "party_name": "示范样例物业有限公司"}


def filing(handler: str, **more: Any) -> dict[str, Any]:
    """What filing asks for: two officers, the party, when the wrong ended and was found."""
    day = clock.now().date()
    pair = (handler, PEOPLE[handler][0])
    officers = [
        {
            "officer": str(User.objects.get(username=name).pk), "certificate": f"示执2026{n:03}",
            "valid_to": f"{day.year + 2}-12-31",
        }
        for n, name in enumerate(pair, 1)
    ]  # fmt: skip
    days = {"acted_until": (day - dt.timedelta(days=5)).isoformat(), "found_on": day.isoformat()}
    return {"officers": officers, **FILING, **days} | more


class Procedure:
    """One procedure and the people who take it along."""

    def __init__(self, record: Any, handler: str = "zhujian1", *, reviewer: str = "fazhi") -> None:
        self.record, self.handler, self.reviewer = record, handler, reviewer
        self.second, self.head = PEOPLE[handler]
        self.files = int(record.pk.int % 50) * 9

    def do(self, who: str, code: str, **data: Any) -> Any:
        """A transition or an amendment as this person; keeps the record as it then is."""
        act = engine.perform if code in self.record.lifecycle.rows else engine.amend
        self.record = act(self.record, code, actor=actor(who), data=data).record
        return self.record

    def attach(self, title: str, purpose: str) -> str:
        """Add a file; its key."""
        self.files += 1
        data = {"title": title, "purpose": purpose, "source_note": "经办人"}
        done = attaching.attach(
            self.record, picture(self.files), actor=actor(self.handler), data=data, expected_version=None
        )
        self.record = done.record
        return str(self.record.files.order_by("-added_at", "-pk").first().pk)

    def service(self) -> dict[str, Any]:
        """Served by hand just now, with its receipt."""
        return {
            "served_to": "前台签收人", "service_mode": "01", "served_at": clock.now().isoformat(),
            "receipt": self.attach("送达回证", "receipt"),
        }  # fmt: skip

    def investigate(self) -> None:
        """The transcript is in the file, the facts are proved in the case."""
        self.attach("询问笔录", "transcript")
        self.do(self.handler, "complete_investigation")

    def propose(self, **more: Any) -> None:
        """The notice of the intended penalty, served."""
        data = {
            "facts": "经查，反映的问题属实。", "reasons": "没有按规定和合同履行义务。",
            "basis": [{"instrument": "WYGL", "article": "第三十五条"}], "content": [{"kind": "01"}],
            "wording": "拟给予警告。", "rights": "三个工作日内可以陈述、申辩。",
        }  # fmt: skip
        self.do(self.handler, "propose_penalty", **data | self.service() | more)

    def defend(self) -> None:
        """The party speaks, each point gets its answer."""
        said = {"kind": "record", "at": clock.now().isoformat(), "content": "承认问题，请求从轻处理。"}
        self.do(self.handler, "record_statement", **said)
        self.do(self.handler, "answer_statement", answers="已主动改正一部分，予以考虑。", adopted="02")

    def review(self) -> None:
        """The legal reviewer looks at the draft."""
        self.do(self.handler, "submit_legal_review")
        self.do(self.reviewer, "record_legal_opinion", agreed="agreed", opinion="事实清楚，程序合法。")

    def decide(self, **more: Any) -> None:
        """The head signs, with the order to correct."""
        data = {
            "number": f"示罚〔2026〕{self.record.number[-3:]}号", "content": [{"kind": "01"}], "wording": "给予警告。",
            "correction": "十五日内改正，并书面报告。",
            "correct_by": (clock.now().date() + dt.timedelta(days=15)).isoformat(), "review_organ": REVIEW_ORGAN,
            "court": COURT,
        }  # fmt: skip
        self.do(self.head, "decide_penalty", **data | more)

    def spare(self, *, cause: str) -> None:
        """The head decides not to punish, and it is served."""
        data = {
            "number": f"示不罚〔2026〕{self.record.number[-3:]}号", "cause": cause,
            "reasons": "经调查，符合不予处罚的法定情形。", "review_organ": REVIEW_ORGAN, "court": COURT,
        }  # fmt: skip
        self.do(self.head, "decide_no_penalty", **data)
        self.do(self.handler, "serve_no_penalty", **self.service())

    def serve(self) -> None:
        """Served on the party."""
        self.do(self.handler, "serve_decision", **self.service())

    def finish(self) -> None:
        """Obeyed and closed."""
        self.do(self.handler, "record_performance", files=[self.attach("改正后照片", "correction")])
        self.do(self.handler, "close_penalty")

    def to_done(self) -> None:
        """The whole main road."""
        for step in (self.investigate, self.propose, self.defend, self.review, self.decide, self.serve, self.finish):
            step()


def begin(driver: Driver) -> Procedure:
    """Facts proved, both sides heard, then filed out of the driver's case."""
    driver.find_facts()
    driver.hear_both()
    driver.do(driver.handler, "file_penalty", **filing(driver.handler))
    return Procedure(Penalty.objects.get(source=driver.case), driver.handler, reviewer=reviewer_of(driver.unit))


def reviewer_of(unit: str) -> str:
    """The legal reviewer of the unit; empty where it has none, and then none is asked."""
    return "fazhi" if unit == "zjj" else ""


def tell(driver: Driver, moment: dt.datetime, end: str) -> None:
    """The demo's story: `penalty` stops after the defence, `penalty_done` goes to its end and its case to the check."""
    with clock.moved_to(moment):
        one = begin(driver)
    steps = [one.investigate, one.propose, one.defend]
    if end == "penalty_done":
        steps += [*([one.review] if one.reviewer else []), one.decide, one.serve, one.finish]
    for step in steps:
        moment = min(moment + dt.timedelta(hours=22), clock.now() - dt.timedelta(minutes=1))
        with clock.moved_to(moment):
            step()
    if end == "penalty_done":
        with clock.moved_to(moment):
            photo = driver.attach(driver.handler, "改正后照片", "rectification")
            told = "已按决定书改正，现场可以查看。"
            driver.do(driver.handler, "check_after_penalty", report=told, files=[photo])
