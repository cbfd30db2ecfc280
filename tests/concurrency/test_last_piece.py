"""Two storekeepers give out the last piece at the same moment: one gets it, the other hears that nothing is left."""

from django.db import connection

from casework import clock
from casework.refusals import Refusal
from relief.states import IN_STATION
from tests.processes import at_once
from tests.relief.station import START, Station
from tests.relief.test_stock import issue, left, thing


def test_the_last_piece_goes_to_one_of_two(fresh_database: str) -> None:
    with clock.moved_to(START):
        driver, made = Station().at(IN_STATION), thing("warmth_coat", ("C-1", None, 1))

        def take() -> str:
            try:
                issue(made, driver, 1)
                return "done"
            except Refusal as refused:
                return ",".join(refused.codes)
            finally:
                connection.close()

        assert sorted(at_once([take, take])) == ["done", "stock_enough"]
    assert left(made) == {"C-1": 0}
