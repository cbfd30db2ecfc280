"""Without script every page still works: the drawer is a page, the form sends, errors and the way back are there."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.site import Site

WORDS = "样板小区北门的路灯坏了两个星期，晚上老人出门看不见台阶，问物业说已经报修，一直没有人来修。"


def test_an_act_is_a_page(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1", java_script_enabled=False).go(site.new_case("fact_finding"))
    one.act("补充事实")
    assert one.page.url.endswith("/amend/add-fact/")
    with one.refused(422):
        one.fill(statement="短").press(one.form.locator(".btn-primary"))
        expect(one.page.locator("#error-summary")).to_contain_text("至少4个字")
    assert one.form.locator("[name=statement]").input_value() == "短", "what was typed stays"
    one.fill(statement="现场查看，公告栏没有公示。").send()
    one.sees("第1条", "现场查看，公告栏没有公示。")


def test_a_refused_act_is_told_before_it_is_filled(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1", java_script_enabled=False).go(f"{site.cases['fact_finding']}do/find-violation/")
    expect(one.page.locator("#error-summary")).to_contain_text("现在还不能办")
    one.sees("提交后会发生什么", "送达后不能撤回")


def test_intake(site: Site, person: Callable[..., Person]) -> None:
    one = person("shouli2", java_script_enabled=False)
    one.press(one.page.locator(".ag-side").get_by_role("link", name="登记诉求"))
    page = one.page
    page.locator("#field-channel label", has_text="现场").click()
    page.locator("[name=compound_name]").fill("样板新村")
    page.locator("[name=narrative]").fill(WORDS)
    page.get_by_role("button", name="登记并打印回执").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已登记WY-220302-2026-")
    one.press("打开案件")
    assert one.state() == "已登记"
    one.sees(WORDS)


def test_filters_and_the_past(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhuanban1", java_script_enabled=False).go("/cases/")
    chip = one.page.locator("details.ag-facet", has_text="状态").first
    chip.locator("summary").click()
    one.press(chip.get_by_role("link", name="看全部选项"))
    one.page.locator("[name=state][value=checking]").check()
    one.press("筛选", "button")
    assert "state=checking" in one.page.url
    expect(one.page.locator("tr[data-row]")).to_have_count(1)
    one.press(one.page.locator("tr[data-row] a").first)
    address = one.page.url.split("?")[0]
    one.go(f"{address}as-at/2026-03-02/").sees("不能办理")
    assert one.page.locator("#next-step").count() == 0, "nothing can be done in the past"
