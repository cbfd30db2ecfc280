"""回访: by telephone while a case is checked, and afterwards where the lot fell on it; by link then too (L-76a)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import callback as do
from property_rectification.guards.closing import CALLBACK_WANTED
from property_rectification.guards.common import NOT_HANDLER

#: What the caller says, in this order. Nothing is asked about the person.
SCRIPT = (
    _("您好，这里是综治中心。您反映的事已经办理，想听听您的意见，大约两分钟。现在方便吗？"),
    _("不方便：问什么时候再打，登记“没有联系上”。换一天再打，三个不同的日子都没有联系上就不再打。"),
    _("先不说结果，请对方自己说：这件事现在怎么样了？"),
    _("再问：您看是已解决、部分解决，还是没有解决？满意、基本满意，还是不满意？不评价也可以。"),
    _("不满意或没有解决：问清哪一处、从什么时候起，原话记在“原因”里；告诉对方可以提出异议，由没有参加验收的人复核。"),
    _("不解释，不劝，不要求改口。最后说：您的评价不影响您的任何权利。谢谢。"),
)

CALLBACK = (
    amendment("record_callback", _("登记回访"), by="R02 R04", states="checking pre_close closed lookback",
        needs=[NOT_HANDLER, CALLBACK_WANTED], effect=do.record_callback, script=SCRIPT,
        asks=[
            Ask("at", _("时间"), "moment"),
            Ask("reached", _("联系上"), "flag", required=False),
            Ask("solved", _("解决情况"), "choice", choices="solved", required=False),
            Ask("satisfaction", _("评价"), "choice", choices="satisfaction", required=False),
            Ask("reason", _("原因"), "text", required=False, max_length=1000, help=_("不满意的写明原因")),
        ],
        rules="L-76a"),
    amendment("rate_result", _("评价办理结果"), by="R17", states="closed lookback", needs=[CALLBACK_WANTED],
        effect=do.rate_result,
        asks=[
            Ask("solved", _("解决了吗"), "choice", choices="solved"),
            Ask("satisfaction", _("您满意吗"), "choice", choices="satisfaction"),
            Ask("reason", _("哪里没有办好"), "text", required=False, max_length=1000),
        ],
        rules="L-76a"),
)  # fmt: skip
