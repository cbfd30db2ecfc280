"""Beside the form of a step: what will start with the admission, and what is to be kept in mind."""

from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.web import consequences
from relief import idnumber, rows
from relief.effects.intake import ALONE
from relief.web import case_parts
from relief.web.reception_steps import act_of

HANDOVER = "handover"


def starting(case: Any, now: Any) -> list[str]:
    """The clocks that the admission will start, with their moments."""
    return [] if case.admitted_at else consequences.starting(case, act_of("admit_person"), now)  # type: ignore[arg-type]


def reminders(case: Any, actor: Actor, now: Any) -> list[str]:
    """The special rules that hold for this person."""
    found = case_parts.notes(case, actor, now)
    if case.person.gender == idnumber.FEMALE:
        found.append(_("由女工作人员照料，安排女区床位。"))
    if case.arrival_mode not in ALONE and not any(file.purpose == HANDOVER for file in rows.files(case)):
        found.append(_("还缺护送交接表，可以随后归入材料。"))
    return found
