"""What the station keeps for whom. Nothing of it ever stands in the way of leaving (HB-02)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casework import clock, display
from casework.masking import mask_text
from relief.models.belongings import STORED, Belonging
from relief.states import LEFT


def of(case: Any) -> list[Belonging]:
    """Everything on the list of a case, in its order; read once for one instance of the record."""
    kept = vars(case)
    if "_belongings_read" not in kept:
        kept["_belongings_read"] = list(case.belongings.all())
    return kept["_belongings_read"]  # type: ignore[no-any-return]


def held(case: Any) -> list[Belonging]:
    """What of it the station still has."""
    return [one for one in of(case) if one.held]


def pieces(rows: list[Belonging]) -> int:
    """How many pieces that is."""
    return sum(one.quantity for one in rows)


def in_lockers(agency: int | None) -> QuerySet[Belonging]:
    """All that a station keeps, whoever left or not."""
    return Belonging.objects.filter(case__owner_agency=agency, disposition=STORED, returned_at=None)


def changed(case: Any) -> None:
    """What was read is no longer all."""
    vars(case).pop("_belongings_read", None)


def words(one: Belonging) -> str:
    """柜3 背包2件, numbers of people masked."""
    locker = _("柜%(n)s") % {"n": one.locker} if one.locker else ""
    told = _("%(item)s%(n)d件") % {"item": mask_text(one.item.reveal()), "n": one.quantity}
    return " ".join(filter(None, [locker, told, one.condition]))


def said_on_leaving(case: Any) -> str:
    """What whoever recorded the leaving is told: what still lies here waits for the person, not the person for it."""
    left, kept = display.moment(case.left_at, clock.now()), pieces(held(case))
    told = _("已办离站，%(when)s。") % {"when": left}
    if kept:
        told = _("已办离站，%(when)s。寄存物品%(n)d件，现在归还，或本人随时来取。") % {"when": left, "n": kept}
    return told + _("请告知风险，可给：棉衣、食品、车票、救助卡。") if case.outcome == LEFT else told
