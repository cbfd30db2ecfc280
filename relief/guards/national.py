"""What must be there before a case counts as typed into the national system."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context


def _entry(ctx: Context) -> Any:
    return ctx.once("national", lambda: getattr(ctx.record, "national", None))


ADMITTED = v.holds(
    "admitted", lambda ctx: ctx.record.admitted_at is not None, _("还没有入站，不用录入国家系统。"),
    _("准予入站后再录入。"), rules="R-15",
)  # fmt: skip
NATIONAL_NUMBER_KNOWN = v.holds(
    "national_number_known", lambda ctx: _entry(ctx) is not None, _("入站信息还没有录入国家系统。"),
    _("先录入入站信息，登记全国救助编号。"), rules="R-15",
)  # fmt: skip
HAS_LEFT = v.holds(
    "has_left", lambda ctx: ctx.record.left_at is not None, _("还没有离站。"), _("离站后再录入离站信息。"),
    rules="R-54",
)  # fmt: skip
