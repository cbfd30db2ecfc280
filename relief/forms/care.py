"""What is asked when care is written down."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

CARE = (
    Ask("services", _("照料"), "choices", choices="services", required=False),
    Ask("female_carer", _("由女工作人员照料"), "flag", required=False, help=_("照料妇女和女孩的要勾选")),
    Ask("care_note", _("说明"), "text", required=False, max_length=500, personal=True),
)
MEDICINE = (
    Ask("prescription", _("处方"), required=False, max_length=200, personal=True,
        help=_("开方的医院、医生和日期，药名和用量")),
)  # fmt: skip
COMPANION = (Ask("companion", _("陪护人员"), "user", choices="staff", help=_("未成年人住院，由从业查询有效的人陪护")),)
