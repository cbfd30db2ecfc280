"""What is asked about the weather before the station lets somebody out at night."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

WEATHER = (
    Ask("temperature", _("室外气温（℃）"), "integer", required=False, least=-60,
        help=_("夜间办理的要填，白天不用")),
    Ask("weather_alert", _("有低温、高温、暴雪、暴雨等预警"), "flag", required=False),
)  # fmt: skip
