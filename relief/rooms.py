"""Who may sleep where: the sexes apart, minors apart from adults, families together (R-23, R-24). Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

MALE, FEMALE = "1", "2"
WOMEN, MEN, CHILDREN, FAMILY, ISOLATION = "women", "men", "children", "family", "isolation"
#: The wings of adults, each with its sex.
WINGS = {WOMEN: FEMALE, MEN: MALE}


@dataclass(frozen=True)
class Guest:
    """Somebody who sleeps here or is to: sex (neither male nor female where it is not known), whether to be treated as
    a minor, whether surely under six, with which parents they came, everybody of their family who is here, and whether
    they sleep elsewhere while their bed waits."""

    key: Any
    sex: str
    minor: bool = False
    small: bool = False
    parents: frozenset[Any] = frozenset()
    family: frozenset[Any] = frozenset()
    away: bool = False


@dataclass(frozen=True)
class Place:
    """A bed with what counts about it: whom its zone is for, who else sleeps in its room and in its zone."""

    zone: str
    room: tuple[Guest, ...] = ()
    beside: tuple[Guest, ...] = ()
    taken: bool = False
    cleaning: bool = False


def with_mother(guest: Guest, place: Place) -> bool:
    """The only exception: a child under six stays in the women's zone with a mother who sleeps there."""
    mothers = (one for one in place.beside if one.key in guest.parents and one.sex == FEMALE and not one.away)
    return place.zone == WOMEN and guest.small and next(mothers, None) is not None


def sex_matches(guest: Guest, place: Place) -> bool:
    """Women in the women's zone, men in the men's; whose sex is not known sleeps in either, in a room of their own."""
    wanted = WINGS.get(place.zone)
    unknown = guest.sex not in (MALE, FEMALE)
    return wanted in (None, guest.sex) or with_mother(guest, place) or (unknown and not place.room)


def room_not_mixed(guest: Guest, place: Place) -> bool:
    """Nobody shares a room with somebody of another or an unknown sex, but for the own family and small children who
    are there with their mothers."""
    if with_mother(guest, place):
        return True
    strangers = [one for one in place.room if one.key not in guest.family and not with_mother(one, place)]
    return all(one.sex == guest.sex and one.sex in (MALE, FEMALE) for one in strangers)


def ages_apart(guest: Guest, place: Place) -> bool:
    """Minors sleep in no adults' wing, adults in no children's zone."""
    if place.zone in WINGS:
        return not guest.minor or with_mother(guest, place)
    return place.zone != CHILDREN or guest.minor


def family_room(guest: Guest, place: Place) -> bool:
    """A family room is for those who came with a child or a parent."""
    return place.zone != FAMILY or len(guest.family) > 1


def by_themselves(guest: Guest, place: Place) -> bool:
    """Family rooms and isolation are shared with nobody but the own family."""
    return place.zone not in (FAMILY, ISOLATION) or all(one.key in guest.family for one in place.room)


Check = Callable[[Guest, Place], bool]


def families(ties: Iterable[tuple[Any, Any]]) -> dict[Any, frozenset[Any]]:
    """Everybody who is tied to somebody → all who are, directly or through others; `ties` are child and parent."""
    found: dict[Any, frozenset[Any]] = {}
    for child, parent in ties:
        together = found.get(child, frozenset({child})) | found.get(parent, frozenset({parent}))
        found |= dict.fromkeys(together, together)
    return found
