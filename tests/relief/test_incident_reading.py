"""What happened is read by who decides about it; who only writes an incident down reads their own words (matrix: C)."""

from typing import Any

import pytest

from casework import access, documents
from relief import reading
from relief.states import IN_STATION
from tests.relief import loss
from tests.relief.region_cases import FIGHT
from tests.relief.station import API, Station
from tests.relief.test_http import PEOPLE

WRITERS = {"RCP", "SEC", "CSW", "CAR", "HLT", "ESC"}
READERS = {"DUT", "DIR", "ARC", "SUP"}
WORDS = "两人为床位推搡"


def test_accounts_are_for_letters_that_read() -> None:
    of = {r.role: r.letters for r in access.rights() if r.object == reading.INCIDENT}
    assert {role for role, letters in of.items() if letters == {"C"}} == WRITERS
    assert {role for role, letters in of.items() if letters & set("RUA")} == READERS


@pytest.mark.parametrize("role", sorted(WRITERS | READERS))
def test_an_account_is_read_by_who_decides_and_by_who_wrote_it(station: Station, role: str) -> None:
    driver = station.at(IN_STATION)
    writer = "zhaoliao" if role != "CAR" else "yiwu"
    driver.do(writer, "record_incident", **FIGHT)
    page, api = f"/relief/{driver.case.number}", f"{API}/{driver.case.pk}"
    client = station.client(PEOPLE[role])
    bodies = [client.get(a).content.decode() for a in (f"{page}/", f"{page}/as-at/2026-11-23/", f"{api}/events", api)]
    assert (WORDS in bodies[0]) == (role in READERS)
    assert ("打架" in bodies[0]) == (role in READERS), "nor of what kind it was"
    assert not any(WORDS in body for body in bodies[1:])
    driver.do(PEOPLE[role] if role in WRITERS else "zhaoliao", "add_incident", **FIGHT | {"course": "寻标自己写的。"})
    body = client.get(f"{page}/").content.decode()
    assert "寻标自己写的" in body, "one's own words, and whoever decides reads all"
    assert (WORDS in body) == (role in READERS)


def test_the_report_of_an_incident_opens_for_who_reads_accounts_and_for_who_made_it(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "record_incident", **FIGHT)
    paper = next(one for one in documents.of(driver.case) if one.code == "J-29")
    for role, name in PEOPLE.items():
        status = station.client(name).get(f"{API}/{driver.case.pk}/documents/{paper.pk}").status_code
        assert (status == 200) == (role in {"CAR", *READERS}), (role, status)


def test_of_a_death_reads_who_decides_and_who_does_what_is_due(station: Station) -> None:
    driver = loss.dead(station)
    driver.do("zhiban", "record_death_certificate", **loss.CERTIFICATE | {"cause": "寻标死因"})
    for role, name in PEOPLE.items():
        client = station.client(name)
        body = client.get(f"/relief/{driver.case.number}/").content.decode()
        answer: Any = client.get(f"{API}/{driver.case.pk}").json()
        reads = role in READERS | {"CSW"}
        assert (("寻标死因" in body), ("death" in answer)) == (reads, reads), role


def test_no_death_is_recorded_as_an_incident(station: Station) -> None:
    """It has an act of its own, with what follows from it; the form leads there."""
    driver = station.at(IN_STATION)
    answer = station.api("zhaoliao", driver, "transitions/record-incident", FIGHT | {"category": "death"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["category"])
    form = station.client("zhaoliao").get(f"/relief/{driver.case.number}/do/record-incident/").content.decode()
    assert "有人死亡的用“死亡登记”" in form
    assert 'value="death"' not in form
