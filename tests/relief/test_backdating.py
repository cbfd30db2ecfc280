"""A moment further back than the shift is the director's to believe, and both moments stay (HB-15)."""

from datetime import timedelta

import pytest

from casework import clock, engine, proposals
from casework.demo import actor
from casework.models import Event
from casework.refusals import GuardsFailed
from relief.guards.backdating import LONGEST, began
from relief.models import ShiftHandover
from tests.relief.guards_backdating import WHY
from tests.relief.refusing import SERVED, refused
from tests.relief.station import START, Station, denied, later
from tests.relief.test_shifts import TOLD


def test_the_shift_begins_with_the_last_taking_over_and_is_no_longer_than_half_a_day(station: Station) -> None:
    home = actor("zhiban").agency_id
    assert began(home, START) == START - LONGEST
    shift = engine.create(ShiftHandover, actor=actor("zhiban"), data=TOLD).record
    shift = engine.perform(shift, "sign_over_shift", actor=actor("zhiban"), data={}).record
    with later(hours=1):
        taken = engine.perform(shift, "take_over_shift", actor=actor("zhiban2"), data={}).record.taken_at
    assert began(home, taken + timedelta(hours=1)) == taken
    assert began(home, taken + timedelta(hours=13)) == taken + timedelta(hours=1)


@pytest.mark.parametrize(("back", "wanted"), [(12 * 60 - 1, []), (12 * 60 + 1, ["backdating_within_shift"])])
def test_the_boundary_is_a_minute(station: Station, back: int, wanted: list[str]) -> None:
    driver = refused(station)
    with later(hours=14):
        stated = (clock.now() - timedelta(minutes=back)).isoformat()
        assert denied(lambda: driver.do("shegong1", "serve_refusal_notice", **SERVED, served_at=stated)) == wanted


def test_both_moments_stay_and_the_remedies_run_from_what_the_director_believed(station: Station) -> None:
    driver = refused(station)
    stated = clock.now() + timedelta(minutes=1)
    with later(hours=14):
        data = SERVED | WHY | {"served_at": stated.isoformat()}
        asked = proposals.propose(driver.case, "serve_refusal_notice", actor=actor("shegong1"), data=data)
        with pytest.raises(GuardsFailed):
            proposals.agree(asked, actor=actor("zhiban"))
        proposals.agree(asked, actor=actor("zhanzhang"))
        today = clock.now().date()
    event = Event.objects.get(record_id=driver.case.pk, name="serve_refusal_notice")
    assert (event.at.astimezone(clock.CHINA).date(), event.detail["lifted"]) == (today, ["backdating_within_shift"])
    assert event.at - stated > LONGEST
    assert driver.case.refusaldecisions.get().served_at == stated
    started = driver.case.timers.filter(key__in=("TM-23a", "TM-23b")).values_list("started_at", flat=True)
    assert set(started) == {stated}
