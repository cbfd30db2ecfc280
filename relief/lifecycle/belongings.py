"""Belongings: listed at the door, kept only where the person wants it, given back in any state (R-14, R-52, HB-04)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects import belongings as do
from relief.forms import belongings as f
from relief.guards import belongings as g
from relief.states import LIVE, STATES

_ANY = " ".join(state.code for state in STATES)

BELONGINGS = (
    amendment("list_belongings", _("登记随身物品"), by="SEC", states=" ".join(LIVE), asks=f.LIST,
        needs=[g.BELONGINGS_GIVEN, g.KEPT_ON_REQUEST, g.CONSENTS_TO_DESTROY], effect=do.list_them, rules="R-14 R-52"),
    amendment("return_belongings", _("归还物品"), by="SEC RCP CSW CAR DUT", states=_ANY, asks=f.RETURN,
        needs=[g.SOMETHING_HELD], effect=do.give_back, rules="R-14 R-52"),
)  # fmt: skip
