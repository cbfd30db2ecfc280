"""A district large enough for 100,000 cases: the demo's places and people, and many more, all invented.

The demo's cases, driven by the engine, become the patterns that `copying` multiplies; a few short roads are added.
"""

import datetime as dt
import random
from contextlib import suppress
from typing import Any

from django.contrib.gis.geos import Point
from django.core.management import call_command

from casework import clock, clocks, engine, outbox
from casework.actor import Actor
from casework.models import Agency, Post, User
from casework.refusals import Refusal
from geo.models import Compound, Division
from property_rectification import uscc
from property_rectification.demo import people
from property_rectification.demo.cases import ENDS, PLAIN, STORIES
from property_rectification.demo.roads import Driver
from property_rectification.models import Firm, FirmService

STREETS, COMPOUNDS, FIRMS, STAFF = 12, 320, 40, 160
SHORT_ROADS = 12
#: Patterns of the demo: every end once, and some more of what comes most.
PATTERNS = len(ENDS) + 25
_FIRST, _SECOND = "安平康宁祥和瑞福兴隆昌盛", "苑园居府里湾庭庄"


def build() -> None:
    """Places, people and patterns; about a minute."""
    call_command("demo", cases=PATTERNS, verbosity=0)
    chance = random.Random(20)
    _streets()
    _firms(_compounds(chance), chance)
    _staff()
    for number in range(SHORT_ROADS):
        _archived_unfounded(number)
    for state in ("triage", "dispatched"):
        _waiting(state)
    while outbox.relay().delivered:  # the bells ring as they do where a worker runs
        pass


def _streets() -> None:
    county = Division.objects.get(pk=people.COUNTY)
    codes = [f"{people.COUNTY}{n:03d}" for n in range(101, 101 + STREETS)]
    Division.objects.bulk_create(
        [Division(code=code, name=f"样{n}街道", parent=county) for n, code in enumerate(codes, 1)]
    )
    Agency.objects.bulk_create(
        [
            Agency(code=f"jd{code}", name=f"样{n}街道办事处", organ="23", division_id=code)
            for n, code in enumerate(codes, 1)
        ]
    )


def _compounds(chance: random.Random) -> list[Compound]:
    streets = list(Division.objects.filter(code__startswith=people.COUNTY, level=9).values_list("pk", flat=True))
    made = [
        Compound(
            name=f"{_FIRST[n % 12]}{_FIRST[n // 12 % 12]}样{_SECOND[n % 8]}{n}", kind="commodity", address=f"样路{n}号",
            division_id=streets[n % len(streets)], unit_count=chance.randint(80, 2400), **_point(chance),
        )
        for n in range(COMPOUNDS)
    ]  # fmt: skip
    return Compound.objects.bulk_create(made)


def _point(chance: random.Random) -> dict[str, Any]:
    x, y = round(124.28 + chance.random() / 10, 5), round(43.10 + chance.random() / 10, 5)
    return {"location": Point(x, y, srid=4326), "source_datum": "wgs84", "source_x": x, "source_y": y}


def _firms(compounds: list[Compound], chance: random.Random) -> None:
    codes = [f"91220302MA9{n:06d}" for n in range(FIRMS)]
    firms = Firm.objects.bulk_create(
        [Firm(uscc=code + uscc.check_character(code), name=f"样例第{n}物业有限公司") for n, code in enumerate(codes, 1)]
    )
    FirmService.objects.bulk_create(
        [FirmService(compound=c, firm=chance.choice(firms), valid_from=people.SINCE) for c in compounds]
    )


def _staff() -> None:
    agencies = list(Agency.objects.filter(organ__in=("03", "04", "05", "08", "23")).order_by("pk"))
    roles = {"23": ("R05", "街道经办"), "03": ("R07", "物业科经办")}
    users = User.objects.bulk_create(
        [User(username=f"bench{n}", last_name="样", first_name=f"例{n}", password="!") for n in range(STAFF)]
    )
    posts = []
    for n, user in enumerate(users):
        agency = agencies[n % len(agencies)]
        role, title = roles.get(agency.organ, ("R08", "执法经办"))
        posts.append(Post(user=user, agency=agency, role=role, title=title, division_id=agency.division_id,
                          valid_from=people.SINCE))  # fmt: skip
    Post.objects.bulk_create(posts)


def _waiting(state: str) -> None:
    """What the measured transitions begin with: the demo draws its stories, and these may lie with other bureaus."""
    with clock.moved_to(clock.now() - dt.timedelta(hours=6)):
        Driver().to(state)


def _archived_unfounded(number: int) -> None:
    """A complaint that was not borne out, closed and archived after its time; the commonest road there is."""
    story = STORIES[number % len(STORIES)] if number % 3 else PLAIN[number % len(PLAIN)]
    moment = (clock.now() - dt.timedelta(days=250 + number)).replace(hour=9)
    with clock.moved_to(moment):
        driver = Driver(category=story.category, unit=story.unit, handler=story.handler, narrative=story.text)
    with clock.moved_to(moment + dt.timedelta(hours=5)):
        driver.to("fact_finding")
        driver.conclude_unfounded()
        driver.confirm_unfounded()
        driver.call_back()
    for key, step in (("T.CLOSE.PUBLIC", driver.to_closed), ("T.ARCHIVE", lambda: _archive(driver))):
        with clock.moved_to(clocks.running(driver.case).get(key=key).due_at + dt.timedelta(hours=1)):
            step()


def _archive(driver: Driver) -> None:
    with suppress(Refusal):  # the lot fell on it: it stays closed until it was looked at again
        driver.case = engine.perform(driver.case, "archive_case", actor=Actor.system()).record
