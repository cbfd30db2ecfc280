"""Bad input in forms and addresses: each gets a clear 4xx in Chinese that names the field; never a 500,
nothing half-written."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from casework import clock
from tests.flows.bad import CHINESE, NO_SUCH_ID, at, check
from tests.flows.district import CASES, LEADS, START, District, Road, nothing_written

# --- acts with one thing wrong -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Try:
    """One wrong value in the form of an act on a record of the stages."""

    state: str
    who: str
    code: str
    field: str
    value: Any
    rest: dict[str, Any] = field(default_factory=dict)
    way: str = "transitions"
    status: int = 422


_ORDER = {
    "facts_found": "经查，反映的问题属实，没有按合同做到。", "requirement": "在期限内改好，并书面报告。",
    "acted_on": "2026-02-20", "basis": [{"instrument": "WYGL", "article": "第三十五条"}], "served_to": "示范样例物业",
    "service_mode": "01", "served_at": "2026-03-02T09:20",
}  # fmt: skip
_EVIDENCE = {"type": "08", "title": "现场照片", "obtained_at": "2026-03-02T09:10", "obtained_by": "经办人",
             "source_note": "现场拍摄"}  # fmt: skip
_TRIAGE = {"category": "WA07", "matter": "ordinary", "urgency": "normal"}


def _order(name: str, value: Any, **more: Any) -> Try:
    return Try("fact_finding", "zhujian1", "find_violation", name, value, _ORDER, **more)


def _amend(what: str, name: str, value: Any, rest: dict[str, Any]) -> Try:
    """`what` is the state, who tries, and the amendment."""
    state, who, code = what.split()
    return Try(state, who, code, name, value, rest, "amendments")


ACTS: dict[str, Try] = {
    "basis is a text": _order("basis", "第三十五条"),
    "basis of texts": _order("basis", ["第三十五条"]),
    "basis of a deep list": _order("basis", [[[[{}]]]]),
    "basis with a column nobody asked for": _order("basis", [{"instrument": "WYGL", "article": "1", "x": 1}]),
    "basis without an article": _order("basis", [{"instrument": "WYGL"}]),
    "basis of an unknown law": _order("basis", [{"instrument": "NOPE", "article": "1"}]),
    "basis with a NUL byte": _order("basis", [{"instrument": "WYGL", "article": "\x00"}]),
    "day that is not in the year": _order("acted_on", "2026-02-30"),
    "day as a moment": _order("acted_on", "2026-02-20T09:00"),
    "day of year nought": _order("acted_on", "0000-00-00"),
    "days as a text": _order("limit_days", "seven"),
    "days as a fraction": _order("limit_days", 7.5),
    "days below zero": _order("limit_days", -7),
    "days past any calendar": _order("limit_days", 10**12),
    "amount below zero": _order("amount_confirmed", "-98400.00"),
    "receipt of a name": _order("receipt", "送达回证.pdf"),
    "receipt of nothing": _order("receipt", NO_SUCH_ID),
    "facts too short": _order("facts_found", "属实"),
    "service in an unknown way": _order("service_mode", "77"),
    "two people as one": Try("dispatched", "zhujian1", "sign_receipt", "handler", [1, 2]),
    "a handler from elsewhere": Try("dispatched", "zhujian1", "sign_receipt", "handler", 1),
    "a unit that is none": Try("triage", "shouli1", "dispatch_case", "lead_unit", 99_999),
    "a unit by its name": Try("triage", "shouli1", "dispatch_case", "lead_unit", "住建局"),
    "units as objects": Try("triage", "shouli1", "dispatch_case", "assist_units", [{"id": 1}], {"lead_unit": 3}),
    "units in a list of lists": Try("triage", "shouli1", "dispatch_case", "assist_units", [[1]], {"lead_unit": 3}),
    "units as words": Try("triage", "shouli1", "dispatch_case", "assist_units", ["x"], {"lead_unit": 3}),
    "members as words": Try("check_req", "zhuanban1", "start_check", "members", ["a", "b"], {"owner_side": "present"}),
    "members as lists": Try("check_req", "zhuanban1", "start_check", "members", [[1], [2]], {"owner_side": "present"}),
    "members past any number": Try(
        "check_req", "zhuanban1", "start_check", "members", [10**25], {"owner_side": "present"}
    ),
    "files as words": Try(
        "rectifying", "zhujian1", "request_check", "files", ["x"], {"report": "已完成整改，可以查看。"}
    ),
    "files as objects": Try(
        "rectifying", "zhujian1", "request_check", "files", [{}], {"report": "已完成整改，可以查看。"}
    ),
    "an unknown category": _amend("triage shouli1 set_triage", "category", "WZ99", _TRIAGE),
    "a category by its name": _amend("triage shouli1 set_triage", "category", "物业服务", _TRIAGE),
    "a firm that is none": _amend("triage shouli1 set_triage", "firm", "99999", _TRIAGE),
    "more categories than there are": _amend("triage shouli1 set_triage", "more", [{"category": "WZ99"}], _TRIAGE),
    "a fact that is none": _amend("fact_finding zhujian1 set_fact_status", "fact", NO_SUCH_ID, {"status": "found"}),
    "a status that is none": _amend(
        "rectifying zhujian1 record_voucher",
        "kind",
        "99",
        {"amount": "1.00", "paid_on": "2026-03-01", "file": NO_SUCH_ID},
    ),
    "money of nothing": _amend(
        "rectifying zhujian1 correct_amount", "amount_confirmed", "1e400", {"reasons": "金额写错了，更正为实际金额。"}
    ),
    "evidence of year nought": _amend(
        "fact_finding zhujian1 add_evidence", "obtained_at", "0001-01-01T00:00+14:00", _EVIDENCE
    ),
    "evidence of a year far off": _amend(
        "fact_finding zhujian1 add_evidence", "obtained_at", "9999-12-31T23:59-12:00", _EVIDENCE
    ),
    "evidence for a word": _amend("fact_finding zhujian1 add_evidence", "fact", "第一条", _EVIDENCE),
    "a call in the future": _amend("pre_close shouli2 record_callback", "at", "2027-01-01T00:00", {"reached": False}),
    "a visit with no result": Try(
        "lookback", "ducha", "confirm_stability", "visit_result", "fine", {"visited_on": "2026-04-20", "method": "01"}
    ),
    "a visit on no day": Try(
        "lookback", "ducha", "confirm_stability", "visited_on", "2026-04-31", {"method": "01", "visit_result": "stable"}
    ),
}


@pytest.mark.parametrize("case", ACTS, ids=str)
def test_an_act_with_one_wrong_field(staged: District, case: str) -> None:
    """Bad input: wrong values in the forms of transitions and amendments, of every kind of field."""
    one = ACTS[case]
    stage = at(staged, one.state)
    with clock.moved_to(stage.at):
        staged.client_of(one.who)
        with nothing_written():
            answer = staged.api(one.who).act(stage, one.code, one.rest | {one.field: one.value}, way=one.way)
    check(answer, one.status, named=one.field)


@pytest.mark.parametrize(
    ("name", "value"), [("limit_days", 10**6), ("limit_days", -7), ("served_at", "2026-03-09T09:20")], ids=str
)  # fmt: skip
def test_an_order_that_is_ready_but_for_one_field(staged: District, name: str, value: Any) -> None:
    """Bad input: every guard agrees, and one field of the order to correct is still wrong."""
    stage = at(staged, "fact_finding")
    with clock.moved_to(stage.at):
        road = Road(stage.record)
        road.find_facts()
        road.hear_both()
        staged.client_of("zhujian1")
        with nothing_written():
            answer = staged.api("zhujian1").act(stage, "find_violation", _ORDER | {name: value})
    check(answer, 422, named=name)


# --- addresses, filters, keys --------------------------------------------------------------------------------------

GETS: dict[str, tuple[str, int, str]] = {
    "id that is none": (f"{CASES}/7", 404, ""),
    "id of nothing": (f"{CASES}/{NO_SUCH_ID}", 404, ""),
    "id with a NUL byte": (f"{CASES}/%00", 404, ""),
    "kind that is none": ("/api/v1/wishes", 404, ""),
    "day that is none": (f"{CASES}/{NO_SUCH_ID}/as-at/2026-02-30", 404, ""),
    "state that is none": (f"{CASES}?state=gone", 400, "state"),
    "two states, one of them none": (f"{CASES}?state=closed,gone", 400, "state"),
    "order by what is none": (f"{CASES}?order=-narrative", 400, "order"),
    "page in words": (f"{CASES}?page=last", 400, "page"),
    "page below zero": (f"{CASES}?page=-1", 400, "page"),
    "page past any number": (f"{CASES}?page={'9' * 40}", 400, "page"),
    "page in other digits": (f"{CASES}?page=%C2%B2", 400, "page"),
    "due that is none": (f"{CASES}?due=someday", 400, "due"),
    "agency in words": (f"{CASES}?agency=zjj", 400, "agency"),
    "filter that is none": (f"{CASES}?narrative=x", 400, "narrative"),
    "filter across tables": (f"{CASES}?owner_agency__name=x", 400, "owner_agency__name"),
    "words with a NUL byte": (f"{CASES}?q=%00", 400, "q"),
    "flag with a NUL byte": (f"{CASES}?flag=%00", 400, "flag"),
    "lead filter that is none": (f"{LEADS}?reporter_name=x", 400, "reporter_name"),
}  # fmt: skip


@pytest.mark.parametrize("case", GETS, ids=str)
def test_an_address_that_is_none(staged: District, case: str) -> None:
    """Bad input: broken ids, filters, orders and pages of the API."""
    path, status, named = GETS[case]
    api = staged.api("zhuanban1")
    with clock.moved_to(START), nothing_written():
        answer = api.client.get(path)
    check(answer, status, named)


@pytest.mark.parametrize(
    "query",
    ["state=gone", "order=-narrative", "page=x", "page=-3", "due=someday", "q=%00", "nothing=1", "state=%ED%A0%80"],
)
@pytest.mark.parametrize("page", ["/cases/", "/leads/"])
def test_a_list_page_with_a_broken_filter(staged: District, page: str, query: str) -> None:
    """Bad input: broken filters of the list pages give a page that says so."""
    client = staged.client_of("zhuanban1")
    with clock.moved_to(START), nothing_written():
        answer = client.get(f"{page}?{query}")
    assert answer.status_code == 400
    assert CHINESE.search(answer.content.decode())


@pytest.mark.parametrize("words", ["' OR 1=1 --", "%_%", "\\", "<script>", "𠮷", "a" * 5000], ids=str)
def test_words_of_a_search_are_words(staged: District, words: str) -> None:
    """Whatever is searched for is looked for as it stands: nothing is found, nothing breaks."""
    with clock.moved_to(START):
        answer = staged.api("zhuanban1").get(CASES, {"q": words})
        page = staged.client_of("zhuanban1").get("/cases/", {"q": words})
    assert (answer.status_code, answer.json()["count"]) == (200, 0)
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().replace("<script>", "", 0).split("</head>")[1]


POSTS: dict[str, tuple[str, dict[str, Any], int, str]] = {
    "transition that is none": ("transitions/make-it-so", {}, 404, ""),
    "transition named like a telephone": ("transitions/13800000001", {}, 404, ""),
    "transition without end": (f"transitions/{'a' * 400}", {}, 404, ""),
    "transition in other letters": ("transitions/Register-Case", {}, 404, ""),
    "amendment that is none": ("amendments/set-state", {}, 404, ""),
    "transition as an amendment": ("amendments/register-case", {}, 404, ""),
    "second person where none is asked": ("proposals/register-case", {}, 409, ""),
    "proposal that is none": (f"proposals/{NO_SUCH_ID}/agree", {}, 404, ""),
    "unmasking what is none": ("unmask", {"field": "state", "purpose": "case"}, 422, "field"),
    "unmasking a list": ("unmask", {"field": ["phone"], "purpose": "case"}, 422, "field"),
    "unmasking for nothing": ("unmask", {"field": "phone", "purpose": "fun"}, 422, "purpose"),
    "unmasking for a list": ("unmask", {"field": "phone", "purpose": ["case"]}, 422, "purpose"),
    "unmasking for unsaid reasons": ("unmask", {"field": "phone", "purpose": "other", "words": "看"}, 422, "words"),
}  # fmt: skip


@pytest.mark.parametrize("case", POSTS, ids=str)
def test_an_act_that_is_none(staged: District, case: str) -> None:
    """Bad input: unknown transitions, amendments, proposals, fields and purposes."""
    path, body, status, named = POSTS[case]
    stage = at(staged, "draft")
    with clock.moved_to(stage.at):
        api = staged.api("shouli1")
        with nothing_written():
            answer = api.post(f"{stage.url}/{path}", body, version=stage.record.version)
    check(answer, status, named)
