"""What is asked of an incident: the category and a few words at first, the rest may follow."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

INCIDENT = (
    Ask("category", _("类别"), "choice", choices="incident", required=False,
        help=_("指控工作人员、性侵害或虐待的，不在站里登记，到“登记投诉”直接交县民政局；走失的用“报告走失”；有人死亡的用“死亡登记”")),
    Ask("happened_at", _("发生时间"), "moment", required=False, help=_("不填为现在")),
    Ask("course", _("经过"), "text", required=False, max_length=2000, personal=True, help=_("简要写，细节可补")),
    Ask("serious", _("重大事项"), "flag", required=False,
        help=_("有人重伤、涉及多人或涉嫌犯罪；1小时内口头、24小时内书面向上级报告")),
)  # fmt: skip
REPORT = (
    Ask("told", _("向何人报告"), required=False, max_length=80, personal=True,
        help=_("公安、站长或县民政局，按类别；写姓名或警号")),
    Ask("told_at", _("报告时间"), "moment", required=False),
    Ask("channel", _("报告方式"), "choice", choices="report_channel", required=False),
)  # fmt: skip
WRITTEN = Ask("written", _("书面报告交给何人"), required=False, max_length=80, personal=True,
              help=_("已登记书面报告的不用再填"))  # fmt: skip
INQUIRY = (WRITTEN,)
CLOSING = (
    WRITTEN,
    Ask("findings", _("查明的事实"), "text", required=False, max_length=2000, personal=True),
    Ask("measures", _("改进措施"), "text", required=False, max_length=2000, personal=True),
)
