"""Two sweeps at once: every clock fires once, every step of the ladder is told once, and neither sweep fails."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from casework import clock, ledger, sweep
from casework.models import AccessEntry, Event, OutboxMessage, Timer
from casework.sweep import Swept
from tests.processes import at_once
from tests.property_rectification.world import World

SWEEPS = 4


@pytest.fixture
def world(fresh_database: str) -> World:
    return World()


def sweeps_at(moment: datetime) -> list[Swept]:
    def one() -> Swept:
        with clock.moved_to(moment):
            return sweep.run()

    together = at_once([one] * SWEEPS)
    return [*together, one()]  # a record that another sweep held was passed over; the next sweep comes back to it


def test_each_transition_of_a_clock_happens_once(world: World) -> None:
    """Five returns nobody decided: the clock gives each back to its unit, once."""
    cases = []
    for _ in range(5):
        case = world.dispatched()
        cases.append(
            world.do(case, "request_return", "housing", reason="01", article="权责清单第3项",
                     suggested=world.agencies["market"].pk)
        )  # fmt: skip
    due = Timer.objects.filter(key="T.RETURN.DECIDE").latest("due_at").due_at
    done = sweeps_at(due + timedelta(seconds=1))
    assert sum(swept.moved for swept in done) == len(cases)
    assert sum(swept.refused for swept in done) == 0
    events = Counter(Event.objects.filter(name="reject_return").values_list("record", flat=True))
    assert events == {case.pk: 1 for case in cases}
    assert list(ledger.verify()) == []
    assert not Timer.objects.filter(key="T.RETURN.DECIDE", stopped_at=None, fired_at=None).exists()


def test_a_refused_expiry_is_logged_once(world: World) -> None:
    """The archive's clock runs out while papers are missing: refused, logged once, not tried by every sweep."""
    case = world.closed()
    case.lookbacks.update(drawn=False)
    due = case.timers.get(key="T.ARCHIVE").due_at
    done = sweeps_at(due + timedelta(seconds=1))
    refused = AccessEntry.objects.filter(record=case.pk)
    assert refused.filter(subject="property.case:archive_case").count() == 1
    # the two clocks of looking back ran out as well
    assert refused.filter(subject="property.case:start_lookback").count() == 2
    assert sum(swept.refused for swept in done) == 3


def test_each_step_of_the_ladder_is_told_once(world: World) -> None:
    cases = [world.dispatched() for _ in range(5)]
    due = cases[0].timers.get(key="T.SIGN").due_at
    done = sweeps_at(due + timedelta(days=40))  # out of reach: nothing is told for what nobody looked at for weeks
    assert sum(swept.told for swept in done) == 0
    done = sweeps_at(due + timedelta(hours=1))
    topics = Counter(OutboxMessage.objects.filter(topic__contains="T.ESC").values_list("record", "topic"))
    assert topics
    assert set(topics.values()) == {1}
    assert sum(swept.told for swept in done) == len(topics)
    assert sum(swept.told for swept in sweeps_at(due + timedelta(hours=2))) == 0
