"""What filing needs of guards and effects alike: the officers, and the procedure of a case."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData

LEAST_OFFICERS = 2


def of_case(ctx: Context) -> Any:
    """The last procedure of the case, loaded once an act; None where there never was one."""
    return ctx.once("penalty", lambda: last_of(ctx.record))


def last_of(case: Any) -> Any:
    """The last procedure of a case; None where there never was one."""
    return case.penalties.order_by("-opened_at").first() if case.penalty_number else None


def enough(certified: Sequence[tuple[int, str, date]], day: date) -> bool:
    """Whether at least two different officers hold valid certificates of their own on this day (L-30)."""
    valid = [(user, number) for user, number, until in certified if number.strip() and until >= day]
    return len({user for user, _n in valid}) >= LEAST_OFFICERS and len({n for _u, n in valid}) >= LEAST_OFFICERS


def check_officers(rows: Sequence[dict[str, Any]]) -> None:
    """Raises InvalidData for an officer who stands there twice."""
    named = [row["officer"] for row in rows]
    if len(named) != len(set(named)):
        raise InvalidData({"officers": [_("同一人填了两次")]})


def named(ctx: Context, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The officers as the record keeps them: who, with which certificate, since when."""
    return [
        {"user": int(row["officer"]), "certificate": row["certificate"], "valid_to": row["valid_to"].isoformat(),
         "since": ctx.now.isoformat(), "until": None}
        for row in rows
    ]  # fmt: skip
