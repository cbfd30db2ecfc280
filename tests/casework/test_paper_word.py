"""The copy for Word: the same marked-up text as the PDF, nothing but its words."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from casework.papers import word, wording

HEAD: dict[str, Any] = {"organ": "示例县住建局", "number": "WY-220399-2026-00001"}


def made(body: str) -> Any:
    wording.check_elements(body)
    return docx.Document(io.BytesIO(word.render("示例文书", body, HEAD, mark="副本", foot="校验码0a1b2c3d")))


def test_title_head_and_foot() -> None:
    found = made("<p>一</p>")
    assert found.paragraphs[0].text == "示例文书"
    assert found.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert found.sections[0].header.paragraphs[0].text == "示例县住建局　WY-220399-2026-00001　副本"
    assert found.sections[0].footer.paragraphs[0].text == "校验码0a1b2c3d"
    assert round(found.sections[0].page_width.mm) == 210


def test_paragraphs_lists_and_breaks_keep_their_order() -> None:
    found = made(
        '<p class="to">某某：</p>\n<section class="text"><p>甲<b>乙</b>丙</p></section><ul><li>一</li><li>二</li></ul>'
        '<p class="seal">单位<br>日期</p>'
    )
    assert [p.text for p in found.paragraphs[1:]] == ["某某：", "甲乙丙", "一", "二", "单位\n日期"]
    body = found.paragraphs[2]
    assert body.paragraph_format.first_line_indent is not None
    assert [run.font.bold for run in body.runs] == [False, True, False]
    assert found.paragraphs[-1].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_tables_with_cells_that_span() -> None:
    found = made(
        '<table>\n<tr><th>事由</th><td colspan="3">公示</td></tr>\n<tr><th>方式</th><td>直接</td><th>时间</th>'
        "<td>今天</td></tr></table><p>后</p>"
    )
    rows = [[cell.text for cell in row.cells] for row in found.tables[0].rows]
    assert rows == [["事由", "公示", "公示", "公示"], ["方式", "直接", "时间", "今天"]]
    assert found.paragraphs[-1].text == "后"


def test_words_of_people_are_words() -> None:
    found = made("<p>&lt;b&gt;粗&lt;/b&gt; &amp; 䶮㛃𠅤</p>")
    assert found.paragraphs[1].text == "<b>粗</b> & 䶮㛃𠅤"
