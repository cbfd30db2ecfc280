"""Beds: who may sleep where, one person a bed, free at once when somebody leaves, never a condition of anything."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from casework import clock, engine
from casework.demo import actor
from relief import rooms, standing
from relief.demo import beds
from relief.models import Bed, BedStay, ReliefCase
from relief.rooms import CHILDREN, FAMILY, MEN, WOMEN, Guest, Place
from relief.states import DEPARTURE, IN_STATION
from tests.relief.guards_beds import MAN, UNKNOWN, WOMAN, child_of, lying
from tests.relief.station import API, BY_ROLE, Driver, Station, again, denied, later

MOTHER, FATHER = Guest("m", "2", family=frozenset("mfb")), Guest("f", "1", family=frozenset("mfb"))
BABY = Guest("b", "1", minor=True, small=True, parents=frozenset("mf"), family=frozenset("mfb"))
BOY, GIRL = Guest("y", "1", minor=True), Guest("g", "2", minor=True)
UNSURE = Guest("u", "0")


def test_the_sexes_sleep_apart_but_for_a_mother_and_her_small_child() -> None:
    with_her = Place(WOMEN, room=(MOTHER, Guest("x", "2")), beside=(MOTHER, Guest("x", "2")))
    assert rooms.sex_matches(BABY, with_her)
    assert rooms.room_not_mixed(BABY, with_her)
    assert rooms.ages_apart(BABY, with_her)
    assert not rooms.sex_matches(BABY, Place(WOMEN)), "not without her"
    assert not rooms.sex_matches(BABY, Place(WOMEN, beside=(FATHER,))), "his father is no exception"
    assert not rooms.ages_apart(BABY, Place(MEN, beside=(FATHER,))), "nor is the men's zone"
    beside = Place(WOMEN, room=(BABY,), beside=(BABY, MOTHER))
    assert rooms.room_not_mixed(Guest("x", "2"), beside), "a woman may sleep where a small boy is with his mother"
    assert not rooms.room_not_mixed(GIRL, Place(CHILDREN, room=(BOY,)))
    assert rooms.room_not_mixed(Guest("b2", "2", family=frozenset({"b2", "b"})), Place(CHILDREN, room=(BABY,)))
    assert not rooms.sex_matches(UNSURE, Place(WOMEN, room=(MOTHER,)))
    assert rooms.sex_matches(UNSURE, Place(WOMEN)), "whose sex is not known has a room alone"
    assert not rooms.room_not_mixed(UNSURE, Place(CHILDREN, room=(UNSURE,)))
    assert not rooms.ages_apart(MOTHER, Place(CHILDREN))


def test_families_are_whoever_is_tied_through_anybody() -> None:
    found = rooms.families([("a", "m"), ("b", "m"), ("b", "f"), ("c", "n")])
    assert found["a"] == found["f"] == frozenset("abmf")
    assert found["n"] == frozenset("cn")
    assert rooms.by_themselves(FATHER, Place(FAMILY, room=(MOTHER, BABY)))


def test_s09_a_woman_with_a_child_of_five_and_a_boy_of_eight(station: Station) -> None:
    beds.load()
    mother = Driver(**WOMAN | {"age_least": 30, "age_most": 30})
    day = clock.now().date()
    small, boy = (
        Driver(gender_declared="1", birth_declared=str(day.replace(year=day.year - years))) for years in (6, 8)
    )  # on the day itself somebody is still five
    assert standing.is_minor(small.case, clock.now())
    assert standing.is_minor(boy.case, clock.now())
    for child in (small, boy):
        answer = _amend(station, child, "record-parent", {"parent": str(mother.case.pk), "basis": "出生证明。"})
        assert answer.status_code == 200, answer.json()
    assert _give(station, small, "A2") == ["room_matches_sex", "minors_apart"], "his mother has no bed there yet"
    assert _give(station, mother, "A1") == []
    assert _give(station, small, "A2") == []
    assert _give(station, boy, "A3") == ["room_matches_sex", "minors_apart"]
    assert _give(station, boy, "C1") == ["parent_consents"]
    assert _give(station, boy, "C1", consent=True) == []
    assert _give(station, boy, "D1", code="move-bed") == [], "or the room of the family"
    with later(days=1):
        assert _give(station, small, "A3", code="move-bed") == ["room_matches_sex", "minors_apart"], "he is six now"
    page = station.client("jiedai").get(f"/relief/{small.case.number}/").content.decode()
    assert "A2 女区" in page
    told = station.client("zhaoliao").get(f"{API}/{small.case.pk}").json()["bed"]
    assert (told["label"], told["zone"]) == ("A2", "women")


def _amend(station: Station, driver: Driver, code: str, data: dict[str, Any]) -> Any:
    answer = station.api("jiedai", driver, f"amendments/{code}", data)
    again(driver)
    return answer


def _give(station: Station, driver: Driver, label: str, *, code: str = "assign-bed", **more: Any) -> list[str]:
    """The codes of why not, as the API tells them, each with words and a way out."""
    key = str(Bed.objects.get(label=label).pk)
    answer = _amend(station, driver, code, {"bed": key, "female_carer": True, **more})
    reasons = answer.json().get("denials", [])
    assert answer.status_code == (422 if reasons else 200), answer.json()
    assert all(reason["message"] and reason["remedy"] for reason in reasons)
    return [reason["code"] for reason in reasons]


def test_no_bed_is_no_reason_and_a_refusal_names_the_beds_that_are_open(station: Station) -> None:
    beds.load()
    Bed.objects.filter(zone__kind="men").exclude(label__in=("B1", "B9")).update(closed=True)
    lying("B1")
    driver = station.at("eligibility_review")
    key = str(Bed.objects.get(label="A1").pk)
    refused = station.api("jiedai", driver, "amendments/assign-bed", {"bed": key}).json()["denials"][0]
    assert (refused["message"], refused["remedy"]) == ("A1在女区，本人为男。", "可选：B9")
    lying("B9")
    refused = station.api("jiedai", driver, "amendments/assign-bed", {"bed": key}).json()["denials"][0]
    assert "没有床位不影响入站" in refused["remedy"]
    driver.review(narrow_test=True)
    driver.do("shegong1", "admit_person")
    assert driver.case.state == IN_STATION


@pytest.mark.parametrize("code", ["leave_voluntarily", "hand_over_to_family", "withdraw_request"])
def test_leaving_frees_the_bed_in_the_same_commit(station: Station, code: str) -> None:
    beds.load()
    state = {"hand_over_to_family": DEPARTURE, "withdraw_request": "reception"}.get(code, IN_STATION)
    driver = station.at(state)
    driver.bed("B1")
    data = {"collector": driver.collector(), "agrees": True} if code == "hand_over_to_family" else {}
    before = driver.case.version
    driver.do("shegong1", code, **data)
    stay = driver.case.bedstays.get()
    assert stay.until == driver.case.left_at
    assert driver.case.bed is None
    event = driver.case.events.get(name=code)
    assert event.seq == before + 1
    assert event.values.filter(path=f"bedstay/{stay.pk}/until").exists()


def test_a_bed_left_is_disinfected_first_unless_somebody_says_it_is_done(station: Station) -> None:
    beds.load()
    lying("B1").do("jiedai", "withdraw_request")
    other = Driver(**MAN)
    assert denied(lambda: other.bed("B1")) == ["bed_ready"]
    with later(hours=2):
        other.bed("B1")
    other.do("jiedai", "withdraw_request")
    Bed.objects.filter(label="B1").update(ready_at=clock.now() + timedelta(hours=3))
    with later(hours=3):
        lying("B1")


def test_a_hospital_stay_keeps_the_bed_and_a_clock_set_back_hinders_nobody(station: Station) -> None:
    beds.load()
    driver = Driver(**MAN)
    with later(hours=1):
        driver.bed("B1")
    driver.do("yiwu", "send_to_hospital_before_admission", need="外伤")
    assert driver.case.bedstays.filter(until=None).exists()
    assert denied(lambda: lying("B1")) == ["bed_free"]
    driver.do("jiedai", "withdraw_request")
    assert not driver.case.bedstays.filter(until=None).exists()
    freed = lying("B5")
    freed.do("zhaoliao", "free_bed")
    assert not freed.case.bedstays.filter(until=None).exists()


def test_the_database_itself_keeps_one_person_a_bed_and_one_bed_a_person(station: Station) -> None:
    beds.load()
    first, second = lying("B1"), Driver(**MAN)
    now = clock.now()
    for case, label in ((second.case, "B1"), (first.case, "B2")):
        stay = BedStay(case=case, bed=Bed.objects.get(label=label), since=now + timedelta(hours=1), recorded_at=now)
        with pytest.raises(IntegrityError, match=r"relief_(bed_of_one|person_in_one)"), transaction.atomic():
            stay.save(force_insert=True)


def test_who_reads_and_who_gives_beds(station: Station) -> None:
    beds.load()
    driver = lying("B1")
    for role, name in BY_ROLE.items():
        if role != "R04":
            body = station.client(name).get(f"/relief/{driver.case.number}/").content.decode()
            assert ("B1 男区" in body) == (role in ("RCP", "CSW", "CAR", "HLT", "DUT", "DIR", "SUP")), role
    offered = {o.act.code for o in engine.amendments(driver.case, actor("yiwu"))}
    assert not offered & {"assign_bed", "move_bed", "free_bed"}
    # a bed of another station is none of this one's
    beds.load("jzz2")
    foreign = str(Bed.objects.get(zone__agency__code="jzz2", label="B2").pk)
    assert station.api("jiedai", Driver(**UNKNOWN), "amendments/assign-bed", {"bed": foreign}).status_code == 422
    # grown-ups alone are offered as parents, in words that name nobody
    child = child_of()
    form = station.client("jiedai").get(f"/relief/{child.case.number}/amend/record-parent/").content.decode()
    assert driver.case.number in form
    assert f'value="{child.case.pk}"' not in form


def test_beds_come_out_of_a_list(station: Station, tmp_path: Path) -> None:
    def load(text: str) -> str:
        path, out = tmp_path / "beds.csv", io.StringIO()
        path.write_text(text, encoding="utf-8")
        call_command("load_beds", path, agency="jzz", stdout=out)
        return out.getvalue()

    assert "3 beds" in load("zone,room,bed\nmen,1,B1\nmen,1,B2\nwomen,2,A1\n")
    lying("B1")
    assert "somebody lies there: B1" in load("zone,room,bed\nwomen,2,A1\n")
    assert dict(Bed.objects.values_list("label", "closed")) == {"B1": False, "B2": True, "A1": False}
    load("zone,room,bed\nmen,1,B1\nmen,1,B2\nwomen,2,A1\n")
    assert not Bed.objects.filter(closed=True).exists()
    for wrong in ("bed\nB1\n", "zone,room,bed\ncellar,1,B1\n", "zone,room,bed\nmen,,B1\n",
                  "zone,room,bed\nmen,1,B1\nwomen,2,B1\n", "zone,room,bed\nmen,1,B1\nwomen,1,A1\n"):  # fmt: skip
        with pytest.raises(CommandError):
            load(wrong)
    with pytest.raises(CommandError):
        call_command("load_beds", tmp_path / "beds.csv", agency="nowhere")
    assert ReliefCase.objects.count() == 1
