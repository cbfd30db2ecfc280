"""What must hold when belongings are listed. Giving them back asks for nothing but that there are any (R-52, HB-04)."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import belongings
from relief.models.belongings import OWN, STORED

DESTROYED = "destroyed_with_consent"


def _listed(ctx: Context) -> list[dict[str, str]]:
    return ctx.data.get("belongings") or []


def _kept_on_request(ctx: Context) -> bool:
    taken = [row for row in _listed(ctx) if row["kind"] in OWN and row["disposition"] != "self_held"]
    stored_only = all(row["disposition"] == STORED for row in taken)
    return not taken or (stored_only and bool(ctx.data.get("asked_in_writing")))


BELONGINGS_GIVEN = v.given(
    "belongings_given", {"belongings": _("随身物品")}, _("还没有写物品。"), _("一行一种；什么都没带的不用登记。"),
    rules="R-14",
)  # fmt: skip
KEPT_ON_REQUEST = v.holds(
    "property_kept_on_written_request", _kept_on_request, _("证件、现金、手机、投诉信件应由本人自持。"),
    _("本人书面要求寄存的可以登记，并可随时一键领回。"), rules="R-14 R-52 HB-04", on_data=True,
)  # fmt: skip
CONSENTS_TO_DESTROY = v.holds(
    "consents_to_destroy",
    lambda ctx: bool(ctx.data.get("agrees_to_destroy")) or all(r["disposition"] != DESTROYED for r in _listed(ctx)),
    _("销毁物品须本人同意。"), _("征得同意后勾选；不同意的寄存或自持。"), rules="R-14 R-52", on_data=True,
)  # fmt: skip
SOMETHING_HELD = v.some_of(
    "something_held", lambda ctx: belongings.held(ctx.record), _("没有寄存的物品。"), _("不用归还。"), rules="R-14",
)  # fmt: skip
