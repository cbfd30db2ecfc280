"""Amendments every record knows, whatever its kind: what the house itself has to do to a record."""

from django.utils.translation import gettext_lazy as _

from casework.actor import SYSTEM
from casework.context import Context
from casework.declaration import Amendment, Ask, amendment

RECOMPUTE = "recompute_timers"


def _recompute(ctx: Context) -> None:
    ctx.recompute_timers(noted=bool(ctx.data.get("note")))


AMENDMENTS: dict[str, Amendment] = {
    RECOMPUTE: amendment(
        RECOMPUTE,
        _("重算期限"),
        by=SYSTEM,
        asks=(Ask("note", _("说明"), "text", required=False),),
        effect=_recompute,
        rules="CG-5",
    )
}
