"""The side bar of each role: entries in order, the first is the landing page. Domains add theirs in `apps.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.db.models import QuerySet

from casework import kinds
from casework.actor import Actor


@dataclass(frozen=True)
class Tally:
    """The actor's own items that wait behind an entry, and those of them that are late; the shell counts them."""

    waiting: QuerySet[Any]
    late: QuerySet[Any] | None = None


Counter = Callable[[Actor], Tally]


@dataclass(frozen=True)
class Entry:
    """One entry of the side bar; `key` is what one presses for it, `short` its word under an icon of the phone."""

    label: Any
    url: str
    icon: str
    counter: Counter | None = None
    group: Any = ""
    key: str = ""
    short: Any = ""


@dataclass(frozen=True)
class Module:
    """A part of the house as the top bar names it, and what its search box finds, in words."""

    label: Any
    finds: Any


_BY_ROLE: dict[str, tuple[Entry, ...]] = {}
_INTAKE: dict[str, Entry] = {}
_MODULES: dict[str, Module] = {}


def register(
    by_role: Mapping[str, Sequence[Entry]], *, module: Module, intake: Mapping[str, Entry] | None = None
) -> None:
    """Name the module, the entries of each role in it, and the intake page of the roles that may take something in."""
    for role, entries in by_role.items():
        _BY_ROLE[role] = (*_BY_ROLE.get(role, ()), *entries)
        _MODULES[role] = module
    _INTAKE.update(intake or {})


def module(role: str) -> Module | None:
    """The part of the house this role works in, for the top bar."""
    return _MODULES.get(role)


def intake(role: str) -> Entry | None:
    """Where this role takes something in."""
    return _INTAKE.get(role)


def landing(role: str) -> str:
    """Where this role begins: its first entry."""
    declared = _BY_ROLE.get(role, ())
    return declared[0].url if declared else "/"


def beside_desk(role: str) -> Entry | None:
    """Where somebody of this role looks first who has nothing to do yet: a list of records, else the next entry."""
    lists = {f"/{kind.page}/" for kind in kinds.all_kinds() if kind.page}
    others = [entry for entry in _BY_ROLE.get(role, ()) if entry.url != "/"]
    return next((entry for entry in others if entry.url in lists), others[0] if others else None)


def tallies(actor: Actor) -> dict[str, QuerySet[Any]]:
    """What is to be counted for the side bar of this actor: `address` and, where it may be late, `address late`."""
    asked: dict[str, QuerySet[Any]] = {}
    for entry in _BY_ROLE.get(actor.role, ()):
        if entry.counter:
            tally = entry.counter(actor)
            asked[entry.url] = tally.waiting
            if tally.late is not None:
                asked[f"{entry.url} late"] = tally.late
    return asked


def called(role: str, address: str) -> Any:
    """The word of the entry that leads exactly here: what was pressed is what the page is called. Empty for none."""
    return next((entry.label for entry in _BY_ROLE.get(role, ()) if entry.url == address), "")


def _leads_to(url: str, path: str, query: str) -> bool:
    """Whether an address lies under this entry; one that names a view of a list is itself alone."""
    base, _mark, wanted = url.partition("?")
    if wanted:
        return path == base and set(parse_qsl(wanted)) <= set(parse_qsl(query))
    return path == base or (base != "/" and path.startswith(base))


def entries(actor: Actor, path: str, counts: Mapping[str, int], query: str = "") -> list[dict[str, Any]]:
    """The side bar of this actor, as the shell shows it, with what `tallies` came to."""
    declared = _BY_ROLE.get(actor.role, ())
    current = max((e.url for e in declared if _leads_to(e.url, path, query)), key=len, default="")
    found = []
    for entry in declared:
        found.append(
            {
                "label": entry.label,
                "short": entry.short or entry.label,
                "url": entry.url,
                "icon": entry.icon,
                "active": entry.url == current,
                "count": counts.get(entry.url, 0),
                "late": bool(counts.get(f"{entry.url} late")),
                "group": entry.group,
                "key": entry.key,
            }
        )
    return found
