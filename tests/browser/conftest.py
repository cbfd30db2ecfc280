"""One site and one browser for this folder; every test brings its own people."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from tests import databases
from tests.browser.person import Person
from tests.browser.site import START, Site, prepare, serving

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run",
         "--disable-sync", "--disable-component-update")  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="package")
def running_site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The district, served; with real commits in a database that goes with it."""
    site = Site(tmp_path_factory.mktemp("site"))
    before, settings.VAR_DIR = settings.VAR_DIR, site.folder
    try:
        with django_db_blocker.unblock(), databases.fresh() as database, serving(site, database):
            prepare(site)
            yield site
    finally:
        settings.VAR_DIR = before


@pytest.fixture
def site(running_site: Site) -> Iterator[Site]:
    """The site with its clock at the beginning, whatever the test before did to it."""
    running_site.move_to(START)
    return running_site


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = os.environ.get("ANGUI_CHROMIUM", "/usr/bin/chromium")
    libraries = os.environ.get("ANGUI_CHROMIUM_LIBS")
    env = {**os.environ, "LD_LIBRARY_PATH": libraries} if libraries else None
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(QUIET), env=env)
        yield running
        running.close()


@pytest.fixture
def person(site: Site, browser: Browser) -> Iterator[Callable[..., Person]]:
    """Somebody of the demo, logged in; at the end it is looked at what their browsers noticed."""
    people: list[Person] = []

    def enter(username: str, *size: Any, log_in: bool = True, **more: Any) -> Person:
        people.append(Person(browser, site.url, username, *size, **more))
        return people[-1].log_in() if log_in else people[-1]

    yield enter
    for one in people:
        one.close()
