"""What is wrong with a file or a row, as a message id and its values.

The texts are Chinese message ids; whoever shows them passes its translation function, so that this
package needs no framework. A problem never quotes a whole cell: cells hold citizens' words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SHOWN = 24

FILE_TOO_LARGE = "文件超过{limit}MB，请分开导入"
FILE_EMPTY = "文件是空的"
FILE_DAMAGED = "文件打不开，请重新导出"
FILE_DAMAGED_FROM_HERE = "文件从这一行起读不出来，请重新导出"
FILE_TYPE = "只收CSV、CSV.GZ、XLSX；这个文件实际是{type}"
FILE_EXPANDS = "文件解压后过大（超过{limit}MB或压缩比超过{ratio}），没有打开"
FILE_ENTITIES = "文件里带有XML实体定义，没有打开"
FILE_ROWS = "超过{limit}行，请分开导入"
ENCODING_UNKNOWN = "不认识的编码：{encoding}"
HEADER_MISSING = "文件没有表头"
HEADER_TWICE = "表头有两列都叫「{column}」"
COLUMN_UNKNOWN = "文件里没有「{column}」这一列"
ROW_TOO_WIDE = "有{found}列，表头只有{expected}列"
ROW_TOO_LONG = "这一行超过{limit}字"
CELL_TOO_LONG = "「{column}」超过{limit}字"
QUOTE_OPEN = "引号没有配对，或一格超过{limit}字"
CELL_FORMULA = "「{column}」是公式，没有值"
CELL_ERROR = "「{column}」是错误值"
CELL_NUL = "「{column}」里有空字符"
CELL_ENCODING = "「{column}」里有读不出的字符，请另存为UTF-8"
REQUIRED = "「{column}」是空的"
NO_SUCH_DAY = "没有{month}月{day}日，请检查"
NO_SUCH_MONTH = "没有{month}月，请检查"
NO_SUCH_TIME = "没有{time}这个时刻，请检查"
NOT_A_MOMENT = "「{value}」看不出是什么时间"
NOT_A_NUMBER = "「{value}」不是数"
COORDINATES_HALF = "经度和纬度只有一个"


@dataclass(frozen=True)
class Problem:
    """One reason, e.g. `Problem(NO_SUCH_DAY, {"month": 2, "day": 30})`."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The reason in words."""
        return translate(self.message).format(**self.values)


class FileRefused(Exception):
    """Nothing of the file can be taken."""

    def __init__(self, message: str, **values: object) -> None:
        self.problem = Problem(message, values)
        super().__init__(self.problem.text())


class RowRefused(Exception):
    """One row cannot be taken; the others can."""

    def __init__(self, message: str, **values: object) -> None:
        self.problem = Problem(message, values)
        super().__init__(self.problem.text())


def shown(value: object) -> str:
    """A cell's text, cut short for a message."""
    text = str(value).strip()
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
