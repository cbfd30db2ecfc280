"""An exemplary case over HTTP, from a closed case to the public page, corrected, withdrawn, explained; each by the
person whose step it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from casework import clock, clocks, documents, sweep
from casework.demo import actor
from property_rectification.models import Exemplar
from tests.flows.district import District, as_stage

TEXT = {
    "title": "公共收益应当公示", "facts": "业主王例住3号楼2单元501，公共收益三年没有公示。",
    "handling": "住建部门责令某物业公司限期公示。", "meaning": "公共收益归全体业主。",
    "law": [{"instrument": "MFD", "article": "第九百四十三条"}],
}  # fmt: skip
MASKED = "业主王某住某楼某户，公共收益三年没有公示。"


class Tour:
    """Steps over HTTP, a minute apart."""

    def __init__(self, district: District) -> None:
        self.district, self.source = district, district.stages["property.case"]["closed"]
        self.at, self.stage = self.source.at + timedelta(minutes=5), self.source

    def nominate(self, who: str, genre: str = "LAW") -> Any:
        with clock.moved_to(self.at):
            sent = {"case_number": self.source.record.number, "genre": genre}
            answer = self.district.client_of(who).post("/exemplars/new/", sent)
        made = Exemplar.objects.order_by("-opened_at").first()
        if made is not None:
            self.stage = as_stage("property.exemplar", made.pk)
        return answer

    def act(self, who: str, code: str, way: str = "transitions", **data: Any) -> Any:
        self.at += timedelta(minutes=1)
        with clock.moved_to(self.at):
            return self.district.api(who).act(self.stage, code, data, way=way)

    def done(self, who: str, code: str, way: str = "transitions", **data: Any) -> dict[str, Any]:
        answer = self.act(who, code, way, **data)
        assert answer.status_code == 200, answer.content.decode()
        return dict(answer.json())

    def map_on_the_page(self, who: str) -> None:
        record = self.record
        evidence = str(record.source.evidences.filter(lawful=True).first().pk)
        links = [f"{s.position}:{evidence}" for s in record.text.sentences.all()]
        sent = {"link": links, "version": record.version, "idempotency_key": f"map-{record.version}"}
        with clock.moved_to(self.at):
            answer = self.district.client_of(who).post(f"/exemplars/{record.number}/evidence/", sent)
        assert (answer.status_code, answer["Location"]) == (302, f"/exemplars/{record.number}/")

    @property
    def record(self) -> Exemplar:
        return Exemplar.objects.get(pk=self.stage.pk)

    def public(self) -> Any:
        with clock.moved_to(self.at):
            return Client().get(f"/p/exemplars/{self.stage.pk}/")

    def to_published(self) -> None:
        assert self.nominate("zhuanban1").status_code == 302
        self.done("xuanchuan", "draft_text", **TEXT)
        self.map_on_the_page("xuanchuan")
        self.done("xuanchuan", "apply_masks", "amendments")
        for who, code in (
            ("xuanchuan", "anonymise_text"), ("xuanchuan", "start_fact_check"), ("zhuanban1", "pass_fact_check"),
            ("fazhi", "pass_legal_review"), ("yinsi", "pass_privacy_review"), ("lingdao", "approve_text"),
            ("xuanchuan", "publish_text"),
        ):  # fmt: skip
            self.done(who, code)


@pytest.fixture
def tour(staged: District) -> Tour:
    return Tour(staged)


def test_from_a_closed_case_to_the_public_and_off_line_again(tour: Tour) -> None:
    tour.to_published()
    shown = tour.public()
    assert shown.status_code == 200
    assert MASKED in shown.content.decode()
    assert "王例" not in shown.content.decode()
    again = TEXT | {"facts": "公共收益两年没有公示。"}
    tour.done("xuanchuan", "write_correction", "amendments", **again)
    tour.done("fazhi", "sign_correction_legal", "amendments")
    tour.done("yinsi", "sign_correction_privacy", "amendments", opinion="同意。")
    tour.done("xuanchuan", "correct_text")
    assert "两年" in tour.public().content.decode()
    tour.done("yinsi", "withdraw_publication", cause="person")
    assert tour.public().status_code == 410
    tour.done("xuanchuan", "explain_withdrawal", explanation="当事人认为能识别到本人，故撤回。")
    assert "当事人认为能识别到本人，故撤回。" in tour.public().content.decode()
    assert tour.record.state == "expired"


def test_a_changed_decision_withdraws_in_the_same_request(tour: Tour) -> None:
    tour.to_published()
    noted = {"change": "changed", "note": "复议决定变更原决定。"}
    answer = tour.done("fazhi", "record_source_change", "amendments", **noted)
    assert answer["state"] == "withdrawn"
    assert tour.public().status_code == 410


def test_the_period_ends_by_the_clock(tour: Tour) -> None:
    tour.to_published()
    tour.at = clocks.running(tour.record).get(key="T.EXEMPLAR.EXPIRE").due_at
    with clock.moved_to(tour.at):
        sweep.run()
    assert tour.record.state == "expired"
    assert tour.public().status_code == 410


def test_the_paper_says_the_masked_text_and_who_signed(tour: Tour) -> None:
    tour.to_published()
    paper = documents.latest(tour.record, "F-22")
    assert paper is not None
    said = documents.snapshot_of(paper)
    assert (said["title"], said["facts"], said["report"]) == (TEXT["title"], [MASKED], "")
    assert [a["step"] for a in said["approvals"]] == ["事实核对", "法制审核", "隐私审查", "批准"]
    assert documents.may_open(paper, actor("lingdao"))
    assert not documents.may_open(paper, actor("shouli1"))


@pytest.mark.parametrize("who", ["zhuanban1", "zhujian1", "xuanchuan"])
def test_who_may_nominate(tour: Tour, who: str) -> None:
    assert tour.nominate(who).status_code == 302
    assert tour.record.state == "candidate"


@pytest.mark.parametrize("who", ["lingdao", "shouli1", "fazhi", "yinsi", "shenji"])
def test_who_may_not(tour: Tour, who: str) -> None:
    assert tour.nominate(who).status_code == 403
    assert not Exemplar.objects.exists()


def test_a_case_that_is_not_finished_is_refused_with_its_reason(tour: Tour) -> None:
    tour.source = tour.district.stages["property.case"]["checking"]
    answer = tour.nominate("zhuanban1")
    assert answer.status_code == 422
    assert "来源案件尚未办结或决定尚未生效。" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "state", "offered"),
    [("zhuanban1", "closed", True), ("zhujian1", "closed", True), ("zhuanban1", "checking", False),
     ("lingdao", "closed", False), ("shouli1", "closed", False), ("yinsi", "closed", False)],
)  # fmt: skip
def test_a_finished_case_leads_to_its_nomination(tour: Tour, who: str, state: str, offered: bool) -> None:
    stage = tour.district.stages["property.case"][state]
    client, number = tour.district.client_of(who), stage.record.number
    with clock.moved_to(stage.at + timedelta(minutes=5)):
        page = client.get(f"/cases/{number}/")
        past = client.get(f"/cases/{number}/as-at/{clock.now().astimezone(clock.CHINA).date()}/")
    link = f"/exemplars/new/?case={number}"
    assert (page.status_code, past.status_code) == (200, 200)
    assert (link in page.content.decode(), "提名典型" in page.content.decode()) == (offered, offered)
    assert link not in past.content.decode()
    if offered:
        assert f'value="{number}"' in client.get(link).content.decode()


def test_a_number_that_leads_nowhere_is_told_at_its_field(tour: Tour) -> None:
    with clock.moved_to(tour.at):
        sent = {"case_number": "WY-220302-2026-99999", "genre": "LAW"}
        answer = tour.district.client_of("xuanchuan").post("/exemplars/new/", sent)
    assert answer.status_code == 422
    assert "没有这个编号的案件，或不在您的范围内。" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("lingdao", 200), ("zhuanban1", 200), ("zhujian1", 200), ("fazhi", 200), ("yinsi", 200), ("xuanchuan", 200),
     ("shenji", 200), ("shouli1", 404), ("jiedao", 404), ("yanshou1", 404), ("guanli", 404), ("chengguan", 404)],
)  # fmt: skip
def test_who_sees_it(tour: Tour, who: str, status: int) -> None:
    """`permissions.csv`, exemplar: whoever creates, changes or approves; the auditor where it stands, no text."""
    tour.nominate("zhuanban1")
    tour.done("xuanchuan", "draft_text", **TEXT)
    with clock.moved_to(tour.at):
        page = tour.district.client_of(who).get(f"/exemplars/{tour.record.number}/")
        body = tour.district.api(who).get(tour.stage.url)
    assert (page.status_code, body.status_code) == (status, status)
    reads = status == 200 and who != "shenji"
    assert ("公共收益三年" in page.content.decode()) is reads
    assert ("公共收益三年" in body.content.decode()) is reads


def test_publicity_sees_the_masked_facts_and_not_the_case(tour: Tour) -> None:
    tour.nominate("zhuanban1")
    with clock.moved_to(tour.at):
        page = tour.district.client_of("xuanchuan").get(f"/exemplars/{tour.record.number}/").content.decode()
        case = tour.district.client_of("xuanchuan").get(f"/cases/{tour.source.record.number}/")
    assert "现场查看，反映的问题存在。" in page
    assert f"/cases/{tour.source.record.number}/" not in page
    assert case.status_code == 404


def test_a_past_day_shows_the_text_of_that_day(tour: Tour) -> None:
    tour.nominate("zhuanban1")
    tour.done("xuanchuan", "draft_text", **TEXT)
    day = tour.at.astimezone(clock.CHINA).date()
    with clock.moved_to(tour.at):
        page = tour.district.client_of("zhuanban1").get(f"/exemplars/{tour.record.number}/as-at/{day}/")
    assert page.status_code == 200
    assert "公共收益三年没有公示" in page.content.decode()
