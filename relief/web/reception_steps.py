"""The steps of the reception: what each asks, which acts it carries out from where the person stands, and who does it.

The left column is free to jump; what comes before what is decided by the acts alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.actor import Actor
from casework.declaration import Act, Ask, may_act
from casework.engine import stands_right
from casework.models import Post
from relief import belongings
from relief.lifecycle import CASE
from relief.roles import ROLES
from relief.states import RECEPTION, REVIEW, SCREENING, SECURITY_CHECK

#: What a button of a step may ask for besides the step itself.
ADMIT, EMERGENCY = "admit", "emergency"


@dataclass(frozen=True)
class Step:
    """One step. `states`: where its acts move the person on; empty for what is written down at any time. `also`: what
    else ends it, so that a check that was skipped for an emergency says so. Nobody is led to a step that does not
    `wait`: who has nothing needs no list of it."""

    code: str
    label: Any
    acts: tuple[str, ...]
    states: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    waits: bool = True

    @property
    def template(self) -> str:
        """The fields of the step."""
        return f"relief/reception/{self.code}.html"


ARRIVAL = Step("arrival", _("到站与告知"), ("tell_rights",))
CHECK = Step(
    "check", _("安检"), ("start_security_check", "pass_security_check"), (RECEPTION, SECURITY_CHECK),
    ("prioritize_emergency", "refer_check_refusal", "call_police_at_check"),
)  # fmt: skip
ITEMS = Step("items", _("随身物品"), ("list_belongings",), waits=False)
LOOK = Step(
    "look", _("初步检视"), ("complete_screening",), (SCREENING,),
    ("send_to_hospital_before_admission", "return_from_hospital", "call_police_at_screening", "return_from_police"),
)  # fmt: skip
IDENTITY = Step("identity", _("身份与求助"), ("update_identity", "record_circumstances"))
OPINION = Step(
    "opinion", _("甄别意见"), ("record_review", "admit_person"), (REVIEW,), ("countersign_admission",)
)  # fmt: skip
BED = Step("bed", _("安排床位"), ("assign_bed",))
STEPS = (ARRIVAL, CHECK, ITEMS, LOOK, IDENTITY, OPINION, BED)
#: Steps that are open to more, however much is there.
ONGOING = (ITEMS, IDENTITY)
_BY_CODE = {step.code: step for step in STEPS}
#: The order of the states of the straight way in.
_WAY = (RECEPTION, SECURITY_CHECK, SCREENING, REVIEW)


def called(code: str) -> Step | None:
    """The step of this code."""
    return _BY_CODE.get(code)


def act_of(code: str) -> Act:
    """The declaration of a transition or an amendment."""
    return CASE.rows.get(code) or CASE.amendments[code]


def acts_of(step: Step, case: Any, actor: Actor, then: str = "") -> tuple[str, ...]:
    """The acts that this step still has to carry out, for this actor and the button that was pressed."""
    if then == EMERGENCY:
        return ("prioritize_emergency",)
    if then == ADMIT:
        return ("admit_person",) if case.reviewed_at else OPINION.acts
    if step is CHECK and case.state == SECURITY_CHECK:
        return ("pass_security_check",)
    if step is OPINION and case.reviewed_at:
        return ("countersign_admission",) if actor.role == "DUT" else ("admit_person",)
    return step.acts


def asks_of(codes: Sequence[str]) -> tuple[Ask, ...]:
    """What these acts ask, each thing once."""
    found = {ask.name: ask for code in codes for ask in act_of(code).asks}
    return tuple(found.values())


def is_done(step: Step, case: Any) -> bool:
    """Whether the step is behind the person."""
    if step is ARRIVAL:
        return case.rights_told_at is not None
    if step is IDENTITY:
        return bool(case.needs_requested)
    if step is ITEMS:
        return bool(belongings.of(case))
    if step is BED:
        return case.bed_id is not None
    if case.admitted_at is not None:
        return True
    return case.state in _WAY and _WAY.index(case.state) > _WAY.index(step.states[-1])


def next_for(case: Any, actor: Actor, roles: Iterable[str], after: Step | None = None) -> Step:
    """The step to go on with: the first open one that a role of this person can carry out, else the first open one."""
    order = STEPS if after is None else (*STEPS[STEPS.index(after) + 1 :], *STEPS[: STEPS.index(after)])
    open_steps = [step for step in order if step.waits and not is_done(step, case)]
    mine = [step for step in open_steps if _may_begin(step, case, actor, roles)]
    return (mine or open_steps or [STEPS[-1]])[0]


def _may_begin(step: Step, case: Any, actor: Actor, roles: Iterable[str]) -> bool:
    act = act_of(acts_of(step, case, actor)[0])
    return stands_right(case, act) and any(may_act(act, role) for role in roles)


def before(step: Step, case: Any) -> Step | None:
    """The step that law puts first: the one the person stands at; None where this one can be done now."""
    if not step.states or case.state in step.states or case.state not in _WAY or is_done(step, case):
        return None
    return next(other for other in STEPS if case.state in other.states)


def until_admission(case: Any) -> list[Step]:
    """The steps that law puts before the admission and that are open."""
    return [step for step in (CHECK, LOOK) if not is_done(step, case)]


@dataclass(frozen=True)
class Hands:
    """Who does an act: the posts in words, whether that is the actor, another post of theirs, the colleagues."""

    roles: str
    mine: bool
    own_post: Post | None
    colleagues: tuple[str, ...]


def hands(act: Act, case: Any, actor: Actor, posts: Sequence[Post]) -> Hands:
    """Who carries out this act in the station of the case today. One works in one post at a time: with several posts
    somebody goes over to the one whose act it is, and the event names that."""
    roles = sorted(act.by)
    words = "、".join(str(ROLES[role]) for role in roles if role in ROLES)
    if actor.role in act.by:
        return Hands(words, True, None, ())
    agency = case.owner_agency_id
    own = next((p for p in posts if p.role in act.by and p.agency_id == agency), None)
    held = Post.objects.held().filter(agency=agency, role__in=roles).exclude(user=actor.user_id).select_related("user")
    return Hands(words, False, own, tuple(sorted({p.user.display_name for p in held})))
