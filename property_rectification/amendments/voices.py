"""What the reporter adds, and the key to the case."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import ends as do_ends
from property_rectification.effects import voices as do
from property_rectification.guards.common import NOT_HANDLER
from property_rectification.guards.ends import PRIVATE_INTEREST_ONLY
from property_rectification.states import DRAFT, ENDABLE, STATES

_NUMBERED = " ".join(state.code for state in STATES if state.code != DRAFT and not state.terminal)

VOICES = (
    amendment("confirm_withdrawal", _("确认撤回意愿"), by="R02 R03 R04", states=" ".join(ENDABLE), needs=[NOT_HANDLER],
        effect=do_ends.confirm_withdrawal,
        asks=[
            Ask("at", _("时间"), "moment", help=_("电话或当面问过反映人的时间")),
            Ask("free", _("出于自愿，没有压力和交换条件"), "choice", choices="yes_no"),
            Ask("said", _("反映人怎么说"), "text", min_length=4, max_length=2000,
                help=_("问过有没有人要求撤回、给过好处或者为难过")),
        ],
        warning=_("不是自愿的，案件继续办理，督查会收到提醒。"), rules="L-75 §5.4"),
    amendment("ask_withdrawal", _("想撤回诉求"), by="R17", states=" ".join(ENDABLE), needs=[PRIVATE_INTEREST_ONLY],
        effect=do.ask_withdrawal,
        asks=[Ask("reasons", _("为什么撤回"), "text", required=False, max_length=1000, help=_("可不写"))],
        warning=_("受理人员会联系您，确认是您自愿的，之后在这里撤回。有人要求您撤回或者为难过您的，请如实说，案件会继续办。"),
        rules="L-75 §5.4"),
    amendment("add_note", _("补充情况"), by="R17", effect=do.add_note,
        asks=[Ask("text", _("补充的情况"), "text", min_length=4, max_length=5000)], rules="L-75"),
    amendment("join_matter", _("也是我家的事"), by="R17", states="draft", effect=do.join_matter,
        asks=[Ask("number", _("编号"), max_length=40)], rules="§1.1.2 #07"),
    amendment("renew_public_key", _("补发查询码"), by="R04 R05", states=_NUMBERED, effect=do.renew_public_key,
        asks=[Ask("reasons", _("理由"), max_length=200, help=_("例如：回执丢失，已核对反映人"))],
        warning=_("原来的查询码和二维码马上不能用，新的在新回执上。"), prints="F-01", rules="§5.6"),
)  # fmt: skip
