"""Where the matrix of Part 6 has a dash, nothing of that part is read: on no page, no answer, history, form or sheet.

The words looked for are no personal data, so that no masking hides them: a right is all that keeps them.
"""

from typing import Any

import pytest

from casework import access, documents, proposals
from casework.demo import actor
from relief.demo import beds
from relief.lifecycle import CASE
from relief.states import IN_STATION
from tests.relief import loss
from tests.relief.guards_belongings import BAG
from tests.relief.station import API, DISORDER, OPINION, Driver, Station, again
from tests.relief.test_http import PEOPLE

#: Part of the matrix → words that stand in this case by that part alone.
WORDS = {
    "registration": ("寻标求助", "寻标口音"),
    "security_check_belongings": ("寻标背包",),
    "screening_health": ("寻标检视", "寻标病情", "寻标诊断书", "寻标医院"),
    "eligibility_refusal": ("寻标甄别",),
    "termination": ("寻标打人", "寻标不同意"),
    "departure_voucher": ("寻标户口簿", "疑似施暴"),
    "minor_protection": ("寻标派出所",),
    "beds_daily_service": ("B1 男区", "B1　男区"),
}
LETTERS = {(r.role, r.object): r for r in access.rights()}


@pytest.fixture
def case(station: Station) -> Driver:
    beds.load()
    driver = Driver(gender_declared="1", age_least=50, age_most=60, request="寻标求助。", accent="寻标口音")
    driver.do("anjian", "start_security_check", consent=True, method="gate")
    driver.do("anjian", "pass_security_check", items="寻标背包。")
    driver.do("shegong1", "complete_screening", findings="寻标检视。")
    driver.do("shegong1", "record_review", narrow_test=True, review_note="寻标甄别。")
    driver.do("shegong1", "admit_person")
    driver.bed("B1")
    driver.do("yiwu", "send_to_hospital", need="寻标病情。", hospital="寻标医院")
    driver.do("yiwu", "discharge_to_station", certificate="寻标诊断书")
    driver.report("zhaoliao", **loss.REPORT | {"unit": "寻标派出所"})
    driver.collector(risk="suspected_violence", proof="寻标户口簿")
    driver.do("zhiban", "open_termination_hearing", **DISORDER | {"facts": "寻标打人。"})
    driver.do("shegong1", "record_opinion", second=actor("zhiban").user_id, **OPINION | {"opinion": "寻标不同意。"})
    return driver


def addresses(driver: Driver, *, with_forms: bool = True) -> list[str]:
    """Every GET about the case, the form of every act of it among them where asked for."""
    page, api = f"/relief/{driver.case.number}", f"{API}/{driver.case.pk}"
    forms = [
        f"{page}/{kind}/{code.replace('_', '-')}/"
        for kind, codes in (("do", CASE.rows), ("amend", CASE.amendments))
        for code in codes if with_forms
    ]  # fmt: skip
    histories = [f"{page}/?history={only}" for only in ("", "clocks", "papers", "looks")]
    day = "as-at/2026-11-23"
    return [
        *histories, f"{page}/print/", f"{page}/{day}/", f"/relief/reception/{driver.case.number}/", "/relief/", "/",
        f"/relief/people/{driver.case.pk}/", "/relief/beds/", "/relief/care/", "/relief/belongings/", "/relief/shift/",
        *forms, api, *(f"{api}/{part}" for part in ("transitions", "amendments", "events", day, "files", "documents")),
    ]  # fmt: skip


@pytest.mark.parametrize("with_forms", [False, pytest.param(True, marks=pytest.mark.long)])
@pytest.mark.parametrize("role", sorted(PEOPLE))
def test_where_the_matrix_has_a_dash_nothing_of_it_is_read(
    station: Station, case: Driver, role: str, with_forms: bool
) -> None:
    client = station.client(PEOPLE[role])
    bodies = {}
    for address in addresses(case, with_forms=with_forms):
        answer = client.get(address)
        assert answer.status_code in (200, 302, 403, 404, 409), address
        bodies[address] = answer.content.decode()
    page = bodies[f"/relief/{case.case.number}/?history="]
    for part, words in WORDS.items():
        right = LETTERS[role, part]
        found = [(word, address) for word in words for address, body in bodies.items() if word in body]
        if not right.letters:
            assert not found, (part, found)
        elif "R" in right.letters and not {"summary", "travel note"} & set(right.scope.split(", ")):
            assert words[0] in page, f"{role} reads {part}"


def test_a_day_of_birth_stands_in_no_history() -> None:
    """It is half a number."""
    acts = (*CASE.rows.values(), *CASE.amendments.values(), *CASE.beginnings)
    births = [ask for act in acts for ask in act.asks if ask.name.startswith("birth_")]
    assert births
    assert all(ask.personal for ask in births)


#: Pages that hold several cases → the part of the matrix they are about.
PAGES = {
    "/relief/leads/": "lead_hotline", "/relief/leads/new/": "lead_hotline", "/relief/beds/": "beds_daily_service",
    "/relief/beds/night/": "beds_daily_service", "/relief/care/": "beds_daily_service",
    "/complaints/": "allegation_complaint", "/stock/": "stock", "/statistics/": "statistics",
    "/relief/belongings/": "security_check_belongings",
}  # fmt: skip


def test_no_page_of_many_cases_opens_where_the_matrix_has_a_dash(station: Station) -> None:
    belongings = {"SEC", "CAR", "CSW", "RCP", "HLT", "ESC", "DUT"}
    for path, part in PAGES.items():
        for role, name in PEOPLE.items():
            if LETTERS[role, part].letters or (part == "security_check_belongings" and role in belongings):
                continue
            answer = station.client(name).get(path)
            empty = answer.status_code == 200 and "没有" in answer.content.decode()
            assert answer.status_code in (403, 404) or empty, (path, role, answer.status_code)
    for role in ("RCP", "CSW", "CAR", "HLT"):
        answer = station.client(PEOPLE[role]).get("/api/v1/complaints")
        assert answer.status_code in (403, 404) or answer.json()["results"] == [], "they write one down and read none"


def test_what_was_proposed_is_read_by_who_decides_it(station: Station) -> None:
    driver = station.at(IN_STATION)
    data = {"mode": "5.2", "destination": "02", "lift_reason": "寻标理由：本人说得出地址。"}
    asked = proposals.propose(driver.case, "prepare_departure", actor=actor("shegong1"), data=data)
    path = f"/relief/{driver.case.number}/proposals/{asked.pk}/"
    for role, name in PEOPLE.items():
        answer = station.client(name).get(path)
        decides = role in ("CSW", "DUT", "DIR")
        assert answer.status_code == (200 if decides else 404), role
        assert "寻标理由" not in station.client(name).get(f"/relief/{driver.case.number}/").content.decode()
    assert "寻标理由" in station.client("zhiban").get(path).content.decode()
    assert "寻标理由" not in station.client("shegong1").get(path).content.decode(), "who proposed it may take it back"


def test_the_form_of_somebody_elses_act_offers_nothing_to_choose(station: Station, case: Driver) -> None:
    """It says whose act it is; names of relatives, titles of papers and lists of people are not for the passer-by."""
    case.do("anjian", "list_belongings", belongings=BAG, acknowledged=True)
    for code, kind in (("hand-over-to-family", "do"), ("update-collector", "amend"), ("return-belongings", "amend"),
                       ("complete-report-number", "amend"), ("record-parent", "amend")):  # fmt: skip
        act = {**CASE.rows, **CASE.amendments}[code.replace("-", "_")]
        for role in PEOPLE.keys() - act.by:
            body = station.client(PEOPLE[role]).get(f"/relief/{case.case.number}/{kind}/{code}/").content.decode()
            assert '<select name="' not in body, (role, code)
            assert 'type="radio"' not in body, (role, code)


def test_another_station_finds_nothing_by_any_key(station: Station, case: Driver) -> None:
    """By no address, act, file, paper, proposal or person; and what it sends changes nothing."""
    key = case.copy()
    paper = documents.of(case.case).first()
    page, api = f"/relief/{case.case.number}", f"{API}/{case.case.pk}"
    keyed = [f"{page}/files/{key}/", f"{api}/files/{key}", f"{page}/documents/{paper.pk}/",
             f"{page}/documents/{paper.pk}/pdf/", f"{page}/documents/{paper.pk}/word/", f"{api}/documents/{paper.pk}"
            ]  # fmt: skip
    lists = {"/relief/", "/", "/relief/beds/", "/relief/care/", "/relief/belongings/", "/relief/shift/"}
    before = again(case).version
    for other in ("bieren", "shouli"):
        client = station.client(other)
        for address in [*addresses(case), *keyed]:
            answer = client.get(address)
            body: Any = answer.content.decode()
            assert case.case.number not in body or answer.status_code != 200, (other, address)
            assert answer.status_code in (403, 404) or address in lists, (other, address, answer.status_code)
        for path in ("reveal/name_declared/", "follow/", "pin/"):
            assert client.post(f"{page}/{path}", {"purpose": "case", "on": "1"}).status_code in (403, 404), path
        answer = client.post(f"{api}/unmask", {"field": "name_declared", "purpose": "case"},
                             content_type="application/json")  # fmt: skip
        assert answer.status_code in (403, 404)
        assert client.post("/relief/beds/", {"person": case.case.number, "bed": "1"}).status_code in (403, 404)
        assert client.post("/relief/belongings/", {"case": case.case.number}).status_code in (403, 404)
    assert again(case).version == before


def test_nobody_takes_a_file_of_people_along(station: Station, case: Driver) -> None:
    """Lists of people of the station are not exported; the national table is the statistician's, by number alone."""
    for role, name in (PEOPLE | {"STA": "tongji"}).items():
        client = station.client(name)
        for path in ("/relief/export/", "/relief/exports/", "/relief/print/"):
            answer = client.get(path)
            assert answer.status_code in (403, 404) or not any(
                word in answer.content.decode() for words in WORDS.values() for word in words
            ), (role, path)
        answer = client.get("/relief/export/")
        assert answer.status_code in (403, 404), role


def test_an_unmasked_value_is_given_by_the_api_to_whom_the_page_gives_it(station: Station) -> None:
    driver = station.at(IN_STATION, name_declared="石样", gender_declared="1", age_least=50)
    address = f"{API}/{driver.case.pk}/unmask"
    for role, name in PEOPLE.items():
        answer = station.client(name).post(
            address, {"field": "name_declared", "purpose": "case"}, content_type="application/json"
        )
        assert (answer.status_code == 200) == (role not in ("RCP", "ESC")), (role, answer.content.decode())
