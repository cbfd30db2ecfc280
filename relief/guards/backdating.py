"""What is written down later keeps both times; further back than the shift only with the director (R-54, HB-15).

Not for calls and reports that must always be possible (AP-02, AP-05): there the moment of writing stands beside what is
stated, and nothing is refused.
"""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.declaration import Guard

#: A shift is at most so long, also where none was taken over.
LONGEST = timedelta(hours=12)


def began(station: int | None, now: datetime) -> datetime:
    """When the running shift of a station was taken over; half a day ago where nobody wrote that down since."""
    from relief.models.shift import ShiftHandover  # its figures know the lifecycle whose guards these are

    taken = ShiftHandover.objects.filter(owner_agency=station, taken_at__gt=now - LONGEST, taken_at__lte=now)
    last: Any = taken.order_by("-taken_at").values_list("taken_at", flat=True).first()
    return last or now - LONGEST


def within_shift(ask: str) -> Guard:
    """The moment given as `ask` lies in the running shift; the director lifts it for a reason."""

    def check(ctx: Context) -> Any:
        stated = ctx.data.get(ask)
        if stated is None or stated >= began(ctx.record.owner_agency_id, ctx.now):
            return True
        return {"field": ask}

    return v.holds(
        "backdating_within_shift", check, _("补录时间超出本班次。"),
        _("请说明理由并由站长批准；系统同时保留实际录入时间。"), rules="R-54 HB-15", on_data=True, override="director",
    )  # fmt: skip
