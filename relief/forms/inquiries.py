"""What is asked of whoever writes to the police, and of whoever writes down what they answered."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

INQUIRY = (
    Ask("kind", _("协查种类"), "choice", choices="inquiry_kind"),
    Ask("addressed_to", _("发往"), max_length=80, help=_("例如县公安局户政大队、刑侦大队")),
    Ask("purpose", _("查询目的"), "text", required=False, max_length=500, personal=True,
        help=_("写明为什么要查、要查什么；会随协查函发出")),
    Ask("asks_age", _("同时请公安核实年龄"), "flag", required=False,
        help=_("只用于年龄存疑、按未成年人保护的人；要不要做骨龄由公安依法决定，站里不安排，也不违背本人意愿")),
    Ask("sent_at", _("发出时间"), "moment", required=False, help=_("不填为现在")),
)  # fmt: skip
REPLY = (
    Ask("inquiry", _("哪一件协查"), "choice", choices="waiting_inquiries"),
    Ask("received_ack", _("签收回执"), required=False, max_length=80, help=_("签收的单位、编号；只有回执的先登记回执")),
    Ask("reply", _("复函内容"), "text", required=False, max_length=2000, personal=True,
        help=_("公安查到什么、没查到什么；身份另在“核实身份”办理")),
    Ask("replied_at", _("复函时间"), "moment", required=False, help=_("不填为现在")),
)  # fmt: skip
