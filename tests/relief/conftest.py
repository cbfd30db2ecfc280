"""The demo's station in a small county; the clock stands at a Monday in November."""

from collections.abc import Iterator

import pytest

from casework import clock
from tests.relief.station import START, Station


@pytest.fixture
def station(db: None, plain_files: None) -> Iterator[Station]:
    with clock.moved_to(START):
        yield Station()
