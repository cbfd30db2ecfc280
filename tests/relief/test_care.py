"""Care of the day: the evening meal for the whole women's zone in one go, medicine by prescription alone."""

import pytest
from django.db import IntegrityError, transaction

from casework.timers import local_day
from relief.demo import beds
from relief.models import DailyService
from relief.roles import ROLES
from tests import statements
from tests.relief.guards_beds import WOMAN, lying
from tests.relief.station import BY_ROLE, START, Driver, Station, again, later

PAGE = "/relief/care/"


def test_the_evening_meal_for_the_whole_womens_zone_in_one_go(station: Station) -> None:
    beds.load()
    women = [lying(f"A{n}", WOMAN) for n in (1, 2, 4)]
    man, nobody = lying("B1"), Driver(**WOMAN)
    away = lying("B2")
    away.do("yiwu", "send_to_hospital_before_admission", need="外伤")
    client = station.client("zhaoliao")
    assert "早餐：" in client.get(PAGE).content.decode(), "at nine it is breakfast that is written down"
    with later(hours=9):
        body = client.get(PAGE).content.decode()
        assert "晚餐：" in body
        assert "还没有床位" in body
        assert away.case.number not in body
        sent = {"service": "supper", "who": [one.case.number for one in women]}
        refused = client.post(PAGE, sent, follow=True).content.decode()
        assert "妇女和女孩由女工作人员照料。" in refused
        assert not DailyService.objects.exists()
        done = client.post(PAGE, sent | {"female_carer": "on"}, follow=True).content.decode()
        assert "晚餐：已登记3人。" in done
        assert set(DailyService.objects.values_list("case", "kind", "day")) == {
            (one.case.pk, "supper", local_day(START)) for one in women
        }
        mixed = {"service": "supper", "who": [women[0].case.number, man.case.number], "female_carer": "on"}
        again_pressed = client.post(PAGE, mixed, follow=True).content.decode()
        assert "晚餐：已登记1人。" in again_pressed
        assert "今天的晚餐已登记过。" in again_pressed, "one that is refused stops nobody else"
        assert client.post(PAGE, {"service": "supper"}).status_code == 400
        assert client.post(PAGE, {"service": "medication", "who": [man.case.number]}).status_code == 400
    assert again(man).events.filter(name="record_service").count() == 1
    assert nobody.case.number in body
    row = DailyService(case=man.case, recorded_at=START, kind="supper", day=local_day(START))
    with pytest.raises(IntegrityError, match="relief_meal_once_a_day"), transaction.atomic():
        row.save(force_insert=True)


def test_who_writes_care_down_and_who_reads_of_medicine(station: Station) -> None:
    driver = station.at("in_station")
    driver.do("zhaoliao", "record_service", services=["bedding", "bath"], care_note="换了床单。")
    driver.do("yiwu", "give_medication", prescription="区医院王医生：降压药每日1片")
    for role in set(ROLES) - {"system"}:
        client = station.client(BY_ROLE[role])
        assert client.get(PAGE).status_code == (200 if role == "CAR" else 403), role
        answer = client.get(f"/relief/{driver.case.number}/")
        body = answer.content.decode()
        if answer.status_code == 200:
            assert ("换洗被褥" in body) == (role in ("RCP", "CSW", "CAR", "HLT", "DUT", "DIR", "SUP")), role
            assert "降压药" not in body, "what was prescribed stands in no history"


def test_the_page_asks_as_much_for_two_as_for_ten(station: Station) -> None:
    beds.load()
    client = station.client("zhaoliao")

    def load() -> int:
        client.get(PAGE)
        with statements.counted() as sent:
            assert client.get(PAGE).status_code == 200
        statements.within(statements.LIST + 3, "care", sent)
        return len(sent)

    lying("B1")
    few = load()
    for n in range(2, 9):
        lying(f"B{n}")
    assert load() == few
