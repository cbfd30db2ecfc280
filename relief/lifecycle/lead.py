"""Before anybody is there: a lead, by telephone or otherwise, and how it ends."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Act, row, stage
from relief.effects import intake, lead
from relief.forms import intake as arrival
from relief.forms import lead as f
from relief.guards import lead as g
from relief.guards.intake import PERSON_PRESENT
from relief.states import LEAD_RECORDED, RECEPTION, WITHDRAWN

RECORD_LEAD = Act(
    code="record_lead", label=_("登记线索"), by=frozenset({"RCP", "DUT"}), needs=(g.LOCATION_OR_CONTACT_GIVEN,),
    asks=f.LEAD, effect=lead.record_lead, begins=LEAD_RECORDED, rules="R-06 R-07",
)  # fmt: skip
_CLOCKS = " ".join(lead.CLOCKS)

LEADS = stage(
    row("receive_person", _("到站接待"), LEAD_RECORDED, RECEPTION, by="RCP", spec_id="TA02", usual=True,
        needs=[PERSON_PRESENT], asks=arrival.RECEPTION, effect=intake.receive_person, stops=_CLOCKS,
        prints="J-06 J-07 J-39", rules="R-06 R-07 R-11 R-22"),
    row("close_lead", _("线索办结"), LEAD_RECORDED, WITHDRAWN, by="RCP DUT", spec_id="TA03",
        needs=[g.LEAD_ENDED_WITHOUT_ARRIVAL], asks=f.ENDED, effect=lead.close_lead, stops=_CLOCKS, rules="R-65"),
)  # fmt: skip
