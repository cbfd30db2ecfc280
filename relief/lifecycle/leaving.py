"""Out by one's own will: always for a capable adult, by one act, from wherever the person is (R-39, AP-03)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import SAME, row, stage
from relief.effects import leaving as do
from relief.forms import leaving as f
from relief.guards import leaving as g
from relief.states import BEFORE_ADMISSION, LEFT, LIVE, STAYING, WITHDRAWN

_BEFORE, _STAYING, _LIVE = " ".join(BEFORE_ADMISSION), " ".join(STAYING), " ".join(LIVE)
_ASKED = "TM-30 TM-31"

LEAVING = stage(
    row("withdraw_request", _("放弃求助"), _BEFORE, WITHDRAWN, by="RCP CSW DUT HLT", spec_id="TA16", on_behalf=True,
        needs=[g.CAPABLE_ADULT], asks=f.WITHDRAWAL, effect=do.withdraw, stops=_ASKED, rules="R-01 R-39"),
    row("withdraw_after_assessment", _("评估后放弃"), _BEFORE, WITHDRAWN, by="CSW DUT", spec_id="TA16-GINC",
        second_person=True, needs=[g.DOUBTFUL_CAPACITY, g.INCAPACITY_ASSESSED], asks=f.WITHDRAWAL_ASSESSED,
        effect=do.withdraw_assessed, stops=_ASKED, prints="J-32", rules="R-39 R-41"),
    row("leave_voluntarily", _("自行离站"), _STAYING, LEFT, by="RCP CSW CAR HLT ESC DUT DIR", spec_id="TA27",
        on_behalf=True, needs=[g.CAPABLE_ADULT], asks=f.LEAVING, effect=do.leave, stops=f"TM-03 TM-06 {_ASKED}",
        prints="J-03 J-04 J-08 J-17 J-32", rules="R-14 R-39 R-40 R-43"),
    row("release_minor_aged_16_17", _("批准离站"), _STAYING, LEFT, by="DIR", spec_id="TA27-G16", optional=True,
        needs=[g.AGE_16_17_RELEASE], asks=(*f.RELEASE, *f.LEAVING), effect=do.leave, stops=f"TM-03 TM-06 {_ASKED}",
        warning=_("默认不批准；四项须齐备。"), prints="J-03 J-04 J-08 J-27", rules="R-40 R-41 R-59"),
    row("leave_after_assessment", _("评估后离站"), _STAYING, LEFT, by="CSW DUT", spec_id="TA27-GINC",
        second_person=True, needs=[g.DOUBTFUL_CAPACITY, g.INCAPACITY_ASSESSED], asks=f.LEAVING_ASSESSED,
        effect=do.leave_assessed, stops=f"TM-03 TM-06 {_ASKED}", prints="J-03 J-04 J-08 J-32", rules="R-39 R-41"),
    row("request_release", _("请求离站"), _LIVE, SAME, by="RCP CSW CAR HLT ESC DUT", spec_id="GINC-1",
        on_behalf=True, needs=[g.DOUBTFUL_CAPACITY], effect=do.request_release, starts="TM-30",
        prints="J-32", rules="R-39 R-41"),
    row("defer_release", _("暂缓离站"), _LIVE, SAME, by="DUT DIR", spec_id="GINC-2", optional=True,
        second_person=True, needs=[g.DOUBTFUL_CAPACITY, g.DANGER_ASSESSED_BY_TWO], asks=f.DEFERRAL,
        effect=do.defer_release, starts="TM-31", stops=_ASKED,
        warning=_("无权锁门扣留。已联系医院或公安，24小时内须重新决定，县民政局同时看到。"),
        prints="J-32", rules="R-28 R-39 R-41"),
)  # fmt: skip
