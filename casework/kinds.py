"""The one visible list through which a domain plugs its record kinds into the kernel."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casework.declaration import Lifecycle
    from casework.models import Record


@dataclass(frozen=True)
class Kind:
    """A record kind: its model, where it is addressed, and the texts and code lists its screens use."""

    name: str
    model: "type[Record]"
    api: str
    label: Any
    roles: dict[str, Any]
    choices: Callable[[str, Any], list[tuple[str, Any]]]
    number_prefix: str = ""
    page: str = ""
    hooks: dict[str, Callable[..., Any]] = field(default_factory=dict)

    @property
    def lifecycle(self) -> "Lifecycle":
        return self.model.lifecycle  # type: ignore[attr-defined,no-any-return]


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. Called in the domain's `AppConfig.ready`."""
    _KINDS[kind.name] = kind


def kind_of(record: "Record | type[Record]") -> Kind:
    """The kind of a record or of its model."""
    name = record.kind if not isinstance(record, type) else record.kind_name  # type: ignore[attr-defined]
    return _KINDS[name]


def by_name(name: str) -> Kind:
    """The kind with this name; KeyError where there is none."""
    return _KINDS[name]


def by_api(api: str) -> Kind:
    """The kind addressed by this word of the API."""
    return next(k for k in _KINDS.values() if k.api == api)


def all_kinds() -> list[Kind]:
    """Every kind, in the order in which the domains named them."""
    return list(_KINDS.values())


def full(record: "Record") -> Any:
    """The record as its own kind, one query where it came as a plain Record."""
    model = kind_of(record).model
    return record if isinstance(record, model) else model.objects.get(pk=record.pk)
