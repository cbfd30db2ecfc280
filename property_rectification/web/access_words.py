"""What lines of the access log are about that only this domain writes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.web.access_words import Words, told
from property_rectification import hotline

ACTS: Mapping[str, Any] = {
    "query_code": gettext_lazy("凭查询码查看"), "change_category": gettext_lazy("定新版本"),
    "add_category": gettext_lazy("新增类别"), "grant_power": gettext_lazy("登记权责"),
    "end_power": gettext_lazy("结束权责"), "change_hotline_status": gettext_lazy("修改热线状态"),
    "bind_firm": gettext_lazy("绑定企业"), "bind_committee": gettext_lazy("绑定小区"),
    "unbind_party": gettext_lazy("解除绑定"),
}  # fmt: skip
_CATEGORY = {"change": gettext_lazy("定新版本"), "add": gettext_lazy("新增类别")}
_DUTY = {"grant": gettext_lazy("登记权责"), "end": gettext_lazy("结束权责")}


def _hotline(state: str) -> str:
    return told(_("热线状态"), hotline.states().get(state, state)) if state else _("热线回传")


OF: Mapping[str, Words] = {
    "hotline": _hotline,
    "import": lambda run: _("第%(run)s次导入：没有收的行") % {"run": run},
    "categoryversion": lambda act: told(_("问题类别"), _CATEGORY.get(act, act)),
    "rating": lambda _rest: _("评价页"),
    "competence": lambda act: told(_("权责清单"), _DUTY.get(act, act)),
}
