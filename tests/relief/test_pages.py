"""What is pressed is what the page is called, every number leads to its cases, and the way out is always in reach."""

import re
from datetime import timedelta

import pytest

from casework import clock
from relief import navigation
from relief.lifecycle import CASE
from relief.models import ReliefCase
from relief.states import ARCHIVED, IN_STATION, LIVE, OPEN, PENDING_ARCHIVE
from tests.relief.loss import missing
from tests.relief.station import BY_ROLE, LONGER, START, Station, again

HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
CURRENT = re.compile(r'<a class="ag-nav-link" href="([^"]+)"[^>]*aria-current="page"')
#: 甄别 is the reception as the social worker meets it.
OTHERWISE = {navigation.REVIEWING: "接待"}


@pytest.mark.parametrize("role", sorted(navigation.BY_ROLE))
def test_a_page_is_called_what_was_pressed_and_the_entry_stays_marked(station: Station, role: str) -> None:
    browser = station.client(BY_ROLE[role])
    for entry in navigation.BY_ROLE[role]:
        page = browser.get(entry.url).content.decode()
        said = re.sub(r"<[^>]+>", "", HEADING.findall(page)[0]).strip()
        assert said == OTHERWISE.get(entry, entry.label), entry.url
        assert [url.replace("&amp;", "&") for url in CURRENT.findall(page)] == [entry.url]


def test_the_bar_of_a_phone_has_room_for_its_words() -> None:
    for role, entries in navigation.BY_ROLE.items():
        for entry in entries[:5]:
            assert len(str(entry.short or entry.label)) <= 5, (role, entry.label)


def test_who_is_here_is_counted_alike_by_the_list_and_by_the_shift(station: Station) -> None:
    """In the station, on the way in, in hospital and searched for; each number of the shift opens exactly its cases."""
    station.at(IN_STATION)
    station.at("reception")
    missing(station)
    left = station.at(IN_STATION)
    left.do("zhaoliao", "leave_voluntarily")
    browser = station.client("zhiban")
    assert ReliefCase.objects.filter(state__in=OPEN).count() == 3
    listed = browser.get("/relief/?here=1").content.decode()
    assert left.case.number not in listed
    assert listed.count("/relief/JZ-") == 3
    shift = browser.get("/relief/shift/").content.decode()
    assert "人数：共2，另有1人走失查找中" in shift
    for state in ReliefCase.objects.filter(state__in=OPEN).values_list("state", flat=True):
        assert f'href="/relief/?state={state}"' in shift


def test_what_falls_due_at_midnight_falls_due_at_the_end_of_the_day(station: Station) -> None:
    driver = station.at(IN_STATION)
    with clock.moved_to(START + timedelta(days=12)):
        page = station.client("zhiban").get("/relief/shift/").content.decode()
    assert f"{driver.case.number}　已到期 12月3日（周四）24:00" in page


@pytest.mark.parametrize("role", ["RCP", "SEC", "CSW", "CAR", "HLT", "ESC", "DUT", "DIR"])
def test_the_way_out_is_at_the_top_of_the_page_of_whoever_is_here(station: Station, role: str) -> None:
    """One press for everybody who may carry it out, and for the others by whom it is done."""
    driver = station.at(IN_STATION)
    page = station.client(BY_ROLE[role]).get(f"/relief/{driver.case.number}/").content.decode()
    assert "本人要离开" in page
    may = role in CASE.rows["leave_voluntarily"].by
    assert (f'action="/relief/{driver.case.number}/do/leave-voluntarily/"' in page) == may


def test_one_press_at_the_top_of_the_page_is_the_leaving(station: Station) -> None:
    driver = station.at(IN_STATION)
    sent = {"version": driver.case.version, "idempotency_key": "out"}
    station.client("zhaoliao").post(f"/relief/{driver.case.number}/do/leave-voluntarily/", sent)
    assert again(driver).state == PENDING_ARCHIVE
    page = station.client("zhaoliao").get(f"/relief/{driver.case.number}/").content.decode()
    assert "本人要离开" not in page


def test_the_bureau_sees_no_ways_of_the_house(station: Station) -> None:
    driver = station.at(IN_STATION)
    assert "本人要离开" not in station.client("minzheng").get(f"/relief/{driver.case.number}/").content.decode()


def test_a_filing_goes_on_from_the_desk_by_one_press(station: Station) -> None:
    driver = station.at(IN_STATION)
    with clock.moved_to(START + timedelta(days=9)):
        driver.two("shegong1", "zhanzhang", "extend_stay", **LONGER)
        desk = station.client("minzheng").get("/").content.decode()
    assert f"/relief/{driver.case.number}/amend/acknowledge-extension/" in desk


def test_safety_is_solid_death_is_plain_and_nothing_else_is_red() -> None:
    """ui.md 3.7: late red belongs to clocks, not to states."""
    tones = {code: state.tone for code, state in CASE.states.items()}
    assert {code for code, tone in tones.items() if tone == "safety"} == {
        "preadmit_medical", "preadmit_police", "missing_search",
    }  # fmt: skip
    assert not {"flag", "late"} & set(tones.values())
    assert tones["post_death"] == tones["deceased_closed"] == "plain"
    assert {tones[state] for state in LIVE} <= {"wait", "active", "safety"}
    assert tones[ARCHIVED] == "done"
