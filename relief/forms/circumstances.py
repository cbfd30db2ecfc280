"""What is asked of somebody's circumstances. Nothing of it is needed to be helped.

All of it counts as personal: the history would show it to whoever reads none of its parts.
"""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

CIRCUMSTANCES = (
    Ask("cause", _("求助原因"), "choice", choices="cause", required=False, personal=True),
    Ask("course", _("流落的时间和经过"), "text", required=False, max_length=2000, personal=True),
    Ask("needs_requested", _("需要的帮助"), "choices", choices="need_requested", required=False, personal=True),
    Ask("person_category", _("人员类别"), "choice", choices="person_category", required=False, personal=True),
    Ask("relief_type", _("主要救助类型"), "choice", choices="relief_type", required=False, personal=True,
        help=_("月报按它统计")),
    Ask("relief_types_other", _("其他救助类型"), "choices", choices="relief_type", required=False, personal=True),
    Ask("health", _("健康状况"), "choice", choices="health_status", required=False, personal=True),
    Ask("region", _("来自区域"), "choice", choices="origin_region", required=False, personal=True,
        help=_("不选的，按证件号前几位推定，可以改")),
    Ask("benefit_status", _("低保、特困"), "choice", choices="benefit_status", required=False, personal=True,
        help=_("只用于转介，不影响救助")),
)  # fmt: skip
