"""What is asked where two persons may be one."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

PROPOSAL = (
    Ask("other_number", _("另一件的编号"), max_length=40),
    Ask("basis", _("依据"), "text", max_length=1000, personal=True,
        help=_("写明对上的事实：证件、特征、口音、经历；一个姓名不够")),
)  # fmt: skip
CONFIRMATION = (
    Ask("pair", _("哪一对"), "choice", choices="waiting_pairs"),
    Ask("compared", _("比对意见"), "text", max_length=1000, personal=True),
)
UNDOING = (
    Ask("pair", _("哪一对"), "choice", choices="open_pairs"),
    Ask("why", _("为什么不是同一人"), "text", max_length=1000, personal=True),
)
