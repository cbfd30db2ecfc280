"""When going out is dangerous for somebody without a roof: at night, in frost, heat or under a weather alert."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from casework import clock


def is_night(moment: datetime) -> bool:
    """Whether it is night by the hours the station set."""
    hour, (begins, ends) = moment.astimezone(clock.CHINA).hour, settings.RELIEF_NIGHT
    return bool(hour >= begins or hour < ends)


def is_dangerous(moment: datetime, told: Mapping[str, Any]) -> bool:
    """Whether whoever goes out now is in danger. At night the temperature has to be known: silence is no good news."""
    if not is_night(moment):
        return False
    degrees, (least, most) = told.get("temperature"), settings.RELIEF_TEMPERATURES
    return degrees is None or not least <= degrees <= most or bool(told.get("weather_alert"))
