"""The hand-over of a shift on paper, as it was signed: numbers of cases, and nobody's name but of who signs."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from relief import codes
from relief.lifecycle import CASE
from relief.papers import about
from relief.papers.paper import head_of_other

CODE = "J-43"


def snapshot(ctx: Context) -> dict[str, Any]:
    """The figures stay those of the signature; who takes over stands beside."""
    one, found = ctx.record, ctx.record.figures
    return head_of_other(ctx, CODE) | {
        "shift": codes.label("shift", one.shift), "day": about.day(display.local(one.signed_at)),
        "total": sum(n for _code, n in found["states"]),
        "people": [{"label": str(CASE.states[code].label), "n": n} for code, n in found["states"]],
        "reports": list(found["reports"]), "incidents": list(found.get("incidents", ())),
        "keys": one.keys, "cash": display.money(one.cash) if one.cash is not None else "",
        "clocks": [_clock(line) for line in found["clocks"]],
        "more": max(0, found.get("due", 0) - len(found["clocks"])), "notes": about.outward(one.notes),
        "signed_by": _name(one.signed_by), "signed_at": about.moment(one.signed_at),
        "taken_by": _name(one.taken_by), "taken_at": about.moment(one.taken_at),
    }  # fmt: skip


def _clock(line: dict[str, Any]) -> dict[str, Any]:
    """What ends with a day is due at its 24:00."""
    at = display.local(datetime.fromisoformat(line["due"]))
    ends_day = at.time() == time()
    due = f"{about.day(at - timedelta(minutes=1))} 24:00" if ends_day else about.moment(at)
    return {"number": line["number"], "label": line["label"], "due": due, "late": line["late"]}


def _name(user: Any) -> str:
    return str(user.display_name) if user else ""


SAMPLE = Path(__file__).parents[1] / "papers" / f"{CODE}.json"
RECORD = Paper(CODE, gettext_lazy("交接班记录"), snapshot=snapshot, sample=SAMPLE, object="registration", letters="A")
