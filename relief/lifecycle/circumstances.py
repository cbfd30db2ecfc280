"""Why somebody came and what they want: written down whenever there is time, also after they left."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects.circumstances import record_circumstances
from relief.forms.circumstances import CIRCUMSTANCES as ASKS
from relief.states import OPEN, PENDING_ARCHIVE

CIRCUMSTANCES = (
    amendment("record_circumstances", _("登记求助情况"), by="RCP CSW", states=" ".join((*OPEN, PENDING_ARCHIVE)),
        asks=ASKS, effect=record_circumstances, rules="R-10"),
)  # fmt: skip
