"""The clocks of a relief case: their names, and who is told. None of them closes a case or shows anybody out."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from casework.alarms import Alarm

LABELS = {
    "TM-06": _("联系亲属"),
    "TM-30": _("离站请求两人评估"),
    "TM-31": _("暂缓离站重新决定"),
}
ALARMS = {
    "TM-06": Alarm(timedelta(hours=6), warned=("CSW",), told=("CSW",)),
    "TM-30": Alarm(timedelta(minutes=30), warned=("CSW", "DUT"), told=("DIR", "SUP")),
    "TM-31": Alarm(timedelta(hours=4), warned=("CSW", "DUT"), told=("DIR", "SUP")),
}
