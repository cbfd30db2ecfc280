"""The life of a record of staff: written down once, checked before and every year, trained, closed on leaving."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import SAME, Act, Ask, State, amendment, build, row, stage
from relief.staff import effects as do

SERVING, GONE = "serving", "gone"
STATES = (
    State(SERVING, _("在岗"), _("在岗"), "plain"),
    State(GONE, _("已离岗"), _("已离岗"), "done", terminal=True),
)
WORK = (
    Ask("gender", _("性别"), "choice", choices="gender"),
    Ask("employment", _("用工形式"), "choice", choices="employment"),
)
CHECK = (
    Ask("checked_on", _("查询日期"), "date", help=_("查询机关答复的日期；有效期从这天起12个月")),
    Ask("result", _("查询结果"), "choice", choices="check_result"),
    Ask("organ", _("查询机关"), max_length=80, help=_("例如县公安局；不写记录的内容")),
    Ask("reference", _("答复编号"), required=False, max_length=60),
)
TRAINING = (
    Ask("trained_on", _("培训日期"), "date"), Ask("topic", _("培训内容"), max_length=80),
    Ask("hours", _("学时"), "integer", least=1),
)  # fmt: skip

RECORD = Act(
    code="record_staff", label=_("登记工作人员"), by=frozenset({"ADM"}), effect=do.record_member,
    asks=(Ask("user", _("账户"), "user", choices="accounts", help=_("只列本站有岗位、还没有登记的人")), *WORK),
    rules="R-58",
)  # fmt: skip
SERVICE = stage(
    row("record_staff_check", _("登记从业查询"), SERVING, SAME, by="ADM", usual=True, asks=CHECK,
        effect=do.record_check, stops="TM-20", rules="R-58 HB-09",
        warning=_("查到记录的，马上停止接触未成年人；登记后站长会得到通知。")),
    row("end_staff_service", _("登记离岗"), SERVING, GONE, by="ADM", optional=True, effect=do.end_service,
        asks=[Ask("left_on", _("离岗日期"), "date")], stops="TM-20", rules="R-58"),
)  # fmt: skip
AMENDMENTS = (
    amendment("update_staff", _("更正工作人员信息"), by="ADM", states=SERVING, asks=WORK, effect=do.update_member,
        rules="R-58"),
    amendment("record_staff_training", _("登记培训"), by="ADM", states=SERVING, asks=TRAINING,
        effect=do.record_training, rules="R-58"),
)  # fmt: skip

STAFF = build(
    "relief.staff", initial=SERVING, states=STATES, stages=(SERVICE,), amendments=AMENDMENTS, creation=RECORD,
)  # fmt: skip
