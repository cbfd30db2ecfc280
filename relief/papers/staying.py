"""The filing of a stay beyond ten days: told to the bureau, never asked of it; care goes on meanwhile (R-37)."""

from typing import Any

from django.utils.translation import gettext_lazy

from casework.context import Context
from relief import codes, reading
from relief.papers import about
from relief.papers.paper import paper


def extension(ctx: Context) -> dict[str, Any]:
    """Why and for how long, who asked, who decided; the bureau signs that it has seen it."""
    case = ctx.record
    found = case.extensions.filter(agreed=True).select_related("recorded_by__user", "decided_by__user").last()
    return {
        "person": about.person(ctx), "admitted_at": about.moment(case.admitted_at),
        "reason": codes.label("extension_reason", found.reason), "days": found.days,
        "evidence": about.outward(found.evidence), "late": found.late,
        "asked_by": found.recorded_by.user.display_name, "asked_on": about.moment(found.recorded_at),
        "decided_by": found.decided_by.user.display_name, "decided_on": about.moment(found.decided_at),
        "bureau": about.bureau(case.owner_agency), "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


EXTENSION = paper(
    "J-10", gettext_lazy("延期救助备案表"), extension, holds=(reading.REGISTRATION, reading.REVIEW),
    chosen={"decide_extension": {"decision": ("agree",)}},
)  # fmt: skip
