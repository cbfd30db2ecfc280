"""What people have is theirs: kept only where they want it, given back by one press in any state, never a condition."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from casework import clock
from relief.lifecycle import CASE
from relief.models import Belonging
from relief.roles import ROLES
from relief.states import ARCHIVED, IN_STATION, PENDING_ARCHIVE
from tests import statements
from tests.relief.guards_belongings import BAG, CARD
from tests.relief.station import BY_ROLE, Driver, Station, again, denied, later

PAGE = "/relief/belongings/"
CASH = {"kind": "cash", "item": "现金一叠", "disposition": "self_held"}
MAY = {"SEC", "RCP", "CSW", "CAR", "DUT"}


def _keeping(station: Station, state: str = IN_STATION) -> Driver:
    driver = station.at(state)
    driver.do("anjian", "list_belongings", belongings=[*BAG, CASH], acknowledged=True)
    return driver


def test_who_leaves_without_their_things_gets_them_back_later_by_one_press(station: Station) -> None:
    driver = _keeping(station)
    client = station.client("zhaoliao")
    left = client.post(
        f"/relief/{driver.case.number}/do/leave-voluntarily/",
        {"version": driver.case.version, "idempotency_key": "go"}, follow=True,
    ).content.decode()  # fmt: skip
    assert "寄存物品2件，现在归还，或本人随时来取。" in left
    again(driver)
    assert driver.case.state == PENDING_ARCHIVE
    with later(days=40):
        driver.do("jiedai", "record_leaving_statement", statement_kind="signed")
        driver.do("dangan", "archive_case", volume="2026-1", retention="years_30")
        assert driver.case.state == ARCHIVED
        page = station.client("zhiban").get(PAGE).content.decode()
        assert driver.case.number in page
        done = station.client("zhiban").post(PAGE, {"case": driver.case.number}, follow=True).content.decode()
    assert "2件已归还本人" in done
    assert not Belonging.objects.filter(disposition="stored", returned_at=None).exists()
    assert again(driver).state == ARCHIVED, "nothing else has changed"
    again_pressed = station.client("zhiban").post(PAGE, {"case": driver.case.number}, follow=True).content.decode()
    assert "没有寄存的物品了" in again_pressed


def test_it_is_given_back_in_every_state() -> None:
    assert set(CASE.amendments["return_belongings"].states) == set(CASE.states)
    assert not any(ask.required for ask in CASE.amendments["return_belongings"].asks), "one press is enough"


def test_the_page_shows_lockers_not_names_and_presses_for_who_may(station: Station) -> None:
    driver = _keeping(station)
    driver.do("anjian", "list_belongings", belongings=[{**BAG[0], "item": "大衣", "quantity": "", "locker": "5"}])
    for role in set(ROLES) - {"system"}:
        client = station.client(BY_ROLE[role])
        answer = client.get(PAGE)
        assert answer.status_code == (200 if role in MAY else 403), role
        if role in MAY:
            assert "3、5" in answer.content.decode()
            assert "大衣" not in answer.content.decode(), "what it is stands on the case alone"
        else:
            assert client.post(PAGE, {"case": driver.case.number}).status_code in (403, 404), role
    assert station.client("bieren").get(PAGE).status_code == 403
    seen = station.client("anjian").get(f"/relief/{driver.case.number}/").content.decode()
    assert "柜3 背包2件 旧　寄存" in seen
    one = str(driver.case.belongings.get(locker="5").pk)
    driver.do("zhaoliao", "return_belongings", piece=one, return_signed="signed")
    assert [b.locker for b in driver.case.belongings.all() if b.held] == ["3"]
    few = _asked(station)
    for _n in range(5):
        _keeping(station, "reception")
    assert _asked(station) == few


def _asked(station: Station) -> int:
    client = station.client("jiedai")
    client.get(PAGE)
    with statements.counted() as sent:
        client.get(PAGE)
    statements.within(statements.LIST, "lockers", sent)
    return len(sent)


def test_papers_and_cash_stay_with_the_person_whoever_writes(station: Station) -> None:
    driver = station.at("reception")
    taken = [{"kind": "cash", "item": "现金", "disposition": "to_police"}]
    act = lambda rows: lambda: driver.do(  # noqa: E731
        "anjian", "list_belongings", belongings=rows, asked_in_writing=True
    )  # fmt: skip
    assert denied(act(taken)) == ["property_kept_on_written_request"], "no request makes the police its keeper"
    assert denied(act(CARD)) == []
    row = Belonging(case=driver.case, recorded_at=clock.now(), kind="phone", item="手机", disposition="stored")
    with pytest.raises(IntegrityError, match="relief_own_kept_on_request"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(("change", "words"), [
    ({"quantity": "两"}, "第1项：数量写整数"), ({"quantity": "0"}, "第1项：数量写整数"),
    ({"disposition": "self_held"}, "第1项：只有寄存的写柜号"), ({"item": ""}, "第1项：请填写物品"),
])  # fmt: skip
def test_a_row_that_cannot_be_is_refused_by_its_number(station: Station, change: dict[str, str], words: str) -> None:
    driver = station.at("reception")
    answer = station.api("anjian", driver, "amendments/list-belongings", {"belongings": [{**BAG[0], **change}]})
    assert answer.status_code == 422
    assert words in str(answer.json()["errors"]["belongings"])


def test_relief_is_free() -> None:
    """No field anywhere for a charge, a deposit or a debt of the person (R-01, HB-01)."""
    words = ("押金", "欠款", "收费", "自费", "deposit", "debt", "charge", "repay", "fee")
    fields = [
        (model.__name__, f.name, str(f.verbose_name))
        for model in apps.get_app_config("relief").get_models() for f in model._meta.concrete_fields
    ]  # fmt: skip
    asks = [
        (act.code, ask.name, str(ask.label))
        for act in [*CASE.rows.values(), *CASE.amendments.values()] for ask in act.asks
    ]  # fmt: skip
    said = [(one, part.replace("feedback", "")) for one in [*fields, *asks] for part in one[1:]]
    assert not [one for one, part in said if any(word in part for word in words)]
