"""Staying longer than ten days: a filing, no permission. Care goes on before, during and after it (R-37)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment, row, stage
from relief.effects import extension as do
from relief.forms import extension as f
from relief.forms import hospital
from relief.guards import extension as g
from relief.guards.hospital import DISCHARGE_CERTIFICATE
from relief.guards.refusal import PROPOSER_IS_NOT_APPROVER
from relief.states import EXTENDED, HOSPITALIZED, IN_STATION, MISSING, PENDING_ARCHIVE, STAYING

#: On the rolls: whoever is looked for is counted on.
_ROLLS = " ".join((*STAYING, MISSING))
#: Where a filing changes no state; in the station itself it is `extend_stay`.
_ELSEWHERE = " ".join(state for state in _ROLLS.split() if state != IN_STATION)

EXTENSION = stage(
    row("extend_stay", _("延期在站"), IN_STATION, EXTENDED, by="DIR", asked_by="CSW", spec_id="TA17", optional=True,
        needs=[g.DAY_TEN_REACHED_OR_NEAR, g.SPECIAL_REASON_RECORDED, PROPOSER_IS_NOT_APPROVER], asks=f.EXTENSION,
        effect=do.extend_stay, stops="TM-03", warning=_("报备不是审批，食宿和照料不中断。"),
        prints="J-10", rules="R-37"),
    row("discharge_to_extended_stay", _("出院延期"), HOSPITALIZED, EXTENDED, by="HLT CSW", spec_id="TA19-A10",
        optional=True, needs=[DISCHARGE_CERTIFICATE, g.EXTENSION_FILED], asks=hospital.DISCHARGE,
        effect=do.discharge_to_extended_stay, prints="J-09 J-10", rules="R-37 R-38"),
)  # fmt: skip

FILINGS = (
    amendment("ask_extension", _("申请延期备案"), by="CSW", states=_ELSEWHERE, asks=f.EXTENSION,
        needs=[g.DAY_TEN_REACHED_OR_NEAR, g.SPECIAL_REASON_RECORDED], effect=do.ask_extension, rules="R-37"),
    amendment("decide_extension", _("决定延期备案"), by="DIR", states=_ROLLS, asks=f.DECISION,
        needs=[g.EXTENSION_ASKED, g.DECIDED_BY_ANOTHER], effect=do.decide_extension, prints="J-10",
        warning=_("报备不是审批，食宿和照料不中断。"), rules="R-37"),
    amendment("acknowledge_extension", _("确认备案"), by="SUP", states=f"{_ROLLS} {PENDING_ARCHIVE}",
        needs=[g.EXTENSION_TO_ACKNOWLEDGE], effect=do.acknowledge, rules="R-37"),
)  # fmt: skip
