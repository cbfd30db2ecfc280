"""Out with others: the plan, the hand-over to the family, over to relief of another kind."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import row, stage
from relief.effects import departure as do
from relief.effects.referral import refer
from relief.forms import common, word_ahead
from relief.forms import departure as f
from relief.forms.referral import REFERRAL
from relief.guards import departure as g
from relief.guards.referral import REFERRAL_ACCEPTED
from relief.states import DEPARTURE as PREPARING
from relief.states import EXTENDED, IN_STATION, PICKED_UP, REFERRED

DEPARTURE = stage(
    row("prepare_departure", _("准备离站"), f"{IN_STATION} {EXTENDED}", PREPARING, by="CSW", spec_id="TA26",
        optional=True, needs=[g.DEPARTURE_MODE_CHOSEN, g.IDENTITY_VERIFIED_FOR_ESCORT, g.DESTINATION_PLAUSIBLE],
        asks=(*f.PLAN, *word_ahead.OBJECTION, common.LIFTING), effect=do.prepare_departure,
        prints="J-17 J-22", rules="R-37 R-43 R-44"),
    row("cancel_departure", _("取消离站"), PREPARING, IN_STATION, by="CSW DUT", spec_id="TA49", optional=True,
        needs=[g.CANCEL_REASON_RECORDED], asks=common.REASON, effect=do.cancel_departure,
        prints="J-04", rules="R-05 R-47"),
    row("hand_over_to_family", _("亲属接领"), PREPARING, PICKED_UP, by="RCP CSW", spec_id="TA28", usual=True,
        needs=[g.COLLECTOR_IDENTIFIED, g.NO_RISK_FLAG_FOR_PROTECTED, g.RISK_FLAG_CLEARED_BY_TRUE_WISH,
               g.PERSON_AGREES, g.GUARDIAN_FIT_IF_PROTECTED, g.IDENTITY_NOT_DISPUTED],
        asks=(*f.HANDOVER, common.LIFTING), effect=do.hand_over, stops="TM-03 TM-06 TM-30 TM-31",
        prints="J-04 J-08 J-16", rules="R-45 R-61"),
    row("refer_to_other_relief", _("转介救助"), f"{IN_STATION} {PREPARING}", REFERRED, by="SUP", asked_by="CSW",
        spec_id="TA45", needs=[REFERRAL_ACCEPTED, g.PERSON_AGREES], asks=REFERRAL, effect=refer, starts="TM-24",
        counts=(("TM-24", "accepted_at"),), stops="TM-03 TM-06 TM-30 TM-31",
        warning=_("社工提出，县民政局同意。同意之前食宿和照料照常。"), prints="J-04 J-08 J-22", rules="R-04 R-07"),
)  # fmt: skip
