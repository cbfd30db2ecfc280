"""The lines of the monthly form in words, in the order in which page, file, paper and API show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from relief import codes
from relief.statistics import lines
from relief.statistics.lines import BALANCED, LINES, Dimension

BLOCKS = {
    Dimension.SEX: _("性别"), Dimension.AGE: _("年龄（入站时）"), Dimension.HEALTH: _("健康状况"),
    Dimension.REGION: _("来自"), Dimension.DEPARTURE: _("离站方式"), Dimension.RELIEF_TYPE: _("主要救助类型"),
    Dimension.CATEGORY: _("特殊人员"),
}  # fmt: skip
TOTAL = _("本期受助总人次")
STOCK = {
    lines.OPENING: _("期初在册"), lines.ADMITTED: _("本期入站"), lines.DEPARTED: _("本期离站"),
    lines.CLOSING: _("期末在册"),
}  # fmt: skip
PEOPLE = {lines.PERSONS: _("本期受助人数"), lines.PERSONS_CAME: _("本期入站人数")}
_LABELS = {
    "1.1": _("男"), "1.2": _("女"),
    "2.1": _("6岁及以下"), "2.2": _("7–18岁"), "2.3": _("19–59岁"), "2.4": _("60岁及以上"),
    "3.1": _("健康"), "3.2": _("危重病人"), "3.3": _("精神障碍"), "3.4": _("智力障碍"), "3.5": _("肢体残疾"),
    "4.1": _("本省籍"), "4.2": _("外省籍"), "4.3": _("无法查明"),
    lines.MINOR: _("其中未满18周岁"), lines.MINOR_MALE: _("其中未成年男性"),
    lines.ESCORTED_FAR: _("其中跨省"), lines.COLLECTED_FAR: _("其中跨省"),
    lines.TO_POLICE: _("其中移交公安机关"), lines.TO_OTHERS: _("其中转其他救助、机构"),
}  # fmt: skip
#: After which line a line that repeats a part of it stands.
_AFTER = {"2.4": (lines.MINOR, lines.MINOR_MALE), "5.6": (lines.ESCORTED_FAR,), "5.7": (lines.COLLECTED_FAR,),
          lines.OTHERWISE: (lines.TO_POLICE, lines.TO_OTHERS)}  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A block of the form with its lines: code, words, and whether it repeats a part of the line above."""

    code: str
    label: Any
    lines: tuple[tuple[str, Any, bool], ...]
    balanced: bool = False


def label(line: str) -> str:
    """A line in words."""
    if line == lines.TOTAL:
        return str(TOTAL)
    if line in STOCK or line in PEOPLE:
        return str((STOCK | PEOPLE)[line])
    if line in _LABELS:
        return str(_LABELS[line])
    head, _dot, code = line.partition(".")
    return codes.label(
        *{"5": ("departure_mode", line), "6": ("relief_type", code), "7": ("person_category", code)}[head]
    )


def blocks() -> Iterator[Block]:
    """The whole form."""
    yield Block("stock", _("人次"), tuple((line, label(line), False) for line in (lines.TOTAL, *lines.STOCK)))
    yield Block("people", _("人数（同一人只计一次）"), tuple((line, label(line), False) for line in lines.PEOPLE))
    for dimension, of in LINES.items():
        rows: list[tuple[str, Any, bool]] = []
        for line in of:
            rows.append((line, label(line), False))
            rows += [(sub, label(sub), True) for sub in _AFTER.get(line, ())]
        yield Block(dimension.value, BLOCKS[dimension], tuple(rows), dimension in BALANCED)


def said(line: str) -> str:
    """A line with its block, as a sentence or the title of a list names it."""
    if line == lines.TOTAL or line in STOCK or line in PEOPLE:
        return label(line)
    block = next(block for block in blocks() if any(line == code for code, _label, _part in block.lines))
    return f"{block.label}：{label(line)}"


def known() -> set[str]:
    """Every line there is."""
    return {line for block in blocks() for line, _label, _part in block.lines}
