"""Records of interference on the screen: writing one down, reading it, and the ones about a case."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display
from casework.actor import Actor
from casework.models import Record
from casework.web import frames
from casework.web.begin import BeginPage
from property_rectification import codes
from property_rectification.interference.lifecycle import RECORD
from property_rectification.models import Interference, RectificationCase


def of_case(case: RectificationCase, actor: Actor, *, there: bool) -> dict[str, Any] | None:
    """What this person may see of it on the page of a case, and where one is written down; None for other posts."""
    writes = case.number and actor.role in RECORD.by
    found = Interference.objects.visible_to(actor).filter(source=case).order_by("opened_at") if there else []
    if not writes and not found:
        return None
    now = clock.now()
    lines = [
        {"url": frames.url(one), "number": one.number, "when": one.happened_at,
         "text": f"{codes.label('interference_way', one.way)} {display.moment(one.happened_at, now)}"}
        for one in found
    ]  # fmt: skip
    url = f"{reverse('interferences-new')}?case={case.number}" if writes else ""
    return {"rows": lines, "add_url": url}


def parts(record: Any, actor: Actor) -> dict[str, Any]:
    """What was written down; nothing of it ever changes."""
    case, now = record.source, clock.now()
    seen = Record.objects.visible_to(actor, case.kind).filter(pk=case.pk).exists()
    lines = [
        (_("案件"), case.number, frames.url(case) if seen else ""),
        (_("时间"), display.moment(record.happened_at, now), ""),
        (_("方式"), codes.label("interference_way", record.way), ""),
        (_("谁"), record.who.reveal(), ""),
        (_("单位和职务"), record.who_post.reveal() if record.who_post else "", ""),
        (_("说了什么、要求什么"), record.content.reveal(), ""),
        (_("记录单位"), record.owner_agency.name if record.owner_agency else "", ""),
    ]
    return {"overview": [{"label": label, "value": value, "url": url} for label, value, url in lines if value]}


class WriteDown(BeginPage):
    """Somebody writes down what they were told."""

    model, act, back = Interference, RECORD, "interferences-list"
    lead = RECORD.warning
    done = gettext_lazy("已记录，只有您和审计看得到。")

    def given(self) -> dict[str, Any]:
        return {"happened_at": clock.now()}
