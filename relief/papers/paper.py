"""A paper of the station: the head that every one bears, and who may open it."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.context import Context
from casework.documents import Paper
from casework.models import Document
from relief import reading

Snapshot = Callable[[Context], dict[str, Any] | None]
_HERE = Path(__file__).parent


def paper(code: str, name: Any, snapshot: Snapshot, *, holds: Collection[str],
          chosen: Mapping[str, Mapping[str, Collection[Any]]] | None = None) -> Paper:  # fmt: skip
    """Declare a paper. `holds` are the parts of the matrix it says something of: whoever reads them all opens it."""

    def whole(ctx: Context) -> dict[str, Any] | None:
        fields = snapshot(ctx)
        return None if fields is None else head(ctx, code) | fields

    def opens(document: Document, actor: Actor) -> bool:
        """Whoever did the act opens it too: somebody leaves at night, and whoever is there prints for them."""
        made = document.requested_by is not None and document.requested_by.user_id == actor.user_id
        return made or all(reading.reads(actor, part) for part in holds)

    return Paper(code, name, snapshot=whole, sample=_HERE / f"{code}.json", opens=opens, chosen=chosen or {})


def head(ctx: Context, code: str) -> dict[str, str]:
    """Station, number of the case and number of the paper; the clockwork prints for the station too."""
    station = ctx.record.owner_agency or ctx.actor.agency
    return {
        "organ": station.name if station else "", "number": numbers(ctx.record.number or "", number(ctx, code)),
        "station_phone": station.public_phone if station else "",
    }  # fmt: skip


def head_of_other(ctx: Context, code: str) -> dict[str, str]:
    """The same of what is no case: a complaint, a shift, a thing in store."""
    return head(ctx, code) | {"number": other_numbers(ctx.record.number or "", number(ctx, code))}


def other_numbers(record: str, own: str) -> str:
    """Both numbers, where the first is that of no case."""
    return _("编号%(record)s　文书号%(own)s") % {"record": record, "own": own}


def numbers(case: str, own: str) -> str:
    """Both numbers as they stand at the head of every page."""
    return _("案号%(case)s　文书号%(own)s") % {"case": case, "own": own}


def number(ctx: Context, code: str) -> str:
    """The number of the paper that an act prints; a draft has none."""
    return "" if ctx.preview else of_case(ctx.record, code, ctx.record.version)


def of_case(case: Any, code: str, act: int) -> str:
    """Type, year and serial: the serial is that of the case and of the act, so that no register is kept, no two papers
    share a number, and none is missing."""
    _prefix, _region, year, serial = case.number.split("-")
    return f"{code}-{year}-{serial}-{act}"
