"""Every page in both widths before axe, in light and dark; and the daily work by keyboard alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import AT_A_DESK, DESK, PHONE, Person
from tests.browser.site import Site
from tests.databases import ROOT

AXE = Path(ROOT, "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

#: Who looks at what; `{state}` is the prepared case in that state.
PAGES = {
    "shouli1": ("/", "/cases/", "/cases/?state=triage&q=0", "/cases/?state=archived", "/cases/new/",
                "/leads/?state=pending", "/imports/", "/inbox/", "{draft}", "{triage}do/dispatch-case/",
                "{triage}amend/set-triage/", "{pre_close}amend/record-callback/", "/cases/WY-220302-2026-99999/"),
    "zhujian1": ("/", "{fact_finding}", "{fact_finding}do/find-violation/", "{fact_finding}amend/add-evidence/",
                 "{fact_finding}amend/attach-file/", "{check_req}reveal/phone/"),
    "zhuanban1": ("{check_req}do/start-check/", "{pre_close}", "{pre_close}as-at/2026-03-02/"),
    "yanshou1": ("{checking}", "{checking}amend/record-check-items/"),
    "ducha": ("/",),
    "lingdao": ("/", "{checking}"),
    "shenji": ("/manage/access-log/",),
    "guanli": ("/manage/outbox/",),
    "jiedai": ("/", "/relief/reception/", "/relief/reception/new/", "/relief/?open=1"),
    "shegong1": ("/", "{minor}", "{going}do/hand-over-to-family/", "{going}amend/record-collector/"),
}  # fmt: skip
NOT_THERE = "/cases/WY-220302-2026-99999/"


@pytest.mark.parametrize("size", AT_A_DESK)
@pytest.mark.parametrize("username", PAGES)
def test_axe_finds_nothing(site: Site, person: Callable[..., Person], username: str, size: tuple[int, int]) -> None:
    one = person(username, size)
    found = []
    for address in PAGES[username]:
        with one.refused(404):
            one.go(address.format(**site.cases))
        assert (address == NOT_THERE) == (one.page.title() == "没有找到 - 安归")
        found += [f"{address}: {line}" for line in violations(one.page)]
        found += [f"{address}: wider than the window by {w}" for w in [sideways(one.page)] if w > 0]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_before_the_log_in(site: Site, person: Callable[..., Person]) -> None:
    one = person("shouli1", PHONE, log_in=False).go("/login/")
    assert not violations(one.page)
    one.page.get_by_label("用户名").fill("shouli1")
    one.page.get_by_label("密码", exact=True).fill("wrong-wrong-wrong")
    one.press(one.page.get_by_role("button", name="登录"))
    expect(one.page.locator("#error-summary")).to_be_focused()
    assert not violations(one.page)


@pytest.mark.parametrize("address", ["/", "{fact_finding}", "{fact_finding}do/find-violation/", "/cases/"])
def test_dark_pages_have_contrast(site: Site, person: Callable[..., Person], address: str) -> None:
    one = person("zhujian1", DESK, color_scheme="dark").go(address.format(**site.cases))
    assert one.page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert not violations(one.page)


def test_the_drawer_passes_too(site: Site, person: Callable[..., Person]) -> None:
    one = person("shouli1").go(site.cases["triage"]).act("交办")
    assert one.page.locator("#drawer").is_visible()
    assert not violations(one.page)


def violations(page: Page) -> list[str]:
    """What axe finds: rule, weight, the first place."""
    page.evaluate(f"() => {{ {AXE} }}")
    answer: dict[str, Any] = page.evaluate("rules => window.axe.run(document, rules)", RULES)
    return [f"{v['id']} ({v['impact']}) {v['nodes'][0]['html'][:160]}" for v in answer["violations"]]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window, once it has come."""
    page.wait_for_load_state("domcontentloaded")
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_keyboard_alone(site: Site, person: Callable[..., Person]) -> None:
    """Log-in, desk, case, one act: no pointer, the focus always somewhere, and visible."""
    case = site.new_case("registered")
    one = person("shouli1", log_in=False).go("/login/")
    page, keys = one.page, one.page.keyboard
    expect(page.locator("#id_username")).to_be_focused()
    keys.type("shouli1")
    keys.press("Tab")
    keys.type("angui-demo-2026")
    keys.press("Enter")
    page.wait_for_url(f"{site.url}/")

    keys.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    assert ring(page), "the focus is not to be seen"
    wanted = page.locator(f"[data-row] a[data-open][href='{case}']")
    for _press in range(page.locator("[data-row]").count()):
        keys.press("j")
        if wanted.evaluate("row => row === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    keys.press("Enter")
    page.wait_for_url(f"**{case}")

    act = page.locator("#next-step a.btn-primary")
    for _press in range(60):
        if act.evaluate("link => link === document.activeElement"):
            break
        keys.press("Tab")
    expect(act).to_be_focused()
    assert ring(page), "the focus is not to be seen"
    keys.press("Enter")
    expect(page.locator("#act-title")).to_be_focused()
    keys.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    expect(act).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#act-title")).to_be_focused()
    for _press in range(10):
        keys.press("Tab")
        if one.form.locator(".btn-primary").evaluate("button => button === document.activeElement"):
            break
    keys.press("Enter")
    expect(page.locator("[data-flash]")).to_be_focused()
    assert one.state() == "研判分流"


def ring(page: Page) -> bool:
    """Whether the focused element has an outline or a shadow that shows it."""
    return page.evaluate(
        """() => {
            const style = getComputedStyle(document.activeElement);
            return document.activeElement !== document.body
                && (parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none" || style.boxShadow !== "none");
        }"""
    )


def test_a_refused_act_says_why_to_the_keyboard(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go(site.cases["fact_finding"])
    locked = one.page.locator(".ag-refusal button").first
    assert locked.get_attribute("aria-disabled") == "true"
    locked.focus()
    one.page.keyboard.press("Enter")
    reason = one.page.locator(f"#{locked.get_attribute('aria-describedby')}")
    expect(reason).to_be_focused()
    expect(reason).to_contain_text("还差业主一方和物业一方的意见")
    one.press(reason.get_by_role("link").first)
    expect(one.page.locator("#act-title")).to_have_text("登记双方意见")
