"""What is asked when the police are called, when they hand somebody back, and when they take somebody."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

_OFFICER = Ask("officer", _("民警姓名"), required=False, max_length=40, personal=True)
_CALLED = (
    Ask("called_at", _("报警时间"), "moment", required=False, help=_("不填就是现在")),
    Ask("unit", _("公安机关"), required=False, max_length=80),
    Ask("receipt_no", _("接处警编号"), required=False, max_length=40, help=_("没有的先留空")),
)  # fmt: skip
FOUND = (
    Ask("found", _("查获物品的名称和数量"), "text", required=False, max_length=1000, personal=True),
    Ask("second", _("第二名在场工作人员"), "user", choices="staff", required=False),
    *_CALLED,
)
MATTER = (
    Ask("matter", _("报警情形"), "choice", choices="police_matter", required=False, personal=True,
        help=_("仅仅是情绪激动或未带证件，不属于报警情形")),
    Ask("findings", _("身体和精神状况"), "text", required=False, max_length=2000, personal=True,
        help=_("已经看过的写在这里，交回后不用再检视")),
    *_CALLED,
)  # fmt: skip
BACK = (
    _OFFICER,
    Ask("back_at", _("交回时间"), "moment", required=False, help=_("不填就是现在")),
    Ask("handling", _("处理情况"), "text", required=False, max_length=1000, personal=True),
)
TAKEN = (
    Ask("paper", _("法律文书名称"), required=False, max_length=80, help=_("例如传唤证、拘留证、解救通知")),
    Ask("paper_no", _("文书编号"), required=False, max_length=60),
    Ask("emergency", _("紧急情况，本班次内补文书"), "flag", required=False),
    Ask("unit", _("公安机关"), required=False, max_length=80),
    _OFFICER,
)
PAPER = (
    Ask("paper", _("法律文书名称"), max_length=80),
    Ask("paper_no", _("文书编号"), max_length=60),
)
