"""The register of leaflets (J-35), and the list of an open day: who came, what they say (J-36)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actor import Actor
from casework.context import Context
from casework.documents import Paper
from casework.models import Document
from relief.outreach import showing
from relief.outreach.scopes import OUTREACH_SCOPES
from relief.papers import about, paper

_HERE = Path(__file__).parents[1] / "papers"


def register(ctx: Context) -> dict[str, Any]:
    """Everything given out in the year so far."""
    rows = list(ctx.record.leaflets.all())
    return _head(ctx, "J-35") | {
        "year": _("%(year)d年") % {"year": ctx.record.year}, "total": str(sum(one.copies for one in rows)),
        "rows": [
            {"day": about.day(one.given_on), "place": one.place, "kind": one.kind, "copies": str(one.copies)}
            for one in rows
        ],
    }  # fmt: skip


def open_day(ctx: Context) -> dict[str, Any]:
    """Planned: a list to sign on the day; held: how many came and what they said, without a name."""
    data, held = ctx.data, "visitors" in ctx.data
    found = ctx.record.open_days.order_by("recorded_at", "pk").last() if held else ctx.record
    return _head(ctx, "J-36") | {
        "date": about.day(data["day"]), "theme": data["theme"], "place": showing.place(found),
        "agencies": about.typed(data.get("agencies")), "visitors": str(data["visitors"]) if held else "",
        "feedback": about.outward(found.feedback) if held else [],
    }  # fmt: skip


def _head(ctx: Context, code: str) -> dict[str, str]:
    station = ctx.record.owner_agency
    number = "" if ctx.preview else paper.of_case(ctx.record, code, ctx.record.version)
    return {
        "organ": station.name, "station_phone": station.public_phone,
        "number": _("编号%(record)s　文书号%(own)s") % {"record": ctx.record.number, "own": number},
    }  # fmt: skip


def _opens(_document: Document, actor: Actor) -> bool:
    return actor.role in OUTREACH_SCOPES


LEAFLETS = Paper(
    "J-35", gettext_lazy("宣传资料发放登记"), snapshot=register, sample=_HERE / "J-35.json", opens=_opens,
)  # fmt: skip
VISITORS = Paper(
    "J-36", gettext_lazy("开放日签到及意见表"), snapshot=open_day, sample=_HERE / "J-36.json", opens=_opens,
)  # fmt: skip
