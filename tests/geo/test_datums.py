import json
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Geod

from geo import datums
from geo.datums import Datum, LonLat
from tests.shared import shared_data

ELLIPSOID = Geod(ellps="WGS84")
# inside the GCJ-02 rectangle by a margin wider than the shift, so that both ends of a conversion are inside
CHINA = st.builds(LonLat, st.floats(73, 136.8), st.floats(2, 54.8))
ANYWHERE = st.builds(LonLat, st.floats(-180, 180), st.floats(-89, 89))


def metres(one: LonLat, other: LonLat) -> float:
    return float(ELLIPSOID.inv(*one, *other)[2])


@given(CHINA)
def test_the_exact_inverse_of_gcj02_is_far_within_half_a_metre(place: LonLat) -> None:
    assert metres(datums.gcj02_to_wgs84(*datums.wgs84_to_gcj02(*place)), place) < 0.001


@given(CHINA)
def test_the_exact_inverse_of_bd09_is_far_within_half_a_metre(place: LonLat) -> None:
    assert metres(datums.bd09_to_wgs84(*datums.wgs84_to_bd09(*place)), place) < 0.001


@given(st.builds(LonLat, st.floats(75, 135), st.floats(18, 53)))
def test_the_quick_inverses_stay_within_five_metres(place: LonLat) -> None:
    assert metres(datums.gcj02_to_wgs84_quick(*datums.wgs84_to_gcj02(*place)), place) < 5
    assert metres(datums.bd09_to_wgs84_quick(*datums.wgs84_to_bd09(*place)), place) < 5


@given(CHINA)
def test_inside_china_both_map_datums_move_the_point_visibly(place: LonLat) -> None:
    assert 1 < metres(datums.wgs84_to_gcj02(*place), place) < 2000
    assert 100 < metres(datums.gcj02_to_bd09(*place), place) < 2500


@given(ANYWHERE)
def test_outside_its_rectangle_gcj02_is_wgs84(place: LonLat) -> None:
    assume(not datums.in_gcj02_area(*place))
    assert datums.wgs84_to_gcj02(*place) == place
    assert datums.gcj02_to_wgs84(*place) == place
    assert datums.gcj02_to_wgs84_quick(*place) == place


@given(CHINA, st.sampled_from(Datum))
def test_every_datum_goes_there_and_back(place: LonLat, datum: Datum) -> None:
    assert metres(datums.to_wgs84(*datums.from_wgs84(*place, datum), datum), place) < 0.001


def test_cgcs2000_degrees_are_taken_as_wgs84_degrees() -> None:
    assert datums.to_wgs84(124.35, 43.17, Datum.CGCS2000) == (124.35, 43.17)


def test_bd09_agrees_with_an_answer_of_baidus_own_converter() -> None:
    asked, answered = LonLat(114.21892734521, 29.575429778924), LonLat(114.2307519546763, 29.57908428837437)
    assert metres(datums.wgs84_to_bd09(*asked), answered) < 1
    assert metres(datums.bd09_to_wgs84(*answered), asked) < 1


def test_the_published_gcj02_pairs() -> None:
    path = shared_data("data", "coords", "published_vectors.json")
    if path is None:
        return
    pairs = json.loads(path.read_text())["published"]["wgs_gcj"]
    assert pairs
    for lat, lon, moved_lat, moved_lon in pairs:
        assert datums.wgs84_to_gcj02(lon, lat) == pytest.approx((moved_lon, moved_lat), abs=1e-6)
        assert metres(datums.gcj02_to_wgs84(moved_lon, moved_lat), LonLat(lon, lat)) < 0.5
        assert metres(datums.gcj02_to_wgs84_quick(moved_lon, moved_lat), LonLat(lon, lat)) < 5


def test_the_published_bd09_pairs_differ_by_one_constant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their authors let the waves run with π; with it they come out digit for digit, with Baidu's within 50 m."""
    path = shared_data("data", "coords", "published_vectors.json")
    if path is None:
        return
    pairs = json.loads(path.read_text())["published"]["bd_wgs"]
    assert pairs
    for lat, lon, real_lat, real_lon in pairs:
        assert metres(datums.bd09_to_wgs84(lon, lat), LonLat(real_lon, real_lat)) < 50
    monkeypatch.setattr(datums, "_BAIDU_TURN", math.pi)
    for lat, lon, real_lat, real_lon in pairs:
        assert datums.bd09_to_wgs84_quick(lon, lat) == pytest.approx((real_lon, real_lat), abs=1e-6)
        assert metres(datums.bd09_to_wgs84(lon, lat), LonLat(real_lon, real_lat)) < 5


@pytest.mark.parametrize(
    ("epsg", "easting"), [(4529, 41_000_000), (4530, 42_000_000), (4551, 0), (4499, 21_000_000), (4510, 0)]
)
def test_planes_of_the_national_grid_go_there_and_back(epsg: int, easting: int) -> None:
    place = LonLat(124.35, 43.17)
    east, north = datums.wgs84_to_plane(*place, epsg)
    assert metres(datums.plane_to_wgs84(east, north, epsg), place) < 0.001
    assert 4_700_000 < north < 4_900_000
    if easting:
        assert easting < east < easting + 1_000_000


def test_a_point_on_a_central_meridian_lies_at_500_km_east() -> None:
    assert datums.wgs84_to_plane(126.0, 43.0, 4530)[0] == pytest.approx(42_500_000, abs=0.001)
    assert datums.wgs84_to_plane(126.0, 43.0, 4551)[0] == pytest.approx(500_000, abs=0.001)


@pytest.mark.parametrize("epsg", [4490, 4555, 3857, 2100])
def test_other_planes_are_refused(epsg: int) -> None:
    with pytest.raises(ValueError, match="no CGCS2000"):
        datums.plane_to_wgs84(500_000, 4_780_000, epsg)
