"""What must hold before an open day is written down."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v

#: Nobody who is helped is shown around or photographed; nothing of them is used to advertise (R-52, HB-19).
NO_REUSE_OF_IMAGES = v.holds(
    "no_reuse_of_images", lambda ctx: bool(ctx.data.get("no_recipients")),
    _("不得将受助人员照片用于宣传等其他用途。"), _("请使用不含受助人员的照片。"), rules="R-52 HB-19", on_data=True,
)  # fmt: skip
SKIP_REASON = v.given(
    "open_day_skip_reason", {"reason": _("原因")}, _("还没有写为什么不举办。"), _("写一句原因，例如疫情、极端天气。"),
    rules="R-65",
)  # fmt: skip
