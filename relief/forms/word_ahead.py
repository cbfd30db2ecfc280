"""What is asked when relatives or the organisation at the destination were told, or were not."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

WORD_AHEAD = (
    Ask("addressee", _("通知谁"), "choice", choices="word_addressee"),
    Ask("result", _("结果"), "choice", choices="word_result"),
    Ask("told", _("通知的人或单位"), required=False, max_length=80, personal=True,
        help=_("通知了的写：亲属姓名，或流出地民政、救助站、村（居）委会的名称和接听人")),
    Ask("told_at", _("通知时间"), "moment", required=False, help=_("不填为现在")),
    Ask("channel", _("通知方式"), "choice", choices="report_channel", required=False),
    Ask("reason", _("不通知的理由"), "text", required=False, max_length=1000, personal=True,
        help=_("本人不同意的写原话")),
    Ask("consents", _("本人改变了主意，现在同意通知"), "flag", required=False),
)  # fmt: skip
#: Asked with the plan: whoever decides for themselves may want nobody to know.
OBJECTION = (
    Ask("objects", _("本人不同意通知亲属和去向单位"), "flag", required=False,
        help=_("只有行为能力正常的成年人可以不通知；不影响车票和食品")),
    Ask("objection", _("本人的理由（原话）"), "text", required=False, max_length=1000, personal=True),
)  # fmt: skip
