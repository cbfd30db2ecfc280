"""Two persons who may be one human: said by one, looked at again by another, undone by either. Never a merge."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects import people as do
from relief.forms import people as f
from relief.guards import people as g
from relief.states import LIVE, PENDING_ARCHIVE

_STATES = " ".join((*LIVE, PENDING_ARCHIVE))

PAIRS = (
    amendment("propose_same_person", _("提出可能是同一人"), by="CSW DIR", states=_STATES, asks=f.PROPOSAL,
        effect=do.propose_same_person, rules="R-54 SB-10"),
    amendment("confirm_same_person", _("核实是同一人"), by="CSW DUT DIR", states=_STATES, asks=f.CONFIRMATION,
        needs=[g.PAIR_WAITS, g.TWO_REVIEWERS], effect=do.confirm_same_person, rules="R-54 SB-10"),
    amendment("undo_same_person", _("撤销同一人"), by="CSW DUT DIR", states=_STATES, asks=f.UNDOING,
        needs=[g.PAIR_STANDS], effect=do.undo_same_person, rules="R-54 SB-10"),
)  # fmt: skip
