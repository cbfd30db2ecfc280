"""What is asked when somebody is in hospital after admission, or is admitted while there."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

REGISTRATION = (
    Ask("registration", _("医院的要求和联系人"), "text", required=False, max_length=500, personal=True,
        help=_("例如：住院处王医生，要求由救助站办理住院登记")),
    Ask("hospital", _("医院"), required=False, max_length=80, help=_("已登记的不用再填")),
)  # fmt: skip
DISCHARGE = (
    Ask("certificate", _("出院证明"), required=False, max_length=80, help=_("编号，或出具的科室和日期")),
    Ask("certificate_copy", _("出院证明复印件"), "file", choices="medical_files", required=False),
    Ask("by_own_will", _("本人自愿出院"), "flag", required=False, help=_("没有出院证明也可以，写下情况说明")),
    Ask("back_note", _("情况说明"), "text", required=False, max_length=1000, personal=True),
)  # fmt: skip
