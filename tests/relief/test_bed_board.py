"""The bed board: the carer chooses a person, then a bed; two clicks, each refusal with its reason, nothing by name."""

import pytest

from relief.demo import beds
from relief.models import Bed
from relief.roles import ROLES
from tests import statements
from tests.relief.guards_beds import MAN, UNKNOWN, WOMAN, child_of, lying
from tests.relief.station import BY_ROLE, Driver, Station, again, later

BOARD = "/relief/beds/"
GIVERS = {"RCP", "CSW", "CAR"}
READERS = {"RCP", "CSW", "CAR", "HLT", "DUT", "DIR"}


def _key(label: str) -> int:
    return Bed.objects.get(label=label).pk


def test_choose_a_person_then_a_bed(station: Station) -> None:
    beds.load()
    driver, client = station.at("reception", **WOMAN), station.client("zhaoliao")
    body = client.get(BOARD).content.decode()
    assert f'href="?person={driver.case.number}"' in body
    body = client.get(BOARD, {"person": driver.case.number}).content.decode()
    assert "女 约50–60岁" in body
    assert f'name="bed" value="{_key("A1")}"' in body
    assert f'name="bed" value="{_key("B1")}"' not in body, "a bed that may not be used cannot be pressed"
    assert "B1在男区，本人为女。" in body
    sent = {"person": driver.case.number, "version": driver.case.version, "bed": _key("A1")}
    refused = client.post(BOARD, sent)
    assert refused.status_code == 422
    assert "女性房间须由女性工作人员管理。" in refused.content.decode()
    done = client.post(BOARD, sent | {"female_carer": "on"}, follow=True)
    assert "已安排A1" in done.content.decode()
    again(driver)
    stale = client.post(BOARD, sent | {"female_carer": "on", "bed": _key("A2"), "version": 1})
    assert stale.status_code == 412, "somebody changed the case meanwhile: told, not overwritten"
    sent |= {"female_carer": "on", "bed": _key("A2"), "version": driver.case.version}
    assert client.post(BOARD, sent).status_code == 302
    assert driver.case.bedstays.get(until=None).bed.label == "A2", "who has a bed changes it"


def test_the_board_says_who_is_in_hospital_what_is_disinfected_and_what_the_child_needs(station: Station) -> None:
    beds.load()
    away = lying("B1")
    away.do("yiwu", "send_to_hospital_before_admission", need="外伤")
    lying("B9").do("jiedai", "withdraw_request")
    mother = lying("A1", WOMAN)
    child = child_of(mother)
    client = station.client("zhaoliao")
    body = client.get(BOARD, {"person": child.case.number}).content.decode()
    assert "站前送医，床位保留" in body
    assert "消毒至今天11:00" in body
    assert "同来的父亲或母亲同意" in body
    for wanted in ("随父母", "按未成年人保护"):
        assert wanted in body
    assert client.post(f"{BOARD}ready/", {"bed": _key("B9")}).status_code == 302
    assert "消毒至" not in client.get(BOARD).content.decode()
    lying("B9")
    assert station.client("jiedai").post(f"{BOARD}ready/", {"bed": _key("B9")}).status_code == 403
    table = client.get(BOARD, {"view": "table"}).content.decode()
    assert '<th scope="row">B1</th>' in table


def test_nobody_is_named_and_only_readers_see_the_board(station: Station) -> None:
    beds.load()
    driver = station.at("in_station", name_declared="石样", gender_declared="1", age_least=50, age_most=60)
    driver.bed("B1")
    free = iter(["B2", "B3", "B4"])
    for role in set(ROLES) - {"system"}:
        client = station.client(BY_ROLE[role])
        for page in (BOARD, f"{BOARD}?person={driver.case.number}", f"{BOARD}?view=table", f"{BOARD}night/"):
            answer = client.get(page)
            assert answer.status_code == (200 if role in READERS else 403), (role, page)
            assert "石样" not in answer.content.decode()
        given = client.post(BOARD, {"person": driver.case.number, "bed": _key(next(free) if role in GIVERS else "B12")})
        assert given.status_code in ((302,) if role in GIVERS else (403, 404)), role
    assert driver.case.number not in station.client("bieren").get(BOARD).content.decode()
    night = station.client("zhiban").get(f"{BOARD}night/").content.decode()
    assert driver.case.number in night
    assert "22:00" in night


def test_the_board_asks_as_much_for_three_as_for_twelve(station: Station) -> None:
    beds.load()
    client = station.client("zhaoliao")

    def load() -> statements.Sent:
        client.get(BOARD)
        with statements.counted() as sent:
            assert client.get(BOARD, {"person": looking.case.number}).status_code == 200
        return sent

    looking = child_of(lying("A1", WOMAN))
    few = load()
    for n in range(2, 9):
        lying(f"B{n}")
    child_of(Driver(**MAN))
    assert len(load()) == len(few)
    statements.within(statements.LIST + 2, "board", few)


def test_a_full_house_says_so_and_isolation_is_no_way_out(station: Station) -> None:
    beds.load()
    Bed.objects.exclude(zone__kind__in=("isolation", "family")).update(closed=True)
    driver, client = Driver(**UNKNOWN), station.client("jiedai")
    body = client.get(BOARD, {"person": driver.case.number}).content.decode()
    assert "没有合适的空床。没有床位不影响入站和离站。" in body
    assert "写医务意见后安排" in body
    Bed.objects.update(closed=True)
    assert "还没有录入床位" in client.get(BOARD).content.decode()


@pytest.mark.parametrize("sent", [{"bed": ""}, {"bed": "x"}, {"bed": "999999"}, {"bed": "1", "version": "x"}])
def test_what_nobody_can_press_is_refused_in_words(station: Station, sent: dict[str, str]) -> None:
    driver = station.at("reception")
    with later(hours=1):
        answer = station.client("jiedai").post(BOARD, {"person": driver.case.number, **sent})
    assert answer.status_code == 422
    assert "现在还不能办" in answer.content.decode()
