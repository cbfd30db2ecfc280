"""What the acts of health ask. Nothing is asked before somebody is sent to a hospital (AP-02)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask
from relief.forms import hospital

_HOSPITAL = Ask("hospital", _("医院"), required=False, max_length=80, personal=True)
OBSERVED = (
    Ask("note", _("看到的症状或情形"), "text", required=False, max_length=1000, personal=True),
)  # fmt: skip
CLEARED = (
    Ask("cleared", _("医务人员检查后确认不用再观察"), "flag", required=False),
    Ask("note", _("检查情况"), "text", required=False, max_length=1000, personal=True),
)
AMBULANCE = (
    Ask("note", _("情形"), "text", required=False, max_length=500, personal=True,
        help=_("先打120，后登记；可以先空着")),
    _HOSPITAL,
    Ask("happened_at", _("呼叫120时间"), "moment", required=False),
)  # fmt: skip
INPATIENT = (
    _HOSPITAL,
    Ask("happened_at", _("入院时间"), "moment", required=False),
    Ask("paper", _("医院的入院依据"), required=False, max_length=200, personal=True,
        help=_("精神科住院的依据由医院写明，不由本站决定")),
)  # fmt: skip
ISOLATION = (
    Ask("note", _("症状"), "text", required=False, max_length=1000, personal=True),
    Ask("told", _("何时报告县疾控何人"), max_length=120, personal=True,
        help=_("电话没有接通的，写明拨打时间，随后补报")),
    _HOSPITAL,
)  # fmt: skip
PSYCHIATRY = (
    Ask("asked_by", _("谁提出送诊"), required=False, max_length=80, personal=True),
    Ask("voluntary", _("本人同意去检查"), "flag", required=False),
    Ask("danger", _("有伤害自身或他人的危险"), "flag", required=False),
    Ask("note", _("情形，有危险的写事实"), "text", required=False, max_length=1000, personal=True),
    Ask("police", _("公安处置情况"), required=False, max_length=120, personal=True,
        help=_("本人不同意的：有危险才可送，由公安处置，写出警单位、警号、时间")),
    _HOSPITAL,
)  # fmt: skip
DIAGNOSIS = (
    Ask("note", _("诊断"), "text", required=False, max_length=1000, personal=True),
    _HOSPITAL,
    Ask("paper", _("诊断书（编号、日期、医生）"), required=False, max_length=120, personal=True),
    Ask("told", _("已告知谁可以要求再次诊断"), required=False, max_length=80, personal=True,
        help=_("本人和监护人在收到诊断之日起3日内可以提出")),
)  # fmt: skip
DISCHARGE = (
    *hospital.DISCHARGE,
    Ask("note", _("随访安排"), "text", required=False, max_length=1000, personal=True),
)
