"""What must hold before somebody of the family is called (R-61)."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import rows, standing


def _safe(ctx: Context) -> bool:
    chosen = ctx.data.get("relative")
    return all(one.risk == standing.NO_RISK for one in rows.relatives(ctx.record) if str(one.pk) == chosen)


RELATIVE_KNOWN = v.some_of(
    "relative_known", lambda ctx: rows.relatives(ctx.record), _("还没有登记亲属联系人。"), _("先登记亲属联系人。"),
    rules="R-10",
)  # fmt: skip
SAFE_TO_CONTACT = v.holds(
    "safe_to_contact", _safe, _("这名亲属有未排除的风险标记，不能联系。"),
    _("公安或县民政局排除风险后更新亲属联系人；可以联系其他亲属，或流出地的村（居）委会。"), rules="R-61", on_data=True,
)  # fmt: skip
