"""The firm and the owners' committee in front of browsers: the firm's whole job on a telephone and at a desk; every
page before axe in both widths."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from casework import clock, engine
from casework.demo import actor, picture
from casework.models import Agency, Post, User
from property_rectification.demo.roads import STRAIGHT, Driver
from property_rectification.models.facts import Statement
from tests.browser.person import ON_THE_WAY, Person
from tests.browser.site import START, Site
from tests.browser.test_exemplars import looked_at

ASKED = "请说明电梯停运的原因和维修计划，附维保合同。"


def asked_case() -> str:
    """The number of a case in which the firm was asked and has said nothing yet."""
    with clock.moved_to(START):
        driver = Driver()
        for step in STRAIGHT[1 : STRAIGHT.index("fact_finding") + 1]:
            driver.to(step)
        question = {"side": "firm", "kind": Statement.NOTICE, "at": clock.now().isoformat(), "content": ASKED}
        driver.case = engine.amend(driver.case, "record_statement", actor=actor("zhujian1"), data=question).record
    return str(driver.case.number)


def ordered_case() -> str:
    """The number of a case in which the firm is to put something right."""
    with clock.moved_to(START):
        driver = Driver()
        for step in STRAIGHT[1 : STRAIGHT.index("rectifying") + 1]:
            driver.to(step)
    return str(driver.case.number)


def _shot(one: Person, name: str) -> None:
    """A picture for who looks at the pages, where a folder is named for it."""
    folder = os.environ.get("ANGUI_SHOTS")
    if folder:
        one.page.screenshot(path=str(Path(folder, f"{name}-{one.size[0]}.png")), full_page=True)


@pytest.mark.parametrize("size", ON_THE_WAY)
def test_the_firm_answers_proves_and_asks_for_the_check(
    site: Site, person: Callable[..., Person], size: tuple[int, int]
) -> None:
    asked, ordered = str(site._aside(asked_case)), str(site._aside(ordered_case))
    firm = person("wuye1", size)
    assert firm.page.url.endswith("/firm/"), "the landing page"
    firm.sees("我的事项", "等我办理", asked, ordered)
    _shot(firm, "firm-home")
    wrong = looked_at(firm)
    firm.go(f"/cases/{asked}/").sees(ASKED, "权利和途径")
    _shot(firm, "firm-case")
    wrong += looked_at(firm)
    firm.do("提交陈述", content="配件停产，已向厂家订货，十日内装好。")
    firm.sees("配件停产，已向厂家订货，十日内装好。")
    _attach(firm, "维保现场照片", "证据")
    firm.do("添加证据", type="视听资料", title="维保现场照片", obtained_at=_moment(firm), obtained_by="项目部",
            source_note="维保时现场拍摄", file="维保现场照片")  # fmt: skip
    firm.sees("维保现场照片")
    wrong += looked_at(firm)
    firm.go("/firm/orders/").sees(ordered, "剩余")
    _shot(firm, "firm-orders")
    wrong += looked_at(firm)
    firm.go(f"/cases/{ordered}/").sees("整改要求")
    _attach(firm, "整改后照片", "整改材料")
    _shot(firm, "firm-order")
    firm.do("申请验收", report="已换好配件，电梯三月二日恢复运行。", files=["整改后照片"])
    firm.sees("已申请验收")
    wrong += looked_at(firm)
    assert not wrong, "\n".join(wrong)
    print("presses:", firm.presses)


def _attach(firm: Person, title: str, purpose: str) -> None:
    firm.act("添加材料").fill(title=title, purpose=purpose)
    firm.attach("photo.png", picture(7 + len(title)).read()).send()


def _moment(one: Person) -> str:
    return START.strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize("size", ON_THE_WAY)
def test_the_committee_sees_its_compound_and_reports_like_everybody(
    site: Site, person: Callable[..., Person], size: tuple[int, int]
) -> None:
    number = str(site._aside(asked_case))
    committee: Any = person("yeweihui1", size)
    assert committee.page.url.endswith("/owners/")
    committee.sees("我的事项", number)
    _shot(committee, "owners-home")
    wrong = looked_at(committee)
    committee.go(f"/cases/{number}/")
    expect(committee.page.locator("#main")).not_to_contain_text(ASKED)
    _shot(committee, "owners-case")
    wrong += looked_at(committee)
    committee.go("/owners/report/")
    assert "/p/report/" in committee.page.url
    expect(committee.page.locator("#main")).to_contain_text("锦绣样园")
    assert not wrong, "\n".join(wrong)


def _unit(code: str) -> int:
    """A unit opened for a firm, with one person who has not been let in yet."""
    agency = Agency.objects.create(code=code, name=f"{code}客服部", division_id="220302")
    user = User.objects.create(username=f"user{code}", last_name="陶", first_name="例")
    Post.objects.create(
        user=user, agency=agency, role="R15", title="联系人", division_id="220302", valid_from="2020-01-01"
    )
    return int(agency.pk)


@pytest.mark.parametrize("size", ON_THE_WAY)
def test_the_administrator_binds_an_account_and_ends_it_again(
    site: Site, person: Callable[..., Person], size: tuple[int, int]
) -> None:
    unit, admin = site._aside(lambda: _unit(f"wy{size[0]}")), person("guanli", size)
    admin.go("/manage/parties/").sees("当事人账号", "未绑定", "示范样例物业有限公司 91220302MA17K3W57K")
    _shot(admin, "party-accounts")
    wrong = looked_at(admin)
    admin.go(f"/manage/parties/{unit}/firm/").fill(
        uscc="91220302MA8TQ01300", name="北辰样例物业有限公司", compounds="北辰样府\n站前样里"
    )
    _shot(admin, "party-bind")
    admin.press("看看影响", "button").sees("企业：北辰样例物业有限公司", "已开始核查的")
    _shot(admin, "party-bind-seen")
    wrong += looked_at(admin)
    admin.press("确认绑定", "button")
    expect(admin.page.locator("#job-words")).to_have_text("已完成。")
    _shot(admin, "party-bound")
    admin.press("回到当事人账号").sees("北辰样例物业有限公司 91220302MA8TQ01300")
    admin.go(f"/manage/parties/{unit}/unbind/").sees("随即看不到它的任何案件")
    wrong += looked_at(admin)
    admin.press("解除绑定", "button")
    expect(admin.page.locator("#job-words")).to_have_text("已完成。")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("size", ON_THE_WAY)
def test_the_reporter_asks_with_the_key_that_somebody_steps_aside(
    site: Site, browser: Browser, size: tuple[int, int]
) -> None:
    """Without an account and without script."""
    address = f"/p/r/{site.token(site.new_case('fact_finding'))}/"
    window = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=window, base_url=site.url, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="申请回避").click()
    page.locator("[name=person]").select_option(label="褚样（示范区住建局）")
    page.locator("[name=reason]").fill("经办人的哥哥在这家物业企业当经理。")
    _kept(page, f"recusal-form-{size[0]}")
    page.get_by_role("button", name="申请回避").click()
    expect(page.locator("[data-flash]")).to_contain_text("已收到回避申请")
    expect(page.get_by_role("link", name="回避申请、决定（PDF）")).to_be_visible()
    _kept(page, f"recusal-asked-{size[0]}")
    context.close()


def _kept(page: Page, name: str) -> None:
    folder = os.environ.get("ANGUI_SHOTS")
    if folder:
        page.screenshot(path=str(Path(folder, f"{name}.png")), full_page=True)
