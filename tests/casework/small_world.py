"""A county of two agencies with a few posts and a bare record: what tests of the ways out need, and no more."""

from datetime import date
from typing import Any

from django.db import connection, transaction

from casework import clock
from casework.ids import uuid7
from casework.models import Agency, Post, Record, User
from casework.models.record import TRANSITION_SETTING
from geo.models import Division

COUNTY, STREET, OTHER_STREET = "220302", "220302001", "220302002"


def divisions() -> None:
    """One county and two of its streets."""
    places = [("22", "甲省", None), ("2203", "甲市", "22"), (COUNTY, "甲区", "2203"), (STREET, "一街", COUNTY),
              (OTHER_STREET, "二街", COUNTY)]  # fmt: skip
    for code, name, parent in places:
        Division.objects.get_or_create(code=code, defaults={"name": name, "parent_id": parent})


def agency(code: str = "A1", division: str = COUNTY) -> Agency:
    """An agency by code, made when it is not there yet."""
    divisions()
    return Agency.objects.get_or_create(code=code, defaults={"name": f"单位{code}", "division_id": division})[0]


def user(username: str, **fields: Any) -> User:
    """An account without a password."""
    return User.objects.get_or_create(username=username, defaults=fields)[0]


def post(
    username: str, role: str = "R09", *, at: str = "A1", division: str = COUNTY, until: date | None = None
) -> Post:
    """A post of a person, from the beginning of 2026 on."""
    return Post.objects.create(
        user=user(username), agency=agency(at), role=role, title="岗位", division_id=division,
        valid_from=date(2026, 1, 1), valid_to=until,
    )  # fmt: skip


def record(number: str | None = "WY-220302-2026-00137", division: str = STREET) -> Record:
    """A bare record. The state guard of the database is told its id, as the engine would."""
    divisions()
    now = clock.now()
    row = Record(id=uuid7(), kind="test", number=number, state="open", division_id=division, opened_at=now,
                 state_since=now, updated_at=now, version=1)  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [TRANSITION_SETTING, str(row.pk)])
        row.save(force_insert=True)
    return row
