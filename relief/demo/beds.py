"""The demo's beds: 30 in five zones, as a county's station has them."""

from casework.models import Agency
from relief import bed_loading
from relief.bed_loading import Line

_ROOMS = {
    "women": (("101", "A1 A2 A3"), ("102", "A4 A5 A6"), ("103", "A7 A8"), ("104", "A9 A10")),
    "men": (("201", "B1 B2 B3 B4"), ("202", "B5 B6 B7 B8"), ("203", "B9 B10"), ("204", "B11 B12")),
    "children": (("105", "C1 C2"), ("106", "C3 C4")),
    "family": (("107", "D1 D2"),),
    "isolation": (("301", "E1"), ("302", "E2")),
}
LINES = [Line(zone, room, bed) for zone, rooms in _ROOMS.items() for room, beds in rooms for bed in beds.split()]


def load(agency: str = "jzz") -> None:
    """A second run changes nothing."""
    bed_loading.load(Agency.objects.get(code=agency), LINES)
