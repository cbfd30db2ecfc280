"""Beds of whoever is there: given, changed, freed. Leaving frees one by itself; none of it holds anybody (R-24)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects import beds as do
from relief.forms import beds as f
from relief.guards import beds as g
from relief.states import HERE, LIVE, OPEN

_LIVE, _HERE = " ".join(LIVE), " ".join(HERE)

BEDS = (
    amendment("assign_bed", _("安排床位"), by="RCP CSW CAR", states=_HERE, asks=f.BED, needs=[g.WITHOUT_BED, *g.PLACED],
        effect=do.assign, rules="R-23 R-24"),
    amendment("move_bed", _("换床"), by="RCP CSW CAR", states=_HERE, asks=f.BED, needs=[g.HAS_BED, *g.PLACED],
        effect=do.move, rules="R-23 R-24"),
    amendment("free_bed", _("腾出床位"), by="RCP CSW CAR", states=" ".join(OPEN), needs=[g.HAS_BED], effect=do.free,
        rules="R-24"),
    amendment("record_parent", _("登记同来的父母"), by="RCP CSW", states=_LIVE, asks=f.PARENT,
        needs=[g.CHILD_IS_MINOR], effect=do.record_parent, rules="R-24"),
)  # fmt: skip
