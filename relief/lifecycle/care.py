"""Care of the day: meals, bedding, bath, a look in, something to do; medicine by the health staff alone (R-25)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects import care as do
from relief.forms import care as f
from relief.guards import care as g
from relief.lifecycle.beds import HERE

_HERE = " ".join(HERE)

CARE = (
    amendment("record_service", _("登记照料"), by="CAR", states=_HERE, asks=f.CARE,
        needs=[g.SERVICES_CHOSEN, g.FEMALE_CARER, g.MEAL_ONCE], effect=do.record, rules="R-23 R-25"),
    amendment("give_medication", _("登记给药"), by="HLT", states=_HERE, asks=f.MEDICINE, needs=[g.BY_PRESCRIPTION],
        effect=do.give_medicine, rules="R-25 R-26"),
)  # fmt: skip
