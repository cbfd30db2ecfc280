"""Reading a hotline's work order that was pasted as a whole: number, time, place, words and contact.

Pure. Layouts differ from place to place: labels with a colon, in brackets, in cells of a copied table, or on a line of
their own. What is recognised goes into its field; every other character stays in the narrative, in the order in which
it came. Nothing is judged here: a person looks at each field before it counts (§5.6).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from casework.importing.dates import parse_moment
from casework.importing.problems import RowRefused

#: Field → how such orders call it. Longer names before shorter ones that they contain.
LABELS: dict[str, tuple[str, ...]] = {
    "external_no": ("工单编号", "工单号码", "工单号", "受理编号", "受理单号", "诉求编号", "派单编号", "流水号"),
    "reported_at": ("来电时间", "受理时间", "诉求时间", "反映时间", "登记时间", "创建时间", "来话时间"),
    "reporter_name": ("来电人姓名", "诉求人姓名", "来电人", "诉求人", "反映人", "联系人", "市民姓名"),
    "reporter_phone": ("联系电话", "来电号码", "联系方式", "手机号码", "主叫号码"),
    "compound_name": ("小区名称", "所属小区", "所在小区", "小区"),
    "address": ("事发地址", "事发地点", "诉求地址", "问题地址", "详细地址", "发生地址", "地址"),
    "subject": ("工单标题", "诉求标题", "标题", "主题", "事由"),
    "narrative": ("诉求内容", "工单内容", "反映内容", "来电内容", "问题描述", "主要内容", "诉求详情", "内容"),
    "claim": ("诉求目的", "诉求要求", "来电诉求", "市民要求", "要求"),
}
_FIELD_OF = {label: name for name, labels in LABELS.items() for label in labels}
#: Fields whose words run on over lines until the next label.
_LONG = frozenset({"narrative", "claim"})
_KNOWN = "|".join(sorted(_FIELD_OF, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:^|(?<=[\s，,；;。|】\]]))[ \t　]*(?:[【\[]\s*(?P<boxed>{_KNOWN})\s*[】\]][ \t　]*[:：]?"
    rf"|(?P<plain>{_KNOWN})[ \t　]*(?:[:：]|(?=[\t|])|(?=[ \t　]*\r?\n)))[ \t　|]*",
    re.M,
)
_OTHER_LABEL = re.compile(r"[\s，,；;|]+[【\[]?[\u4e00-\u9fff]{2,8}[】\]]?[:：]|[\t|]|[ 　]{2,}|[【\[]")
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-_〔〕\[\]]{3,38}[A-Za-z0-9〕\]号]")
_MOMENT = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:[T\s]*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?\s*[秒分]?)?"
)
_PHONE = re.compile(r"\+?\d[\d \-]{5,17}\d")
_LEAST = 2


@dataclass(frozen=True)
class Order:
    """What was recognised, by field, as text; `reported_at` apart, with its zone.

    `labels` are the words taken off; `repeated` is a heading left out because the narrative says it word for word.
    """

    fields: dict[str, str]
    reported_at: datetime | None = None
    labels: tuple[str, ...] = ()
    repeated: str = ""


@dataclass
class _Reading:
    fields: dict[str, str] = field(default_factory=dict)
    reported_at: datetime | None = None
    labels: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)


def read(text: str, filled: frozenset[str] = frozenset()) -> Order | None:
    """The order in `text`; None where fewer than two labels of one stand in it.

    Fields in `filled` have words of the clerk already: what the order says about them stays in the narrative.
    """
    reading = _Reading()
    for label, value in _parts(text):
        _take(reading, label, value, filled)
    if len(reading.taken) < _LEAST:
        return None
    fields = reading.fields
    subject = fields.pop("subject", "")
    told = fields.get("narrative", "")
    repeated = subject if subject in told else ""
    lines = ["" if repeated else subject, told, *reading.rest]
    fields["narrative"] = "\n".join(line for line in lines if line)
    return Order(fields, reading.reported_at, tuple(reading.labels), repeated)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The text cut at its labels: label (empty for what stands before the first) and the words up to the next."""
    found = list(_LABEL.finditer(text))
    yield "", text[: found[0].start()] if found else text
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        yield match["boxed"] or match["plain"], text[match.end() : end]


def _take(reading: _Reading, label: str, value: str, filled: frozenset[str]) -> None:
    name, value = _FIELD_OF.get(label, ""), value.strip()
    if not name:
        _keep(reading, value)
        return
    taken, rest = ("", value) if name in reading.fields or name in filled else _split(name, value)
    if name == "reported_at" and reading.reported_at is not None:
        taken, rest = "", value
    if not value:
        reading.labels.append(label)
        return
    if not taken:
        _keep(reading, f"{label}：{value}")
        return
    if name == "reported_at":
        reading.reported_at = parse_moment(taken)
    else:
        reading.fields[name] = taken
    reading.labels.append(label)
    reading.taken.add(name)
    _keep(reading, rest)


def _keep(reading: _Reading, words: str) -> None:
    words = words.strip(" \t\r\n　|")
    if words:
        reading.rest.append(words)


def _split(name: str, value: str) -> tuple[str, str]:
    """What of the words belongs to the field, and what follows it."""
    if name in _LONG:
        return value, ""
    if name in _PATTERNS:
        match = _PATTERNS[name].match(value)
        if match is None or (name == "reported_at" and not _is_moment(match[0])):
            return "", value
        return match[0].strip(), value[match.end() :]
    line, _break, below = value.partition("\n")
    end = _OTHER_LABEL.search(line)
    cut = end.start() if end else len(line)
    longest = _LONGEST[name]
    if cut > longest:
        return "", value
    return line[:cut].strip(" \r，,；;"), _joined(line[cut:], below)


def _joined(behind: str, below: str) -> str:
    return "\n".join(part for part in (behind.strip("\r"), below) if part.strip())


def _is_moment(text: str) -> bool:
    try:
        parse_moment(text)
    except RowRefused:
        return False
    return True


_PATTERNS = {"external_no": _NUMBER, "reported_at": _MOMENT, "reporter_phone": _PHONE}
#: Characters a field of the screen takes; more is no name and no address.
_LONGEST = {"reporter_name": 40, "compound_name": 60, "address": 120, "subject": 200}
