"""Nothing typed is lost: a wrong field, a reload, a colleague's change, the end of the session."""

from collections.abc import Callable

from playwright.sync_api import expect

from casework.demo import PASSWORD
from tests.browser.person import Person
from tests.browser.site import Site
from tests.browser.test_accessibility import violations

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


def saved(one: Person) -> None:
    """Wait until the server has it."""
    with one.page.expect_response(lambda answer: "/me/drafts/" in answer.url and answer.status == 200):
        pass
    expect(one.page.locator("[data-draft-note]")).to_contain_text("已保存")


def test_it_comes_back_on_another_machine_and_after_log_out(site: Site, person: Callable[..., Person]) -> None:
    """Kept on the server within five seconds, private fields too; gone everywhere once the thing is done."""
    address = f"{site.new_case('fact_finding')}amend/record-statement/"
    one = person("zhujian1").go(address).fill(content=FOUND, speaker="三单元一住户")
    saved(one)
    one.press(one.page.locator("details.ag-menu summary"))
    one.press(one.page.get_by_role("button", name="退出"))
    one.page.wait_for_url("**/login/")
    other = person("zhujian1").go(address)
    expect(other.form.locator("[name=content]")).to_have_value(FOUND)
    expect(other.form.locator("[name=speaker]")).to_have_value("三单元一住户")
    colleague = person("zhujian2").go(address)
    expect(colleague.form.locator("[name=content]")).to_have_value("")
    other.fill(side="业主一方", kind="陈述笔录", at="2026-03-03T09:00").send()
    again = person("zhujian1").go(address)
    expect(again.form.locator("[name=content]")).to_have_value("")


def test_two_windows_at_one_form(site: Site, person: Callable[..., Person]) -> None:
    """The newest text wins and says so; the other stays, one press away."""
    address = f"{site.new_case('fact_finding')}amend/add-fact/"
    one, other = person("zhujian1").go(address), person("zhujian1").go(address)
    one.fill(statement="第一个窗口写的。")
    saved(one)
    other.fill(statement="第二个窗口写的。")
    saved(other)
    line = other.page.locator("[data-draft-other]")
    expect(line).to_contain_text("另一个窗口")
    one.press(line.get_by_role("button", name="换成那一份"))
    expect(other.form.locator("[name=statement]")).to_have_value("第一个窗口写的。")
    expect(other.page.locator("[data-draft-note]")).to_contain_text("已保存")
    other.page.reload()
    expect(other.form.locator("[name=statement]")).to_have_value("第一个窗口写的。")
    one.press(line.get_by_role("button", name="换成那一份"))
    expect(other.form.locator("[name=statement]")).to_have_value("第二个窗口写的。")


def test_a_lost_line_is_told_and_made_good(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go(f"{site.new_case('fact_finding')}amend/add-fact/")
    one.context.set_offline(True)
    one.fill(statement=FOUND)
    expect(one.page.locator("#line-state")).to_have_text("网络断了。内容还在这页，恢复后自动保存。")
    one.context.set_offline(False)
    expect(one.page.locator("#line-state")).to_contain_text("网络恢复，已保存")
    one.wrong.clear()  # the browser itself reports each request that did not get out


def test_the_session_ends_while_one_writes(site: Site, person: Callable[..., Person]) -> None:
    """The page says so and stays; after the log-in in another window it goes on by itself."""
    one = person("zhujian1").go(f"{site.new_case('fact_finding')}amend/add-fact/").fill(statement=FOUND)
    one.context.clear_cookies(name="sessionid")
    with one.refused(401):
        expect(one.page.locator("#line-state")).to_contain_text("登录已超时，草稿已存。重新登录后回到这一页。")
        with one.context.expect_page() as opened:
            one.page.get_by_role("link", name="重新登录").click()
        window = opened.value
        window.get_by_label("用户名").fill("zhujian1")
        window.get_by_label("密码", exact=True).fill(PASSWORD)
        window.get_by_role("button", name="登录").click()
        window.wait_for_url("**/amend/add-fact/")
        window.close()
        one.page.bring_to_front()
        one.fill(statement=f"{FOUND}又看了一次。")
        expect(one.page.locator("#line-state")).to_contain_text("已重新登录，内容已保存")
    one.send()


def test_both_values_of_two_people(site: Site, person: Callable[..., Person]) -> None:
    """412 in two real browsers: each field is chosen for itself, nothing is preselected, nothing is lost."""
    case = site.new_case("triage")
    one = person("shouli1").go(case).act("登记研判").fill(title="我写的事由", category="WA05")
    person("shouli2").go(case).do("登记研判", title="同事写的事由", category="WA02")
    with one.refused(412):
        one.press(one.form.locator(".btn-primary"))
        expect(one.page.locator(".ag-conflict")).to_be_focused()
    panel = one.page.locator(".ag-conflict")
    expect(panel).to_contain_text("请选一个：用我的，或用现在的。")
    assert panel.locator("input:checked").count() == 0
    assert one.form.locator("[name=title]").input_value() == "我写的事由"
    title = panel.locator("fieldset").filter(has_text="事由")
    one.press(title.get_by_label("用现在的"))
    expect(one.form.locator("[name=title]")).to_have_value("同事写的事由")
    one.press(title.get_by_label("用我的"))
    expect(one.form.locator("[name=title]")).to_have_value("我写的事由")
    one.press(title.get_by_label("用现在的"))
    one.press(panel.locator("fieldset").filter(has_text="类别").get_by_label("用我的"))
    assert not violations(one.page)
    one.send()
    one.sees("同事写的事由", "WA05")


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


def test_a_draft_that_does_not_come_of_the_answers_is_not_offered(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1").go(site.cases["fact_finding"]).act("登记双方意见")
    draft = one.form.get_by_role("button", name="看核查、陈述申辩笔录稿")
    expect(draft).to_be_hidden()
    one.fill(kind="陈述笔录")
    expect(draft).to_be_visible()
    one.fill(kind="书面通知")
    expect(draft).to_be_hidden()
