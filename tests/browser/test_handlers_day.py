"""A handler's morning with one case, timed: sign, look, hear both sides, order, and the notice in the hand."""

import datetime as dt
import io
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.person import AT_A_DESK, Person
from tests.browser.site import START, Site
from tests.browser.test_accessibility import sideways
from tests.browser.test_journey import find_out, order

NOTICE = "责令限期整改通知书"


@pytest.mark.parametrize("size", AT_A_DESK)
def test_from_signing_to_the_printed_order(site: Site, person: Callable[..., Person], size: tuple[int, int]) -> None:
    """I sign for a case, write down what I saw and what both sides said, and print the order I serve."""
    handler = person("zhujian1", size).go(site.new_case("dispatched"))
    begun, before = time.monotonic(), handler.presses
    at = (START - dt.timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
    find_out(handler, at)
    order(handler, at)
    papers = handler.page.locator("#documents")
    expect(papers.get_by_role("link", name=NOTICE)).to_be_visible(timeout=60_000)
    text = pdf_of(handler, papers.get_by_role("link", name=NOTICE).first.get_attribute("href") or "")
    seconds, presses = time.monotonic() - begun, handler.presses - before
    print(f"\na handler's case from signing to the printed order: {seconds:.0f} s, {presses} presses")
    assert "三日内清扫干净" in text
    assert "行政复议" in text, "every outgoing paper names the rights"
    assert "王例" not in text, "the reporter stands on no paper that goes to the firm"
    assert sideways(handler.page) <= 0


def pdf_of(handler: Person, page: str) -> str:
    """The words of a paper as it is printed; the viewer of the browser is not what is tried here."""
    answer = handler.context.request.get(f"{page}pdf/")
    assert answer.ok
    return "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body())).pages)
