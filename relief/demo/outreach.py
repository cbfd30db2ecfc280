"""The demo's year of outreach: leaflets in spring and autumn, the open day of 19 June where it has come."""

import datetime as dt

from casework import clock, engine
from casework.demo import actor
from relief.models import OutreachYear

_LEAFLETS = (((3, 2), "示范镇集市", "救助政策折页", 260), ((9, 10), "汽车站候车室", "救助联系卡", 300))


def load() -> None:
    """As far as the year has come."""
    now = clock.now().astimezone(clock.CHINA)
    with clock.moved_to(min(now, _at(now.year, 1, 4))):
        made = engine.create(OutreachYear, actor=actor("zhanzhang"), data={}).record
    for (month, day), place, kind, copies in _LEAFLETS:
        if (moment := _at(now.year, month, day)) < now:
            with clock.moved_to(moment):
                told = {"given_on": moment.date().isoformat(), "place": place, "kind": kind, "copies": copies}
                engine.amend(made, "record_leaflets", actor=actor("shegong1"), data=told)
    _open_day(made, now)


def _open_day(made: OutreachYear, now: dt.datetime) -> None:
    day = _at(now.year, 6, 19)
    plan = {
        "day": day.date().isoformat(),
        "theme": "走进救助站",
        "place": "station",
        "agencies": "示范区民政局",
    }
    if now >= _at(now.year, 5, 6):
        with clock.moved_to(_at(now.year, 5, 6)):
            engine.perform(made, "plan_open_day", actor=actor("zhanzhang"), data=plan)
    if now >= day + dt.timedelta(hours=8):
        with clock.moved_to(day + dt.timedelta(hours=7)):
            held = plan | {"visitors": 46, "feedback": "希望多讲寻亲的办法。", "no_recipients": True}
            engine.perform(made, "hold_open_day", actor=actor("zhiban"), data=held)


def _at(year: int, month: int, day: int) -> dt.datetime:
    return dt.datetime(year, month, day, 9, tzinfo=clock.CHINA)
