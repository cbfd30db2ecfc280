import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.datums import LonLat
from geo.drawing import Area, Box, Mark, Sheet, bearing, fitting, joined, words_wide

EARTH = Geod(ellps="WGS84")
LONS, LATS = st.floats(74, 134), st.floats(18, 53)
WIDTHS = st.floats(150, 60_000)
PARTS = st.floats(0, 1)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(EARTH.inv(*one, *other)[2])


def sheet(lon: float, lat: float, across: float, width: float = 480, height: float = 320) -> Sheet:
    return Sheet.showing(Box.about(lon, lat, across), width, height)


@given(LONS, LATS, WIDTHS, PARTS, PARTS)
def test_a_point_of_the_sheet_is_found_where_it_was_pressed(
    lon: float, lat: float, across: float, right: float, down: float
) -> None:
    paper = sheet(lon, lat, across)
    there = paper.position(right * 480, down * 320)
    spot = paper.place(*there)
    assert math.isclose(spot.x, right * 480, abs_tol=1e-4)
    assert math.isclose(spot.y, down * 320, abs_tol=1e-4)


@given(LONS, LATS, st.floats(150, 8000), PARTS, PARTS)
def test_distances_on_a_town_s_sheet_are_those_on_the_ground(
    lon: float, lat: float, across: float, right: float, down: float
) -> None:
    paper = sheet(lon, lat, across)
    there, middle = paper.position(right * 480, down * 320), paper.box.middle
    drawn = math.hypot(right * 480 - 240, down * 320 - 160) * paper.metres_per_unit
    assert abs(metres(middle, there) - drawn) < 0.002 * across + 0.1


@given(LONS, LATS, WIDTHS, st.sampled_from([(280, 240), (480, 320), (1000, 700), (300, 900)]))
def test_a_sheet_shows_all_that_was_asked_for(lon: float, lat: float, across: float, size: tuple[int, int]) -> None:
    wanted = Box.about(lon, lat, across)
    shown = Sheet.showing(wanted, *size).box
    assert shown.west <= wanted.west + 1e-9
    assert shown.south <= wanted.south + 1e-9
    assert shown.east >= wanted.east - 1e-9
    assert shown.north >= wanted.north - 1e-9


def test_north_is_up_and_east_is_right() -> None:
    paper = sheet(124.35, 43.15, 1000)
    middle = paper.place(124.35, 43.15)
    assert paper.place(124.35, 43.152).y < middle.y
    assert paper.place(124.352, 43.15).x > middle.x


@given(LONS, LATS, WIDTHS)
def test_a_box_survives_its_own_address_within_two_metres(lon: float, lat: float, across: float) -> None:
    box = Box.about(lon, lat, across)
    again = Box.read(str(box))
    assert metres((box.west, box.south), (again.west, again.south)) < 2
    assert metres((box.east, box.north), (again.east, again.north)) < 2


@pytest.mark.parametrize("text", [
    "", "1", "1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,1,2,3", "124,43,inf,44", "125,43,124,44", "124,44,125,43",
    "124,43,124,44", "-181,1,2,3", "1,2,181,3", "1,2,3,86", "124；43",
])  # fmt: skip
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a box"):
        Box.read(text)


@pytest.mark.parametrize(("across", "by", "least", "most"), [
    (1000, 0.5, 499, 501), (1000, 2, 1999, 2001), (150, 0.01, 119, 121), (300_000, 8, 399_000, 401_000),
])  # fmt: skip
def test_zooming_keeps_the_middle_and_ends_somewhere(across: float, by: float, least: float, most: float) -> None:
    box = Box.about(124.35, 43.15, across)
    zoomed = box.zoomed(by)
    assert least < zoomed.across < most
    assert math.isclose(zoomed.middle.lon, 124.35)
    assert math.isclose(zoomed.middle.lat, 43.15)


def test_moving_north_by_half_keeps_the_size() -> None:
    box = Box(124.0, 43.0, 124.2, 43.1)
    assert box.moved(0, 0.5) == pytest.approx(Box(124.0, 43.05, 124.2, 43.15))


def test_a_view_holds_its_places_with_a_margin_and_is_never_too_near() -> None:
    held = Box.holding([(124.30, 43.10), (124.40, 43.20)])
    assert held is not None
    assert held.west < 124.30
    assert held.east > 124.40
    assert held.south < 43.10
    assert held.north > 43.20
    single = Box.holding([(124.30, 43.10)], 700)
    assert single is not None
    assert 695 < single.across < 705
    assert Box.holding([]) is None


def test_a_path_leaves_out_corners_nobody_sees_and_areas_that_shrink_to_nothing() -> None:
    paper = sheet(124.35, 43.15, 1000, 100, 100)
    box = paper.box
    unit = (box.east - box.west) / 100
    ring = [(124.35, 43.15), (124.35 + unit / 10, 43.15), (124.36, 43.15), (124.36, 43.16), (124.35, 43.15)]
    assert len(re.findall(r"[ML]", paper.path([[ring]]))) == 4, "the second corner is a tenth of a unit away"
    assert paper.path([[ring]]).endswith("Z")
    tiny = [(124.35, 43.15), (124.35 + unit / 10, 43.15), (124.35, 43.15 + unit / 10), (124.35, 43.15)]
    assert paper.path([[tiny]]) == ""


@given(LATS, WIDTHS)
def test_the_scale_bar_is_round_and_takes_at_most_a_quarter(lat: float, across: float) -> None:
    paper = sheet(124.35, lat, across)
    bar = paper.bar()
    assert re.fullmatch(r"[125]0*", str(bar.metres))
    assert 480 * 0.1 - 0.5 <= bar.units <= 480 * 0.25 + 0.5
    assert math.isclose(bar.units * paper.metres_per_unit, bar.metres)


# -- marks and words ---------------------------------------------------------------------------------------------


def room(mark: Mark) -> Area:
    spot = sheet(124.35, 43.15, 1000).place(mark.lon, mark.lat)
    return Area(spot.x - 20, spot.y - 10, spot.x + 20, spot.y + 10)


def together(count: int, told: dict[str, int], places: int) -> str:
    return f"{places}/{count}/{told}"


def mark(key: str, east: float, count: int = 1, tone: str = "", **told: int) -> Mark:
    return Mark(124.35 + east / 81_500, 43.15, key, count, (key,), tone, told)


def test_marks_that_cover_each_other_are_one_with_their_sum() -> None:
    shown = joined(
        sheet(124.35, 43.15, 1000), [mark("a", 0, 2, late=1), mark("b", 30, 5, "late", late=2), mark("c", 400)],
        room, together,
    )  # fmt: skip
    assert [(m.words, m.count, m.keys, m.tone) for m in shown] == [
        ("2/7/{'late': 3}", 7, ("b", "a"), "late"), ("c", 1, ("c",), ""),
    ]  # fmt: skip


def test_the_gravest_tone_stays_when_marks_are_joined() -> None:
    (one,) = joined(sheet(124.35, 43.15, 1000), [mark("a", 0, 3, "late"), mark("b", 5, 1, "safety")], room, together)
    assert one.tone == "safety"


def test_marks_off_the_sheet_are_left_out() -> None:
    assert joined(sheet(124.35, 43.15, 1000), [mark("a", 900)], room, together) == []


@given(st.lists(st.tuples(st.floats(-480, 480), st.integers(1, 50)), max_size=25))
def test_nothing_is_lost_and_nothing_covered(places: list[tuple[float, int]]) -> None:
    marks = [mark(f"k{n}", east, count) for n, (east, count) in enumerate(places)]
    shown = joined(sheet(124.35, 43.15, 1000), marks, room, together)
    assert sum(m.count for m in shown) == sum(m.count for m in marks)
    assert sorted(key for m in shown for key in m.keys) == sorted(m.keys[0] for m in marks)
    rooms = [room(m) for m in shown]
    assert not any(a.meets(b) for n, a in enumerate(rooms) for b in rooms[n + 1 :])


def test_the_first_words_win_and_stay_on_the_paper() -> None:
    paper = Area(0, 0, 100, 100)
    wanted = [
        (Area(0, 0, 40, 20), "first"), (Area(30, 10, 60, 30), "covers"), (Area(90, 50, 110, 70), "over the edge"),
        (Area(50, 50, 80, 70), "second"),
    ]  # fmt: skip
    assert list(fitting(wanted, within=paper)) == ["first", "second"]
    assert list(fitting(wanted, taken=[Area(45, 45, 55, 55)], within=paper)) == ["first"]


def test_hanzi_are_wider_than_digits() -> None:
    assert words_wide("小区", 12) == 24
    assert words_wide("12", 12) < 15


# -- in words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("east", "north", "wind"), [
    (0, 1, "north"), (1, 1, "northeast"), (1, 0, "east"), (1, -1, "southeast"),
    (0, -1, "south"), (-1, -1, "southwest"), (-1, 0, "west"), (-1, 1, "northwest"),
])  # fmt: skip
def test_eight_winds(east: int, north: int, wind: str) -> None:
    start = LonLat(124.35, 43.15)
    end = LonLat(124.35 + east * 100 / 81_350, 43.15 + north * 100 / 111_090)
    assert bearing(start, end)[0] == wind


@given(LONS, LATS, st.floats(-0.02, 0.02), st.floats(-0.02, 0.02))
def test_the_way_is_as_long_as_on_the_ground(lon: float, lat: float, east: float, north: float) -> None:
    end = LonLat(lon + east, lat + north)
    assert abs(bearing(LonLat(lon, lat), end)[1] - metres((lon, lat), end)) < 1
