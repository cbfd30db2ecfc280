"""Who somebody is: what they said, what was proved and what they are called meanwhile stay three things apart."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework import engine, kinds
from casework.demo import actor
from casework.refusals import InvalidData
from relief import words
from relief.models import Assessment, Person, ReliefCase
from relief.states import IN_STATION, RECEPTION
from tests.relief.station import NO_MORE, Driver, Station

OWN = "220399195203080015"


def kept(driver: Driver) -> dict[str, Any]:
    person = Person.objects.get(pk=driver.case.pk)
    names = ("name_declared", "name_verified", "id_declared", "id_verified", "features")
    return {name: getattr(person, name).reveal() for name in names} | {"name_temp": person.name_temp}


def test_what_is_proved_stands_beside_what_was_said(station: Station) -> None:
    driver = station.at(RECEPTION, name_declared="石例", gender_declared="1", id_declared=OWN)
    driver.do("shegong1", "verify_identity", **NO_MORE, birth_verified="1953-03-08")
    assert kept(driver) == {
        "name_declared": "石例", "name_verified": "石样", "id_declared": OWN, "id_verified": "", "features": "",
        "name_temp": "",
    }  # fmt: skip
    assert driver.case.person.verified_from == "id_card"
    assert driver.case.title == "男 73岁", "the proved age counts, no name stands in lists"


def test_a_name_that_comes_later_leaves_the_temporary_one(station: Station) -> None:
    driver = station.at(RECEPTION, gender_declared="2", age_least=70, age_most=80)
    temporary = kept(driver)["name_temp"]
    assert temporary == f"无名氏20261123-{driver.case.number[-5:]}"
    driver.do("jiedai", "update_identity", name_declared="石例", gender_declared="2", age_least=72, age_most=76)
    assert kept(driver)["name_declared"] == "石例"
    assert kept(driver)["name_temp"] == temporary
    assert driver.case.title == f"{temporary} 女 约72–76岁"


def test_an_empty_box_keeps_what_is_masked(station: Station) -> None:
    driver = station.at(RECEPTION, name_declared="石例", gender_declared="1", id_declared=OWN, features="左手背有疤。")
    form = driver.case.lifecycle.amendments["update_identity"]
    known = kinds.kind_of(driver.case).initial(driver.case, form)
    shown = {n: str(v) if n == "birth_declared" else v for n, v in known.items() if v not in (None, "")}
    driver.do("jiedai", "update_identity", **shown | {"accent": "湖南口音"})
    told = kept(driver)
    assert (told["name_declared"], told["id_declared"], told["features"]) == ("石例", OWN, "左手背有疤。")
    assert driver.case.person.birth_declared.isoformat() == "1952-03-08"


def test_the_sex_on_record_is_held_against_the_number(station: Station) -> None:
    driver = station.at(IN_STATION, gender_declared="2", age_least=50)
    with pytest.raises(InvalidData) as refused:
        driver.do("shegong1", "verify_identity", **NO_MORE | {"gender_verified": "2", "id_verified": OWN})
    assert "号码对应男" in refused.value.errors["id_verified"][0]
    with pytest.raises(InvalidData) as refused:
        driver.do("shegong1", "verify_identity", **NO_MORE)
    assert list(refused.value.errors) == ["birth_verified"]


def test_a_number_of_the_old_kind_is_taken_and_proves_nothing(station: Station) -> None:
    driver = station.at(RECEPTION, gender_declared="1", id_declared="220399520308001")
    assert kept(driver)["id_declared"] == OWN
    assert driver.case.person.verified_at is None
    body = station.client("shegong1").get(f"/relief/{driver.case.number}/").content.decode()
    assert "没查到这个地区代码，可以继续" in body


@pytest.mark.parametrize(("known", "said"), [
    ({"age_least": 70, "age_most": 80}, "约70–80岁"), ({"age_least": 70, "age_most": 70}, "约70岁"),
    ({"age_least": 70}, "约70岁"), ({"birth_declared": "1952-03-08"}, "74岁"),
])  # fmt: skip
def test_ages_in_words(station: Station, known: dict[str, Any], said: str) -> None:
    driver = station.at(RECEPTION, gender_declared="9", **known)
    assert driver.case.title.endswith(f"未说明的性别 {said}")


def test_an_unknown_age_is_said(station: Station) -> None:
    assert words.aged(Person(), driver_day(station)) == "年龄不明"


def driver_day(station: Station) -> Any:
    return station.at(RECEPTION).case.arrived_at.date()


def test_the_database_holds_what_it_can(station: Station) -> None:
    driver = station.at(IN_STATION)
    case, people = ReliefCase.objects.filter(pk=driver.case.pk), Person.objects.filter(pk=driver.case.pk)
    user = actor("shegong1").user
    wrong = (
        lambda: people.update(age_least=50, age_most=40),
        lambda: people.update(verified_at=driver.case.arrived_at, verified_from=""),
        lambda: case.update(left_at="2026-11-22T00:00:00+08:00"),
        lambda: case.update(admitted_at="2026-11-22T00:00:00+08:00"),
        lambda: Assessment.objects.create(
            case=driver.case, recorded_at=driver.case.arrived_at, danger=False, findings="。", first=user, second=user
        ),
    )
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_somebody_who_comes_again_is_a_case_of_its_own(station: Station) -> None:
    """No look-up of people: two arrivals are two cases until two reviewers say otherwise."""
    first = station.at(RECEPTION, name_declared="石例", gender_declared="1", id_declared=OWN)
    second = station.at(RECEPTION, name_declared="石例", gender_declared="1", id_declared=OWN)
    assert first.case.number != second.case.number
    assert Person.objects.count() == 2
    assert engine.options(second.case, actor("shegong1"))
