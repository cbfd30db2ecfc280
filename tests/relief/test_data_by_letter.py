"""The extra data tests (a) to (j) of the acceptance examples, each by its letter, through HTTP."""

import io
from datetime import date, datetime, timedelta
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from casework import clock, documents, engine, sweep, timers, workcalendar
from casework.demo import actor
from casework.models import Agency, Event, Post, User
from casework.papers import copies
from relief.demo import people
from relief.models import Complaint, Person, ReliefCase
from relief.states import DEPARTURE, IN_STATION
from relief.statistics import form
from tests.relief.station import API, NO_MORE, START, Station, again, denied
from tests.relief.test_scenarios import JSON, received
from tests.relief.test_statistics_form import SAMPLE, SEVEN
from tests.relief.test_statistics_report import MADE, begin, do, know
from tests.relief.test_word_ahead import _check

BARE = {"present": True, "arrival_mode": "01", "gender_declared": "1"}
#: In the plane of GB 18030 and beyond the basic one.
RARE = "䶮㛃𠅤"


def _number(born: str, serial: str) -> str:
    start = f"220399{born}{serial}"
    return start + _check(start)


def _declared(station: Station, number: str, sex: str = "1") -> Any:
    return station.client("jiedai").post(API, BARE | {"gender_declared": sex, "id_declared": number}, content_type=JSON)


def test_a_leap_day_is_a_birthday_and_its_year_decides(station: Station) -> None:
    answer = _declared(station, _number("19680229", "001"))
    assert answer.status_code == 201, answer.json()
    person = Person.objects.get(case=answer.json()["id"])
    assert person.birth_declared.isoformat() == "1968-02-29"
    wrong = _declared(station, _number("19670229", "001"))
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["id_declared"]), "no leap year"


def test_b_a_small_x_is_the_same_character(station: Station) -> None:
    number = next(n for n in (_number("19560606", f"{s:03}") for s in range(2, 99, 2)) if n.endswith("X"))
    answer = _declared(station, number.lower(), sex="2")
    assert answer.status_code == 201, answer.json()
    assert Person.objects.get(case=answer.json()["id"]).id_declared.reveal() == number


def test_c_without_a_name_then_by_a_name_and_three_fields_stay_apart(station: Station) -> None:
    one = received(station, gender_declared="1", age_least=50, age_most=60)
    temp = one.case.person.name_temp
    assert temp.startswith("无名氏20261123-")
    assert not one.case.person.name_declared
    one.do("jiedai", "amendments/update-identity", gender_declared="1", age_least=50, age_most=60, name_declared="石样")
    one.do("shegong1", "amendments/verify-identity", verified_from="police", name_verified="石例", gender_verified="1",
           birth_verified="1970-01-01")  # fmt: skip
    person = one.case.person
    said = (person.name_temp, person.name_declared.reveal(), person.name_verified.reveal())
    assert said == (temp, "石样", "石例"), "what was said is not overwritten by what was proved"


def test_d_stock_and_flow_that_disagree_are_an_error_of_the_month(station: Station) -> None:
    driver = know(station.at(IN_STATION))
    report = begin()
    with clock.moved_to(MADE):
        sweep.run()
        ReliefCase.objects.filter(pk=driver.case.pk).update(
            left_at=clock.now() - timedelta(days=5), outcome="picked_up"
        )
        assert denied(lambda: do(report, "tongji", "make_report")) == ["stock_agrees"]


def test_e_the_form_balances_with_somebody_who_stays_over_the_month(station: Station) -> None:
    made = form.made_of(SEVEN)
    assert {line: n for line, n in made.figures.items() if n and line[0].isdecimal()} == SAMPLE
    assert (form.unbalanced(made), made.on("5.9")) == ({}, ["JZ-7"]), "滞站 counts in every block"


def test_f_a_year_whose_holidays_are_not_loaded_is_an_error_and_no_guess(station: Station) -> None:
    """No falling back to Monday to Friday: the calendar refuses, and a clock that reaches there is not sure."""
    with pytest.raises(timers.CalendarMissing) as unknown:
        workcalendar.current().is_workday(date(2027, 1, 4))
    assert unknown.value.year == 2027
    with clock.moved_to(datetime(2026, 12, 25, 9, 0, tzinfo=clock.CHINA)):
        said = {"content": "饭是冷的。", "matter": "service", "way": "spoken", "complainant": "self"}
        made = engine.create(Complaint, actor=actor("jiedai"), data=said).record
    assert made.timers.get(key="TM-15a").provisional is False
    assert made.timers.get(key="TM-15b").provisional is True


def test_g_two_stations_have_the_same_person_on_the_same_day_and_see_nothing_of_each_other(station: Station) -> None:
    number = "220399195203080015"
    assert _declared(station, number).status_code == 201
    Agency.objects.filter(code="jzz2").update(division_id=people.COUNTY)
    there = Agency.objects.get(code="jzz2")
    user = User.objects.create(username="jiedai2", last_name="卞", first_name="样")
    Post.objects.create(user=user, agency=there, role="RCP", title="接待员", division=there.division,
                        valid_from=date(2020, 1, 1))  # fmt: skip
    answer = _second(station, number)
    assert answer.status_code == 201, "the second station helps as the first"
    keys = set(Person.objects.values_list("case", flat=True))
    assert len(keys) == 2
    for who, own in (("jiedai", 1), ("jiedai2", 1), ("zhanzhang", 1), ("bieren", 1)):
        found = station.client(who).get(API).json()["results"]
        assert len(found) == own, who


def _second(station: Station, number: str) -> Any:
    return station.client("jiedai2").post(API, BARE | {"id_declared": number}, content_type=JSON)


def test_h_forms_are_printed_when_nothing_answers(station: Station) -> None:
    """The blank forms stay with the browser for thirty days, all of them in one file."""
    client = station.client("jiedai")
    page = client.get("/relief/forms/").content.decode()
    assert "/relief/forms/all/" in page
    answer = client.get("/relief/forms/all/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = "".join("".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(body)).pages)
    for words in ("求助登记表", "自行离站声明书", "公安机关护送流浪乞讨人员交接表"):
        assert words in text
    assert "max-age=" in answer.get("Cache-Control", "")


def test_i_every_moment_is_told_in_the_time_of_china_whatever_the_server_has(station: Station) -> None:
    """Also where summer time was once kept: an hour is an hour of the fixed zone."""
    one = received(station, gender_declared="1", age_least=50)
    body = station.client("shegong1").get(f"{API}/{one.pk}").json()
    assert body["opened_at"].endswith("+08:00")
    assert body["arrived_at"].endswith("+08:00")
    assert clock.CHINA.utcoffset(datetime(2026, 7, 1)) == timedelta(hours=8)
    assert Event.objects.filter(record_id=one.pk).first().at.astimezone(clock.CHINA).date() == START.date()


def test_j_rare_characters_are_kept_shown_and_printed(station: Station) -> None:
    driver = station.at(DEPARTURE, name_declared=f"石{RARE}", gender_declared="1", age_least=50)
    assert again(driver).person.name_declared.reveal() == f"石{RARE}"
    shown = station.client("shegong1").post(
        f"/relief/{driver.case.number}/reveal/name_declared/", {"purpose": "case"}
    )  # fmt: skip
    assert f"石{RARE}" in shown.content.decode()
    driver.do("shegong1", "verify_identity", **NO_MORE | {"name_verified": f"石{RARE}"}, birth_verified="1970-01-01")
    driver.do("zhaoliao", "leave_voluntarily")
    paper = documents.of(driver.case).filter(code="J-03").order_by("-pk").first()
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(documents.pdf(paper))).pages)
    assert f"石{RARE}" in "".join(text.split())
    found = station.client("shegong1").post(
        "/relief/people/search/", {"case": _open(station), "purpose": "case", "name": f"石{RARE}"}
    )  # fmt: skip
    assert driver.case.number in found.content.decode()
    whole = docx.Document(io.BytesIO(copies.word(paper)))
    said = [cell.text for table in whole.tables for row in table.rows for cell in row.cells]
    assert f"石{RARE}" in "".join([*said, *(p.text for p in whole.paragraphs)]), "and in the copy that is taken along"


def _open(station: Station) -> str:
    return str(engine.create(ReliefCase, actor=actor("jiedai"), data=BARE | {"age_least": 40}).record.number)
