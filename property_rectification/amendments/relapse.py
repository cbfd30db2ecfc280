"""The renewed order after a relapse: the organ that holds the power serves it, the dispatcher reopens (§1.1.2 #40)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from property_rectification.effects import relapse as do
from property_rectification.guards.common import ACTOR_IN_LEAD_UNIT
from property_rectification.guards.facts import LEGAL_BASIS_IN_FORCE, ORGAN_COMPETENT
from property_rectification.lifecycle.facts import ORDER, SERVICE
from property_rectification.lifecycle.intake import DEPARTMENT
from property_rectification.states import RELAPSED

RELAPSE = (
    amendment("record_renewed_order", _("重新责令整改"), by=DEPARTMENT, states=RELAPSED,
        needs=[ACTOR_IN_LEAD_UNIT, ORGAN_COMPETENT, LEGAL_BASIS_IN_FORCE], effect=do.record_renewed_order,
        asks=[*ORDER, *SERVICE],
        warning=_("送达后不能撤回，只能更正或撤销并重新送达。"), prints="F-04 F-37", rules="§5.10 §5.12"),
)  # fmt: skip
