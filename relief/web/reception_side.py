"""Beside the form of a step: what will start with the admission, what is to be kept in mind, and the ways out that
stand at the top of every step."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from casework import engine
from casework.actor import Actor
from casework.models import Post
from casework.web import consequences, frames
from relief import idnumber, rows
from relief.effects.intake import ALONE
from relief.states import BEFORE_ADMISSION
from relief.web import case_parts
from relief.web.reception_steps import act_of, hands

#: 本人要离开: what is one press for a capable adult; who is in doubt asks, and is answered by two (R-39, R-41).
LEAVING = ("withdraw_request", "leave_voluntarily", "request_release")
HOSPITAL = "send_to_hospital_before_admission"
#: 先送医, before the admission and after it.
TO_HOSPITAL = (HOSPITAL, "send_to_hospital")
#: 报警, where the person stands.
TO_POLICE = ("call_police_at_check", "call_police_at_screening")
HANDOVER = "handover"


def starting(case: Any, now: Any) -> list[str]:
    """The clocks that the admission will start, with their moments."""
    return [] if case.admitted_at else consequences.starting(case, act_of("admit_person"), now)  # type: ignore[arg-type]


def reminders(case: Any, now: Any) -> list[str]:
    """The special rules that hold for this person."""
    found = case_parts.notes(case, now)
    if case.person.gender == idnumber.FEMALE:
        found.append(_("由女工作人员照料，安排女区床位。"))
    if case.arrival_mode not in ALONE and not any(file.purpose == HANDOVER for file in rows.files(case)):
        found.append(_("还缺护送交接表，可以随后归入材料。"))
    return found


def ways(case: Any, actor: Actor, posts: Sequence[Post]) -> dict[str, Any]:
    """先送医, 报警 and 本人要离开: each with its address, or why not."""
    options = {option.act.code: option for option in engine.options(case, actor)}
    police = _called(case, actor, posts, [options[code] for code in TO_POLICE if code in options])
    if police is None and case.state in BEFORE_ADMISSION:
        police = {"url": "", "why": _("有危险先打110；安检、检视时在这里登记")}
    return {
        "hospital": _called(case, actor, posts, [options[code] for code in TO_HOSPITAL if code in options]),
        "police": police, "leave": _leave(case, actor, options),
    }  # fmt: skip


def _called(case: Any, actor: Actor, posts: Sequence[Post], found: Sequence[Any]) -> dict[str, str] | None:
    """Calling somebody from outside: where, or whose it is; None where there is nothing to call them for."""
    if not found:
        return None
    option = found[0]
    if option.role_fits:
        return {"url": frames.url(case, "do", code=option.act.code.replace("_", "-")), "why": ""}
    who = hands(option.act, case, actor, posts)
    return {"url": "", "why": _("由%(roles)s办") % {"roles": who.roles}}


def _leave(case: Any, actor: Actor, options: Any) -> dict[str, str] | None:
    found = [options[code] for code in LEAVING if code in options]
    if not found:
        return None
    able = next((option for option in found if option.allowed), None)
    if able is not None:
        url = frames.url(case, "do", code=able.act.code.replace("_", "-"))
        return {"url": url, "key": str(uuid.uuid4()), "why": ""}
    why = next((d.message + d.remedy for option in found if option.role_fits for d in option.denials), "")
    roles = hands(found[0].act, case, actor, ()).roles
    return {"url": "", "why": why or _("由%(roles)s办") % {"roles": roles}}
