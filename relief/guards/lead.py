"""What must hold before somebody is sent out, and before a lead is closed."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context


def _somewhere(ctx: Context) -> bool:
    return any((ctx.data.get(name) or "").strip() for name in ("place", "contact"))


LOCATION_OR_CONTACT_GIVEN = v.holds(
    "location_or_contact_given", _somewhere, _("请先填写发现地点或报告人联系方式，否则无法派人前往。"),
    _("填写地点或联系电话任意一项即可，其余信息可稍后补充。"), rules="R-06 R-07", on_data=True,
)  # fmt: skip
LEAD_ENDED_WITHOUT_ARRIVAL = v.given(
    "lead_ended_without_arrival", {"ended": _("线索结果")}, _("该线索尚未有处理结果，暂不能办结。"),
    _("请先记录结果：未找到、本人谢绝、已现场救助、已由急救/公安/其他部门接走，或非救助对象。"), rules="R-65",
)  # fmt: skip
