"""What must hold before something is decided about somebody's health. Sending somebody to a hospital needs nothing."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context

FINDING_RECORDED = v.given(
    "finding_recorded", {"note": _("看到的症状或情形")}, _("尚未填写观察情况。"), _("请简要填写所见症状或情形。"),
    rules="R-18",
)  # fmt: skip
HEALTH_CLEARED = v.answered(
    "health_cleared", "cleared", (True,), _("尚未经医务人员确认。"), _("请医务人员检查后确认。"), rules="R-18",
)  # fmt: skip
HOSPITAL_ADMISSION_RECORDED = v.given(
    "hospital_admission_recorded", {"hospital": _("医院"), "happened_at": _("入院时间")}, _("尚未登记住院信息。"),
    _("请填写医院和入院时间；精神科住院由医院依法决定。"), rules="R-28 R-29 R-38 HB-20",
)  # fmt: skip
INFECTION_SUSPECTED = v.given(
    "infection_suspected", {"note": _("症状")}, _("尚未记录传染病疑似情况。"), _("请填写症状，并通知疾控机构。"),
    rules="R-26 R-27",
)  # fmt: skip


def _lawful(ctx: Context) -> bool:
    """Somebody asked, and the person agrees; without that a danger, which is the police's to deal with."""
    data = ctx.data
    return bool(data.get("asked_by")) and bool(
        data.get("voluntary") or (data.get("danger") and data.get("note") and data.get("police"))
    )


PSYCHIATRIC_REFERRAL_LAWFUL = v.holds(
    "psychiatric_referral_lawful", _lawful, _("不能违背本人意愿送精神科，也未记录危险情形。"),
    _("请征得本人同意；有伤害自身或他人危险的，由公安依法处置并记录。"), rules="R-28 R-29 HB-20", on_data=True,
)  # fmt: skip
DIAGNOSIS_FROM_HOSPITAL = v.given(
    "diagnosis_from_hospital", {"note": _("诊断"), "hospital": _("医院"), "paper": _("诊断书")},
    _("诊断须由医疗机构作出。"), _("请登记医疗机构的诊断书。"), rules="R-29 HB-20",
)  # fmt: skip
