"""The guards of beds by their names, for tests/relief/test_guards.py: refused for want of one alone, then done."""

from collections.abc import Callable
from typing import Any

from relief.demo import beds
from relief.demo.roads import Driver
from tests.relief.station import CHILD, Station

MAN = {"gender_declared": "1", "age_least": 50, "age_most": 60}
WOMAN = MAN | {"gender_declared": "2"}
UNKNOWN = MAN | {"gender_declared": "0"}
#: Where somebody lies before they change.
HOME = {"1": "B11", "2": "A9", "child": "C3"}
Case = tuple[Driver, Callable[[], Any], Callable[[], Any]]


def child_of(*parents: Driver, **more: Any) -> Driver:
    """A minor, with the parents they came with."""
    driver = Driver(**{**CHILD, **more})
    for parent in parents:
        driver.do("jiedai", "record_parent", parent=str(parent.case.pk))
    return driver


def lying(label: str, who: dict[str, Any] = MAN, **more: Any) -> Driver:
    """Somebody in a bed."""
    driver = Driver(**who)
    driver.bed(label, **more)
    return driver


def _left() -> None:
    lying("B1").do("jiedai", "withdraw_request")


def _second_mother() -> Driver:
    """One family has the room; the other one's mother looks for a bed."""
    first, second = Driver(**WOMAN), Driver(**WOMAN)
    child_of(first)
    child_of(second)
    first.bed("D1")
    return second


def _choice(
    code: str, bed: str, good: str, *, who: Callable[[], Driver] = lambda: Driver(**MAN),
    before: Callable[[], Any] = lambda: None, first: dict[str, Any] | None = None, then: dict[str, Any] | None = None,
) -> Callable[[Station], Case]:  # fmt: skip
    """This bed is refused, that one given; `first` and `then` are what the form says."""

    def case(_station: Station) -> Case:
        beds.load()
        driver = who()
        if code == "move_bed":
            person = driver.case.person
            driver.bed(HOME["child" if person.age_least < 18 else person.gender], consent=True)
        before()
        return driver, lambda: driver.bed(bed, **(first or {})), lambda: driver.bed(good, **(then or {}))

    return case


def _has_bed(code: str, **data: Any) -> Callable[[Station], Case]:
    def case(_station: Station) -> Case:
        beds.load()
        driver = Driver(**MAN)
        data_of = {"bed": str(_key("B1"))} if code == "move_bed" else data
        return driver, lambda: driver.do("zhaoliao", code, **data_of), lambda: (
            driver.bed("B2"), driver.do("zhaoliao", code, **data_of),
        )  # fmt: skip

    return case


def _key(label: str) -> int:
    from relief.models import Bed

    return Bed.objects.get(label=label).pk


def _without_bed(_station: Station) -> Case:
    beds.load()
    driver = lying("B1")
    other = Driver(**MAN)
    data = {"bed": str(_key("B2"))}
    return (
        driver, lambda: driver.do("zhaoliao", "assign_bed", **data),
        lambda: other.do("zhaoliao", "assign_bed", **data),
    )  # fmt: skip


def _child(_station: Station) -> Case:
    grown, child, mother = Driver(**MAN), Driver(**CHILD), Driver(**WOMAN)
    data = {"parent": str(mother.case.pk)}
    return (
        grown, lambda: grown.do("jiedai", "record_parent", **data),
        lambda: child.do("jiedai", "record_parent", **data),
    )  # fmt: skip


def _of(code: str) -> dict[tuple[str, str], Callable[[Station], Case]]:
    word = {"medical_word": "邢例：疑似水痘，单独住。"}
    return {
        (code, "bed_free"): _choice(code, "B1", "B2", before=lambda: lying("B1")),
        (code, "bed_ready"): _choice(code, "B1", "B2", before=_left),
        (code, "room_matches_sex"): _choice(code, "A1", "B1"),
        (code, "room_not_mixed"): _choice(code, "B2", "B9", before=lambda: lying("B1", UNKNOWN)),
        (code, "minors_apart"): _choice(code, "B1", "C1", who=lambda: Driver(**CHILD)),
        (code, "family_room_for_family"): _choice(code, "D1", "B1"),
        (code, "room_to_themselves"): _choice(code, "D2", "A1", who=_second_mother),
        (code, "female_carer_for_women"):
            _choice(code, "A1", "A1", who=lambda: Driver(**WOMAN), first={"female_carer": False}),
        (code, "parent_consents"):
            _choice(code, "C1", "C1", who=lambda: child_of(Driver(**WOMAN)), then={"consent": True}),
        (code, "isolation_on_medical_word"): _choice(code, "E1", "E1", first={"medical_word": " "}, then=word),
    }  # fmt: skip


CASES: dict[tuple[str, str], Callable[[Station], Case]] = {
    **_of("assign_bed"), **_of("move_bed"),
    ("assign_bed", "without_bed"): _without_bed,
    ("move_bed", "has_bed"): _has_bed("move_bed"),
    ("free_bed", "has_bed"): _has_bed("free_bed"),
    ("record_parent", "child_is_minor"): _child,
}  # fmt: skip
