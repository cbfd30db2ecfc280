"""Rooms, addresses below the district, plates, accounts, screen names, links and health inside a text (§5.7)."""

import re
from collections.abc import Callable, Iterator

from casework.masking import contains_personal
from property_rectification.masking_text.findings import (
    ACCOUNT,
    ADDRESS,
    EMAIL,
    HEALTH,
    IDENTITY,
    LINK,
    PHONE,
    PLATE,
    ROOM,
    SCREEN_NAME,
    Finding,
)

_HAN = "\u4e00-\u9fff"
_COUNT = "一二三四五六七八九十百零〇两"
_N = rf"(?:[0-9]{{1,4}}|[{_COUNT}]{{1,4}}|(?<![A-Za-z])[A-Za-z])"
_GAP = r"[\s,，、.-]{0,2}"
_BLOCK = rf"{_N}\s*(?:号楼|栋楼?|幢|座(?!位|谈)|#楼?|号(?=[0-9{_COUNT}]{{1,3}}单元))"
_UNIT = rf"{_N}\s*(?:单元|门洞)"
_FLOOR = rf"(?:{_N}\s*(?:层|楼))?"
_ROOM_NUMBER = rf"(?:(?:[0-9]{{3,4}}|{_N}(?=\s*(?:室|户|号)))\s*(?:室|户|号房|号)?)"
_DASHED = r"(?<![0-9-])[0-9]{1,3}[-—－][0-9]{1,2}[-—－][0-9]{3,4}"
_HOME = re.compile(
    rf"(?P<block>{_BLOCK})(?:{_GAP}(?P<unit>{_UNIT}))?(?:{_GAP}{_FLOOR}{_GAP}(?P<room>{_ROOM_NUMBER}))?"
    rf"|(?P<unit_only>{_UNIT})(?:{_GAP}{_FLOOR}{_GAP}(?P<unit_room>{_ROOM_NUMBER}))?"
    rf"|(?P<dashed>{_DASHED})(?:室|号)?"
    r"|(?P<room_only>(?<![0-9.])[0-9]{3,4}\s*(?:室|号房|房间))"
)
_ROAD = re.compile(
    rf"[{_HAN}]{{1,6}}(?:大街|大道|胡同|路|街|巷|弄)\s*[0-9{_COUNT}]{{1,5}}\s*号(?:院|楼)?"
    rf"|[{_HAN}]{{1,4}}村\s*[0-9{_COUNT}]{{1,3}}\s*(?:组|社|屯)"
)
_BEFORE_ADDRESS = re.compile(r"^.*(?:家住|住在|位于|居住|地址|地处|坐落|[在为是到至往住])")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_PLATE = re.compile(
    rf"(?:(?:车牌|牌照)(?:号码?)?(?:为|是|：|:)?\s*[“\"]?)?[{_PROVINCES}][A-Za-z][·•.\s]?[A-Za-z0-9]{{5,6}}[”\"]?"
    r"(?:的?(?:小型|小)?(?:轿车|汽车|客车|轿车|车辆))?"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)[^\s，。；）)”]+")
_HANDLE = re.compile(
    r"(?:网名|昵称|微信名|群昵称|用户名|账户名|账号名|微信号?|QQ号?|抖音号?|快手号?|微博名?|账号|帐号|ID)"
    r"(?:叫做|叫|为|是|：|:)?\s*"
    rf"(?:[“\"「『‘'][^”\"」』’']{{1,20}}[”\"」』’']|[A-Za-z0-9_@-]{{3,30}})"
    rf"|@[A-Za-z0-9_{_HAN}-]{{2,20}}"
)
_SHORT_PHONE = re.compile(r"(?:电话|座机|手机|热线)(?:号码?)?(?:为|是|：|:)?\s*[0-9]{7,8}(?![0-9])")
_HEALTH = re.compile(
    rf"(?:身患|患有|确诊为?|罹患|得了)[{_HAN}]{{1,8}}?(?:病|症|癌|炎|瘤|中风|残疾)"
    r"|(?:精神|智力|肢体|视力|听力|言语)残疾|精神病|精神障碍|艾滋病|抑郁症|癌症|怀孕[一二三四五六七八九十0-9]*个?月?"
)
_FULL_WIDTH = {n: n - 0xFEE0 for n in range(0xFF01, 0xFF5F) if chr(n) not in "，。：；！？（）"} | {0x3000: 0x20}
#: What people set between the parts of a name, either width of a bracket, and what may stand between two characters.
DOTS = "·•・‧∙"
_BRACKETS = {"(": "[(（]", "（": "[(（]", ")": "[)）]", "）": "[)）]"}
_BETWEEN = "[\\s\u200b-\u200d\u2060\ufeff]*"
_NUMBERS = {"phone": (PHONE, "某号码"), "identity": (IDENTITY, "某证件号"), "account": (ACCOUNT, "某账号")}


def plain(text: str) -> str:
    """Full-width letters and digits as plain ones; every character keeps its place."""
    return text.translate(_FULL_WIDTH)


def loosely(name: str) -> str:
    """A pattern that finds a name in `plain` text however it was spelt there: wide or narrow letters and brackets,
    capitals or not, any sort of dot, spaces between. A blank name is found nowhere."""
    parts = [_spelt(char) for char in plain("".join(name.split()))]
    return f"(?i:{_BETWEEN.join(parts)})" if parts else "(?!)"


def _spelt(char: str) -> str:
    return f"[{DOTS}]" if char in DOTS else _BRACKETS.get(char, re.escape(char))


def _home(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts["dashed"] or (parts["block"] and parts["room"]):
        return "某楼某户"
    if parts["block"]:
        return "某楼某单元" if parts["unit"] else "某楼"
    if parts["unit_only"]:
        return "某单元某户" if parts["unit_room"] else "某单元"
    return "某户"


def _address_start(match: re.Match[str]) -> int:
    """Where the address begins inside the match: words like 家住 stay."""
    before = _BEFORE_ADDRESS.match(match.group())
    return match.start() + (before.end() if before and before.end() < len(match.group()) - 2 else 0)


def find(unit: int, text: str) -> Iterator[Finding]:
    """Everything in one unit that its own form gives away; overlaps are the caller's matter."""
    bare = plain(text)
    for one in contains_personal(bare):
        kind, instead = _NUMBERS[one.kind]
        yield Finding(kind, unit, one.start, one.end, instead)
    for match in _ROAD.finditer(bare):
        instead = "某村某组" if "村" in match.group() else "某路某号"
        yield Finding(ADDRESS, unit, _address_start(match), match.end(), instead)
    for kind, pattern, worded in _FORMS:
        for match in pattern.finditer(bare):
            yield Finding(kind, unit, match.start(), match.end(), worded(match))


_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (EMAIL, _EMAIL, lambda _m: "某邮箱"),
    (LINK, _LINK, lambda _m: "某网页"),
    (PLATE, _PLATE, lambda _m: "一辆轿车"),
    (SCREEN_NAME, _HANDLE, lambda _m: "某网名"),
    (PHONE, _SHORT_PHONE, lambda _m: "某号码"),
    (HEALTH, _HEALTH, lambda _m: "身体原因"),
    (ROOM, _HOME, _home),
)
