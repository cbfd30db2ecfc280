"""A penalty procedure over HTTP: filed out of its case, walked to its end, its pages and acts within their budgets, and
what must never be (P-09, P-24)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from casework import clock, engine, kinds, rules
from casework.actor import Actor
from casework.demo import actor
from casework.models import Agency, Post, Relation, User
from property_rectification.demo import penalties
from property_rectification.demo.penalties import Procedure
from property_rectification.demo.roads import Driver
from property_rectification.models import Exemplar, Penalty, RectificationCase
from tests import statements
from tests.flows.district import District, Road, as_stage
from tests.flows.test_permissions import BY_AGENCY
from tests.statements import CASE_PAGE, LIST, TRANSITION

API = "/api/v1/penalties"
CHILD = "甄龘例"


class Tour(Procedure):
    """The demo's procedure, each step sent over HTTP and counted, and the page looked at after each."""

    def __init__(self, district: District, record: Any) -> None:
        super().__init__(record)
        self.district, self.seen, self.warm = district, set[str](), set[str]()

    def do(self, who: str, code: str, **data: Any) -> Any:
        way = "transitions" if code in self.record.lifecycle.rows else "amendments"
        stage = as_stage("property.penalty", self.record.pk)
        self.district.api(who).get(
            f"{API}?state=done"
        )  # what the process keeps for itself is read at the first request
        with statements.counted() as sent:
            answer = self.district.api(who).act(stage, code, data, way=way)
        assert answer.status_code == 200, answer.content.decode()
        statements.within(TRANSITION, f"{code} of a penalty procedure", sent)
        self.seen.add(code)
        self.record = Penalty.objects.get(pk=self.record.pk)
        self.look()
        return self.record

    def look(self) -> None:
        for who in ("zhujian1", "fazhi", "zhuanban1"):
            client = self.district.client_of(who)
            if who not in self.warm:  # what the process keeps for itself is read at the first request
                client.get(f"/penalties/{self.record.number}/")
                self.warm.add(who)
            with statements.counted() as sent:
                page = client.get(f"/penalties/{self.record.number}/")
            assert page.status_code == 200
            statements.within(CASE_PAGE, f"page of a procedure in {self.record.state} for {who}", sent)


def _case(staged: District) -> Road:
    """A case whose facts are being found, with what filing needs."""
    driver = Road(staged.stages["property.case"]["fact_finding"].record)
    driver.find_facts()
    driver.hear_both()
    return driver


@pytest.fixture
def at(staged: District) -> Iterator[Any]:
    """The clock a little after the stages were made."""
    with clock.moved_to(staged.stages["property.case"]["penalty"].at + timedelta(minutes=30)) as moved:
        yield moved


@pytest.fixture
def tour(staged: District, at: Any) -> Tour:
    case = staged.stages["property.case"]["penalty"].record
    return Tour(staged, case.penalties.get())


def test_the_main_road_from_filing_to_its_end(tour: Tour) -> None:
    tour.look()
    tour.to_done()
    assert tour.record.state == "done"
    assert {
        "complete_investigation",
        "propose_penalty",
        "decide_penalty",
        "serve_decision",
        "close_penalty",
    } <= tour.seen


def test_a_fine_from_the_proposal_to_the_court(tour: Tour) -> None:
    rules.set_gate("CG-1", "示例", by=None, at=clock.now())
    fine = [{"kind": "03", "amount": "1000.00"}]
    tour.investigate()
    tour.propose(content=fine, hearing=True)
    now = clock.now()
    tour.do("zhujian1", "request_hearing", asked_at=now.isoformat(), oral=True)
    with clock.moved_to(now + timedelta(days=15)):
        chair = User.objects.get(username="fazhi").pk
        told = {"noticed_at": now.isoformat(), "held_at": clock.now().isoformat(), "chair": chair, "signing": "01"}
        tour.do("fazhi", "hold_hearing", **told, transcript=tour.attach("听证笔录", "transcript"), content="处罚过重。")
        tour.do("zhujian1", "answer_statement", answers="已予考虑。", adopted="02")
        tour.review()
        tour.do("zhujian1", "submit_collective_discussion")
        tour.do("zhujian1", "record_discussion", agreed="agreed", opinion="一致同意。")
        tour.decide(content=fine)
        tour.serve()
    with clock.moved_to(now + timedelta(days=40)):
        tour.record = engine.perform(tour.record, "mark_overdue", actor=Actor.system()).record
        tour.look()
        day = clock.now().date().isoformat()
        review = {"organ": "示范区人民政府", "reference": "复〔2026〕1号", "applied_on": day}
        tour.do("zhujian1", "record_review", kind="REVIEW", **review)
        tour.do("zhujian1", "clear_review", result="01", ended_on=day, result_reference="复决〔2026〕1号")
        tour.do("zhujian1", "urge_performance", **tour.service())
        page = tour.district.client_of("zhujian1").get(f"/penalties/{tour.record.number}/").content.decode()
        assert "加处罚款" in page
    with clock.moved_to(now + timedelta(days=60)):
        tour.do("zhujian1", "apply_enforcement", court_number="（2026）行审1号")
        tour.do("zhujian1", "close_enforcement", court_result="01", result_number="（2026）执1号")
    assert tour.record.state == "done"


def test_held_sent_back_spared_and_annulled(tour: Tour) -> None:
    head = User.objects.get(username="zhujianju").pk
    tour.do("zhujian1", "hold_evidence", items="账册三本。", approver=head, list_left=True)
    tour.do("zhujian1", "release_evidence", disposition="01", note="已返还。")
    tour.investigate()
    tour.propose()
    tour.defend()
    tour.review()
    tour.do("fazhi", "return_for_investigation", reasons="缺2024年的账目，请补查。")
    tour.propose(hearing=True)
    now = clock.now().isoformat()
    tour.do("zhujian1", "request_hearing", asked_at=now)
    tour.do("zhujian1", "end_hearing", given_up="01", file=tour.attach("放弃说明", "waiver"))
    tour.do("zhujian1", "add_statement", kind="record", at=now, content="请求从轻。")
    tour.do("zhujian1", "answer_statement", answers="已考虑。", adopted="01")
    tour.decide()
    tour.serve()
    paper = {"revoked_by": "复决〔2026〕2号", "ground": "03"}
    tour.do("zhujian1", "remit_decision", document=tour.attach("复议决定", "document"), **paper)
    tour.propose()
    tour.defend()
    tour.decide(number="示罚〔2026〕099号")
    tour.serve()
    tour.do("zhujian1", "annul_decision", document=tour.attach("判决", "document"), **paper)
    assert (tour.record.state, tour.record.outcome) == ("done", "annulled")


# --- the case and the procedure lead to each other -------------------------------------------------------------


def test_filing_on_the_page_leads_to_the_procedure_and_back(staged: District) -> None:
    found = staged.stages["property.case"]["fact_finding"]
    with clock.moved_to(found.at + timedelta(minutes=5)):
        driver = _case(staged)
        client = staged.client_of("zhujian1")
        sent = _as_form(penalties.filing("zhujian1"))
        page = client.get(f"/cases/{driver.case.number}/do/file-penalty/")
        assert page.status_code == 200
        sent |= {"version": driver.case.version, "idempotency_key": "file-1"}
        answer = client.post(f"/cases/{driver.case.number}/do/file-penalty/", sent)
        record = Penalty.objects.get(source=driver.case)
        assert (answer.status_code, answer["Location"]) == (302, f"/penalties/{record.number}/")
        assert f"/cases/{driver.case.number}/" in client.get(f"/penalties/{record.number}/").content.decode()
        assert f"/penalties/{record.number}/" in client.get(f"/cases/{driver.case.number}/").content.decode()
        other = staged.client_of("shouli1").get(f"/cases/{driver.case.number}/").content.decode()
        assert record.number not in other, "intake has no part in it (§6)"


def _as_form(data: dict[str, Any]) -> dict[str, Any]:
    flat = {name: value for name, value in data.items() if name != "officers"}
    for n, row in enumerate(data["officers"]):
        flat |= {f"officers-{n}-{name}": value for name, value in row.items()}
    return flat


@pytest.mark.parametrize("query", ["", "?state=filed", "?state=filed,decided&due=late", "?order=due"])
def test_a_list_of_procedures(staged: District, at: Any, query: str) -> None:
    for who, path in (("zhujian1", f"/penalties/{query}"), ("zhuanban1", f"{API}{query}")):
        client = staged.client_of(who)
        client.get(path)
        with statements.counted() as sent:
            answer = client.get(path)
        assert answer.status_code == 200
        statements.within(LIST, f"list of procedures {query}", sent)
    assert "CF-" in staged.client_of("zhujian1").get("/penalties/?state=filed").content.decode()


# --- who sees what ----------------------------------------------------------------------------------------------

READERS = {"R07": "file", "R08": "", "R09": "file", "R01": "status", "R02": "status", "R03": "status", "R15": "notices"}


def test_what_each_role_gets(tour: Tour) -> None:
    """`permissions.csv`, penalty: the organ and its reviewer the file, the district's leaders where it stands, the firm
    its own notices once they are served, nobody else anything. R08 here sits in another organ."""
    for step in (tour.investigate, tour.propose):
        step()
    for role in [f"R{n:02}" for n in range(1, 26)]:
        _gets(tour, role)


def _gets(tour: Tour, role: str) -> None:
    agency = {"R15": "xfdd"} | BY_AGENCY
    seat = User.objects.create(username=f"seat-{role}", last_name="某", first_name=role)
    unit = Agency.objects.get(code=agency.get(role, "zfw"))
    Post.objects.create(user=seat, agency=unit, role=role, title=role, division_id="220302", valid_from="2020-01-01")
    if role == "R15":
        Relation.objects.create(record=tour.record, kind=Relation.FIRM, agency=unit, since=clock.now())
    answer = tour.district.api(seat.username).get(f"{API}/{tour.record.pk}")
    wanted = READERS.get(role, "")
    assert answer.status_code == (200 if wanted else 404), role
    if wanted:
        body = answer.json()
        assert ("notices" in body) is (wanted != "status"), role
        assert ("party" in body) is (wanted == "file"), role


# --- what must never be -----------------------------------------------------------------------------------------


def test_P24_a_child_gets_no_penalty_and_stands_in_no_list(staged: District) -> None:
    """P-24: thirteen years old, bottles from the 18th floor: no penalty, though it may be investigated; the name
    is in no list, no export and no title; the case becomes no exemplary one."""
    found = staged.stages["property.case"]["fact_finding"]
    with clock.moved_to(found.at + timedelta(minutes=5)):
        driver = _case(staged)
        born = clock.now().date().replace(year=clock.now().year - 13).isoformat()
        filed = penalties.filing(
            "zhujian1", party_kind="person", party_name=CHILD, born_on=born, guardian="甄靐例", long_limit=False
        )
        answer = staged.api("zhujian1").act(as_stage("property.case", driver.case.pk), "file_penalty", filed)
        assert answer.status_code == 200, answer.content.decode()
        record = Penalty.objects.get(source=driver.case)
        one = Procedure(record)
        for step in (one.investigate, one.propose, one.defend):
            step()
        stage = as_stage("property.penalty", record.pk)
        decision = {
            "number": "示罚〔2026〕1号", "content": [{"kind": "01"}], "wording": "给予警告。",
            "correction": "不再抛物。", "correct_by": clock.now().date().isoformat(),
            "review_organ": "示范区人民政府", "court": "示范区人民法院",
        }  # fmt: skip
        refused = staged.api("zhujianju").act(stage, "decide_penalty", decision)
        assert refused.status_code == 422
        assert [d["code"] for d in refused.json()["denials"]] == ["party_old_enough"]
        page = staged.client_of("zhujian1").get(f"/penalties/{record.number}/").content.decode()
        assert "不满14周岁，不予处罚" in page
        case = RectificationCase.objects.get(pk=driver.case.pk)
        assert "MINOR" in case.flags
        _name_nowhere(staged, record, case)
        tried = staged.client_of("zhuanban1").post("/exemplars/new/", {"case_number": case.number, "genre": "NEG"})
        assert tried.status_code == 422
        assert not Exemplar.objects.exists()
        spared = {
            "number": "示不罚〔2026〕1号", "cause": "04", "reasons": "当事人不满14周岁，责令监护人加以管教。",
            "review_organ": "示范区人民政府", "court": "示范区人民法院",
        }  # fmt: skip
        assert staged.api("zhujianju").act(stage, "decide_no_penalty", spared).status_code == 200


def _name_nowhere(staged: District, record: Any, case: Any) -> None:
    """Neither in the lists and their exports nor on the pages of either record."""
    places = ("/penalties/", f"{API}", "/cases/", f"/penalties/{record.number}/", f"/cases/{case.number}/",
              "/penalties/print/", f"{API}/{record.pk}", f"/search/?q={record.number}")  # fmt: skip
    for who in ("zhujian1", "zhuanban1", "ducha", "fazhi"):
        for place in places:
            text = staged.client_of(who).get(place).content.decode()
            assert CHILD not in text, f"{who} {place}"
            assert "龘" not in text, f"{who} {place}"


def test_P09_no_figure_of_a_fine_while_CG1_is_unset(tour: Tour) -> None:
    """P-09: the amount stays empty, the handler is told why, and no figure is written."""
    tour.investigate()
    page = tour.district.client_of("zhujian1").get(f"/penalties/{tour.record.number}/").content.decode()
    assert "CG-1" in page
    stage = as_stage("property.penalty", tour.record.pk)
    data = {
        "facts": "停了电梯卡。", "reasons": "违反规定。", "basis": [{"instrument": "WYGL", "article": "第三十五条"}],
        "content": [{"kind": "03", "amount": "10000.00"}], "wording": "罚款。", "rights": "可以陈述申辩。",
    } | tour.service()  # fmt: skip
    refused = tour.district.api("zhujian1").act(stage, "propose_penalty", data)
    assert refused.status_code == 422
    assert "CG-1" in refused.json()["errors"]["content"][0]
    assert not Penalty.objects.get(pk=tour.record.pk).penaltyproposals.exists()


def test_no_sum_and_no_party_in_lists_filters_sorts_or_exports() -> None:
    """Fines are never an indicator and never ranked; no personal field is a column, a filter or an order."""
    kind = kinds.by_name("property.penalty")
    assert {c.code for c in kind.columns} == {"number", "summary", "badges", "clock", "owner", "opened", "updated"}
    assert {f.name for f in kind.facets()} == {"state", "due"}
    assert not kind.ledger_heads()
    assert not kind.said_heads(Actor.system())


@pytest.mark.parametrize(
    ("end", "of_case", "of_procedure", "place"),
    [("penalty", "penalty", "statement", ("WA07", "zjj", "zhujian1")),
     ("penalty_done", "check_req", "done", ("WA07", "zjj", "zhujian1")),
     ("penalty_done", "check_req", "done", ("WB03", "cgj", "chengguan"))],
)  # fmt: skip
def test_the_stories_of_the_demo(
    district: District, end: str, of_case: str, of_procedure: str, place: tuple[str, str, str]
) -> None:
    """One case waits for a procedure half-way, one goes on after it is done; a unit without a reviewer too."""
    category, unit, handler = place
    driver = Driver(category=category, unit=unit, handler=handler)
    driver.to("fact_finding")
    begun = clock.now() + timedelta(minutes=5)
    with clock.moved_to(begun + timedelta(days=20)):
        penalties.tell(driver, begun, end)
    record = Penalty.objects.get(source=driver.case)
    assert (RectificationCase.objects.get(pk=driver.case.pk).state, record.state) == (of_case, of_procedure)


def test_the_actor_of_the_demo_signs_as_head(staged: District) -> None:
    assert actor("zhujianju").person.head
    assert not actor("zhujian1").person.head
