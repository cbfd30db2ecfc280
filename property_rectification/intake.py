"""Taking a complaint in: written down, numbered and, where the clerk named the category, triaged, all in one commit."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from casework import engine
from casework.actor import Actor
from casework.declaration import may_act
from property_rectification.models import RectificationCase

#: A clerk who names only the category leaves the rest to the rules; the dispatcher may change it.
NORMAL = "normal"


def take_in(data: Mapping[str, Any], *, actor: Actor, category: str = "") -> Any:
    """Create and register a case; with a category also begin its triage. Raises a `Refusal`: then nothing is kept."""
    with transaction.atomic():
        case = engine.create(RectificationCase, actor=actor, data=dict(data)).record
        case = engine.perform(case, "register_case", actor=actor).record
        if category and may_act(case.lifecycle.rows["start_triage"], actor.role):
            case = engine.perform(case, "start_triage", actor=actor).record
            triage = {"category": category, "matter": case.matter, "urgency": NORMAL}
            case = engine.amend(case, "set_triage", actor=actor, data=triage).record
        return case
