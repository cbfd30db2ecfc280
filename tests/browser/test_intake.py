"""The intake in front of a browser: by keyboard alone, with an input method at work, a pasted order, both texts."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import DESK, PHONE, Person
from tests.browser.site import Site
from tests.browser.test_accessibility import sideways, violations

WORDS = "楼里的电梯广告挂了三年，收了多少钱、用在哪里从来没有公布过，问物业也不回答，想请你们查一查。"
PLAIN = "三号楼楼道半个月没有人打扫，垃圾堆在三单元门口，打了几次电话都说马上安排。"
ORDER = (
    "工单编号：FW2026030300031\n来电时间：2026-03-03 09:12\n联系电话：13800000021\n工单类型：投诉\n"
    f"地址：学府例区3号楼\n内容：{PLAIN}"
)
LAPTOP = (1366, 650)


class Keys:
    """A keyboard that counts: every key pressed, and the characters an input method put in for them."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed, self.writing, self.hanzi = page, 0, 0, 0
        self.methods = page.context.new_cdp_session(page)

    def press(self, *keys: str) -> "Keys":
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
        return self

    def letters(self, text: str) -> "Keys":
        self.page.keyboard.type(text)
        self.pressed += len(text)
        return self

    def compose(self, letters: str) -> None:
        """Letters as an input method shows them before anything is chosen: the field holds half a word."""
        self.methods.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": 0, "selectionEnd": len(letters)}
        )
        self._write(len(letters))

    def _write(self, keys: int) -> None:
        self.pressed += keys
        self.writing += keys

    def chosen(self, hanzi: str) -> None:
        """The input method puts in what was chosen."""
        self.methods.send("Input.insertText", {"text": hanzi})
        self.hanzi += len(hanzi)
        self._write(1)


def opened(one: Person) -> Person:
    """The empty screen: what another test of the same clerk left half-written is not wanted."""
    one.go("/cases/new/")
    if one.page.locator("[data-draft-offer]").is_visible():
        one.press("不用，重新写", "button")
        expect(one.page.locator("[name=narrative]")).to_have_value("")
    return one


def by_keyboard(one: Person, words: str) -> Keys:
    """A plain complaint up to the last key, without a pointer; a phrase is composed and chosen at a time."""
    keys = Keys(one.page)
    keys.press("n")
    expect(one.page.locator("input[name=channel]").first).to_be_focused()
    keys.press("2", "Tab")
    while one.page.evaluate("document.activeElement.name !== 'compound_name'"):
        keys.press("Tab")
    keys.letters("jxyy")
    expect(one.page.locator("[role=option]")).to_have_count(1)
    keys.press("ArrowDown", "Enter")
    while one.page.evaluate("document.activeElement.name !== 'narrative'"):
        keys.press("Tab")
    for phrase in (words[at : at + 4] for at in range(0, len(words), 4)):
        keys.compose("abcdefgh"[: 2 * len(phrase)])
        keys.chosen(phrase)
    return keys


def test_a_plain_complaint_by_keyboard_alone(site: Site, person: Callable[..., Person]) -> None:
    one = opened(person("shouli1")).go("/")
    begun = time.monotonic()
    keys = by_keyboard(one, PLAIN)
    expect(one.page.locator("[name=channel]:checked")).to_have_value("02")
    assert one.page.locator("[name=narrative]").input_value() == PLAIN
    keys.press("Control+Enter")
    expect(one.page.get_by_role("heading", level=1)).to_contain_text("已登记WY-")
    seconds = time.monotonic() - begun
    writing = f"{keys.writing} of them write {keys.hanzi} hanzi"
    print(f"\nintake by keyboard: {seconds:.1f} s, {keys.pressed} keystrokes, {writing}")
    one.sees("什么时候会怎样", "打印回执")


def test_half_a_word_is_never_sent(site: Site, person: Callable[..., Person]) -> None:
    """Enter and Ctrl+Enter belong to the input method while it composes; a plain Enter in a line sends nothing."""
    one = opened(person("shouli1"))
    keys = Keys(one.page)
    sent: list[str] = []
    one.page.on(
        "request", lambda r: sent.append(r.url) if r.method == "POST" and r.url.endswith("/cases/new/") else None
    )
    one.page.locator("[name=narrative]").fill(PLAIN)
    for field in ("narrative", "claim", "address", "compound_name"):
        one.page.locator(f"[name={field}]").focus()
        keys.compose("dianti")
        one.page.evaluate(COMPOSING_ENTER)
        keys.press("Enter")
        keys.chosen("电梯")
        if field != "narrative":
            keys.press("Enter")
    one.page.wait_for_timeout(300)
    assert "POST new/" not in sent
    assert one.page.url.endswith("/cases/new/")


#: The event an input method lets through: the key is Enter, and it is not the page's.
COMPOSING_ENTER = """() => {
    for (const ctrlKey of [false, true]) {
        const one = new KeyboardEvent("keydown",
            {code: "Enter", key: "Enter", isComposing: true, ctrlKey, bubbles: true, cancelable: true});
        document.activeElement.dispatchEvent(one);
    }
}"""


def test_what_may_be_the_same_is_shown_while_typing(site: Site, person: Callable[..., Person]) -> None:
    """Not while composing, 600 ms after the last key, said once, the focus where it was; then compared and proposed."""
    site.new_case("dispatched")
    one = opened(person("shouli1"))
    page, keys = one.page, Keys(one.page)
    asked: list[float] = []
    page.on("request", lambda r: asked.append(time.monotonic()) if r.url.endswith("/similar/") else None)
    choose_compound(page, "lzhy", "例子花园")
    page.locator("[name=narrative]").focus()
    keys.chosen(WORDS[:30])
    keys.compose("gongbu")
    page.wait_for_timeout(900)
    assert asked == [], "nothing is asked while a word is half written"
    keys.chosen(WORDS[30:])
    stopped = time.monotonic()
    panel = page.locator("#similar-panel")
    expect(panel.locator("mark").first).to_be_visible()
    shown = time.monotonic() - stopped
    assert asked[0] - stopped >= 0.5, "600 ms after the last key"
    print(f"\ncandidates {shown:.2f} s after the last key, of which 0.60 s are the pause")
    expect(page.locator("[name=narrative]")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("件可能相同的")
    expect(panel).to_have_attribute("role", "region")
    assert not violations(page)

    earlier = first_found(page)
    card = panel.locator("article", has_text=earlier)
    one.press(card.get_by_role("button", name="并排对照"))
    dialog = page.locator("#compare-dialog")
    expect(dialog.locator("#compare-title")).to_be_focused()
    expect(dialog).to_contain_text(WORDS[:20])
    assert not violations(page)
    one.press(dialog.get_by_role("button", name="建议并案"))
    expect(panel.locator("article", has_text=earlier).locator("[name=same]")).to_be_checked()
    expect(panel).to_contain_text("由研判人员决定")
    page.locator("[name=channel][value='01']").check()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已登记WY-")
    one.press("打开案件").sees("疑似重复", earlier)


def test_not_the_same_goes_away_and_comes_back(site: Site, person: Callable[..., Person]) -> None:
    site.new_case("registered")
    one = opened(person("shouli1"))
    page = one.page
    choose_compound(page, "lzhy", "例子花园")
    page.locator("[name=narrative]").fill(WORDS)
    earlier = first_found(page)
    card = page.locator("#similar article", has_text=earlier)
    card.locator("[name=not_same]").check()
    expect(card).to_have_count(0)
    undo = page.locator(f"#similar [name=not_same][value='{earlier}']")
    expect(undo).to_be_focused()
    undo.uncheck()
    expect(card).to_have_count(1)


def first_found(page: Page) -> str:
    """The number of the first candidate: other tests leave cases with the same words."""
    number = page.locator("#similar [name=not_same]").first.get_attribute("value")
    assert number
    return number


def choose_compound(page: Page, letters: str, name: str) -> None:
    page.locator("[name=compound_name]").click()
    page.keyboard.type(letters)
    page.locator("[role=option]", has_text=name).click()
    expect(page.locator("[name=compound_name]")).to_have_value(name)
    expect(page.locator("#compound-card")).to_contain_text(name)


def test_a_pasted_order_is_taken_apart_and_can_be_put_together(site: Site, person: Callable[..., Person]) -> None:
    one = opened(person("shouli1", permissions=["clipboard-read", "clipboard-write"]))
    page = one.page
    page.locator("[name=narrative]").focus()
    paste(page, ORDER)
    expect(page.locator("[name=external_no]")).to_have_value("FW2026030300031")
    expect(page.locator("[name=reported_at]")).to_have_value("2026-03-03T09:12")
    expect(page.locator("[name=compound_name]")).to_have_value("学府例区")
    expect(page.locator("[name=narrative]")).to_have_value(f"{PLAIN}\n工单类型：投诉")
    expect(page.locator("#compound-card")).to_contain_text("学府例区")
    marks = page.locator(".ag-recognised")
    expect(marks).to_have_count(6)
    assert not violations(page)
    page.locator("[name=address]").focus()
    expect(marks).to_have_count(5)
    one.press("恢复粘贴的原文", "button")
    expect(page.locator("[name=narrative]")).to_have_value(ORDER)
    expect(page.locator("[name=external_no]")).to_have_value("")
    expect(marks).to_have_count(0)


def paste(page: Page, text: str) -> None:
    """Paste as Ctrl+V does: the browser puts the text in, the page hears of it."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def test_police_first_is_told_and_timed(site: Site, person: Callable[..., Person]) -> None:
    one = opened(person("shouli1"))
    page = one.page
    expect(page.locator("#police-first")).to_be_hidden()
    one.press(page.locator("#all-categories summary"))
    page.locator("#category-search").fill("badr")
    choice = page.locator("#category-list label:visible")
    expect(choice).to_have_count(1)
    choice.locator("input").check()
    police = page.locator("#police-first")
    expect(police).to_contain_text("先报110")
    assert not violations(page)
    one.press("已告知，记下时间", "button")
    expect(police).to_contain_text("已告知先报110")
    assert page.locator("[name=police_told_at]").input_value()


def test_a_lost_line_loses_nothing(site: Site, person: Callable[..., Person]) -> None:
    """Chips, hidden compound and words come back from the server after the line and the page were lost."""
    one = opened(person("shouli2"))
    page = one.page
    page.locator("[name=channel][value='05']").check()
    choose_compound(page, "xf", "学府例区")
    page.locator("[name=narrative]").fill(PLAIN)
    page.locator("[name=confidential]").check()
    expect(page.locator("[data-draft-note]")).to_contain_text("已保存", timeout=15_000)
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("[name=narrative]")).to_have_value(PLAIN)
    expect(page.locator("[name=channel]:checked")).to_have_value("05")
    assert page.locator("[name=compound]").input_value()
    expect(page.locator("[name=confidential]")).to_be_checked()


SIZES: list[Any] = [pytest.param(DESK, id="desk"), pytest.param(LAPTOP, id="laptop"), pytest.param(PHONE, id="phone")]


@pytest.mark.parametrize("size", SIZES)
def test_it_fits(site: Site, person: Callable[..., Person], size: tuple[int, int]) -> None:
    """1440×900 without scrolling; on a laptop and a phone the buttons stick to the lower edge."""
    site.new_case("dispatched")
    one = opened(person("shouli1", size))
    page = one.page
    choose_compound(page, "lzhy", "例子花园")
    page.locator("[name=narrative]").fill(WORDS)
    expect(page.locator("#similar mark").first).to_be_attached()
    expect(page.locator("#suggestions .ag-chip").first).to_be_visible()
    assert sideways(page) <= 0
    button = page.locator("#intake-form button[value=open]")
    assert button.evaluate("b => { const r = b.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")
    if size == DESK:
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), "everything is seen at once"
    if size == PHONE:
        expect(page.locator("#similar-panel")).to_be_hidden()
        one.press(page.get_by_role("link", name="可能相同"))
        expect(page.locator("#similar-panel")).to_be_visible()
    assert not violations(page)
