"""Nobody is sent out into a dangerous night without a reason and a second person; whoever wants to go, goes (SB-12)."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from relief import weather

NO_DANGEROUS_WEATHER_NIGHT = v.holds(
    "no_dangerous_weather_night", lambda ctx: not weather.is_dangerous(ctx.now, ctx.data),
    _("当前为夜间恶劣天气，此时离开可能危及人身安全。"),
    _("建议推迟到天亮或天气好转后执行；确需现在办理的，说明理由并由第二人确认。本人自愿离站不受此限。"),
    rules="R-05 R-65 SB-12", on_data=True, override="second_person",
)  # fmt: skip
