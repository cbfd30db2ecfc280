"""The demo's staff on record: everybody was checked within the year, but one whose check has run out."""

import datetime as dt

from casework import clock, engine
from casework.demo import actor
from casework.models import Agency
from relief.models import StaffMember
from relief.staff import accounts

#: Women by their log-in; the others are men.
_WOMEN = frozenset({"jiedai", "shegong1", "zhaoliao", "yiwu", "tongji", "yeban"})
#: Whose check was more than twelve months ago, and whose will have to be renewed within the month.
_RAN_OUT, _RUNS_OUT = "shegong2", "anjian"
_AGO = {_RAN_OUT: 380, _RUNS_OUT: 350}
_USUAL = 120


def load(agency: str = "jzz") -> None:
    """Everybody with a post in the station, once."""
    now, held = clock.now(), accounts.posts_of(Agency.objects.get(code=agency).pk)
    for name in dict.fromkeys(post.user.username for post in held):
        with clock.moved_to(now - dt.timedelta(days=_AGO.get(name, _USUAL))):
            _checked(name)


def _checked(name: str) -> None:
    keeper, person = actor("zhanghu"), actor(name)
    told = {"user": person.user_id, "gender": "2" if name in _WOMEN else "1", "employment": "staff"}
    made = engine.create(StaffMember, actor=keeper, data=told).record
    today = clock.now().astimezone(clock.CHINA).date().isoformat()
    engine.perform(made, "record_staff_check", actor=keeper, data={
        "checked_on": today, "result": "clear", "organ": "示范区公安分局",
    })  # fmt: skip
    training = {"trained_on": today, "topic": "未成年人保护和强制报告", "hours": 4}
    engine.amend(made, "record_staff_training", actor=keeper, data=training)
