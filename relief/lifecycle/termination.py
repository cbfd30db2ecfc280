"""Ending relief against somebody's will: reasons of the list, an opinion heard by two, the director's word (R-50)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import PREVIOUS, amendment, row, stage
from relief.effects import termination as do
from relief.forms import common, refusal
from relief.forms import termination as f
from relief.guards import termination as g
from relief.guards.backdating import within_shift
from relief.guards.refusal import ABLE_TO_EXPRESS, NOT_IN_EMERGENCY, NOT_MINOR, REASON_AND_SECOND_PERSON
from relief.guards.weather import NO_DANGEROUS_WEATHER_NIGHT
from relief.states import EXTENDED, HEARING, IN_STATION, PENDING_ARCHIVE, TERMINATED

TERMINATION = stage(
    row("open_termination_hearing", _("拟终止救助"), f"{IN_STATION} {EXTENDED}", HEARING, by="CSW DUT",
        spec_id="TA36", optional=True,
        needs=[g.TERMINATION_REASON_LISTED, NOT_MINOR, ABLE_TO_EXPRESS, NOT_IN_EMERGENCY, g.NOT_SUSPECTED_VICTIM],
        asks=f.OPENING, effect=do.open_hearing, warning=_("听取意见期间食宿和照料照常，本人随时可以离站。"),
        prints="J-31", rules="R-50 R-51"),
    row("terminate_relief", _("终止救助"), HEARING, TERMINATED, by="DIR", spec_id="TA37",
        needs=[g.OPINION_HEARD, g.LESSER_MEASURE_CONSIDERED, NOT_MINOR, ABLE_TO_EXPRESS, NOT_IN_EMERGENCY,
               NO_DANGEROUS_WEATHER_NIGHT, g.NO_RECENT_TERMINATION, g.OPENER_IS_NOT_APPROVER,
               REASON_AND_SECOND_PERSON],
        asks=f.DECISION, effect=do.terminate, stops="TM-03 TM-06 TM-30 TM-31", prints="J-04 J-05 J-08 J-32",
        warning=_("决定须书面告知理由和救济途径，随身物品全部返还。"), rules="R-14 R-50"),
    row("dismiss_termination", _("不予终止"), HEARING, PREVIOUS, by="DIR", spec_id="TA38", asks=common.REASON,
        effect=do.dismiss, prints="J-31", rules="R-50"),
)  # fmt: skip

HEARINGS = (
    amendment("record_opinion", _("登记听取意见"), by="CSW DUT", states=HEARING, asks=f.OPINION,
        needs=[within_shift("heard_at")], effect=do.record_opinion, prints="J-31", rules="R-50 R-54"),
    amendment("serve_termination_notice", _("登记终止通知送达"), by="CSW DUT", states=PENDING_ARCHIVE,
        asks=refusal.SERVICE, needs=[g.TERMINATION_TO_SERVE, within_shift("served_at")], effect=do.serve,
        rules="R-50 R-54"),
)  # fmt: skip
