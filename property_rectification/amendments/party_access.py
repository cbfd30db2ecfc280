"""What the machine does to a case when an account is bound to its firm or committee, or no more (§6)."""

from django.utils.translation import gettext_lazy as _

from casework.actor import SYSTEM
from casework.declaration import amendment
from property_rectification.effects import party_access as do
from property_rectification.states import STATES

#: In every state: a case that has ended may be read as long as it is kept.
PARTY_ACCESS = (
    amendment(do.ALIGN, _("更新当事人账号"), by=SYSTEM, states=" ".join(state.code for state in STATES),
        effect=do.align_case, rules="§5.4 §6"),
)  # fmt: skip
