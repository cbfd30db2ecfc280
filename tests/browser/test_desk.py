"""My desk by hand: the thing is done where one stands, the row folds, the focus goes on; what is new waits."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.person import DESK, PHONE, Person
from tests.browser.site import Site
from tests.browser.test_accessibility import sideways, violations


def number_of(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


def test_a_row_folds_and_the_focus_goes_on(site: Site, person: Callable[..., Person]) -> None:
    case = site.new_case("dispatched")
    one = person("zhujian1").go("/")
    page = one.page
    row = page.locator("[data-row]").filter(has_text=number_of(case))
    before = int(page.locator("[data-count=sign_receipt]").inner_text())
    one.press(row.get_by_role("link", name="签收", exact=True))
    expect(page.locator("#act-title")).to_be_focused()
    one.press(one.form.locator("button.btn-primary"))
    folded = page.locator(".ag-row-done")
    expect(folded).to_contain_text("已签收，")
    expect(folded).to_contain_text("前办结。")
    expect(page.locator("#drawer")).to_be_hidden()
    assert page.url == f"{site.url}/"
    assert page.evaluate("document.activeElement.closest('[data-row]') !== null"), "the focus is on the next row"
    expect(page.locator("[data-count=sign_receipt]")).to_have_text(str(before - 1))
    assert one.presses == 2
    expect(page.locator("[data-desk-news]")).to_be_hidden()  # one's own act is no news


def test_what_is_new_waits_behind_a_button(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go("/")
    rows = one.page.locator("[data-row]").count()
    case = site.new_case("dispatched")
    one.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    news = one.page.locator("[data-desk-news]")
    expect(news).to_contain_text("条新的，点此显示")
    assert one.page.locator("[data-row]").count() == rows, "nothing moved under the hand"
    one.press(news.get_by_role("button"))
    expect(one.page.locator("[data-row]").filter(has_text=number_of(case))).to_have_count(1)


def test_the_morning_list_on_paper(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go("/")
    one.page.emulate_media(media="print")
    for hidden in (".ag-top", ".ag-side", ".ag-row-verb", ".ag-head-tools"):
        expect(one.page.locator(hidden).first).to_be_hidden()
    box = one.page.evaluate("getComputedStyle(document.querySelector('.ag-row'), '::before').borderTopWidth")
    assert float(box.removesuffix("px")) >= 1, "a box to tick"
    expect(one.page.get_by_text("打印褚样")).to_be_visible()
    assert one.page.pdf(format="A4").startswith(b"%PDF")


def test_settings_go_with_the_account(site: Site, person: Callable[..., Person]) -> None:
    """Large print and dark, set once, hold on another machine, and on the first paint without script."""
    one = person("zhujian2").go("/me/")
    one.page.get_by_label("大字，一栏").check()
    one.page.get_by_label("深色").check()
    one.press("保存设置", "button")
    expect(one.page.locator("html")).to_have_attribute("data-ag-size", "large")
    other = person("zhujian2", PHONE)
    expect(other.page.locator("html")).to_have_attribute("data-ag-size", "large")
    expect(other.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    for address in ("/", site.cases["fact_finding"], f"{site.cases['fact_finding']}do/find-violation/", "/me/"):
        other.go(address)
        assert sideways(other.page) <= 0, address
        assert not violations(other.page), address
    plain = person("zhujian2", DESK, java_script_enabled=False)
    assert plain.page.locator("html").get_attribute("data-bs-theme") == "dark"
    one.go("/me/")
    one.page.get_by_label("标准").check()
    one.page.get_by_label("随系统").check()
    one.press("保存设置", "button")
    expect(one.page.locator("html")).to_have_attribute("data-ag-size", "normal")


def test_the_side_bar_folds_and_stays_folded(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian2").go("/")
    one.press("收起侧栏", "button")
    assert one.page.locator(".ag-side").bounding_box()["width"] <= 57  # type: ignore[index]
    one.page.wait_for_load_state("networkidle")
    one.go("/inbox/")
    assert one.page.locator(".ag-side").bounding_box()["width"] <= 57  # type: ignore[index]
    assert not violations(one.page)
    one.page.locator(".ag-side-fold").click()
    one.page.wait_for_load_state("networkidle")


def test_the_last_log_in_is_told(site: Site, person: Callable[..., Person]) -> None:
    person("ducha").close()
    expect(person("ducha").page.locator(".ag-flash")).to_contain_text("上次登录：")
