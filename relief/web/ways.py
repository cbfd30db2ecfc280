"""先送医, 报警 and 本人要离开: at the top of every page about somebody who is here, whatever the step (R-19, R-39)."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.models import Post
from casework.web import frames
from relief.states import BEFORE_ADMISSION
from relief.web.reception_steps import hands

#: 本人要离开: what is one press for a capable adult; who is in doubt asks, and is answered by two (R-39, R-41).
LEAVING = ("withdraw_request", "leave_voluntarily", "request_release")
HOSPITAL = "send_to_hospital_before_admission"
#: 先送医, before the admission and after it.
TO_HOSPITAL = (HOSPITAL, "send_to_hospital")
#: 报警, where the person stands.
TO_POLICE = ("call_police_at_check", "call_police_at_screening")


def of(case: Any, actor: Actor, posts: Sequence[Post]) -> dict[str, Any]:
    """先送医, 报警 and 本人要离开: each with its address, or why not."""
    options = {option.act.code: option for option in frames.options_of(case, actor)}
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
