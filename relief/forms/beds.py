"""What is asked when somebody gets a bed: which one, and what the rules of its zone still want to know."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

BED = (
    Ask("bed", _("床位"), "choice", choices="beds"),
    Ask("female_carer", _("本班有女工作人员照料"), "flag", required=False, help=_("女区的床位要勾选")),
    Ask("consent", _("同来的父亲或母亲同意"), "flag", required=False, help=_("和父母同来的孩子住儿童区时要勾选")),
    Ask("medical_word", _("医务意见"), "text", required=False, max_length=500, personal=True,
        help=_("只有隔离床位要写；隔离不是管束，本人随时可以离开")),
)  # fmt: skip
PARENT = (
    Ask("parent", _("同来的父亲或母亲"), "choice", choices="adults_here"),
    Ask("basis", _("怎样核实的关系"), "text", required=False, max_length=500, personal=True,
        help=_("证件、双方分别说的话；疑似拐卖的先报公安")),
)  # fmt: skip
