"""A list of who owes fees is attached to no case and stands on no order (P-09, §5.2): whoever is owed money reminds and
sues (L-13). What is looked for is the list, not the word: that a household owes may be said.

Titles, notes and file names are read, the cells of tables too; what is only a picture is left to who looks at it.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from defusedxml import ElementTree
from django.utils.translation import gettext as _

from casework import files, filetypes
from casework.context import Context
from casework.refusals import InvalidData

_OWES = "(?:欠费|欠缴|欠交|拖欠|未缴|未交|拒缴|拒交|欠款)"
_FEE = "(?:物业|服务|电梯|电梯使用|公摊|水|电|暖|取暖|采暖|停车|管理)*费?"
_WHO = "(?:业主|住户|居民|户主|各户|农户|房号|人员|户)"
_LIST = "(?:名单|明细|清单|台账|一览|统计表|统计|汇总|花名册|名册|公示|表)"
#: 业主欠费名单, 欠缴物业费住户明细, 欠费户花名册, 欠费台账; not 企业未交公共收益明细.
_NAMED = re.compile(
    f"{_WHO}[^，。；]{{0,4}}{_OWES}{_FEE}(?:的|情况|金额)*{_LIST}|{_OWES}{_FEE}的?{_WHO}[^，。；]{{0,4}}{_LIST}"
    f"|(?<!企业)(?<!公司)(?<!物业)欠费(?:情况)?{_LIST}"
)
#: The head of a column that tells households or people apart, and of one that says what each of them owes.
_WHOSE = re.compile("^(?:房号|房间号|门牌号?|户号|住址|户主|户主姓名|业主|业主姓名|住户|住户姓名|姓名|楼栋房号)$")
_OWED = re.compile(f"^{_OWES}{_FEE}(?:的)?(?:金额|总额|合计|数额|月数|月份|期间|时间|年限)?(?:[（(]元[）)])?$")
#: 3栋502室欠物业费1260元: two of them in one text are a list.
_LINE = re.compile(
    r"\d+\s*(?:栋|幢|号楼|单元|室|号|户|[-－—]\d+)[^；;\n]{0,24}?(?:欠|未缴|未交)[^；;\n]{0,16}?\d[\d,，.]*\s*元"
)
_MOST = 5_000_000


def named(text: str) -> bool:
    """Whether a title or a file name says that this is such a list."""
    return _NAMED.search("".join(str(text or "").split())) is not None


def listed(text: str | None) -> bool:
    """Whether a running text tells what several households owe."""
    return len(_LINE.findall(str(text or ""))) > 1


def tabled(cells: Iterable[str]) -> bool:
    """Whether the cells of a table have a column of households and one of what they owe."""
    heads = ["".join(cell.split()) for cell in cells]
    return any(map(_WHOSE.match, heads)) and any(map(_OWED.match, heads))


def refuse_in(data: Any, *fields: str) -> None:
    """Raises InvalidData for the fields that name or are such a list."""
    found = [name for name in fields if named(data.get(name)) or listed(data.get(name))]
    if found:
        raise InvalidData({name: [_refusal()] for name in found})


def refuse_printed(ctx: Context, *fields: str) -> None:
    """Raises InvalidData for a text of an order that lists households and what they owe."""
    found = [name for name in fields if listed(ctx.data.get(name))]
    words = _("这里逐户写了欠费，会印在文书上。请只写户数和事实，欠费另依法催缴、起诉")
    if found:
        raise InvalidData({name: [words] for name in found})


def refuse_attached(ctx: Context) -> None:
    """Raises InvalidData for a file that is named as such a list, or whose table is one."""
    refuse_in(ctx.data, "title", "source_note")
    if named(ctx.given.get("name", "")) or tabled(_cells(ctx.given.get("stored"))):
        raise InvalidData({"file": [_refusal()]})


def _refusal() -> str:
    return _("业主欠费名单不能附到案件里。请只写涉及几户；欠费由企业另依法催缴，或申请仲裁、起诉")


def _cells(stored: Any) -> list[str]:
    """The short texts of a table or of a text document, in no order; empty for every other file."""
    if stored is None or stored.media_type not in (filetypes.XLSX, filetypes.DOCX):
        return []
    inside = zipfile.ZipFile(io.BytesIO(files.content(stored.sha256)))
    sheets = stored.media_type == filetypes.XLSX
    wanted = ("xl/sharedStrings.xml", "xl/worksheets/") if sheets else ("word/document.xml",)
    told: list[str] = []
    for member in inside.infolist():
        if member.filename.startswith(wanted) and member.filename.endswith(".xml") and member.file_size <= _MOST:
            told += _texts(inside.read(member), ("si", "is") if sheets else ("p",))
    return [text for text in told if len(text) <= 20]


def _texts(data: bytes, holders: tuple[str, ...]) -> list[str]:
    """What stands in each element of these names, its runs joined."""
    root = ElementTree.fromstring(data)
    return ["".join(one.itertext()).strip() for one in root.iter() if one.tag.rpartition("}")[2] in holders]
