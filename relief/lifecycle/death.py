"""After a death: confirmed by others, relatives told, nothing burnt without its papers, the property settled (R-64)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment, row, stage
from relief.effects import death as do
from relief.forms import death as f
from relief.forms.common import LIFTING
from relief.guards import death as g
from relief.guards.backdating import within_shift
from relief.states import DECEASED, LEAD_RECORDED, OPEN, POST_DEATH

DEATH = stage(
    row("record_death", _("死亡登记"), " ".join((*OPEN, LEAD_RECORDED)), POST_DEATH, by="DUT HLT ESC",
        spec_id="TA43|TA32|TA41", optional=True, needs=[g.DEATH_CONFIRMED], asks=f.DEATH, effect=do.record_death,
        starts="TM-13a TM-13b", prints="J-29 J-30",
        stops="TM-02a TM-02b TM-02c TM-03 TM-06 TM-30 TM-31 TM-32",
        warning=_("须经医院确认；非正常死亡须经公安机关确认。请保存监控录像、通知亲属、清点遗物。"), rules="R-64"),
    row("close_after_death", _("善后办结"), POST_DEATH, DECEASED, by="DIR", spec_id="TA44", usual=True,
        needs=[g.DISPOSITION_COMPLETE, g.PROPERTY_SETTLED], effect=do.close, stops="TM-25", prints="J-30",
        rules="R-64"),
)  # fmt: skip

_HANDS = "CSW DUT DIR"
AFTER_DEATH = (
    amendment("record_relative_told", _("登记通知亲属"), by=_HANDS, states=POST_DEATH,
        asks=(*f.TOLD, LIFTING), needs=[within_shift("told_at")], effect=do.record_told, rules="R-54 R-64"),
    amendment("record_death_certificate", _("登记死亡证明"), by=_HANDS, states=POST_DEATH, asks=f.CERTIFICATE,
        effect=do.record_certificate, rules="R-64"),
    amendment("record_body_collected", _("登记遗体接运"), by=_HANDS, states=POST_DEATH, asks=f.COLLECTED,
        effect=do.record_collected, rules="R-64"),
    amendment("extend_body_storage", _("登记延长保存手续"), by=_HANDS, states=POST_DEATH, asks=f.EXTENSION,
        needs=[g.BODY_COLLECTED], effect=do.extend_storage, rules="R-64"),
    amendment("record_unclaimed_notice", _("登记无人认领公告"), by=_HANDS, states=POST_DEATH, asks=f.NOTICE,
        effect=do.record_notice, prints="J-30", rules="R-64"),
    amendment("record_cremation_confirmation", _("登记火化确认书"), by=_HANDS, states=POST_DEATH, asks=f.CONFIRMATION,
        effect=do.record_confirmation, rules="R-64 HB-17"),
    amendment("record_cremation", _("登记火化"), by=_HANDS, states=POST_DEATH, asks=f.CREMATION,
        needs=[g.CREMATION_PAPERS_COMPLETE], effect=do.record_cremation, rules="R-64 HB-17"),
    amendment("record_ashes", _("登记骨灰去向"), by=_HANDS, states=POST_DEATH, asks=f.ASHES,
        needs=[g.CREMATION_PAPERS_COMPLETE], effect=do.record_ashes, rules="R-64 HB-17"),
    amendment("record_disposition", _("登记其他遗体处置"), by="DUT DIR", states=POST_DEATH, asks=f.DISPOSITION,
        effect=do.record_disposition, rules="R-64"),
    amendment("record_household_cancellation", _("登记户口注销"), by=_HANDS, states=POST_DEATH, asks=f.CANCELLATION,
        effect=do.record_cancellation, rules="R-64"),
    amendment("list_property", _("登记遗物清单"), by=_HANDS, states=POST_DEATH, asks=f.PROPERTY,
        effect=do.list_property, rules="R-14 R-64"),
    amendment("settle_property", _("登记遗物处理"), by=_HANDS, states=POST_DEATH, asks=f.SETTLEMENT,
        needs=[g.PROPERTY_LISTED], effect=do.settle_property, rules="R-14 R-64"),
)  # fmt: skip
