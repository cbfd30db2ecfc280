"""How old somebody is counts from the day after the birthday; a doubt counts for minority."""

from datetime import date

import pytest

from relief import age
from relief.age import Known

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(("born", "years"), [
    (date(2008, 11, 22), 18), (date(2008, 11, 23), 17), (date(2008, 11, 24), 17), (date(2010, 11, 22), 16),
    (date(2010, 11, 23), 15), (date(2008, 2, 29), 18), (date(2026, 11, 23), -1),
])  # fmt: skip
def test_years_are_full_from_the_day_after(born: date, years: int) -> None:
    assert age.years(born, DAY) == years


@pytest.mark.parametrize(("known", "minor"), [
    (Known(), True),
    (Known(least=18, most=25), False), (Known(least=17, most=25), True), (Known(least=40), False),
    (Known(declared=date(2008, 11, 22)), False), (Known(declared=date(2008, 11, 23)), True),
    (Known(declared=date(2008, 1, 1), least=15, most=20), True),
    (Known(declared=date(2012, 1, 1), least=20, most=30), True),
    (Known(verified=date(2008, 11, 22), declared=date(2012, 1, 1), least=15), False),
    (Known(verified=date(2008, 11, 23), declared=date(1990, 1, 1), least=30), True),
])  # fmt: skip
def test_whoever_says_or_looks_to_be_under_18_is_a_minor_until_it_is_disproved(known: Known, minor: bool) -> None:
    assert age.is_minor(known, DAY) is minor


@pytest.mark.parametrize(("known", "may"), [
    (Known(verified=date(2010, 11, 22)), True), (Known(verified=date(2010, 11, 23)), False),
    (Known(verified=date(2008, 11, 23)), True), (Known(verified=date(2008, 11, 22)), False),
    (Known(declared=date(2009, 11, 23)), False),
])  # fmt: skip
def test_a_release_at_16_or_17_needs_a_verified_age(known: Known, may: bool) -> None:
    assert age.may_be_released(known, DAY) is may


def test_the_band_in_words_prefers_what_is_proved() -> None:
    assert age.band(Known(date(1970, 1, 1), date(1980, 1, 1), 20, 30), DAY) == (56, 56)
    assert age.band(Known(None, date(1980, 1, 1), 20, 30), DAY) == (46, 46)
    assert age.band(Known(None, None, 20, None), DAY) == (20, 20)
    assert age.band(Known(), DAY) is None
