"""Identity numbers in words: what is wrong with one, what is odd about it, and which divisions are known."""

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.models import Division
from relief import codes, idnumber
from relief.idnumber import Problem, Reading, Warn

#: What a reader that types like a keyboard sends around the number: other fields of the card and separators.
_IN_A_READ = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_LENGTH, _LENGTH_OLD = 18, 15
_WARNINGS: dict[Warn, Any] = {
    Warn.OLD: gettext_lazy("旧号，已按规则转成18位，须另行核实"),
    Warn.AGE: gettext_lazy("按号码年龄超过122岁，请核对是不是本人的证件"),
    Warn.DIVISION: gettext_lazy("没查到这个地区代码，可以继续（可能已撤并）"),
}


def read(text: str, *, today: dt.date, sex: str = "") -> Reading:
    """Read a number against the divisions that are loaded."""
    return idnumber.read(text, today=today, sex=sex, is_division=_is_division)


def _is_division(code: str) -> bool:
    return Division.objects.filter(code=code).exists()


def out_of_read(text: str) -> str:
    """The number in what a card reader sent; what was typed where there is no whole number in it."""
    found = _IN_A_READ.search(text)
    return found[0] if found else text.strip()


def said(reading: Reading, typed: str) -> str:
    """What is wrong with a number that was typed, by the first check that failed; empty where nothing is."""
    bare = "".join(typed.split())
    match reading.problem:
        case Problem.CHARACTERS if len(bare) in (_LENGTH, _LENGTH_OLD):
            return _("身份证号只有数字，末位可以是X")
        case Problem.CHARACTERS:
            return _("身份证号应为18位（旧号15位），现在%(n)d位") % {"n": len(bare)}
        case Problem.DATE:
            born = reading.number[6:14]
            return _("出生日期%(date)s不存在") % {"date": f"{born[:4]}-{born[4:6]}-{born[6:]}"}
        case Problem.CHECK:
            return _("末位校验不对，请对着证件再看一遍")
        case Problem.SEX:
            return _("号码对应%(sex)s，与所选不同") % {"sex": codes.label("gender", reading.sex)}
    return ""


def odd(number: str, *, today: dt.date) -> list[str]:
    """What is odd about a number that was taken, one sentence each."""
    return [_("证件号：%(what)s。") % {"what": _WARNINGS[warn]} for warn in read(number, today=today).warnings]
