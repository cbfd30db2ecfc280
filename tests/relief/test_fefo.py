"""First expired, first out, for any batches."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relief.stock.fefo import Lot, expired, taken, usable

TODAY = date(2026, 11, 23)
DAYS = st.none() | st.integers(-20, 20).map(lambda n: TODAY + timedelta(days=n))
LOTS = st.lists(st.builds(Lot, st.uuids().map(str), st.integers(0, 9), DAYS), max_size=6, unique_by=lambda lot: lot.key)


@given(LOTS, st.integers(1, 30))
def test_nothing_expired_goes_out_and_nothing_goes_before_what_expires_sooner(lots: list[Lot], wanted: int) -> None:
    there = sum(lot.left for lot in usable(lots, TODAY))
    if there < wanted:
        with pytest.raises(ValueError, match="too few"):
            taken(lots, wanted, TODAY)
        return
    out, by_key = taken(lots, wanted, TODAY), {lot.key: lot for lot in lots}
    assert sum(pieces for _key, pieces in out) == wanted
    for key, pieces in out:
        assert 0 < pieces <= by_key[key].left
        assert not expired(by_key[key].expiry, TODAY)
    picked = dict(out)
    last = max((by_key[key].expiry or date.max for key in picked), default=date.max)
    sooner = [lot for lot in usable(lots, TODAY) if (lot.expiry or date.max) < last]
    assert all(picked.get(lot.key) == lot.left for lot in sooner), "a batch is emptied before one that keeps longer"


@pytest.mark.parametrize(("days", "gone"), [(-1, True), (0, False), (1, False)])
def test_the_last_day_still_counts(days: int, gone: bool) -> None:
    assert expired(TODAY + timedelta(days=days), TODAY) is gone
    assert not expired(None, TODAY)
