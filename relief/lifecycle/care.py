"""Care of the day: meals, bedding, bath, a look in, something to do; medicine by the health staff alone (R-25).

Minors are cared for by whoever was checked (R-58).
"""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects import care as do
from relief.forms import care as f
from relief.guards import care as g
from relief.guards.minors import CARER_CHECKED, COMPANION_CHECKED
from relief.states import HERE, HOSPITALIZED, PREADMIT_MEDICAL

_HERE, _AT_HOSPITAL = " ".join(HERE), f"{PREADMIT_MEDICAL} {HOSPITALIZED}"

CARE = (
    amendment("record_service", _("登记照料"), by="CAR", states=_HERE, asks=f.CARE,
        needs=[CARER_CHECKED, g.SERVICES_CHOSEN, g.FEMALE_CARER, g.MEAL_ONCE], effect=do.record,
        rules="R-23 R-25 R-58 HB-09"),
    amendment("give_medication", _("登记给药"), by="HLT", states=_HERE, asks=f.MEDICINE, needs=[g.BY_PRESCRIPTION],
        effect=do.give_medicine, rules="R-25 R-26"),
    amendment("name_hospital_companion", _("登记住院陪护"), by="HLT CAR CSW DUT", states=_AT_HOSPITAL, asks=f.COMPANION,
        needs=[COMPANION_CHECKED], effect=do.name_companion, rules="R-25 R-58 HB-09"),
)  # fmt: skip
