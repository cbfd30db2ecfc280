"""The demo's exemplary cases: out of its finished cases, each taken as far as its story goes, by the people whose step
it is."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from casework import clock, engine
from casework.demo import actor
from property_rectification.exemplar.guards import FINAL
from property_rectification.models import Exemplar, RectificationCase

WRITER, OFFICE, SECOND, LEGAL, PRIVACY, LEADER = "xuanchuan", "zhuanban1", "zhuanban2", "fazhi", "yinsi", "lingdao"
REFERENCE = "示住建罚〔2026〕1号"


@dataclass(frozen=True)
class Story:
    """What is written about a case and how far it goes."""

    genre: str
    end: str
    title: str
    facts: str
    handling: str
    meaning: str
    named: bool = False


STORIES = (
    Story(
        "LAW", "published", "共用部位的收益归全体业主",
        "某小区电梯内设有商业广告，三年没有公示收支。\n业主多次询问，没有得到答复。",
        "住建部门听取业主一方和物业一方的意见，核对合同和账目，责令某物业公司限期公示。\n公司在期限内公示了全部收支。",
        "利用共用部位经营的收益，扣除合理成本后归全体业主，应当定期公示。",
    ),
    Story(
        "LAW", "withdrawn", "物业费收支应当定期公示",
        "某小区连续两个季度没有公示物业费收支。",
        "住建部门责令某物业公司补充公示，公司已经补齐。",
        "定期公示是物业服务企业的义务。",
    ),
    Story(
        "NEG", "party_notice", "拖延整改被依法处理",
        "某小区公共区域长期没有清扫，业主反复反映。",
        "住建部门听取双方意见，责令{firm}限期整改，验收合格。",
        "接到整改通知后应当按期整改。",
        named=True,
    ),
    Story(
        "LAW", "legal", "擅自占用共用绿地应当恢复",
        "某小区有人占用楼前的共用绿地种菜。",
        "执法部门说明规定，当事人自行恢复。",
        "共用绿地由全体业主共有，任何人不得占用。",
    ),
    Story(
        "LAW", "drafted", "及时修复共用设施",
        "业主张小例住3号楼2单元501，反映共用设施损坏。\n停在门口的是吉C12345。",
        "住建部门督促某物业公司修复，已经完成。",
        "共用设施应当及时维修养护。",
    ),
    Story("LAW", "candidate", "", "", "", ""),
)  # fmt: skip
#: The road in steps: the state it leads to, who takes it, the act.
ROAD = (
    ("anonymised", WRITER, "anonymise_text"), ("fact_check", WRITER, "start_fact_check"),
    ("legal", OFFICE, "pass_fact_check"), ("privacy", LEGAL, "pass_legal_review"),
    ("party_notice", PRIVACY, "pass_privacy_review"), ("approved", LEADER, "approve_text"),
    ("published", WRITER, "publish_text"),
)  # fmt: skip


def load() -> int:
    """Make them once, out of cases of different categories; returns how many were made."""
    if Exemplar.objects.exists():
        return 0
    cases = _cases()
    for case, story in zip(cases, STORIES, strict=False):
        _tell(case, story)
    return min(len(cases), len(STORIES))


def _cases() -> list[RectificationCase]:
    """Finished cases that have been closed for a while, of different categories first."""
    rows = RectificationCase.objects.filter(state__in=FINAL, closed_at__lt=clock.now() - dt.timedelta(days=3))
    found = list(rows.select_related("firm").order_by("closed_at", "pk"))
    different = list({case.category: case for case in found}.values())
    return [*different, *(case for case in found if case not in different)]


class Writer:
    """One exemplary case and the people who take it along, some hours apart."""

    def __init__(self, case: RectificationCase, story: Story) -> None:
        self.story, self.case = story, case
        self.moment = clock.now() - dt.timedelta(days=2)
        with clock.moved_to(self.moment):
            data = {"case_number": case.number, "genre": story.genre}
            self.record: Any = engine.create(Exemplar, actor=actor(OFFICE), data=data).record

    def do(self, who: str, code: str, **data: Any) -> None:
        self.moment += dt.timedelta(hours=3)
        with clock.moved_to(self.moment):
            act = engine.perform if code in self.record.lifecycle.rows else engine.amend
            self.record = act(self.record, code, actor=actor(who), data=data).record

    def write(self) -> None:
        """The first version, each sentence with its evidence."""
        story, firm = self.story, self.case.firm
        handling = story.handling.format(firm=firm.name if firm else "某物业公司")
        text: dict[str, Any] = {
            "title": story.title, "facts": story.facts, "handling": handling, "meaning": story.meaning,
            "law": [{"instrument": "WYGL", "article": "第三十五条"}],
        }  # fmt: skip
        if story.named and firm:
            day = (clock.now() - dt.timedelta(days=30)).date().isoformat()
            text |= {"firm_named": True, "naming_ground": "decision", "naming_reference": REFERENCE, "naming_from": day}
        self.do(WRITER, "draft_text", **text)
        evidence = [str(one.pk) for one in self.case.evidences.filter(lawful=True)]
        rows = self.record.text.sentences.all()
        links = [{"sentence": str(s.position), "evidence": evidence[0]} for s in rows] if evidence else []
        self.do(WRITER, "map_evidence", links=links)


def _tell(case: RectificationCase, story: Story) -> None:
    writer = Writer(case, story)
    if story.end == "candidate":
        return
    writer.write()
    wanted = "published" if story.end == "withdrawn" else story.end
    for state, who, code in ROAD:
        if writer.record.state == wanted:
            break
        writer.do(who, code)
        assert writer.record.state == state
    if story.end == "withdrawn":
        writer.do(PRIVACY, "withdraw_publication", cause="person")
