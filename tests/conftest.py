"""What every test may use."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from tests import databases


def pytest_configure() -> None:
    """Every client begins with the middleware anew: a file of the front end is looked for when somebody asks for it."""
    settings.WHITENOISE_AUTOREFRESH = True


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: looking through it for garbage again and again finds none."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """One migrated template and one copy of it for the tests that roll back."""
    with django_db_blocker.unblock():
        databases.ensure_template()
        databases.copy(databases.BASE_NAME)
        databases.point_at(databases.BASE_NAME)
    yield
    with django_db_blocker.unblock():
        databases.point_at("postgres")
        databases.drop(databases.BASE_NAME)


@pytest.fixture
def fresh_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of its own, with real commits; its name, for other processes that shall speak to it."""
    with django_db_blocker.unblock(), databases.fresh() as name:
        yield name


@pytest.fixture(autouse=True)
def var_folder(tmp_path: Path) -> Iterator[Path]:
    """Files, seals and exports of a test stay in its own folder."""
    before = settings.VAR_DIR
    settings.VAR_DIR = tmp_path / "var"
    settings.VAR_DIR.mkdir()
    yield settings.VAR_DIR
    settings.VAR_DIR = before


@pytest.fixture
def plain_files() -> Iterator[None]:
    """Pages name static files as they are; nothing has been collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield
