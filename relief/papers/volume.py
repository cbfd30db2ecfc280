"""The volume of a case: cover, catalogue and remarks (R-54)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from casework import display, documents
from casework.context import Context
from relief import archive, codes, reading, rows
from relief.papers import about
from relief.papers.paper import of_case, paper

#: The volume does not list itself.
CODE = "J-41"


def volume(ctx: Context) -> dict[str, Any]:
    """What lies in it, the oldest first; whoever binds it writes the pages in."""
    case, bound = ctx.record, rows.volumes(ctx.record)
    opened = bound[-1] if bound and bound[-1].reopened_at else None
    return {
        "volume": case.archive_volume, "retention": about.coded("retention_class", case.retention),
        "case_no": case.number or "", "who": case.title,
        "arrived_at": about.moment(case.arrived_at), "left_at": about.moment(case.left_at),
        "version": len(bound),
        "reopened": [codes.label("reopen_reason", opened.reopen_reason), *about.lines(opened.reopen_note)]
        if opened else [],
        "owed": [{"name": one.name, "there": one.there} for one in archive.checklist(case)],
        "outcome": str(case.lifecycle.states[case.outcome].label) if case.outcome else "",
        "papers": [*_issued(case), *_filed(case)], "missing": archive.missing(case),
        "waived": about.typed(ctx.data.get("lift_reason")),
        "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


def _issued(case: Any) -> list[dict[str, str]]:
    found = documents.of(case).exclude(code=CODE).order_by("requested_at", "code")
    kept = [one for one in found if one.erased_at is None]
    return [_entry(one.template.name, of_case(case, one.code, one.event_seq), one.requested_at) for one in kept]


def _filed(case: Any) -> list[dict[str, str]]:
    return [_entry(one.title, codes.label("file_purpose", one.purpose), one.added_at) for one in rows.files(case)]


def _entry(name: str, number: str, at: datetime) -> dict[str, str]:
    return {"name": name, "number": number, "day": about.day(display.local(at))}


VOLUME = paper(CODE, gettext_lazy("卷宗封面、卷内目录、备考表"), volume, holds=(reading.ARCHIVE,))
