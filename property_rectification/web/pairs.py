"""关联案件 on the page of a case, and what the firm is told where what it reported is nobody's wrong (§2.4, §5.3)."""

from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.web import frames
from property_rectification import paired
from property_rectification.models import RectificationCase

FIRM, REPORTED_BY_FIRM = "R15", "08"


def section(case: RectificationCase, actor: Actor) -> list[dict[str, Any]]:
    """The cases of the other side that this actor sees too."""
    keys = [other.pk for other in paired.paired_with(case)]
    visible = RectificationCase.objects.visible_to(actor).filter(pk__in=keys).order_by("opened_at")
    return [
        {"number": other.number or "", "url": frames.url(other), "badge": frames.state_badge(other),
         "title": other.title, "when": other.opened_at}
        for other in visible
    ]  # fmt: skip


def found_lawful(case: RectificationCase, actor: Actor, there: dict[str, bool]) -> list[dict[str, Any]]:
    """For the firm: what it said of owners was looked at and is no violation. Nothing of who did what is told."""
    if actor.role != FIRM or case.channel != REPORTED_BY_FIRM or not there["has_lawful"] or case.suspected:
        return []
    words = _("已核对，没有登记到违法要素；投诉、要求公开账目、表达意见是业主的权利。")
    return [{"label": _("贵单位反映的行为"), "value": words, "wide": True, "reveal_url": ""}]
