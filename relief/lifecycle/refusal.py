"""No to relief: proposed by one, decided by another, in writing, and never to whoever cannot do without."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment, row, stage
from relief.effects import refusal as do
from relief.effects.referral import record_result
from relief.forms import referral
from relief.forms import refusal as f
from relief.guards import refusal as g
from relief.guards.backdating import within_shift
from relief.guards.referral import REFERRAL_OPEN
from relief.guards.weather import NO_DANGEROUS_WEATHER_NIGHT
from relief.states import PENDING_ARCHIVE, REFUSED, REVIEW, SECURITY_CHECK

REFUSAL = stage(
    row("refer_check_refusal", _("拒检转甄别"), SECURITY_CHECK, REVIEW, by="SEC", spec_id="TA07", optional=True,
        needs=[g.CHECK_REFUSAL_EXPLAINED], asks=f.CHECK_REFUSED, effect=do.refer_check_refusal, rules="R-17"),
    row("refuse_relief", _("不予救助"), REVIEW, REFUSED, by="DUT DIR", asked_by="CSW", spec_id="TA15", optional=True,
        needs=[g.REFUSAL_REASON_LISTED, g.NOT_MINOR, g.ABLE_TO_EXPRESS, g.NOT_IN_EMERGENCY, NO_DANGEROUS_WEATHER_NIGHT,
               g.ALTERNATIVES_OFFERED, g.PROPOSER_IS_NOT_APPROVER, g.REASON_AND_SECOND_PERSON],
        asks=f.REFUSAL, effect=do.refuse, starts="TM-24", stops="TM-30 TM-31",
        prints="J-02 J-32",
        warning=_("符合条件的应当及时救助，不得拒绝。决定须书面告知理由和救济途径。"), rules="R-05 R-09 R-12 R-17"),
)  # fmt: skip

SERVING = (
    amendment("serve_refusal_notice", _("登记送达"), by="CSW DUT", states=PENDING_ARCHIVE, asks=f.SERVICE,
        needs=[g.NOTICE_TO_SERVE, within_shift("served_at")], effect=do.serve, rules="R-05 R-54"),
    amendment("record_referral_result", _("登记转介结果"), by="CSW", states=PENDING_ARCHIVE, asks=referral.RESULT,
        needs=[REFERRAL_OPEN], effect=record_result, rules="R-07"),
)  # fmt: skip
