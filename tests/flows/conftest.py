"""The district of the flow tests: made once, rolled back after each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from casework import clock
from tests import databases
from tests.flows import district as places
from tests.flows.district import District


@pytest.fixture(scope="session")
def district_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Places and people, made once."""
    with django_db_blocker.unblock():
        databases.copy(places.DISTRICT)
        with databases.visiting(places.DISTRICT):
            places.load_district()
    yield places.DISTRICT
    with django_db_blocker.unblock():
        databases.drop(places.DISTRICT)


@pytest.fixture(scope="session")
def stages_database(
    district_database: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Any, Path]]:
    """The district with a record in every state, made once; where each stands, and the folder of their files."""
    folder, before = tmp_path_factory.mktemp("stages"), settings.VAR_DIR
    settings.VAR_DIR = folder
    with django_db_blocker.unblock():
        databases.copy(places.STAGES, district_database)
        with databases.visiting(places.STAGES):
            stages = places.make_stages()
    settings.VAR_DIR = before
    yield stages, folder
    with django_db_blocker.unblock():
        databases.drop(places.STAGES)


@pytest.fixture
def district(district_database: str, django_db_blocker: Any, var_folder: Path) -> Iterator[District]:
    """Places and people, no record; the clock stands at the start."""
    with (
        django_db_blocker.unblock(),
        databases.visiting(district_database),
        places.rolled_back(),
        clock.moved_to(places.START),
    ):
        yield District()


@pytest.fixture
def staged(stages_database: tuple[Any, Path], django_db_blocker: Any, var_folder: Path) -> Iterator[District]:
    """The district with a record in every state; the test moves the clock to where its record stands."""
    stages, folder = stages_database
    shutil.copytree(folder, var_folder, dirs_exist_ok=True)
    with django_db_blocker.unblock(), databases.visiting(places.STAGES), places.rolled_back():
        yield District(stages)
