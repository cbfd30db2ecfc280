"""Nothing typed is lost: a wrong field, a reload, a colleague's change, the end of the session."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.site import Site

FOUND = "三单元楼道有垃圾，询问了两户住户和保洁员。"


def test_a_wrong_field_keeps_the_others(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go(site.cases["fact_finding"]).act("登记双方意见")
    one.fill(side="业主一方", content=FOUND)
    with one.refused(422):
        one.press(one.form.locator(".btn-primary"))
        expect(one.page.locator("#error-summary")).to_be_focused()
    expect(one.page.locator("#error-summary")).to_contain_text("请填写")
    assert one.form.locator("[name=content]").input_value() == FOUND
    assert one.form.locator("[name=side] option:checked").inner_text() == "业主一方"


def test_a_reload_and_a_closed_drawer_bring_it_back(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go(site.cases["fact_finding"]).act("补充事实").fill(statement=FOUND)
    one.page.keyboard.press("Escape")
    expect(one.page.locator("#drawer")).to_be_hidden()
    one.page.reload()
    one.act("补充事实")
    expect(one.form.locator("[name=statement]")).to_have_value(FOUND)
    expect(one.form.locator("[data-draft-offer]")).to_be_visible()
    one.press("不用，重新写", "button")
    expect(one.form.locator("[name=statement]")).to_have_value("")


def test_a_colleague_was_faster(site: Site, person: Callable[..., Person]) -> None:
    """412: what was typed stays in the form, the page says who changed it, and a second press carries it out."""
    case = site.new_case("triage")
    one = person("zhuanban1").go(case).act("登记研判")
    one.fill(category="WA07", matter="一般", urgency="紧急", title="楼道卫生没人管")
    other = person("shouli1").go(case)
    other.do("添加材料", title="反映材料", purpose="反映材料", source_note="窗口提交", file=("paper.png", photo()))

    with one.refused(412):
        one.press(one.form.locator(".btn-primary"))
        expect(one.page.locator(".ag-conflict")).to_be_focused()
    assert one.form.locator("[name=title]").input_value() == "楼道卫生没人管"
    assert one.form.locator("[name=urgency] option:checked").inner_text() == "紧急"
    one.send()
    one.sees("楼道卫生没人管")


def test_the_state_went_on(site: Site, person: Callable[..., Person]) -> None:
    """The new state, no button any more for what is done, and the text to copy."""
    case = site.new_case("triage")
    one = person("zhuanban1").go(case).act("交办").fill(lead_unit="示范区住建局", note=FOUND)
    person("shouli2").go(case).do("交办", lead_unit="示范区住建局")
    with one.refused(412):
        one.press(one.form.locator(".btn-primary"))
        expect(one.page.locator(".ag-conflict")).to_be_focused()
    expect(one.page.locator(".ag-conflict")).to_contain_text("案件已是“已交办”，这一步不用办了。")
    expect(one.form.locator(".btn-primary")).to_have_count(0)
    assert one.form.locator("[name=note]").input_value() == FOUND


def test_the_session_ended(site: Site, person: Callable[..., Person]) -> None:
    """After a time-out the log-in page says that the draft waits, and leads back to it."""
    one = person("zhujian1").go(f"{site.cases['fact_finding']}amend/add-fact/").fill(statement=FOUND)
    one.context.clear_cookies(name="sessionid")
    one.page.reload()
    assert "/login/" in one.page.url
    expect(one.page.locator("[data-expired]")).to_be_visible()
    one.log_in()
    assert one.page.url.endswith("/amend/add-fact/")
    expect(one.form.locator("[name=statement]")).to_have_value(FOUND)


def test_a_log_out_leaves_nothing_on_a_shared_desk(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go(f"{site.cases['fact_finding']}amend/add-fact/").fill(statement=FOUND)
    one.press(one.page.locator("details.ag-menu summary"))
    one.press(one.page.get_by_role("button", name="退出"))
    one.page.wait_for_url("**/login/")
    assert one.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ag.draft'))") == []


def test_a_name_is_not_kept_on_the_machine(site: Site, person: Callable[..., Person]) -> None:
    one = person("shouli1").go("/cases/new/")
    one.page.locator("[name=reporter_name]").fill("王样")
    one.page.locator("[name=reporter_phone]").fill("13800000099")
    one.page.locator("[name=narrative]").fill("楼道没人打扫")
    kept = one.page.evaluate("JSON.stringify(localStorage)")
    assert "楼道没人打扫" in kept
    assert "王样" not in kept
    assert "13800000099" not in kept


def photo() -> bytes:
    from tests.browser.test_journey import photo as made

    return made(9)
