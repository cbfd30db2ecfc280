"""职责争议: more than one unit denies the duty, and one is designated (§1.1.2 #12, #13)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.effects import disputes as do
from property_rectification.guards import disputes as g
from property_rectification.lifecycle.intake import DISPATCHER
from property_rectification.states import DISPATCHED, DISPUTED, RETURN_REQ

DISPUTES = stage(
    row("dispute_competence", _("提交争议"), RETURN_REQ, DISPUTED, by=DISPATCHER, spec_id="1.1.2#12",
        needs=[g.SECOND_UNIT_RETURNED], effect=do.dispute_competence,
        asks=[
            Ask("issue", _("争议的问题"), "text", min_length=10, max_length=2000,
                help=_("哪几家各依据什么说不归自己；不写案情的是非")),
            Ask("enforcement", _("争的是行政执法职责"), "flag", required=False,
                help=_("勾了以后由司法行政机关或政府决定")),
        ],
        starts="T.DISPUTE.MEET", stops="T.RETURN.DECIDE T.SIGN", prints="F-24", rules="L-76"),
    row("designate_unit", _("指定承办"), DISPUTED, DISPATCHED, by="R01", spec_id="1.1.2#13",
        needs=[g.DESIGNATION_DOCUMENT_PRESENT, g.ENFORCEMENT_DISPUTE_DECIDED_BY_GOVERNMENT],
        effect=do.designate_unit,
        asks=[
            Ask("unit", _("承办单位"), "agency"),
            Ask("authority", _("谁作的决定"), "choice", choices="designated_by"),
            Ask("decision_no", _("文号"), required=False, max_length=60),
            Ask("decision", _("决定文书"), "file", choices="files", required=False, help=_("先由专班上传到材料")),
        ],
        warning=_("指定后任何单位不能再退办；对指定有意见的书面反映，期间照办。"),
        starts="T.SIGN", stops="T.DISPUTE.MEET", prints="F-05", rules="L-42 L-76 L-78"),
)  # fmt: skip
