"""The PDF: head and foot on every page, the code, and nothing fetched from anywhere."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.utils.safestring import mark_safe
from pypdf import PdfReader

from casework.models import DocumentTemplate
from casework.papers import pdf

HEAD: dict[str, Any] = {
    "organ": "示例县综治中心", "number": "WY-220399-2026-00001", "publicity": "不公开", "data_at": "2026年3月2日 09:00",
    "printed_at": "2026年3月2日 09:00", "printed_by": "某甲", "qr": "", "salt": "",
}  # fmt: skip


def pages(data: bytes) -> list[str]:
    """The text of each page without white space: a line may be broken anywhere."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def printed(body: str, **more: Any) -> bytes:
    return pdf.printed("示例文书", mark_safe(body), HEAD | more, version="X-1 v3", tail="0a1b2c3d")


def test_head_and_foot_on_every_page() -> None:
    found = pages(printed("<p>一二三四五六七八九十</p>" * 80))
    assert len(found) > 1
    for number, text in enumerate(found, start=1):
        assert "示例县综治中心" in text
        assert "WY-220399-2026-00001" in text
        assert "不公开" in text
        assert "模板X-1v3数据截至2026年3月2日09:00打印某甲2026年3月2日09:00" in text
        assert f"第{number}页，共{len(found)}页校验码0a1b2c3d" in text
    assert "示例文书" in found[0]
    assert "示例文书" not in found[1]


def test_a4_with_embedded_fonts() -> None:
    page = PdfReader(io.BytesIO(printed("<p>整治</p>"))).pages[0]
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
    fonts = page["/Resources"]["/Font"].values()  # type: ignore[index]
    assert fonts
    for font in fonts:
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_code_is_drawn_where_there_is_an_address() -> None:
    plain, coded = printed("<p>x</p>"), printed("<p>x</p>", qr="http://127.0.0.1/p/r/" + "0" * 32 + "/")
    drawn = [len(PdfReader(io.BytesIO(data)).pages[0].get_contents().get_data()) for data in (plain, coded)]  # type: ignore[union-attr]
    assert drawn[1] > drawn[0] + 500


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:1/x.png", "data:image/png;base64,AAAA"])
@pytest.mark.parametrize("element", ['<img src="{}">', '<p style="background:url({})">x</p>', '<object data="{}">'])
def test_nothing_is_fetched_whatever_stands_in_it(address: str, element: str) -> None:
    with pytest.raises(pdf.FetchRefused):
        printed(element.format(address))


def test_an_attachment_is_refused_too(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    with pytest.raises(pdf.FetchRefused):
        printed(f'<link rel="attachment" href="{secret.as_uri()}"><p>x</p>')


def test_the_same_snapshot_reads_the_same() -> None:
    template = DocumentTemplate(code="X-1", version=3, name="示例文书", body="<p>{{ organ }}</p>")
    one, other = (pages(pdf.render(template, HEAD, tail="0a1b2c3d")) for _turn in range(2))
    assert one == other
