"""A district with a case that has a past, driven once a session; tests of the ledger tamper with copies of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections, transaction

from casework import dbroles, seals
from casework.changes import snapshot
from tests import databases
from tests.property_rectification.world import World


@dataclass
class Past:
    """The driven database: its name, its people, the case and another one, and how the case stood on each evening."""

    database: str
    world: World
    case: Any
    other: Any
    evenings: list[tuple[datetime, int, dict[str, Any]]] = field(default_factory=list)

    def evening(self) -> None:
        """Keep how the case stands; the next step comes a day later."""
        self.case = type(self.case).objects.get(pk=self.case.pk)
        self.evenings.append((self.world.now + timedelta(hours=1), self.case.version, snapshot(self.case)))
        self.world.later(days=1)

    def drive(self) -> None:
        """A day a step, up to an order to correct, with a sealed day on the way."""
        world = self.world
        self.case = world.draft(claim="公布账目", reporter_name="王例")
        self.other = world.draft(claim="修好路灯")
        self.evening()
        self.case = world.do(self.case, "register_case", "intake")
        self.evening()
        self.case = world.do(self.case, "start_triage", "office")
        self.case = world.amend(self.case, "set_triage", "office", category="WA05", matter="ordinary", urgency="normal")
        self.evening()
        self.case = world.do(self.case, "dispatch_case", "office", lead_unit=world.agencies["housing"].pk)
        self.case = world.do(self.case, "sign_receipt", "housing")
        self.evening()
        seals.make(world.now.date())
        self.case = world.do(self.case, "start_fact_finding", "housing", check_plan="三月六日到小区查公示栏，两人。")
        self.case = world.found(self.case)
        self.evening()
        self.case = world.do(self.case, "find_violation", "housing", **world.order())
        self.evening()


@pytest.fixture(scope="session")
def driven(django_db_setup: None, django_db_blocker: Any) -> Iterator[Past]:
    """The database everything below is copied from; nobody stays connected to it."""
    with django_db_blocker.unblock(), databases.fresh() as name:
        past = Past(name, World(), None, None)
        past.drive()
        databases.point_at(databases.BASE_NAME)
        yield past


@pytest.fixture
def standing(driven: Past, django_db_blocker: Any) -> Iterator[Past]:
    """The driven database itself, for tests that only look, are refused or roll back."""
    with django_db_blocker.unblock():
        databases.point_at(driven.database)
        yield driven
        databases.point_at(databases.BASE_NAME)


@pytest.fixture
def tampering(standing: Past) -> Iterator[Past]:
    """The driven database in one transaction of the tables' owner, with the triggers off; all of it is rolled back."""
    connection, owner = connections["default"], connections[dbroles.roles().alias]
    connection.close()
    product = connection.settings_dict
    connection.settings_dict = {**owner.settings_dict, "NAME": standing.database}
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                for table in ("record", "event", "ledgervalue", "seal"):
                    cursor.execute(f"ALTER TABLE casework_{table} DISABLE TRIGGER USER")
            yield standing
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict = product


@pytest.fixture
def past(driven: Past, django_db_blocker: Any) -> Iterator[Past]:
    """A copy of the driven database of one's own, with real commits."""
    with django_db_blocker.unblock(), databases.fresh(driven.database) as name:
        yield Past(name, driven.world, driven.case, driven.other, driven.evenings)


@pytest.fixture
def world(db: None) -> World:
    return World()
