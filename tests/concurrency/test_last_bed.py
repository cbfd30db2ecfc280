"""Several receptionists give the last bed at the same moment: one gets it, the others a clear answer."""

from casework import clock
from relief.demo import beds
from relief.models import Bed, BedStay
from tests.processes import at_once
from tests.relief.guards_beds import MAN
from tests.relief.station import START, Driver, Station, denied

MANY = 6


def test_the_last_bed_is_given_once(fresh_database: str) -> None:
    with clock.moved_to(START):
        Station()
        beds.load()
        Bed.objects.filter(zone__kind="men").exclude(label="B1").update(closed=True)
        people = [Driver(**MAN) for _n in range(MANY)]
        answers = at_once([lambda one=one: denied(lambda: one.bed("B1")) for one in people])  # type: ignore[misc]
        assert sorted(answers) == [[], *[["bed_free"]] * (MANY - 1)]
        assert BedStay.objects.get().case_id == people[answers.index([])].case.pk
