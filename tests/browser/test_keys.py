"""The keys: only outside fields, never into a composing input method, off when switched off, each with its button."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import Person
from tests.browser.site import Site


@pytest.mark.parametrize(("keys", "path"), [(("g", "d"), "/"), (("g", "c"), "/cases/"), (("g", "m"), "/map/"),
                                            (("n",), "/cases/new/")])  # fmt: skip
def test_keys_lead_where_their_button_leads(
    site: Site, person: Callable[..., Person], keys: tuple[str, ...], path: str
) -> None:
    one = person("shouli1").go("/inbox/")
    key = " ".join(keys)
    expect(one.page.locator(f"[data-key='{key}']").first).to_have_attribute("href", path)
    for each in keys:
        one.page.keyboard.press(each)
    one.page.wait_for_url(lambda url: path.strip("/") in url and "/inbox/" not in url)


def test_keys_of_a_case(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go(site.cases["fact_finding"])
    page, keys = one.page, one.page.keyboard
    keys.press("/")
    expect(page.locator("#search")).to_be_focused()
    keys.type("g d n")
    assert page.locator("#search").input_value() == "g d n", "in a field a key is a letter"
    page.locator("body").click(position={"x": 700, "y": 5})
    page.evaluate("document.activeElement.blur()")
    keys.press("a")
    expect(page.locator("#next-title")).to_be_focused()
    keys.press("h")
    assert page.url.endswith("#history")
    keys.press("Shift+Slash")
    expect(page.locator("#keys")).to_be_visible()
    for words in ("搜索", "我的工作台", "案件", "地图", "列表：打开", "案件：下一步", "表单：提交"):
        expect(page.locator("#keys")).to_contain_text(words)
    keys.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_digits_choose_in_the_next_step_only(site: Site, person: Callable[..., Person]) -> None:
    one = person("shouli1").go(site.cases["triage"])
    one.page.keyboard.press("1")
    expect(one.page.locator("#drawer")).to_be_hidden()
    one.page.keyboard.press("a")
    one.page.keyboard.press("1")
    expect(one.page.locator("#act-title")).to_be_focused()
    one.page.keyboard.press("Escape")
    expect(one.page.locator("#drawer")).to_be_hidden()


def composed(page: Page, selector: str, key: str, code: str) -> dict[str, Any]:
    """What becomes of a key that an input method is composing with."""
    return page.evaluate(
        """([selector, key, code]) => {
            const target = document.querySelector(selector);
            const event = new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true, isComposing: true,
                                                       ctrlKey: key === "Enter"});
            target.dispatchEvent(event);
            return {prevented: event.defaultPrevented, at: location.pathname};
        }""",
        [selector, key, code],
    )  # type: ignore[no-any-return]


def test_a_composing_input_method_is_left_alone(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go(f"{site.cases['fact_finding']}amend/add-fact/")
    here = one.page.evaluate("location.pathname")
    for selector, key, code in (("body", "g", "KeyG"), ("body", "n", "KeyN"), ("[name=statement]", "Enter", "Enter"),
                                ("[name=statement]", "Escape", "Escape")):  # fmt: skip
        assert composed(one.page, selector, key, code) == {"prevented": False, "at": here}
    one.page.wait_for_timeout(300)
    assert one.page.evaluate("location.pathname") == here


def test_single_keys_can_be_switched_off(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian2").go("/me/")
    one.page.get_by_label("停用", exact=True).check()
    one.press("保存设置", "button")
    one.go("/inbox/")
    one.page.keyboard.press("g")
    one.page.keyboard.press("c")
    one.page.keyboard.press("Shift+Slash")
    one.page.wait_for_timeout(300)
    assert one.page.url.endswith("/inbox/")
    expect(one.page.locator("#keys")).to_be_hidden()
    one.go("/me/")
    one.page.get_by_label("启用", exact=True).check()
    one.press("保存设置", "button")


def test_ctrl_enter_sends_and_ctrl_s_keeps(site: Site, person: Callable[..., Person]) -> None:
    case = site.new_case("fact_finding")
    one = person("zhujian1").go(f"{case}amend/add-fact/")
    one.page.locator("[name=statement]").fill("楼道照明坏了两处。")
    one.page.keyboard.press("Control+s")
    expect(one.page.locator("[data-draft-note]")).to_contain_text("已保存")
    one.page.keyboard.press("Control+Enter")
    one.page.wait_for_url(f"**{case}")
    expect(one.page.locator("#facts")).to_contain_text("楼道照明坏了两处。")
