"""The life of what was handed on: the station is asked, replies, and the bureau accepts it or asks again."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Act, Ask, State, build, row, stage
from relief.forwarding import effects as do

ASKED, REPLIED, SETTLED, WITHDRAWN = "forwarded", "replied", "settled", "withdrawn"
STATES = (
    State(ASKED, _("待救助站说明"), _("待说明"), "wait"),
    State(REPLIED, _("救助站已说明"), _("待核对"), "active"),
    State(SETTLED, _("转办已办结"), _("已办结"), "done", terminal=True),
    State(WITHDRAWN, _("转办已撤回"), _("已撤回"), "over", terminal=True),
)

FORWARD = Act(
    code="forward_matter", label=_("转救助站说明"), by=frozenset({"SUP"}), effect=do.forward,
    asks=(
        Ask("complaint_number", _("投诉编号"), max_length=40, help=_("调查中的投诉；救助站看不到编号，也看不到投诉")),
        Ask("station", _("转给"), "choice", choices="stations"),
        Ask("question", _("请救助站说明什么"), "text", min_length=5, max_length=2000, personal=True,
            help=_("用本局的话写要改进的事；不写谁投诉、怎样投诉，不抄原话")),
        Ask("reply_by", _("最晚答复日期"), "date"),
    ),
    warning=_("投诉工作人员的不转，由县民政局直接办。"), rules="R-53 HB-16",
)  # fmt: skip
ANSWERING = stage(
    row("reply_to_bureau", _("说明情况"), ASKED, REPLIED, by="DIR", usual=True, effect=do.reply,
        asks=(
            Ask("reply", _("情况说明"), "text", min_length=5, max_length=4000, personal=True,
                help=_("写事情怎样；不猜是谁投诉，不为难任何人")),
            Ask("measures", _("已做的改进"), "text", required=False, max_length=2000, personal=True),
        ), rules="R-53"),
    row("ask_station_again", _("退回补充"), REPLIED, ASKED, by="SUP", optional=True, effect=do.ask_again,
        asks=(Ask("missing", _("还要说明什么"), "text", min_length=5, max_length=1000, personal=True),
              Ask("reply_by", _("最晚答复日期"), "date")), rules="R-53"),
    row("settle_forwarding", _("转办办结"), REPLIED, SETTLED, by="SUP", usual=True, effect=do.settle, rules="R-53"),
    row("withdraw_forwarding", _("撤回转办"), ASKED, WITHDRAWN, by="SUP", optional=True, effect=do.withdraw,
        asks=(Ask("why", _("撤回原因"), "text", min_length=2, max_length=500, personal=True),), rules="R-53"),
)  # fmt: skip

FORWARDING = build("relief.forwarding", initial=ASKED, states=STATES, stages=(ANSWERING,), creation=FORWARD)
