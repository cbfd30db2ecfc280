"""Case numbers: form, year of China's calendar, never twice, gaps by rollback only."""

import datetime as dt
import threading

import psycopg2.errors
import pytest
from django.db import DatabaseError, connection, connections, transaction

from casework import numbers
from casework.models import NumberSeries

REGION = "220302"
AT = dt.datetime(2026, 11, 24, 4, 0, tzinfo=dt.UTC)
THREADS = 20


@pytest.mark.django_db
def test_numbers_count_up_from_one_in_five_digits() -> None:
    assert numbers.next_number("WY", region=REGION, at=AT) == "WY-220302-2026-00001"
    assert numbers.next_number("WY", region=REGION, at=AT) == "WY-220302-2026-00002"


@pytest.mark.django_db
def test_each_prefix_district_and_year_counts_for_itself() -> None:
    numbers.next_number("WY", region=REGION, at=AT)
    assert numbers.next_number("XS", region=REGION, at=AT) == "XS-220302-2026-00001"
    assert numbers.next_number("WY", region="220303", at=AT) == "WY-220303-2026-00001"
    assert numbers.next_number("WY", region=REGION, at=AT.replace(year=2027)) == "WY-220302-2027-00001"


@pytest.mark.django_db
def test_the_year_is_that_of_china() -> None:
    new_year_in_china = dt.datetime(2026, 12, 31, 16, 0, tzinfo=dt.UTC)
    assert numbers.next_number("WY", region=REGION, at=new_year_in_china).startswith("WY-220302-2027-")
    still_old = new_year_in_china - dt.timedelta(seconds=1)
    assert numbers.next_number("WY", region=REGION, at=still_old).startswith("WY-220302-2026-")


@pytest.mark.django_db
def test_past_99999_the_number_grows() -> None:
    NumberSeries.objects.create(prefix="WY", region=REGION, year=2026, last=99_998)
    assert numbers.next_number("WY", region=REGION, at=AT) == "WY-220302-2026-99999"
    assert numbers.next_number("WY", region=REGION, at=AT) == "WY-220302-2026-100000"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "region"),
    [("wy", REGION), ("W", REGION), ("WY", "2203"), ("WY", "22030２"), ("", REGION), ("WY", "220302001")],
)
def test_a_wrong_prefix_or_region_is_refused(prefix: str, region: str) -> None:
    with pytest.raises(ValueError, match="a number needs"):
        numbers.next_number(prefix, region=region, at=AT)


@pytest.mark.django_db
def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        numbers.next_number("WY", region=REGION, at=AT.replace(tzinfo=None))


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"last": 4}, {"last": 5}, {"last": 6, "year": 2025}])
def test_trigger_numbers_only_rise(change: dict[str, int]) -> None:
    NumberSeries.objects.create(prefix="WY", region=REGION, year=2026, last=5)
    with pytest.raises(DatabaseError, match="Cannot update rows") as refused:
        NumberSeries.objects.update(**change)
    assert isinstance(refused.value.__cause__, psycopg2.errors.RaiseException)


@pytest.mark.django_db
def test_trigger_a_series_stays() -> None:
    NumberSeries.objects.create(prefix="WY", region=REGION, year=2026, last=5)
    with pytest.raises(DatabaseError, match="Cannot delete rows"):
        NumberSeries.objects.all().delete()


@pytest.mark.parametrize(
    ("number", "n", "relapse"),
    [
        ("WY-220302-2026-00137", 1, "WY-220302-2026-00137-R1"),
        ("WY-220302-2026-00137-R1", 2, "WY-220302-2026-00137-R2"),
        ("WY-220302-2026-00137-R9", 10, "WY-220302-2026-00137-R10"),
    ],
)
def test_a_relapse_keeps_the_number(number: str, n: int, relapse: str) -> None:
    assert numbers.with_relapse(number, n) == relapse


def test_relapses_count_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        numbers.with_relapse("WY-220302-2026-00137", 0)


def test_outside_a_transaction_no_number_is_given(fresh_database: str) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        numbers.next_number("WY", region=REGION, at=AT)
    assert not NumberSeries.objects.exists()


def test_a_rolled_back_case_takes_its_number_with_it(fresh_database: str) -> None:
    with transaction.atomic():
        numbers.next_number("WY", region=REGION, at=AT)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert numbers.next_number("WY", region=REGION, at=AT) == "WY-220302-2026-00001"


def test_twenty_at_once_get_twenty_numbers(fresh_database: str) -> None:
    """Real connections on a committed database; the very first number of the series is raced for too."""
    start = threading.Barrier(THREADS)
    taken: list[str] = []
    failed: list[Exception] = []

    def take(index: int) -> None:
        try:
            start.wait(timeout=30)
            for turn in range(3):
                with transaction.atomic():
                    number = numbers.next_number("WY", region=REGION, at=AT)
                    if (index + turn) % 5 == 0:  # every fifth case fails after it took its number
                        transaction.set_rollback(True)
                    else:
                        taken.append(number)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=[index]) for index in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    connection.close()
    assert failed == []
    assert len(taken) == 48
    assert sorted(taken) == [f"WY-220302-2026-{last:05d}" for last in range(1, 49)]
    assert NumberSeries.objects.get().last == 48
