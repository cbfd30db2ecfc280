"""§5.4 over HTTP, for every built transition and amendment: the firm a complaint is about can neither close nor
re-categorise it, and meets the reporter on no page, in no answer, paper, file or export that it can reach."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from casework import clock
from casework.models import Agency, Document, Post, Proposal, Relation, User
from geo.models import Division
from property_rectification.lifecycle import CASE
from property_rectification.models import RectificationCase
from tests.flows.district import CASES, District, Stage
from tests.flows.test_export import made, table
from tests.flows.test_pages import PLAIN, record_addresses

#: Who reported every case of the stages: name, telephone, and what masking leaves of it.
REPORTER = ("王例", "13800000001", "138****0001")
ACTS = sorted([*CASE.rows, *CASE.amendments])
#: States in which a complaint is over, or on its way there without anybody looking into it.
OVER = {"closed", "archived", "pre_close", "not_accepted", "diverted", "merged", "unfounded", "lookback"} | {
    code for code, state in CASE.states.items() if state.terminal
}
FIRM = "qiye"


@pytest.fixture
def firm(staged: District) -> Iterator[District]:
    """The firm's own account, in every case of the stages."""
    agency = Agency.objects.create(code="qiye", name="示范样例物业", division_id="220302")
    user = User.objects.create(username=FIRM, last_name="企", first_name="业")
    Post.objects.create(
        user=user, agency=agency, role="R15", title="项目经理", division=Division.objects.get(pk="220302"),
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    for stage in staged.stages["property.case"].values():
        Relation.objects.create(record_id=stage.pk, kind=Relation.FIRM, agency=agency, since=stage.at)
    with clock.moved_to(max(s.at for s in staged.stages["property.case"].values()) + timedelta(days=1)):
        yield staged


def stages_of(district: District, code: str) -> list[Stage]:
    """A record in each state from which the act starts; of one that starts anywhere, in three."""
    act = CASE.rows.get(code) or CASE.amendments[code]
    states = getattr(act, "sources", ()) or getattr(act, "states", ()) or ("registered", "fact_finding", "rectifying")
    return [district.stages["property.case"][state] for state in states]


@pytest.mark.parametrize("code", ACTS)
def test_no_act_of_the_firm_closes_or_recategorises(firm: District, code: str) -> None:
    way = "transitions" if code in CASE.rows else "amendments"
    api = firm.api(FIRM)
    for stage in stages_of(firm, code):
        before = RectificationCase.objects.get(pk=stage.pk)
        body = {"category": "WC01", "reasons": "企业认为问题已经解决，请销号。", "reason": "已经解决", "result": "01"}
        answer = api.act(stage, code, body, way=way)
        asked = api.act(stage, code, body, way="proposals") if way == "transitions" else answer
        for one in (answer, asked):
            assert one.status_code < 500, one.content.decode()
            assert not [word for word in REPORTER if word in one.content.decode()]
        act = CASE.rows.get(code) or CASE.amendments[code]
        if "R15" not in act.by:
            assert answer.status_code == 403, (code, stage.state, answer.content.decode())
        after = RectificationCase.objects.get(pk=stage.pk)
        kept = ("category", "categories_more", "suspected", "matter", "side", "result", "owner_agency_id", "handler_id")
        assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
        assert after.state == before.state or after.state not in OVER
    assert not Proposal.objects.filter(proposer__user__username=FIRM).exists()


def test_of_all_transitions_the_firm_has_none_that_ends_a_complaint() -> None:
    ends = {code for code, row in CASE.rows.items() if "R15" in row.begun_by and row.target in OVER}
    assert ends == {"withdraw_case"}, "what it reported itself, whose guard asks for the reporter"


#: Where the firm sees most; every address of every other state is read in the long run, the parts of a page in each
#: state by `test_parties.py`.
SEES_MOST = ("fact_finding", "rectifying", "closed")


@pytest.mark.parametrize(
    "state", [s if s in SEES_MOST else pytest.param(s, marks=pytest.mark.long) for s in sorted(CASE.states)]
)
def test_the_firm_meets_the_reporter_nowhere(firm: District, state: str) -> None:
    stage, client = firm.stages["property.case"][state], firm.client_of(FIRM)
    read = 0
    for address in record_addresses(stage, "cases"):
        answer = client.get(address)
        assert answer.status_code < 500, address
        text = answer.content.decode(errors="replace") + str(dict(answer.headers))
        assert not [word for word in REPORTER if word in text], address
        read += answer.status_code == 200
    assert read > 3
    for paper in Document.objects.filter(record_id=stage.pk):
        answer = client.get(f"/cases/{stage.record.number or stage.pk}/documents/{paper.pk}/pdf/")
        if answer.status_code == 200:
            said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
            assert not [word for word in REPORTER if word in said], paper.code
        else:
            assert answer.status_code == 404, paper.code
        assert paper.code != "F-01" or answer.status_code == 404


def test_lists_search_and_export_of_the_firm_say_nothing_of_a_reporter(firm: District) -> None:
    client = firm.client_of(FIRM)
    for address in [*PLAIN, CASES, "/cases/"]:
        answer = client.get(address)
        assert answer.status_code < 500, address
        assert not [word for word in REPORTER if word in answer.content.decode(errors="replace")], address
    for words in REPORTER[:2]:
        assert client.get(f"{CASES}?q={words}").status_code == 400, "what matches would tell what is not shown"
    asked = client.post("/cases/export/", {"columns": "ledger", "form": "xlsx"})
    assert asked.status_code in (302, 403, 404, 422), asked.content.decode()
    if asked.status_code == 302:
        assert not [word for word in REPORTER if word in str(table(made(asked)))]
