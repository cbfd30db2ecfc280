"""What must hold before somebody is registered as an in-patient, and before the station takes a patient back."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context

HOSPITAL_REQUIRES_REGISTRATION = v.given(
    "hospital_requires_registration", {"registration": _("医院的要求和联系人")},
    _("医院尚未提出由救助站办理住院登记。"), _("请记录医院要求和联系人；病情稳定的可返站甄别。"), rules="R-28 R-38",
)  # fmt: skip


def _discharged(ctx: Context) -> bool:
    if ctx.data.get("certificate") or ctx.data.get("certificate_copy"):
        return True
    return bool(ctx.data.get("by_own_will") and ctx.data.get("back_note"))


DISCHARGE_CERTIFICATE = v.holds(
    "discharge_certificate", _discharged, _("尚未登记出院证明。"),
    _("请取得医院出院证明；病人自愿出院的，填写情况说明即可。"), rules="R-29 R-38", on_data=True,
)  # fmt: skip
