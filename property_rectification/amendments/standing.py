"""While a case stands still, and while it is supervised."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import standing as do
from property_rectification.effects.supervision import report_supervision
from property_rectification.guards.common import ACTOR_IN_LEAD_UNIT
from property_rectification.guards.supervision import IS_SUPERVISED
from property_rectification.lifecycle.intake import DEPARTMENT
from property_rectification.lifecycle.supervision import ACTIVE
from property_rectification.states import HUNG

STANDING = (
    amendment("record_condition", _("登记条件变化"), by=DEPARTMENT, states=HUNG, needs=[ACTOR_IN_LEAD_UNIT],
        effect=do.record_condition,
        asks=[
            Ask("end_note", _("条件怎样成就"), "text", min_length=10, max_length=2000),
            Ask("files", _("证明"), "files", choices="files"),
        ],
        warning=_("登记后自动恢复整改，期限重新计算。"), rules="§1.1.2 #28"),
    amendment("report_supervision", _("督办周报"), by=DEPARTMENT, states=ACTIVE,
        needs=[ACTOR_IN_LEAD_UNIT, IS_SUPERVISED], effect=report_supervision,
        asks=[
            Ask("progress", _("进展"), "text", min_length=10, max_length=2000),
            Ask("obstacles", _("困难"), "text", required=False, max_length=1000),
        ],
        rules="§1.1.2 #43"),
)  # fmt: skip
