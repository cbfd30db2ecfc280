"""What is shown instead of personal data, and how it is found in free text. Pure.

Identity `220***********0015`, phone `138****5678`, name 姓+某 (§5.7), address down to the county and no further,
anything else hidden. `mask_text` replaces numbers inside running text: titles, list summaries, log lines.
"""

import logging
import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass

HIDDEN = "***"

_COMPOUND = """
欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 长孙 宇文 轩辕 端木 百里 呼延 南宫 东郭 西门 独孤
钟离 闻人 申屠 公冶 澹台 淳于 单于 太叔 仲孙 鲜于 闾丘 亓官 司寇 赫连 拓跋 万俟 濮阳 第五 纳兰 完颜 叶赫 爱新 那拉
"""
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())

_HAN = "\u4e00-\u9fff"
_PROVINCE = re.compile(
    r"(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省?"
    r"|(?:北京|天津|上海|重庆)市?"
    r"|(?:内蒙古|西藏|广西(?:壮族)?|宁夏(?:回族)?|新疆(?:维吾尔)?)(?:自治区)?"
    r"|(?:香港|澳门)(?:特别行政区)?"
)
_CITY = re.compile(rf"[{_HAN}]{{2,4}}?市|[{_HAN}]{{2,12}}?自治州|[{_HAN}]{{2,6}}?(?:地区|盟)")
# a district is taken at two characters only: 铁西区 is one, 阳光花园南区 is somebody's home
_COUNTY = re.compile(
    rf"[{_HAN}]{{2,12}}?自治[县旗]"
    rf"|(?![小社园校厂院])[{_HAN}]{{2}}(?<![小社园校厂院])区"
    rf"|[{_HAN}]{{1,3}}?[县旗]"
    rf"|[{_HAN}]{{2,3}}?市"
)
_LANDLINE_AREA = re.compile(r"0(?:10|2\d|[3-9]\d{2})")


def mask_identity(number: str) -> str:
    """First three and last four of an 18- or 15-digit identity number; of any other number at most a third."""
    text = number.strip()
    if len(text) in (15, 18):
        return text[:3] + "*" * (len(text) - 7) + text[-4:]
    return _mask_ends(text, head=min(2, len(text) // 4), tail=min(2, len(text) // 4))


def _mask_ends(text: str, *, head: int, tail: int) -> str:
    hidden = max(len(text) - head - tail, 3)
    return text[:head] + "*" * hidden + (text[-tail:] if tail else "")


def mask_phone(number: str) -> str:
    """A mobile as `138****5678`, a landline as its area code and two digits; words beside the number are dropped."""
    digits = re.sub(r"[^0-9]", "", number.translate(_ASCII_DIGITS))
    if not digits:
        return HIDDEN if number.strip() else ""
    if len(digits) > 11 and digits.startswith(("86", "0086")):
        digits = digits.removeprefix("00").removeprefix("86")
    if len(digits) == 11 and digits.startswith("1"):
        return _mask_ends(digits, head=3, tail=4)
    area = _LANDLINE_AREA.match(digits)
    if area and len(digits) >= 10:
        return f"{area.group()}-" + _mask_ends(digits[area.end() :], head=0, tail=2)
    return _mask_ends(digits, head=0, tail=2 if len(digits) >= 6 else 0)


def mask_name(name: str) -> str:
    """姓+某: 王某, 欧阳某; a multi-part or foreign name keeps its first character (买某)."""
    text = name.strip()
    if not text:
        return ""
    compound = text[:2] in COMPOUND_SURNAMES and 3 <= len(text) <= 4
    surname = text[:2] if compound else text[:1]
    return f"{surname}某" if not surname.isdigit() else HIDDEN


def mask_address(address: str) -> str:
    """Province, city and county as far as they are written; everything below becomes stars."""
    text = address.strip()
    if not text:
        return ""
    end = 0
    for pattern in (_PROVINCE, _CITY, _COUNTY):
        found = pattern.match(text, end)
        end = found.end() if found else end
    return text[:end] + HIDDEN


def mask_account(number: str) -> str:
    """The last four of a bank account or card."""
    text = number.strip()
    return _mask_ends(text, head=0, tail=4 if len(text) >= 12 else 0) if text else ""


def mask_filename(name: str) -> str:
    """Only the kind of file: names of scans hold the names of people."""
    stem, dot, suffix = name.strip().rpartition(".")
    plain = dot and stem and suffix.isascii() and suffix.isalnum() and len(suffix) <= 5
    return f"{HIDDEN}.{suffix}" if plain else (HIDDEN if name.strip() else "")


def mask_hidden(text: str) -> str:
    """Free text that is not shown at all."""
    return HIDDEN if text else ""


_ASCII_DIGITS = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
_START, _STOP = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_IDENTITY_18 = rf"{_START}[1-9][0-9]{{5}} ?(?:18|19|20)[0-9]{{2}} ?{_DAY} ?[0-9]{{3}}[0-9Xx]{_STOP}"
_IDENTITY_X = rf"{_START}[1-9][0-9]{{16}}[Xx]{_STOP}"
_IDENTITY_15 = rf"{_START}[1-9][0-9]{{7}}{_DAY}[0-9]{{3}}{_STOP}"
_CARD = rf"{_START}[3-9](?:[0-9]{{15,18}}|[0-9]{{3}}(?: [0-9]{{4}}){{3}}(?: [0-9]{{1,3}})?){_STOP}"
_MOBILE = r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])"
_LANDLINE = rf"{_START}0(?:10|2[0-9]|[3-9][0-9]{{2}})[- ]?[1-9][0-9]{{6,7}}{_STOP}"
# the patterns are tried only where a number can stand: most of a text is none
_WINDOW = re.compile(r"\+?[0-9][0-9Xx -]{9,}")
_WIDE = re.compile(r"[０-９Ｘｘ－\u3000]")
# keys of records and digests hold runs of digits by chance
_MACHINE = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32,}")
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("identity", _IDENTITY_18),
        ("identity", _IDENTITY_X),
        ("identity", _IDENTITY_15),
        ("account", _CARD),
        ("phone", _MOBILE),
        ("phone", _LANDLINE),
    )
)


@dataclass(frozen=True)
class Finding:
    """A number of a person inside a text: its kind and place (`text[start:end]`)."""

    kind: str
    start: int
    end: int


def contains_personal(text: str) -> tuple[Finding, ...]:
    """Identity, account and phone numbers in `text`, in order, not overlapping; full-width digits count as digits."""
    plain = text.translate(_ASCII_DIGITS) if _WIDE.search(text) else text
    if not _WINDOW.search(plain):
        return ()
    plain = _MACHINE.sub(lambda match: "_" * len(match.group()), plain)
    found = sorted(_raw_findings(plain), key=lambda finding: (finding.start, -finding.end))
    kept: list[Finding] = []
    for finding in found:
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def _raw_findings(plain: str) -> Iterator[Finding]:
    for window in _WINDOW.finditer(plain):
        for kind, pattern in _PATTERNS:
            for match in pattern.finditer(plain, window.start(), window.end() + 1):
                if kind != "account" or _is_card(match.group()):
                    yield Finding(kind, match.start(), match.end())


def _is_card(number: str) -> bool:
    """Luhn: tells a bank card from a hotline's order number of the same length."""
    digits = [int(char) for char in reversed(number) if char.isdigit()]
    doubled = sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return doubled % 10 == 0


def mask_text(text: str) -> str:
    """`text` with every number that `contains_personal` finds replaced by its masked form."""
    parts, end = [], 0
    for finding in contains_personal(text):
        number = text[finding.start : finding.end].translate(_ASCII_DIGITS)
        parts += [text[end : finding.start], MASKS[finding.kind](number.replace(" ", ""))]
        end = finding.end
    return "".join([*parts, text[end:]])


MASKS: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "phone": mask_phone,
    "identity": mask_identity,
    "address": mask_address,
    "account": mask_account,
    "filename": mask_filename,
    "prose": mask_text,
    "text": mask_hidden,
}


#: The token of a public page, wherever its address is written.
_TOKEN = re.compile(r"(/p/r/)[0-9a-f]{32}")


def mask_log(text: str) -> str:
    """`mask_text`, and the tokens in addresses of public pages: a log line opens nothing."""
    return _TOKEN.sub(rf"\1{HIDDEN}", mask_text(text))


class PersonalDataFilter(logging.Filter):
    """Masks numbers of people and tokens in the message, the traceback and the stack of a log record.

    Put it on every handler, and on loggers that bring handlers of their own.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError):  # arguments that do not fit the message: they are not worth a leak
            message = str(record.msg)
        record.msg, record.args = mask_log(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        if record.exc_text:
            record.exc_text = mask_log(record.exc_text)
        if record.stack_info:
            record.stack_info = mask_log(record.stack_info)
        return True
