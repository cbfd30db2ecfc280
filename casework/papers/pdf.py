"""A paper as PDF: A4, black on white, head and foot of every page in the layout of official papers, by WeasyPrint.

Nothing is fetched while it is made, whatever the wording says: the code on it is drawn here, fonts are the system's.
"""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import segno
import weasyprint
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from PIL import ImageFile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from casework.models import DocumentTemplate
from casework.papers import wording

#: WeasyPrint turns this on for the whole process, and the file store would then take pictures that are cut off.
ImageFile.LOAD_TRUNCATED_IMAGES = False
_STYLE = Path(__file__).parent / "paper.css"


class FetchRefused(FatalURLFetchingError):  # type: ignore[misc]
    """Something in a paper asked for a file or an address; such a paper is not made."""


class Refusing(URLFetcher):
    """Fetches nothing, from nowhere."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        raise FetchRefused(url[:100])


def render(template: DocumentTemplate, content: Mapping[str, Any], *, tail: str) -> bytes:
    """The PDF of a snapshot in a version's wording; `tail` is the check code at its foot. Raises WordingRefused."""
    body = mark_safe(wording.rendered(template.body, content))
    return printed(template.name, body, content, version=f"{template.code} v{template.version}", tail=tail)


def printed(name: str, body: SafeString, content: Mapping[str, Any], *, version: str, tail: str,
            mark: str = "") -> bytes:  # fmt: skip
    """A title and a body between the head and foot of every paper; `mark` stands across what is no original.

    A paper of several sorts calls itself by its own `heading`; the first word of `version` is the class of the page.
    Without a `tail` it is a form that nobody has filled in: the foot names its wording and its page alone.
    """
    return _written(laid_out(name, body, content, version=version, tail=tail, mark=mark))


def laid_out(name: str, body: SafeString, content: Mapping[str, Any], *, version: str, tail: str = "",
             mark: str = "") -> weasyprint.Document:  # fmt: skip
    """The same as pages that are not written yet."""
    name = content.get("heading") or name
    page = format_html(
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{}</title></head><body class="{}">'
        '<div class="head"><span>{}</span><span>{}</span><span>{}</span></div>{}'
        "{}{}<h1>{}</h1>{}</body></html>",
        name, version.split(maxsplit=1)[0], content["organ"], content["number"], content["publicity"],
        _foot(content, version, tail),
        format_html('<div class="mark">{}</div>', mark) if mark else "", _code(content["qr"]), name, body,
    )  # fmt: skip
    document = weasyprint.HTML(string=page, base_url=None, url_fetcher=Refusing())
    return document.render(font_config=_fonts(), stylesheets=[_style()])


def together(papers: Sequence[weasyprint.Document]) -> bytes:
    """Several papers one after another in one file, each with pages of its own."""
    return _written(papers[0].copy([page for paper in papers for page in paper.pages]))


def _written(document: weasyprint.Document) -> bytes:
    out = io.BytesIO()
    document.write_pdf(out)
    return out.getvalue()


def _foot(content: Mapping[str, Any], version: str, tail: str) -> SafeString:
    words = _("模板%(version)s　数据截至%(data_at)s　打印%(name)s %(printed_at)s　%(page)s　校验码%(tail)s")
    if not tail:
        words = _("模板%(version)s　空白表格　%(page)s")
    pages = format_html(_("第{}页，共{}页"), mark_safe('<i class="page"></i>'), mark_safe('<i class="pages"></i>'))
    values = {
        "version": version, "data_at": content["data_at"], "name": content["printed_by"],
        "printed_at": content["printed_at"], "page": "\0", "tail": tail,
    }  # fmt: skip
    before, _page, after = (words % values).partition("\0")
    return format_html('<div class="foot">{}{}{}</div>', before, pages, after)


def _code(address: str) -> SafeString:
    """The square code with an address, drawn as lines; nothing where there is none."""
    if not address:
        return SafeString("")
    drawn = segno.make(address, error="m", micro=False).svg_inline(scale=1, border=2, omitsize=True)
    return format_html('<div class="code">{}</div>', mark_safe(drawn))


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> weasyprint.CSS:
    return weasyprint.CSS(string=_STYLE.read_text(encoding="utf-8"), url_fetcher=Refusing(), font_config=_fonts())
