"""The demo's station and bureau with their people, a second station, and persons at any point of the road."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client

from casework import clock
from casework.demo import actor
from casework.models import Agency, Post, User
from casework.refusals import GuardsFailed
from relief.demo import people
from relief.demo.roads import ADULT, Driver
from relief.models import ReliefCase
from relief.states import EXTENDED, HOSPITALIZED, IN_STATION, REVIEW
from tests.casework import small_world

START = datetime(2026, 11, 23, 9, 0, tzinfo=clock.CHINA)
API = "/api/v1/relief-cases"
#: Log-in name of each role.
BY_ROLE = {person.role: person.username for person in reversed(people.PEOPLE)} | {"ESC": "husong"}
#: By their looks, by their papers.
CHILD = {"gender_declared": "1", "age_least": 14, "age_most": 16}
#: Seventeen on the day of START, and eighteen today: still protected.
SEVENTEEN, BIRTHDAY = "220399200911230030", "220399200811230041"
DISORDER = {"reasons": ["03"], "facts": "酒后打人，劝阻无效。", "no_emergency": True}
OPINION = {"opinion": "不同意，说是对方先动手。"}
ENDING = {"lesser": "两次劝导、换过房间，仍动手。", "told": "多次打人，扰乱秩序。", "no_emergency": True}
LONGER = {"reason": "waiting_for_relative", "days": 5, "evidence": "弟弟到站来接。"}
NO_MORE = {"verified_from": "id_card", "name_verified": "石样", "gender_verified": "1"}


class Station:
    """People and shortcuts. Everybody is made without a password."""

    def __init__(self) -> None:
        self._clients: dict[str, Client] = {}
        small_world.divisions()
        extra = [
            people.Person("husong", "卞", "样", "jzz", "ESC", "护送员"),
            people.Person("bieren", "房", "样", "jzz2", "DIR", "站长"),
            people.Person("shouli", "缪", "例", "zz", "R04", "受理员"),
        ]
        agencies = [*people.AGENCIES, ("jzz2", "邻区救助管理站", "", "2203"), ("zz", "综治中心", "02", people.COUNTY)]
        made = Agency.objects.bulk_create(
            Agency(code=code, name=name, organ=organ, division_id=where) for code, name, organ, where in agencies
        )
        units = {agency.code: agency for agency in made}
        wanted = [*people.PEOPLE, *extra]
        users = User.objects.bulk_create(
            User(username=p.username, last_name=p.family, first_name=p.given) for p in wanted
        )
        Post.objects.bulk_create(
            Post(user=user, agency=units[p.agency], role=p.role, title=p.title,
                 division_id=units[p.agency].division_id, valid_from=date(2020, 1, 1))
            for p, user in zip(wanted, users, strict=True)
        )  # fmt: skip

    def at(self, state: str, **more: Any) -> Driver:
        """Somebody at a point of the straight road; a capable adult unless said otherwise."""
        return Driver(**(more or ADULT)).to(state)

    def minor(self, state: str = IN_STATION, **more: Any) -> Driver:
        """Somebody who looks like 15, admitted as a minor."""
        return self._admitted(Driver(**{**CHILD, **more}), state)

    def _admitted(self, driver: Driver, state: str) -> Driver:
        driver.to(REVIEW)
        driver.do("shegong1", "admit_person")
        if state == HOSPITALIZED:
            driver.do("yiwu", "send_to_hospital", need="高热")
        if state == EXTENDED:
            with later(days=9):
                driver.two("shegong1", "zhanzhang", "extend_stay", **LONGER)
        return driver if state in (IN_STATION, EXTENDED, HOSPITALIZED) else driver.to(state)

    def doubtful(self, state: str, **more: Any) -> Driver:
        """An adult with signs of incapacity, at a point of the straight road."""
        driver = self.at(state, **more)
        driver.do("yiwu", "record_capacity", capacity="suspected_limited", signs="答非所问。")
        return driver

    def in_hospital(self, **more: Any) -> Driver:
        """Somebody sent to a hospital out of the station."""
        driver = self.at(IN_STATION, **more)
        driver.do("yiwu", "send_to_hospital", need="高热", hospital="示范区人民医院", companion="照料员")
        return driver

    def extended(self, **more: Any) -> Driver:
        """Somebody whose longer stay was filed on the ninth day; the clock stays there."""
        driver = self.at(IN_STATION, **more)
        with later(days=9):
            driver.two("shegong1", "zhanzhang", "extend_stay", **LONGER)
        return driver

    def hearing(self, **more: Any) -> Driver:
        """Somebody whose relief may be ended; the opinion was not heard yet."""
        driver = self.at(IN_STATION, **more)
        driver.do("shegong1", "open_termination_hearing", **DISORDER)
        return driver

    def client(self, username: str) -> Client:
        """Somebody's browser, logged in once."""
        if username not in self._clients:
            self._clients[username] = Client()
            self._clients[username].force_login(User.objects.get(username=username))
        return self._clients[username]

    def api(self, username: str, driver: Driver, path: str, data: Any) -> Any:
        """A POST about the case as it now stands."""
        return self.client(username).post(
            f"{API}/{driver.case.pk}/{path}", data, content_type="application/json",
            headers={"If-Match": f'"{driver.case.version}"'},
        )  # fmt: skip


def later(**time: Any) -> AbstractContextManager[None]:
    """The clock so much later than now."""
    return clock.moved_to(clock.now() + timedelta(**time))


def again(driver: Driver) -> Any:
    """The case read anew."""
    driver.case = ReliefCase.objects.get(pk=driver.case.pk)
    return driver.case


def denied(act: Callable[[], Any]) -> list[str]:
    """The codes with which something is refused; empty where it is done."""
    try:
        act()
    except GuardsFailed as refused:
        return [denial.code for denial in refused.denials]
    return []


__all__ = ["API", "BY_ROLE", "START", "Driver", "Station", "actor", "again", "denied", "later"]
