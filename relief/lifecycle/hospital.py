"""In hospital after admission: sent there, admitted there, discharged from there (R-26, R-28, R-38)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import row, stage
from relief.effects import hospital as do
from relief.effects import termination as ended
from relief.forms import common
from relief.forms import hospital as f
from relief.forms import intake as sheet
from relief.forms.weather import WEATHER
from relief.guards import hospital as g
from relief.guards.intake import ELIGIBLE_OR_PROTECTED, MEDICAL_NEED_FOUND
from relief.guards.weather import NO_DANGEROUS_WEATHER_NIGHT
from relief.states import DEPARTURE, HOSPITALIZED, IN_STATION, PREADMIT_MEDICAL, PRESENT

HOSPITAL = stage(
    row("register_inpatient", _("登记住院"), PREADMIT_MEDICAL, HOSPITALIZED, by="CSW DUT", spec_id="TA11-IN",
        optional=True, needs=[g.HOSPITAL_REQUIRES_REGISTRATION, ELIGIBLE_OR_PROTECTED], asks=f.REGISTRATION,
        effect=do.register_inpatient, starts="TM-03 TM-06", prints="J-01 J-09", rules="R-05 R-12 R-19 R-28 R-38"),
    row("send_to_hospital", _("转送住院"), " ".join(PRESENT), HOSPITALIZED, by="HLT CAR DUT", spec_id="TA18",
        optional=True, needs=[MEDICAL_NEED_FOUND], asks=sheet.HOSPITAL, effect=ended.send_to_hospital,
        prints="J-09", rules="R-26 R-27 R-63"),
    row("discharge_to_station", _("出院回站"), HOSPITALIZED, IN_STATION, by="HLT CSW", spec_id="TA19-A09",
        optional=True, needs=[g.DISCHARGE_CERTIFICATE], asks=f.DISCHARGE, effect=do.discharge_to_station,
        prints="J-09", rules="R-38"),
    row("discharge_to_departure", _("出院离站"), HOSPITALIZED, DEPARTURE, by="HLT CSW", spec_id="TA19-A15",
        optional=True, needs=[g.DISCHARGE_CERTIFICATE, NO_DANGEROUS_WEATHER_NIGHT],
        asks=(*f.DISCHARGE, *WEATHER, common.LIFTING), effect=do.discharge,
        prints="J-04 J-09", rules="R-38"),
)  # fmt: skip
