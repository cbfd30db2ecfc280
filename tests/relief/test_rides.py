"""What people get for the way: a ticket, at most twenty yuan in town; nobody's going depends on either (R-43, R-44)."""

import pytest
from django.db import IntegrityError, transaction

from casework import clock, proposals
from casework.refusals import GuardsFailed, InvalidData, Refusal
from relief.lifecycle import CASE
from relief.models import SmallFare, TicketVoucher
from relief.states import IN_STATION
from tests.relief.guards_rides import FARE, NO_BUS, TICKET, VIA, WHY
from tests.relief.station import Station, actor, again
from tests.relief.test_papers import says

PAGE = "/relief/{number}/"


def _errors(act: object) -> dict[str, list[str]]:
    with pytest.raises(InvalidData) as refused:
        act()  # type: ignore[operator]
    return refused.value.errors


def test_a_ticket_is_a_departure_with_voucher_also_when_the_form_of_leaving_says_nothing(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("jiedai", "issue_ticket", **TICKET)
    driver.do("zhaoliao", "leave_voluntarily")
    assert (driver.case.departure_mode, driver.case.voucher) == ("5.2", True)


def test_a_ticket_that_came_back_is_none(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("jiedai", "issue_ticket", **TICKET)
    driver.do("shegong1", "take_back_ticket", refunded=True, reason="弟弟来接了。")
    assert TicketVoucher.objects.get().refunded
    driver.do("zhaoliao", "leave_voluntarily")
    assert (driver.case.departure_mode, driver.case.voucher) == ("5.3", False)


def test_it_is_written_down_after_somebody_went_at_night(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "leave_voluntarily", voucher=True)
    driver.do("jiedai", "issue_ticket", **TICKET)
    assert again(driver).voucher


def test_a_transit_without_its_contact_is_lifted_by_nobody(station: Station) -> None:
    driver = station.at(IN_STATION)
    with pytest.raises(GuardsFailed) as refused:
        proposals.propose(
            driver.case, "issue_ticket", actor=actor("jiedai"), data=TICKET | WHY | {"transit": "沈阳北"}
        )  # fmt: skip
    assert refused.value.codes == ["ticket_direct"]
    with pytest.raises(IntegrityError), transaction.atomic():
        TicketVoucher.objects.create(
            case=driver.case, recorded_at=clock.now(), kind="train", origin="四平东", goal="西安北",
            travel_on="2026-11-24", transit="沈阳北",
        )  # fmt: skip


@pytest.mark.parametrize("field", ["travel_on", "price"])
def test_a_wrong_value_names_its_field(station: Station, field: str) -> None:
    wrong = {"travel_on": "2026-11-22", "price": "-1"}[field]
    driver = station.at(IN_STATION)
    assert set(_errors(lambda: driver.do("jiedai", "issue_ticket", **TICKET | {field: wrong}))) == {field}


@pytest.mark.parametrize(
    ("missing", "field"), [({"amount": "20.01"}, "amount"), ({"receipt": "refused"}, "receipt"), ({}, "lift_reason")]
)
def test_cash_beyond_twenty_or_unsigned_is_agreed_to_by_nobody(
    station: Station, missing: dict[str, str], field: str
) -> None:
    driver, why = station.at(IN_STATION), {} if field == "lift_reason" else NO_BUS
    with pytest.raises(GuardsFailed) as refused:
        proposals.propose(driver.case, "pay_small_fare", actor=actor("jiedai"), data=FARE | why | missing)
    assert [(one.code, one.field) for one in refused.value.denials] == [("cash_within_limit", field)]


def test_twenty_yuan_are_twenty_in_however_many_pieces(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.two("jiedai", "zhiban", "pay_small_fare", **FARE | {"amount": "12.00"}, **NO_BUS)
    with pytest.raises(GuardsFailed):
        driver.two("jiedai", "zhiban", "pay_small_fare", **FARE | {"amount": "8.01"}, **NO_BUS)
    driver.two("shegong1", "zhanzhang", "pay_small_fare", **FARE | {"amount": "8.00"}, **NO_BUS)
    assert sorted(SmallFare.objects.values_list("amount", "payer__username", "second__username")) == [
        (800, "shegong1", "zhanzhang"), (1200, "jiedai", "zhiban"),
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        SmallFare.objects.update(amount=2001)


def test_nobody_agrees_to_their_own(station: Station) -> None:
    driver = station.at(IN_STATION)
    asked = proposals.propose(driver.case, "pay_small_fare", actor=actor("jiedai"), data=FARE | NO_BUS)
    with pytest.raises(Refusal):
        proposals.agree(asked, actor=actor("jiedai"))
    assert not SmallFare.objects.exists()


def test_the_paper_names_the_ride_and_never_its_price(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.two("jiedai", "zhiban", "issue_ticket", **TICKET, **VIA, **WHY)
    ride = says(driver, "J-17", "西安北", "2026年11月24日", "沈阳北", "样例救助站")
    driver.two("jiedai", "zhiban", "pay_small_fare", **FARE, **NO_BUS)
    fare = says(driver, "J-17", FARE["route"], "签名", NO_BUS["lift_reason"])
    names = [actor(name).user.display_name for name in ("jiedai", "zhiban")]  # type: ignore[union-attr]
    assert all(name in fare for name in names)
    assert "西安北" not in fare
    assert "512" not in ride + fare


def test_the_page_offers_it_and_asks_a_second_person(station: Station) -> None:
    """The clerk fills one form; with a reason it waits for the duty leader, who agrees on the same page."""
    driver = station.at(IN_STATION)
    clerk, leader = station.client("jiedai"), station.client("zhiban")
    page = PAGE.format(number=driver.case.number)
    assert "发放小额交通费" in clerk.get(page).content.decode()
    form = {"version": driver.case.version, "idempotency_key": "fare"}
    without = clerk.post(f"{page}amend/pay-small-fare/", form | FARE)
    assert without.status_code == 422
    assert "原则上不发现金" in without.content.decode()
    assert FARE["route"] in without.content.decode(), "nothing typed is lost"
    told = clerk.post(f"{page}amend/pay-small-fare/", form | {"idempotency_key": "fare2"} | FARE | NO_BUS, follow=True)
    assert "“发放小额交通费”已提交复核" in told.content.decode()
    desk = leader.get("/").content.decode()
    assert "复核：发放小额交通费" in desk
    asked = again(driver).proposals.get()
    review = f"{page}proposals/{asked.pk}/"
    assert "案件状态不变" in leader.get(review).content.decode()
    leader.post(review, {"version": driver.case.version, "idempotency_key": "ok", "decision": "agree"}, follow=True)
    assert SmallFare.objects.get().amount == 400
    driver.do("jiedai", "issue_ticket", **TICKET)
    shown = clerk.get(page).content.decode()
    assert "四平东" in shown
    assert "西安北" not in shown, "where somebody goes is masked"
    body = station.client("jiedai").get(f"/api/v1/relief-cases/{driver.case.pk}").json()
    assert body["small_cash"] == 400
    assert "512" not in str(body)


def test_who_does_not_read_of_departures_reads_nothing_of_rides(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("jiedai", "issue_ticket", **TICKET)
    page = station.client("zhaoliao").get(PAGE.format(number=driver.case.number)).content.decode()
    assert "四平东" not in page


def test_no_ride_is_a_condition_of_leaving() -> None:
    """What is asked for a ticket is asked by its own act alone."""
    for code in ("leave_voluntarily", "leave_after_assessment", "withdraw_request"):
        assert not {g.code for g in CASE.rows[code].needs} & {"ticket_direct", "cash_within_limit", "goes_on_a_ride"}
        assert not any(ask.required for ask in CASE.rows[code].asks)
