"""What is typed into the national system: by whoever reads it, owed until it is done, told by numbers alone."""

from typing import Any

import pytest

from casework.models import AccessEntry
from casework.refusals import InvalidData
from relief.models import NationalEntry
from relief.states import IN_STATION
from tests.relief.station import Station, denied, later


def enter(driver: Any, number: str = "220322202611230001") -> None:
    driver.do("jiedai", "record_national_entry", national_number=number)


def test_arrival_and_departure_are_owed_until_they_are_typed(station: Station) -> None:
    arriving, driver, other = station.at("eligibility_review"), station.at(IN_STATION), station.at(IN_STATION)
    path = f"/relief/{driver.case.number}/"
    assert denied(lambda: enter(arriving)) == ["admitted"]
    assert denied(lambda: driver.do("shegong1", "record_national_departure")) == ["national_number_known", "has_left"]
    statistician = station.client("tongji")
    with later(days=1):
        page = statistician.get("/relief/national/?day=2026-11-23").content.decode()
        assert "2件待录" in page
        assert f'href="{path}' not in page, "the statistician opens no case"
        assert arriving.case.number not in page
        enter(driver, " 220322202611230001 ")
        with pytest.raises(InvalidData) as refused:
            enter(other)
        assert "另一件案件" in str(refused.value.errors["national_number"])
        assert denied(lambda: driver.do("shegong1", "record_national_departure")) == ["has_left"]
        enter(driver, "220322202611230002")
        assert NationalEntry.objects.get(case=driver.case.pk).number == "220322202611230002", "a slip is put right"
        page = statistician.get("/relief/national/").content.decode()
        assert "1件待录" in page
        driver.do("zhaoliao", "leave_voluntarily")
        page = station.client("jiedai").get("/relief/national/").content.decode()
        assert f'href="{path}#national"' in page, "who types it comes to the case"
        assert "离站信息" in page
        sheet = statistician.get("/relief/national/csv/").content.decode()
        line = next(row for row in sheet.splitlines() if driver.case.number in row)
        assert line.startswith(f"{driver.case.number},220322202611230002,离站信息,2026-11-23")
        driver.do("shegong1", "record_national_departure")
        assert driver.case.number not in statistician.get("/relief/national/").content.decode()
        assert "都录完了" not in statistician.get("/relief/national/").content.decode()
    assert AccessEntry.objects.filter(subject="relief:national", action="export").count() == 1
    assert station.client("minzheng").get("/relief/national/").status_code == 403
    assert statistician.get("/relief/national/pdf/").status_code == 404
    assert statistician.get("/relief/national/?day=gestern").status_code == 200


def test_the_list_of_cases_is_narrowed_by_what_is_wanted(station: Station) -> None:
    bare, whole = station.at(IN_STATION), station.at(IN_STATION)
    whole.do("shegong1", "record_circumstances", relief_type="05", health="1", region="1")
    enter(whole)
    client = station.client("shegong1")
    for wanted in ("facts_missing", "national_owed"):
        body = client.get(f"/relief/?{wanted}=1").content.decode()
        assert bare.case.number in body
        assert whole.case.number not in body, wanted
