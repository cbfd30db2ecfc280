"""Word ahead of whoever goes home: a step on record, never a condition of leaving (R-39, R-43)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects import word_ahead as do
from relief.forms import word_ahead as f
from relief.guards import word_ahead as g
from relief.states import DEPARTURE, PENDING_ARCHIVE

WORDS_AHEAD = (
    amendment("record_word_ahead", _("登记离站通知"), by="RCP CSW", states=f"{DEPARTURE} {PENDING_ARCHIVE}",
        asks=f.WORD_AHEAD,
        needs=[g.WORD_DESCRIBED, g.OBJECTION_BY_CAPABLE_ADULT, g.NOT_AGAINST_THE_WILL, g.NO_WORD_INTO_DANGER],
        effect=do.record, rules="R-43 R-54 R-61"),
)  # fmt: skip
