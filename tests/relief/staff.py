"""Staff on record, checked on a day or not at all."""

from typing import Any

from casework import clock, engine
from casework.demo import actor
from casework.timers import local_day
from relief.models import StaffMember

KEEPER = "zhanghu"
CLEAR = {"result": "clear", "organ": "示范区公安分局"}


def recorded(who: str) -> Any:
    """Somebody on record, without a check."""
    told = {"user": actor(who).user_id, "gender": "2", "employment": "contract"}
    return engine.create(StaffMember, actor=actor(KEEPER), data=told).record


def check(made: Any, **more: Any) -> Any:
    """A check of today, unless said otherwise."""
    told = {"checked_on": local_day(clock.now()).isoformat(), **CLEAR, **more}
    row = StaffMember.objects.get(pk=made.pk)
    return engine.perform(row, "record_staff_check", actor=actor(KEEPER), data=told).record


def checked(who: str, **more: Any) -> Any:
    """Somebody on record with one check."""
    return check(recorded(who), **more)
