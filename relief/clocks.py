"""The clocks of a relief case: their names, and who is told. None of them closes a case or shows anybody out."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.alarms import Alarm
from relief.incidents import is_serious
from relief.models.referral import Referral

LABELS = {
    "TM-02a": _("城区线索到场"),
    "TM-02b": _("乡村线索到场"),
    "TM-02c": _("紧急线索到场"),
    "TM-03": _("救助期限，延期备案"),
    "TM-06": _("联系亲属"),
    "TM-22": _("可要求再次诊断"),
    "TM-23a": _("可申请行政复议"),
    "TM-23b": _("可提起行政诉讼"),
    "TM-24": _("跟进转介的临时救助"),
    "TM-11": _("强制报告"),
    "TM-13a": _("向上级口头报告"),
    "TM-13b": _("向上级书面报告"),
    "TM-25": _("遗体保存"),
    "TM-30": _("离站请求两人评估"),
    "TM-32": _("临时监护复核"),
    "TM-31": _("暂缓离站重新决定"),
}
ALARMS = {
    **dict.fromkeys(("TM-02a", "TM-02b", "TM-02c"), Alarm(timedelta(0), warned=(), told=("DUT", "DIR"))),
    # warned from the beginning of the eighth day on: the end of the tenth is the beginning of the eleventh
    "TM-03": Alarm(timedelta(days=3), warned=("CSW", "DIR"), told=("SUP",)),
    "TM-06": Alarm(timedelta(hours=6), warned=("CSW",), told=("CSW",)),
    "TM-22": Alarm(timedelta(days=1), warned=("HLT", "CSW"), told=()),
    "TM-24": Alarm(timedelta(days=1), warned=("CSW",), told=("CSW",)),
    "TM-11": Alarm(timedelta(0), warned=(), told=("DIR", "SUP")),
    "TM-13a": Alarm(timedelta(0), warned=(), told=("DIR", "SUP")),
    "TM-13b": Alarm(timedelta(hours=4), warned=("DUT",), told=("DIR", "SUP")),
    "TM-25": Alarm(timedelta(days=1), warned=("CSW", "DUT"), told=("DUT", "DIR")),
    "TM-32": Alarm(timedelta(days=5), warned=("SUP",), told=("SUP",)),
    "TM-30": Alarm(timedelta(minutes=30), warned=("CSW", "DUT"), told=("DIR", "SUP")),
    "TM-31": Alarm(timedelta(hours=4), warned=("CSW", "DUT"), told=("DIR", "SUP")),
}


def applies(ctx: Any, key: str) -> bool:
    """Whether a clock that an act may start runs in this case: the township is asked after only where it was asked, and
    of incidents those that are serious are told upward at once."""
    if ctx.act.code == "record_incident":
        return is_serious(ctx.data)
    if key != "TM-24":
        return True
    referred = ctx.act.code == "refer_to_other_relief"
    return ctx.data.get("kind") == Referral.TEMPORARY if referred else bool(ctx.data.get("referred_to"))
