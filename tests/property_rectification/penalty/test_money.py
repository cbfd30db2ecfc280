"""The surcharge: pure arithmetic, property-tested (L-37)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from property_rectification.penalty.money import surcharge

DUE = date(2026, 3, 16)
FEN = st.integers(min_value=1, max_value=10**10)
DAYS = st.integers(min_value=0, max_value=400)


def day(n: int) -> date:
    return DUE + timedelta(days=n)


@given(FEN, DAYS)
def test_never_above_the_fine_and_never_below_nothing(fine: int, days: int) -> None:
    assert 0 <= surcharge(fine, DUE, day(days)) <= fine


@given(FEN, DAYS)
def test_unpaid_it_is_three_percent_a_day_up_to_the_fine(fine: int, days: int) -> None:
    assert surcharge(fine, DUE, day(days)) == min(fine, fine * 3 * days // 100)


@given(FEN, DAYS, DAYS)
def test_it_only_grows(fine: int, few: int, more: int) -> None:
    assert surcharge(fine, DUE, day(few)) <= surcharge(fine, DUE, day(few + more))


@given(FEN, DAYS, DAYS)
def test_after_full_payment_nothing_is_added(fine: int, paid: int, later: int) -> None:
    until = surcharge(fine, DUE, day(max(0, paid - 1)))
    assert surcharge(fine, DUE, day(paid + later), paid=[(day(paid), fine)]) == until


@given(FEN, DAYS, st.integers(min_value=0, max_value=30), st.integers(min_value=0, max_value=30))
def test_days_of_a_review_are_not_counted(fine: int, until: int, start: int, length: int) -> None:
    counted = sum(1 for n in range(1, until + 1) if not start <= n <= start + length)
    pause = (day(start), day(start + length))
    assert surcharge(fine, DUE, day(until), pauses=[pause]) == min(fine, fine * 3 * counted // 100)


def test_in_numbers() -> None:
    """1,000 yuan, ten days late: 300; 34 days late: 1,000 and no more; half paid on the fourth day."""
    assert surcharge(100_000, DUE, DUE) == 0
    assert surcharge(100_000, DUE, day(10)) == 30_000
    assert surcharge(100_000, DUE, day(34)) == 100_000
    assert surcharge(100_000, DUE, day(5), paid=[(day(4), 50_000)]) == 9_000 + 2 * 1_500
    assert surcharge(100_000, DUE, day(50), pauses=[(day(1), None)]) == 0
    assert surcharge(33, DUE, day(1)) == 0, "parts of a fen are dropped"
