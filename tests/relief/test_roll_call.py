"""点名: one press for a whole house; who is ticked was not seen, and where one looked is written down with it."""

from relief.demo import beds
from relief.models import PresenceCheck
from relief.roles import ROLES
from relief.states import IN_STATION
from tests import statements
from tests.relief.guards_beds import WOMAN, lying
from tests.relief.station import BY_ROLE, Station, again

PAGE = "/relief/roll-call/"
SEARCHED = "宿舍、食堂、院子都找过。"


def test_all_were_there_but_one_by_one_press(station: Station) -> None:
    beds.load()
    woman, man, nobody = station.at(IN_STATION, **WOMAN), station.at(IN_STATION), station.at(IN_STATION)
    woman.bed("A1")
    man.bed("B1")
    arriving, away = lying("B2"), station.in_hospital()
    client = station.client("zhaoliao")
    body = client.get(PAGE).content.decode()
    listed = [one.case.number for one in (woman, man, nobody)]
    for number in listed:
        assert body.count(f'name="who" value="{number}"') == 1
    for one in (arriving, away):
        assert one.case.number not in body, "who was not admitted, or lies in a hospital, is not called"
    assert "checked" not in body, "nothing is presumed"
    sent = {"who": listed, "absent": [man.case.number]}
    asked = client.post(PAGE, sent)
    assert asked.status_code == 422
    assert "还没有写找过哪里、问过谁" in asked.content.decode()
    assert f'value="{man.case.number}" checked' in asked.content.decode(), "what was ticked stays"
    assert not PresenceCheck.objects.exists()
    done = client.post(PAGE, sent | {"searched": SEARCHED}, follow=True).content.decode()
    assert "已点名3人，1人不在。" in done
    assert "今天09:00不在" in done
    looks = dict(PresenceCheck.objects.values_list("case__number", "present"))
    assert looks == {woman.case.number: True, man.case.number: False, nobody.case.number: True}
    assert again(man).absent_checks == 1
    client.post(PAGE, {"who": listed})
    assert again(man).absent_checks == 0, "who was seen in between is looked for anew"
    assert again(man).state == IN_STATION, "a look changes nothing of where somebody is"


def test_who_was_not_on_the_page_is_not_said_to_be_there(station: Station) -> None:
    one, other = station.at(IN_STATION), station.at(IN_STATION)
    client = station.client("zhiban")
    for sent in ({}, {"who": [one.case.number], "absent": [other.case.number], "searched": SEARCHED}):
        assert client.post(PAGE, sent).status_code == 400
    client.post(PAGE, {"who": [one.case.number]})
    assert list(PresenceCheck.objects.values_list("case__number", flat=True)) == [one.case.number]
    one.do("zhaoliao", "leave_voluntarily")
    refused = client.post(PAGE, {"who": [one.case.number, other.case.number]}, follow=True).content.decode()
    assert "已点名1人" in refused
    assert one.case.number in refused, "who has left meanwhile stops nobody else"


def test_who_calls_and_what_it_costs(station: Station) -> None:
    beds.load()
    station.at(IN_STATION).bed("B1")
    for role in set(ROLES) - {"system"}:
        expected = 200 if role in {"CAR", "CSW", "DUT"} else 403
        assert station.client(BY_ROLE[role]).get(PAGE).status_code == expected, role
    client = station.client("zhaoliao")
    counts = []
    for label in ("B2", "B3"):
        station.at(IN_STATION).bed(label)
        with statements.counted() as sent:
            client.get(PAGE)
        counts.append(len(sent))
    assert counts[0] == counts[1], "the same for two as for three"
    assert PAGE in client.get("/relief/beds/").content.decode()
    assert PAGE in station.client("zhiban").get("/relief/shift/").content.decode()
    assert PAGE not in station.client("jiedai").get("/relief/beds/").content.decode()
