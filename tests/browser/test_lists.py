"""The list of cases in a real browser: by keyboard alone, on a phone, with back, and an export to its end."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import AT_A_DESK, PHONE, Person
from tests.browser.site import Site
from tests.browser.test_accessibility import sideways, violations

OPEN = "/cases/?open=1&order=due"


def test_filter_tick_and_open_by_keyboard_alone(site: Site, person: Callable[..., Person]) -> None:
    """f, Space, Enter, j, x, Enter: filters, ticks and opens; the focus is never lost on the way."""
    page = person("zhuanban1").go("/cases/").page
    page.keyboard.press("f")
    expect(page.locator('input[name="state"]').first).to_be_focused()
    page.get_by_label("核查").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/cases/?state=fact_finding")
    expect(page.locator("#count")).to_be_focused()
    expect(page.locator("#count")).to_have_accessible_description(re.compile("件"))
    expect(page.locator("#said")).to_have_text("")  # the heading has said it: not twice
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-picked]")).to_have_text("已选1件：")
    expect(page.locator("[data-row]").first).to_have_attribute("data-ticked", "")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}{site.cases['fact_finding']}?list=state%3Dfact_finding")
    expect(page.locator(".ag-crumb-walk")).to_contain_text("第1 /")


def test_back_brings_the_filter_and_the_page_again(site: Site, person: Callable[..., Person]) -> None:
    page = person("zhuanban1").go("/cases/?open=1").page
    updated = page.get_by_role("columnheader", name="更新")
    updated.get_by_role("link").click()
    expect(page).to_have_url(f"{site.url}/cases/?open=1&order=-updated")
    expect(updated).to_have_attribute("aria-sort", "descending")
    page.locator(".ag-facet-pair .ag-facet-off, .ag-facets > .ag-link").last.click()
    expect(page).to_have_url(f"{site.url}/cases/")
    page.go_back()
    expect(page).to_have_url(f"{site.url}/cases/?open=1&order=-updated")
    expect(updated).to_have_attribute("aria-sort", "descending")
    page.go_back()
    expect(page).to_have_url(f"{site.url}/cases/?open=1")
    expect(page.get_by_role("columnheader", name="期限")).to_have_attribute("aria-sort", "ascending")


def test_brackets_walk_the_list_one_came_from(site: Site, person: Callable[..., Person]) -> None:
    page = person("zhuanban1").go(OPEN).page
    page.locator("[data-open]").first.click()
    expect(page.locator(".ag-crumb-walk")).to_contain_text("第1 /")
    page.wait_for_load_state("load")  # the keys listen from then on
    first = page.url
    page.keyboard.press("]")
    expect(page.locator(".ag-crumb-walk")).to_contain_text("第2 /")
    page.keyboard.press("[")
    expect(page).to_have_url(first)


def test_escape_closes_the_panel_and_gives_the_focus_back(site: Site, person: Callable[..., Person]) -> None:
    page = person("zhuanban1").go(OPEN).page
    page.keyboard.press("v")
    expect(page.get_by_label("名称")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator('summary[data-key="v"]')).to_be_focused()
    expect(page.get_by_label("名称")).to_be_hidden()


def test_a_button_without_a_tick_says_what_is_missing(site: Site, person: Callable[..., Person]) -> None:
    page = person("zhuanban1").go("/cases/").page
    page.get_by_role("button", name="提醒").click(force=True)
    expect(page.locator("#called")).to_have_text("勾选几件，可以一起办：")
    expect(page).to_have_url(f"{site.url}/cases/")


def test_the_search_box_by_keyboard(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhuanban1").go("/")
    page = one.page
    page.keyboard.press("/")
    page.keyboard.type("hpyj")
    option = page.get_by_role("option", name="河畔样居")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(page.locator("#search")).to_have_attribute("aria-activedescendant", "search-hit-0")
    assert not violations(page)
    page.keyboard.press("Enter")
    expect(page.locator(".ag-facets")).to_contain_text("小区：河畔样居")


def test_a_number_of_a_person_never_leaves_the_page(site: Site, person: Callable[..., Person]) -> None:
    """§5.2: neither while typing nor on Enter does it reach the server, an address or a log."""
    page = person("zhuanban1").go("/").page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.keyboard.insert_text("138 0000 0001")
    expect(page.locator("#search-found")).to_contain_text("这里不查人")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert page.url == f"{site.url}/"
    assert not [url for url in asked if "/search/" in url]


def test_an_export_from_the_list_to_the_file(site: Site, person: Callable[..., Person]) -> None:
    """The real worker makes it; the page follows by itself; the bell tells."""
    page = person("zhuanban1").go("/cases/?state=fact_finding,triage").page
    page.get_by_role("link", name="导出").click()
    page.get_by_role("button", name="导出").click()
    expect(page).to_have_url(re.compile("/me/jobs/"))
    link = page.get_by_role("link", name="下载问题台账")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.goto("/inbox/?tab=remind")
    expect(page.get_by_text("导出案件：已完成").first).to_be_visible()


@pytest.mark.parametrize("size", AT_A_DESK)
def test_axe_finds_nothing_in_lists(site: Site, person: Callable[..., Person], size: tuple[int, int]) -> None:
    one, found = person("zhuanban1", size), []
    pages = ("/cases/?open=1&due=late,week", "/cases/filters/state/", "/cases/views/?open=1", "/cases/columns/",
             "/cases/export/?open=1", "/cases/print/?open=1", "/me/jobs/", "/search/?q=样", "/leads/")  # fmt: skip
    for address in pages:
        one.go(address)
        found += [f"{address}: {line}" for line in violations(one.page)]
        found += [f"{address}: wider than the window by {w}" for w in [sideways(one.page)] if w > 0]
    one.go("/cases/")
    if size == PHONE:
        one.page.locator("[data-facets] > summary").click()
    one.page.locator(".ag-facet > summary").first.click()
    expect(one.page.locator('input[name="state"]').first).to_be_visible()
    found += [f"open panel: {line}" for line in violations(one.page)]
    assert not found, "\n".join(found)


def test_a_case_is_three_lines_on_a_phone_and_the_bar_comes_with_the_first_tick(
    site: Site, person: Callable[..., Person]
) -> None:
    page = person("zhuanban1", PHONE).go("/cases/?state=fact_finding").page
    row = page.locator("[data-row]").first
    tops = row.evaluate(
        "row => new Set([...row.children].filter(c => c.offsetHeight && !c.matches('.ag-pick'))"
        ".map(c => Math.round(c.getBoundingClientRect().top / 12))).size"
    )
    assert tops <= 4
    expect(page.locator("#bulk")).to_be_hidden()
    page.locator("[data-pick]").first.check()
    expect(page.locator("#bulk")).to_be_visible()
