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
    desk.press("接待").fill(
        present=True, arrival_mode="公安护送", brought_by_unit="示范派出所", gender_declared="女", age_least="70",
        age_most="80", accent="湖南口音",
    ).send()  # fmt: skip
    expect(desk.page.locator("h1")).to_contain_text("女 约70–80岁")
    expect(desk.page.locator("#main")).to_contain_text("还没有登记告知权利")
    path = desk.page.url.removeprefix(site.url)
    guard = person("anjian").go(path)
    guard.do("开始安检", consent=True, method="手持").do("安检通过", items="布包一个。")
    desk.go(path)
    presses = desk.presses
    desk.act("放弃求助").send()
    assert desk.presses - presses == 2, "one step, one press; the form asks nothing"
    expect(desk.page.locator(".ag-badges")).to_contain_text("待归档")


def test_why_a_minor_does_not_leave_alone_is_said_before_the_click(site: Site, person: Callable[..., Person]) -> None:
    carer = person("zhaoliao").go(site.cases["minor"])
    expect(carer.page.locator("#main")).to_contain_text("按未成年人保护")
    expect(carer.page.locator("#next-step")).to_contain_text("不能仅凭本人意愿直接办理")
    expect(carer.page.locator("#next-step")).not_to_contain_text("请求离站")
