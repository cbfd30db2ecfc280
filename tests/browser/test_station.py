"""The door of the station, in a real browser: somebody without a name comes in; somebody who wants to goes out."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.site import Site


def test_somebody_without_a_name_is_received_and_leaves_when_they_want_to(
    site: Site, person: Callable[..., Person]
) -> None:
    desk = person("jiedai")
    expect(desk.page.locator(".ag-module")).to_have_text("流浪救助")
    desk.press("接待").press("接待新到的人 n")
    page = desk.page
    page.locator("[name=arrival_mode][value='02']").check()
    page.locator("[name=gender_declared][value='2']").check()
    for name, value in (("brought_by_unit", "示范派出所"), ("age_least", "70"), ("age_most", "80")):
        page.locator(f"[name={name}]").fill(value)
    page.locator("form[data-step] button.btn-primary").click()
    desk.sees("女 约70–80岁", "还没有登记告知权利", "女工作人员照料")
    path = page.url.removeprefix(site.url).partition("?")[0]
    guard = person("anjian").go(path.replace("/reception", ""))
    guard.do("开始安检", consent=True, method="手持").do("安检通过", items="布包一个。")
    desk.go(path)
    presses = desk.presses
    desk.press("本人要离开", "button")
    assert desk.presses - presses == 1, "one press, no question"
    expect(page.locator(".ag-case-head .ag-badges")).to_contain_text("待归档")


def test_why_a_minor_does_not_leave_alone_is_said_before_the_click(site: Site, person: Callable[..., Person]) -> None:
    carer = person("zhaoliao").go(site.cases["minor"])
    expect(carer.page.locator("#main")).to_contain_text("按未成年人保护")
    expect(carer.page.locator("#next-step")).to_contain_text("不能仅凭本人意愿直接办理")
    expect(carer.page.locator("#next-step")).not_to_contain_text("请求离站")
