"""What must hold before a service is back."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context


def _told(ctx: Context) -> bool:
    return bool(ctx.record.instead or (ctx.data.get("instead") or "").strip())


INSTEAD_TOLD = v.holds(
    "outage_instead_told", _told, _("还没有写停用期间怎样办的。"), _("写一句，例如：热线转到值班手机，手写登记。"),
    rules="R-08", on_data=True,
)  # fmt: skip
