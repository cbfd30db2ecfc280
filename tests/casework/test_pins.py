"""The picker of a place: what a press does, with the same answer for a form without script and for the script."""

import uuid
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.web import pins
from geo.drawing import Box
from geo.models import Compound, Division, DivisionBoundary
from geo.places import parse_position
from tests.geo.conftest import country, square, street  # noqa: F401

VIEW = "124.34500,43.14700,124.35500,43.15300"


@pytest.fixture
def garden(street: Division) -> Compound:  # noqa: F811
    outline = square(124.349, 43.149, 124.351, 43.151)
    return Compound.objects.create(
        name="花园", division=street, boundary=outline, **parse_position(124.35, 43.15).as_fields()
    )


@pytest.fixture
def village(street: Division) -> Compound:  # noqa: F811
    return Compound.objects.create(name="新村", division=street, **parse_position(124.38, 43.18).as_fields())


def after(press: dict[str, Any], **more: Any) -> pins.Pin:
    return pins.read({"pin_view": VIEW, "pin_size": "small"} | press, **more)


def test_a_press_on_the_picture_sets_the_point_under_it(garden: Compound) -> None:
    before = after({})
    pin = after({"pin.x": "140", "pin.y": "120"})
    assert pin.text == "124.350000,43.150000", "the middle of the picture is the middle of the view"
    west_north = after({"pin.x": "1", "pin.y": "1"})
    box = before.sheet.box
    lon, lat = map(float, west_north.text.split(","))
    assert lon == pytest.approx(box.west, abs=(box.east - box.west) / 200)
    assert lat == pytest.approx(box.north, abs=(box.north - box.south) / 200)


def test_the_keyboard_s_press_at_the_corner_sets_nothing(garden: Compound) -> None:
    assert after({"pin.x": "0", "pin.y": "0"}).text == ""
    assert after({"pin.x": "0", "pin.y": "0", "position": "124.35,43.15"}).text == "124.350000,43.150000"


@pytest.mark.parametrize("press", [
    {"pin.x": "-3", "pin.y": "٣"}, {"pin.x": "1e9", "pin.y": "x"}, {"pin.x": "", "pin.y": ""}, {"pin": "nothing_such"},
    {"pin_view": "9,9"}, {"pin_size": "huge"}, {"pin_view": "\x00"},
])  # fmt: skip
def test_what_no_browser_sends_does_no_harm(garden: Compound, press: dict[str, str]) -> None:
    assert after(press).text == ""


@pytest.mark.parametrize(("name", "east", "north"), [
    ("north", 0, 1), ("south", 0, -1), ("west", -1, 0), ("east", 1, 0),
])  # fmt: skip
def test_buttons_move_the_view_and_keep_the_point(garden: Compound, name: str, east: int, north: int) -> None:
    before, moved = after({}).view.middle, after({"pin": name, "position": "124.35,43.15"})
    assert moved.text == "124.350000,43.150000"
    assert (moved.view.middle.lon - before.lon) * east > 0 or not east
    assert (moved.view.middle.lat - before.lat) * north > 0 or not north


def test_zooming_goes_to_the_point(garden: Compound) -> None:
    before = after({})
    nearer = after({"pin": "in", "position": "124.352,43.151"})
    assert nearer.view.across == pytest.approx(before.view.across / 2, rel=0.02)
    assert nearer.view.middle == pytest.approx((124.352, 43.151), abs=1e-5)
    assert after({"pin": "out"}).view.across == pytest.approx(before.view.across * 2, rel=0.02)


def test_the_middle_can_be_taken_and_the_point_cleared_without_a_mouse(garden: Compound) -> None:
    assert after({"pin": "middle"}).text == "124.350000,43.150000"
    cleared = after({"pin": "clear", "position": "124.35,43.15"})
    assert cleared.text == ""
    assert str(cleared.view) == str(after({}).view), "the view stays"


def test_a_device_s_place_comes_into_view(garden: Compound) -> None:
    found = after({"pin": "here", "position": "124.38,43.18"})
    assert found.view.middle == pytest.approx((124.38, 43.18), abs=1e-5)
    assert found.view.across < 800


def test_it_begins_at_the_compound_and_follows_another_while_no_point_is_set(
    garden: Compound, village: Compound
) -> None:
    begun = pins.read({}, compound=garden)
    assert begun.view.middle == pytest.approx((124.35, 43.15), abs=1e-4)
    kept = {"pin_view": str(begun.view), "pin_start": begun.start}
    assert pins.read(kept, compound=village).view.middle == pytest.approx((124.38, 43.18), abs=1e-4)
    assert pins.read(kept | {"position": "124.35,43.15"}, compound=village).view == pytest.approx(begun.view, abs=1e-4)
    moved = pins.read(kept | {"pin": "north"}, compound=garden)
    assert pins.read({"pin_view": str(moved.view), "pin_start": moved.start}, compound=garden).view == pytest.approx(
        moved.view, abs=1e-4
    ), "the compound is the same: the view stays where it was moved to"


def test_a_point_outside_the_district_is_kept_and_said(garden: Compound) -> None:
    shown = after({"position": "124.5,43.15"}).context()
    assert shown["text"] == "124.500000,43.150000"
    assert "不在西区" in shown["notice"]


def test_an_impossible_point_is_dropped_with_the_reason(garden: Compound) -> None:
    shown = after({"position": "43.15,124.35"}).context()
    assert shown["text"] == ""
    assert "写反了" in shown["problem"]


def test_the_picture_shows_the_ground_the_point_and_no_colour_alone(garden: Compound) -> None:
    picture = unquote(after({"position": "124.35,43.15"}).image())
    assert picture.startswith("data:image/svg+xml,<svg")
    assert "花园" in picture
    assert "北" in picture
    assert "translate(140.0 120.0)" in picture, "the point"
    assert "translate(140.0 120.0)" not in unquote(after({}).image())


def test_names_are_escaped(street: Division) -> None:  # noqa: F811
    outline = square(124.349, 43.149, 124.351, 43.151)
    Compound.objects.create(name='<script>"&', division=street, boundary=outline)
    assert "<script>" not in unquote(after({}).image())


def test_a_picker_takes_a_fixed_number_of_queries(garden: Compound) -> None:
    for n in range(30):
        Compound.objects.create(name=f"小区{n}", division=garden.division, boundary=garden.boundary)
    with CaptureQueriesContext(connection) as queries:
        after({"position": "124.30,43.10"}).context()
    assert len(queries) <= 6, "ground 2, words 3, served area 1"


def test_without_any_map_data_it_still_answers(db: None) -> None:
    shown = pins.read({}).context()
    assert shown["text"] == ""
    assert Box.read(shown["view"]).holds(103.8, 36.0)


@pytest.mark.parametrize(("data", "pressed"), [
    ({"pin.x": "3", "pin.y": "4"}, True), ({"pin": "in"}, True), ({"position": "1,2", "pin_view": "x"}, False),
    ({}, False),
])  # fmt: skip
def test_a_form_knows_whether_only_the_picker_was_pressed(data: dict[str, str], pressed: bool) -> None:
    assert pins.pressed(data) is pressed


# -- in place ------------------------------------------------------------------------------------------------------


def test_the_script_gets_the_same_without_a_log_in(garden: Compound, client: Client) -> None:
    answer = client.post("/p/pin/", {"pin_view": VIEW, "pin_size": "small", "pin.x": "140", "pin.y": "120"})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    body = answer.json()
    assert (body["text"], body["words"]) == ("124.350000,43.150000", "花园内")
    assert body["image"].startswith("data:image/svg+xml,")


def test_the_script_may_ask_for_another_compound(garden: Compound, village: Compound, client: Client) -> None:
    body = client.post("/p/pin/", {"pin_view": VIEW, "pin_start": str(garden.pk), "compound": str(village.pk)}).json()
    assert Box.read(body["view"]).holds(124.38, 43.18)
    for nonsense in ("0", "-1", "x", "9" * 30, "99999"):
        assert client.post("/p/pin/", {"compound": nonsense}).status_code == 200


def test_the_script_may_ask_for_a_compound_with_a_long_key(street: Division, client: Client) -> None:  # noqa: F811
    """The import of a whole city numbers its compounds beyond four digits."""
    far = Compound.objects.create(pk=123_456, name="远村", division=street, **parse_position(124.38, 43.18).as_fields())
    body = client.post("/p/pin/", {"pin_view": VIEW, "compound": str(far.pk)}).json()
    assert body["start"] == "123456"
    assert Box.read(body["view"]).holds(124.38, 43.18)


def test_too_many_presses_wait(
    garden: Compound, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = settings.CACHES["limits"] | {"KEY_PREFIX": f"test-{uuid.uuid4()}"}
    settings.CACHES = settings.CACHES | {"limits": limits}
    monkeypatch.setattr(pins, "LOOKS", (("pin", "2/minute", False),))
    allowed = [client.post("/p/pin/", {"pin": "middle"}) for _n in range(2)]
    assert [answer.status_code for answer in allowed] == [200, 200]
    answer = client.post("/p/pin/", {"pin": "middle"})
    assert (answer.status_code, answer["Cache-Control"]) == (429, "no-store")
    assert set(answer.json()) == set(allowed[0].json()), "the same shape, without a place"
    assert not any(answer.json().values())
    assert client.post("/p/pin/", {"pin": "middle"}, REMOTE_ADDR="203.0.113.8").status_code == 200


def test_coordinates_travel_in_the_body_alone(garden: Compound, client: Client) -> None:
    assert client.get("/p/pin/?position=124.35,43.15").status_code == 405


def test_it_wants_the_form_s_own_token(garden: Compound, plain_files: None) -> None:
    assert Client(enforce_csrf_checks=True).post("/p/pin/", {"pin": "in"}).status_code == 403


@pytest.mark.parametrize("boundaries", [True, False])
def test_it_works_with_and_without_boundaries(garden: Compound, client: Client, boundaries: bool) -> None:
    if not boundaries:
        DivisionBoundary.objects.all().delete()
    assert client.post("/p/pin/", {"pin": "middle"}).json()["words"]
