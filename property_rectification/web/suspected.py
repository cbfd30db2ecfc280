"""疑似重复 on the page of a case: what the clerk proposed as the same matter, seen from either side, in scope alone."""

from typing import Any

from casework import clock
from casework.actor import Actor
from casework.timers import local_day
from casework.web import frames
from property_rectification import categories
from property_rectification.models import RectificationCase, SuspectedDuplicate


def section(case: RectificationCase, actor: Actor) -> list[dict[str, Any]]:
    """The cases proposed as the same, newest first: who proposed it and when, and the way to each."""
    both = SuspectedDuplicate.objects.filter(case=case) | SuspectedDuplicate.objects.filter(other=case)
    found = list(both.select_related("recorded_by__user").order_by("-recorded_at"))
    if not found:
        return []
    keys = {one.other_id if one.case_id == case.pk else one.case_id for one in found}
    visible = RectificationCase.objects.visible_to(actor).filter(pk__in=keys).in_bulk()
    labels = categories.labels(local_day(clock.now()))
    rows = []
    for one in found:
        other = visible.get(one.other_id if one.case_id == case.pk else one.case_id)
        if other is not None:
            rows.append(
                {
                    "number": other.number or "",
                    "url": frames.url(other),
                    "badge": frames.state_badge(other),
                    "title": other.title or labels.get(other.category, ""),
                    "when": one.recorded_at,
                    "by": one.recorded_by.user.display_name if one.recorded_by else "",
                }
            )
    return rows
