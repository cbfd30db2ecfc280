"""Who may care for a minor: staff whose record check is clean and not older than twelve months (R-58, HB-09).

It never stands between a child and help: neither admission nor a hospital, a report or a medicine asks for it.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import standing
from relief.staff import checks

_TOO_OLD, _NONE = _("的从业查询已满12个月"), _("没有有效的从业查询")


def _checked(ctx: Context, user: Any, **more: str) -> Any:
    if user is None or not standing.is_minor(ctx.record, ctx.now):
        return True
    found = ctx.once(f"check {user.pk}", lambda: checks.of_user(user.pk, ctx.now))
    if checks.holds(found):
        return True
    why = _TOO_OLD if found.code == checks.OVER else _NONE
    return {"who": user.display_name, "why": str(why), **more}


def _rule(who: Any, **more: Any) -> Any:
    return v.holds(
        "carer_of_minor_checked", who, _("{who}{why}，不能照料或护送未成年人。"),
        _("换人，或更新查询：由系统管理员在“从业查询”登记。"), rules="R-58 HB-09", **more,
    )  # fmt: skip


#: Whoever writes the care down gave it.
CARER_CHECKED = _rule(lambda ctx: _checked(ctx, ctx.actor.user))
COMPANION_CHECKED = _rule(lambda ctx: _checked(ctx, ctx.data.get("companion"), field="companion"), on_data=True)
