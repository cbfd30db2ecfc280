"""An exemplary case in front of browsers: five people from a closed case to the public page and off it again; every
page in both widths before axe."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from casework import clock, clocks
from property_rectification.demo.roads import STRAIGHT, Driver
from tests.browser.person import DESK, PHONE, Person
from tests.browser.site import START, Site
from tests.browser.test_accessibility import sideways, violations

FACTS = "业主张小红住3号楼2单元501，公共收益三年没有公示。"


def closed_case() -> str:
    """The number of a case that was closed before the site's day."""
    moment = START - dt.timedelta(days=40)
    with clock.moved_to(moment):
        driver = Driver(compound="河畔样居")
    for step in STRAIGHT[1 : STRAIGHT.index("closed") + 1]:
        if step == "closed":
            moment = clocks.running(driver.case).get(key="T.CLOSE.PUBLIC").due_at
        moment += dt.timedelta(hours=1)
        with clock.moved_to(moment):
            driver.to(step)
    return str(driver.case.number)


def looked_at(one: Person) -> list[str]:
    """What axe and the width of the window say against the page."""
    page, found = one.page, []
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        lines = violations(page)
        if (wider := sideways(page)) > 0:
            lines.append(f"wider than the window by {wider}")
        found += [f"{one.username} {width} {page.url}: {line}" for line in lines]
    page.set_viewport_size({"width": one.size[0], "height": one.size[1]})
    return found


@pytest.fixture
def number(site: Site) -> str:
    return str(site._aside(closed_case))


@pytest.mark.long  # `test_public_to_exemplar.py` goes the whole way in each run, with fewer wrong turns
def test_from_a_closed_case_to_the_public(site: Site, person: Callable[..., Person], number: str) -> None:
    office, writer = person("zhuanban1"), person("xuanchuan", PHONE)
    legal, privacy, leader = person("fazhi"), person("yinsi"), person("lingdao", PHONE)
    wrong = nominate(office, number)
    address = office.page.url.removeprefix(site.url)
    writer.press(writer.page.locator(".ag-bottom").get_by_role("link", name="典型案例"))
    writer.go(address).do(
        "编写", title="公共收益应当公示", facts=FACTS, handling="住建部门责令某物业公司限期公示。",
        meaning="公共收益归全体业主。",
    )  # fmt: skip
    writer.sees("缺证据", "文稿中还有可以识别个人的内容：第1段（姓名、房号）。", "房号 → 某楼某户")
    wrong += looked_at(writer)
    wrong += prove(writer)
    writer.press("全部按建议替换").send()
    writer.sees("业主张某住某楼某户", "没有发现可以识别个人的内容").do("脱敏").do("事实核对")
    office.go(address).do("核对通过", opinion="与现场照片一致。")
    legal.go("/").sees("法审通过").go(address).do("法审通过", opinion="同意。")
    privacy.go(address).do("隐私通过")
    leader.go(address).do("批准")
    writer.go(address).act("发布")
    expect(writer.form).to_contain_text("发布后公众可见。已由法制、隐私两人审过。")
    writer.send()
    for one in (office, writer, legal, privacy, leader):
        wrong += looked_at(one.go(address))
    wrong += published(site, person, privacy, address)
    assert not wrong, "\n".join(wrong)
    print("presses:", {p.username: p.presses for p in (office, writer, legal, privacy, leader)})


def nominate(office: Person, number: str) -> list[str]:
    office.press("典型案例").press("列为典型备选")
    found = looked_at(office)
    office.fill(case_number=number, genre="以案释法").press(office.form.locator("button.btn-primary"))
    office.page.wait_for_url(re.compile(r"/exemplars/DX-"))
    return found + looked_at(office)


def prove(writer: Person) -> list[str]:
    """Each sentence gets the first piece of evidence."""
    writer.press("逐句对应证据")
    found = looked_at(writer)
    for box in writer.page.locator(".ag-proof input[type=checkbox]:first-child").all()[::2]:
        box.check()
    writer.press("保存对应", "button")
    expect(writer.page.locator("[data-flash]")).to_be_visible()
    return found


def published(site: Site, person: Callable[..., Person], privacy: Person, address: str) -> list[str]:
    """What somebody without an account sees, before and after the withdrawal."""
    found: list[str] = []
    readers = [person("shouli1", PHONE, log_in=False)]
    for reader in readers:
        reader.go("/p/exemplars/?q=收益").sees("公共收益应当公示")
        found += looked_at(reader)
        reader.press("公共收益应当公示")
        reader.sees("业主张某住某楼某户", "如有当事人认为能识别到本人，请联系更正。")
        found += looked_at(reader)
    privacy.go(address).do("撤回", cause="当事人认为能识别到本人")
    for reader in readers:
        with reader.refused(410):
            reader.page.reload()
            reader.sees("已撤回")
        assert "收益" not in reader.page.locator("#main").inner_text()
        found += looked_at(reader)
        reader.go("/p/exemplars/")
        assert "公共收益应当公示" not in reader.page.locator("#main").inner_text()
    return found
