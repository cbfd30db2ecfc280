"""What must hold before a volume is bound, and before one is opened again."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from relief import archive

ARCHIVE_CHECKLIST_COMPLETE = v.holds(
    "archive_checklist_complete", lambda ctx: not archive.missing(ctx.record), _("归档材料不齐。"),
    _("请补齐清单所列材料，或由站长说明理由予以免除。"), rules="R-54", override="director",
)  # fmt: skip
REOPEN_REASON_RECORDED = v.given(
    "reopen_reason_recorded", {"reason": _("重开理由")}, _("尚未填写重开卷宗的理由。"),
    _("请选择更正、申诉或DNA后续比中，并写明内容。"), rules="R-54 SB-11",
)  # fmt: skip
REASON_AND_SECOND_PERSON = v.given(
    "reason_and_second_person", {"note": _("事由")}, _("该事项需要写明理由并由第二人确认。"),
    _("请填写理由，并请另一位有权人员登录确认。"), rules="R-05 R-36 R-50 SB-01 SB-02 SB-05 SB-11",
    override="second_person", may_lift=lambda _ctx: False,
)  # fmt: skip
