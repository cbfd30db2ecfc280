"""What a report to an organ asks: first it is made, then it is written down; the number may follow (AP-05)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

_WHEN = Ask("reported_at", _("报告时间"), "moment", required=False)
_HOW = Ask("channel", _("报告方式"), "choice", choices="report_channel", required=False)
_WHO = Ask("officer", _("接报人"), required=False, max_length=40, personal=True, help=_("姓名或警号"))
_NUMBER = Ask("receipt", _("回执或受理编号"), required=False, max_length=40, help=_("取得后补填"))

REPORT = (
    Ask("about", _("看到的情形"), "text", max_length=2000, personal=True),
    Ask("discovered_at", _("发现时间"), "moment", required=False, help=_("不填为现在")),
    Ask("organ", _("报告单位"), "choice", choices="report_organ"),
    Ask("unit", _("单位名称"), required=False, max_length=80, help=_("例如某某派出所")),
    _WHEN, _HOW, _WHO, _NUMBER,
)  # fmt: skip
#: The same inside the act that says that somebody is missing.
TO_POLICE = (
    Ask("reported_at", _("报警时间"), "moment", required=False, help=_("已报警的，和下面两项一起填；没报警的马上报")),
    _HOW, _WHO, _NUMBER,
)  # fmt: skip
NUMBER = (
    Ask("report", _("报告"), "choice", choices="reports"),
    Ask("receipt", _("回执或受理编号"), max_length=40),
)
UPWARD = (
    Ask("form", _("报告形式"), "choice", choices="upward_form"),
    Ask("reported_at", _("报告时间"), "moment", required=False, help=_("不填为现在")),
    Ask("told", _("向何人报告"), max_length=80, personal=True),
)
