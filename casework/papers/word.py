"""The second renderer: the same marked-up text as a document for WPS or Word. A copy to work with, never the original.

It reads the few elements a wording may write (`wording.ELEMENTS`) and nothing else. Head and foot say what it is.
"""

import io
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE, TEXT = "FZXiaoBiaoSong-B05S", "FangSong_GB2312"
#: Two characters of 14 points.
_INDENT = Pt(28)
_BREAKING = frozenset({"p", "h2", "h3", "li", "dt", "dd", "div", "section"})
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(title: str, body: str, content: Mapping[str, Any], *, mark: str, foot: str) -> bytes:
    """The document of a title and a checked body; `mark` stands at the head of every page, `foot` at its end."""
    made = docx.Document()
    _page(made, f"{content['organ']}　{content['number']}　{mark}", foot)
    heading = made.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(heading.add_run(content.get("heading") or title), TITLE, 22)
    _Writer(made).write(body)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Any, head: str, foot: str) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(26), Mm(24)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    for part, words in ((section.header, head), (section.footer, foot)):
        paragraph = part.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _font(paragraph.add_run(words), TEXT, 9)
    made.core_properties.author = made.core_properties.comments = ""
    made.core_properties.title = _("副本")


def _font(run: Any, name: str, size: float, *, bold: bool = False) -> None:
    run.font.name, run.font.size, run.font.bold = name, Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), name)


class _Writer(HTMLParser):
    """Paragraphs, headings, lists and tables in the order they come."""

    def __init__(self, made: Any) -> None:
        super().__init__()
        self.made = made
        self.paragraph: Any = None
        self.table: Any = None
        self.cell: Any = None
        self.open: list[tuple[str, str]] = []
        self.bold = 0

    def write(self, body: str) -> None:
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr"):
            self._run("\n" if tag == "br" else "")
            return
        self.open.append((tag, dict(attrs).get("class") or ""))
        if tag == "table":
            self.table = self.made.add_table(rows=0, cols=0)
            self.table.style = "Table Grid"
        elif tag == "tr":
            self.table.add_row()
            self.column = 0
        elif tag in ("th", "td"):
            self._begin_cell(dict(attrs))
        elif tag in ("b", "strong", "h2"):
            self.bold += 1
        if tag in _BREAKING:
            self.paragraph = None

    def _begin_cell(self, attrs: Mapping[str, str | None]) -> None:
        span = int(attrs.get("colspan") or 1)
        while len(self.table.columns) < self.column + span:
            self.table.add_column(Mm(30) if not self.table.columns else Mm(130))
        cells = self.table.rows[-1].cells
        self.cell = cells[self.column].merge(cells[self.column + span - 1]) if span > 1 else cells[self.column]
        self.column += span
        self.paragraph = self.cell.paragraphs[0]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "hr"):
            return
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in ("b", "strong", "h2"):
            self.bold -= 1
        if tag in ("th", "td"):
            self.cell = None
        if tag == "table":
            self.table = None
        if tag in _BREAKING or tag in ("th", "td", "table"):
            self.paragraph = None

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._run(" ".join(data.split("\n")).strip(" ") if "\n" in data else data)

    def _run(self, words: str) -> None:
        if self.table is not None and self.cell is None:
            return
        if self.paragraph is None:
            self.paragraph = (self.cell or self.made).add_paragraph()
            self._shape(self.paragraph)
        _font(self.paragraph.add_run(words), TEXT, 12 if self.cell is not None else 14, bold=bool(self.bold))

    def _shape(self, paragraph: Any) -> None:
        classes = {name for _tag, names in self.open for name in names.split()}
        tags = {tag for tag, _names in self.open}
        if classes & {"sign", "seal"}:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif "docno" in classes:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif self.cell is None and not tags & {"h2", "h3"}:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if "text" in classes and "p" in tags:
            paragraph.paragraph_format.first_line_indent = _INDENT
        paragraph.paragraph_format.space_after = Pt(4)
