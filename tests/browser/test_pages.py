"""What pages promise beside the journey: a value opened for five minutes, texts side by side, equal choices."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.person import Person, bring_in
from tests.browser.site import Site, wait_for

PHONE = "13800000001"
SAME = "例子花园二号楼电梯里的广告挂了两年，收了多少钱从来没有公布过，问物业也不答复"
FILE = (
    "标题,时间,内容,小区,地址,姓名,电话\n"
    f"电梯广告费不公布,2026-03-01 09:00,{SAME}，请查一查。,例子花园,2号楼,,\n"
    f"电梯广告费不公布,2026-03-02 09:00,{SAME}，希望列出来。,例子花园,2号楼,,\n"
)


def test_a_value_is_opened_for_a_purpose_and_closes_by_itself(site: Site, person: Callable[..., Person]) -> None:
    one = person("zhujian1")
    one.page.clock.install()
    one.go(site.cases["fact_finding"])
    assert PHONE not in one.page.content()
    one.press(one.page.locator("a[href$='/reveal/phone/']"))
    with one.refused(422):
        one.press(one.form.locator(".btn-primary"))
        expect(one.page.locator("#error-summary")).to_contain_text("要先说明用途")
    one.press(one.form.locator("label", has_text="办理本案")).press(one.form.locator(".btn-primary"))
    shown = one.page.locator("[data-closes-after]")
    expect(shown).to_contain_text(PHONE)
    expect(shown).to_contain_text("这次查看已留记录")
    expect(one.page.locator(".ag-watermark")).to_contain_text("褚样")

    one.page.clock.fast_forward("04:55")
    expect(shown).to_contain_text(PHONE)
    one.page.clock.fast_forward("00:10")
    expect(shown).to_have_count(0)
    assert PHONE not in one.page.content()
    expect(one.page.locator(".ag-watermark")).to_have_count(0)


def test_two_leads_side_by_side(site: Site, person: Callable[..., Person]) -> None:
    one = person("shouli1")
    bring_in(one, "广告.csv", FILE.encode())

    def compared() -> bool:
        one.go("/leads/?state=pending")
        row = one.page.locator("tr[data-row]", has_text="希望列出来")
        return row.count() > 0 and "1件" in row.inner_text()

    wait_for("the worker to find the second like the first", compared)
    one.press(one.page.locator("tr[data-row]", has_text="希望列出来").get_by_role("link"))
    one.press("并排对照")
    both = one.page.locator("#compare .ag-compare section")
    expect(both.first).to_contain_text("希望列出来")
    expect(both.last).to_contain_text("请查一查")
    one.press("收起对照")
    expect(one.page.locator("#compare")).to_have_count(0)


def test_equal_choices_have_no_favourite(site: Site, person: Callable[..., Person]) -> None:
    """To agree or to refuse a return is the dispatcher's own decision; to deal out a triaged case is the usual way."""
    case = site.new_case("dispatched")
    person("zhujian1").go(case).do(
        "申请退办", reason="非本部门法定职责", article="示范区权责清单第12条", suggested="城管执法局"
    )
    office = person("zhuanban1").go(case)
    next_step = office.page.locator("#next-step")
    expect(next_step.get_by_role("link", name="同意退办")).to_be_visible()
    expect(next_step.get_by_role("link", name="驳回退办")).to_be_visible()
    expect(next_step.locator(".btn-primary")).to_have_count(0)
    office.go(site.cases["triage"])
    expect(next_step.locator(".btn-primary")).to_have_text("交办")


def test_the_auditor_reads_words_not_codes(site: Site, person: Callable[..., Person]) -> None:
    person("zhujian1").go(site.cases["fact_finding"])
    auditor = person("shenji").go("/manage/access-log/?action=view").sees("查看 案件")
    assert "property." not in auditor.page.locator("#main").inner_text()
