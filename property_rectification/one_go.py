"""Register, triage and dispatch in one go, where nothing is special (§1.1.2 #01, #04, #08).

What is special goes to the dispatcher as before: a second look is the safeguard there. Nothing here decides for the
guards; each step is its own transition and passes them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import clock
from casework.actor import Actor
from casework.declaration import may_act
from casework.models import Agency
from casework.timers import local_day
from property_rectification import categories
from property_rectification.effects.intake import PETITION_CHANNEL
from property_rectification.models import CategoryVersion, RectificationCase, RecusalDeclaration
from property_rectification.models.firm import FirmService

STEPS = ("register_case", "start_triage", "dispatch_case")

REASONS: dict[str, Any] = {
    "role": _("这个岗位只登记，交办由研判人员办"),
    "category": _("选了分类才知道交给谁"),
    "safety": _("安全类，要当面交接，由研判人员交办"),
    "police": _("先报110，再由研判人员交办"),
    "money": _("涉及资金，由研判人员定承办和验收"),
    "suspected": _("涉嫌类，先登记行为事实"),
    "petition": _("信访件，先作受理告知"),
    "secrecy": _("反映人要求保密，由研判人员交办"),
    "minor": _("涉及未成年人，由研判人员交办"),
    "group": _("多户共同反映，由研判人员评估"),
    "same": _("右边有可能相同的，先看是不是同一件"),
    "organ": _("有权承办的单位不止一家，由研判人员定"),
    "nobody": _("辖区里没有登记有权承办的单位"),
    "recusal": _("您申报过与这家企业或小区有关系，请交给同事"),
}


@dataclass(frozen=True)
class Entry:
    """What the screen knows of a complaint that is not registered yet."""

    division: str
    category: CategoryVersion | None = None
    channel: str = ""
    compound: int | None = None
    secrecy: bool = False
    minor: bool = False
    group: bool = False
    candidates: int = 0


@dataclass(frozen=True)
class Offer:
    """The one unit it can go to at once; or the codes of the reasons why a second person looks first."""

    agency: Agency | None
    reasons: tuple[str, ...] = ()


def offer(entry: Entry, actor: Actor) -> Offer:
    """Whether this complaint can be registered and dispatched in one go, and to whom."""
    if not all(may_act(RectificationCase.lifecycle.rows[step], actor.role) for step in STEPS):
        return Offer(None, ("role",))
    if entry.category is None:
        return Offer(None, ("category",))
    reasons = special(entry.category, entry)
    if reasons:
        return Offer(None, reasons)
    organs = categories.leading_organs(entry.category, clock.now())
    able = categories.serving(organs, entry.division)
    if len(organs) > 1 or len(able) > 1:
        return Offer(None, ("organ",))
    if not able:
        return Offer(None, ("nobody",))
    return Offer(None, ("recusal",)) if _declared(entry, actor) else Offer(able[0])


def special(category: Any, entry: Entry) -> tuple[str, ...]:
    """The codes of everything about a complaint that a second person looks at. Pure."""
    holds: Mapping[str, bool] = {
        "safety": bool(category.safety), "police": category.police, "money": category.money,
        "suspected": category.suspected, "petition": entry.channel == PETITION_CHANNEL, "secrecy": entry.secrecy,
        "minor": entry.minor, "group": entry.group, "same": entry.candidates > 0,
    }  # fmt: skip
    return tuple(code for code, found in holds.items() if found)


def _declared(entry: Entry, actor: Actor) -> bool:
    """Whether the clerk declared an interest in the compound or in the firm that serves it today (§5.11)."""
    if entry.compound is None:
        return False
    mine = RecusalDeclaration.objects.filter(active=True, user=actor.user_id)
    serving = FirmService.objects.filter(compound=entry.compound, valid_to__isnull=True).values("firm")
    return mine.filter(compound=entry.compound).exists() or mine.filter(firm__in=serving).exists()


def category_of(code: str) -> CategoryVersion | None:
    """The version of a category in force today; None for an empty or unknown code."""
    return categories.version(code, local_day(clock.now())) if code else None
