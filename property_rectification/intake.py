"""Taking a complaint in: written down and numbered; then, as far as the clerk asked and the guards allow, triaged and
dispatched. One commit; every step is an event of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from casework import engine
from casework.actor import Actor
from casework.declaration import may_act
from casework.models import Agency
from casework.refusals import Refusal
from property_rectification.models import RectificationCase

#: A clerk who names only the category leaves the rest to the rules; the dispatcher may change it.
NORMAL = "normal"
Step = Callable[[Any], Any]


@dataclass
class Taken:
    """The registered case, the acts that were carried out, and the one that was refused, with its reasons."""

    case: Any
    done: list[str] = field(default_factory=list)
    stopped: str = ""
    refusal: Refusal | None = None


def take_in(data: Mapping[str, Any], *, actor: Actor, category: str = "", unit: Agency | None = None) -> Taken:
    """Create a case and register it; with a category also triage it, with a `unit` also dispatch it there.

    A post that only writes down (the grid, §1.1.2 #01) leaves a draft for the centre. Raises a `Refusal` where it
    cannot be registered: then nothing is kept. A later step that is refused leaves the case where it then stands, and
    `Taken` says which step and why.
    """
    with transaction.atomic():
        taken = Taken(engine.create(RectificationCase, actor=actor, data=dict(data)).record)
        if not may_act(taken.case.lifecycle.rows["register_case"], actor.role):
            return taken
        taken.case = engine.perform(taken.case, "register_case", actor=actor).record
        taken.done.append("register_case")
        for code, step in _further(taken.case, actor, category, unit):
            try:
                with transaction.atomic():
                    taken.case = step(taken.case)
            except Refusal as refusal:
                taken.stopped, taken.refusal = code, refusal
                break
            taken.done.append(code)
        return taken


def _further(case: Any, actor: Actor, category: str, unit: Agency | None) -> Iterator[tuple[str, Step]]:
    """The steps after registration, as far as they were asked for and are this role's."""
    if not category or not may_act(case.lifecycle.rows["start_triage"], actor.role):
        return
    yield "start_triage", lambda found: engine.perform(found, "start_triage", actor=actor).record
    triage = {"category": category, "matter": case.matter, "urgency": NORMAL}
    yield "set_triage", lambda found: engine.amend(found, "set_triage", actor=actor, data=triage).record
    if unit is not None:
        given = {"lead_unit": unit.pk}
        yield "dispatch_case", lambda found: engine.perform(found, "dispatch_case", actor=actor, data=given).record
