"""Identity numbers in words: what is wrong with one, what is odd about it, and which divisions are known."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.models import Division
from relief import idnumber
from relief.idnumber import Problem, Reading, Warn

_PROBLEMS: dict[Problem, Any] = {
    Problem.CHARACTERS: gettext_lazy("应为18位：前17位是数字，末位是数字或X。旧号是15位数字"),
    Problem.DATE: gettext_lazy("第7至14位不是真实的出生日期，请核对"),
    Problem.CHECK: gettext_lazy("校验码不对，有一位读错或写错了，请核对"),
    Problem.SEX: gettext_lazy("号码第17位表示的性别与登记的性别不同，请核对"),
}
_WARNINGS: dict[Warn, Any] = {
    Warn.OLD: gettext_lazy("旧号，已按规则转成18位，须另行核实"),
    Warn.AGE: gettext_lazy("按号码年龄超过122岁，请核对是不是本人的证件"),
    Warn.DIVISION: gettext_lazy("号码前6位不在已装入的区划名录里，可能是已撤销的区划，不影响登记"),
}


def read(text: str, *, today: dt.date, sex: str = "") -> Reading:
    """Read a number against the divisions that are loaded."""
    return idnumber.read(text, today=today, sex=sex, is_division=_is_division)


def _is_division(code: str) -> bool:
    return Division.objects.filter(code=code).exists()


def said(reading: Reading) -> str:
    """What is wrong with it; empty where nothing is."""
    return str(_PROBLEMS[reading.problem]) if reading.problem else ""


def odd(number: str, *, today: dt.date) -> list[str]:
    """What is odd about a number that was taken, one sentence each."""
    return [_("证件号：%(what)s。") % {"what": _WARNINGS[warn]} for warn in read(number, today=today).warnings]
