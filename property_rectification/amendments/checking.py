"""Money, service and the check list."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import checking as do
from property_rectification.guards.common import ACTOR_IN_LEAD_UNIT
from property_rectification.guards.rectification import ACTOR_ON_PANEL, PANEL_FORMED, PANEL_SHORT
from property_rectification.lifecycle.intake import DEPARTMENT
from property_rectification.states import CHECKING as UNDER_CHECK

_CORRECTING = "rectifying check_req checking"

CHECKING = (
    amendment("record_receipt", _("补登送达回证"), by=DEPARTMENT, needs=[ACTOR_IN_LEAD_UNIT], effect=do.record_receipt,
        states="rectifying check_req checking pre_close closed lookback",
        asks=[Ask("receipt", _("送达回证"), "file", choices="files")]),
    amendment("record_voucher", _("登记付款凭证"), by=DEPARTMENT, states=_CORRECTING, needs=[ACTOR_IN_LEAD_UNIT],
        effect=do.record_voucher,
        asks=[
            Ask("kind", _("款项"), "choice", choices="voucher_kind"),
            Ask("amount", _("金额"), "money", help=_("写到分")),
            Ask("paid_on", _("日期"), "date"),
            Ask("file", _("凭证"), "file", choices="files"),
        ],
        rules="§2.4"),
    amendment("correct_voucher", _("更正凭证金额"), by=DEPARTMENT, states=_CORRECTING, needs=[ACTOR_IN_LEAD_UNIT],
        effect=do.correct_voucher,
        asks=[
            Ask("voucher", _("凭证"), "choice", choices="vouchers"),
            Ask("amount", _("金额"), "money"),
            Ask("reasons", _("理由"), "text", min_length=10, max_length=500),
        ],
        rules="§2.4"),
    amendment("correct_amount", _("更正认定金额"), by=DEPARTMENT, states=_CORRECTING, needs=[ACTOR_IN_LEAD_UNIT],
        effect=do.correct_amount,
        asks=[
            Ask("amount_confirmed", _("认定金额"), "money"),
            Ask("reasons", _("理由"), "text", min_length=10, max_length=1000),
        ],
        rules="§2.4"),
    amendment("replace_panel", _("更换验收组"), by="R02 R05", states=UNDER_CHECK, needs=[PANEL_SHORT, PANEL_FORMED],
        effect=do.replace_panel,
        asks=[
            Ask("members", _("验收组"), "users", choices="panel_candidates",
                help=_("全部成员，至少2人，不能有承办单位的人")),
            Ask("reasons", _("理由"), "text", min_length=4, max_length=1000),
        ],
        warning=_("原来的人一个不留的，已填的项目全部由新的验收组重新验收。"), prints="F-16", rules="§5.11 §5.16"),
    amendment("record_check_items", _("填写验收项目"), by="R25", states="checking", needs=[ACTOR_ON_PANEL],
        effect=do.record_check_items,
        asks=[Ask("items", _("项目"), "items", help=_("同名的项目更新结论"), columns=(
            Ask("item", _("项目"), max_length=120),
            Ask("passed", _("合格"), "choice", choices="passed"),
            Ask("wanted", _("整改要求"), required=False, max_length=300),
        ))]),
)  # fmt: skip
