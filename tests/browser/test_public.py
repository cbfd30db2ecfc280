"""Somebody without an account: from a message to an objection, on a telephone, with script and without; and the clerk
who takes it from there. Looked at by axe in both widths; weighed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.person import IN_BOTH_LIGHTS, PHONE, Person
from tests.browser.site import Site
from tests.browser.test_accessibility import sideways, violations

WORDS = "楼道消防栓没有水压，问了物业两个月，一直没有人来修，老人多，很担心。"
#: Compressed bytes a public page may bring on the first view.
MOST = 150 * 1024
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360606000000004"
    "0001f61738550000000049454e44ae426082"
)


@pytest.fixture
def resident(person: Callable[..., Person]) -> Callable[..., Person]:
    """Somebody without an account, at the door."""

    def enter(size: tuple[int, int] = PHONE, **more: object) -> Person:
        return person("shouli1", size, log_in=False, **more)

    return enter


def report(one: Person, compound: str, words: str = WORDS) -> str:
    """Report from the first page on; the address of the receipt. Counts the presses."""
    page = one.go("/p/report/").page
    page.get_by_label("小区名称").fill(compound)
    one.press(page.get_by_role("button", name="查找小区"))
    one.press(page.locator(".ag-public-choices a").first)
    page.get_by_label("发生了什么").fill(words)
    page.locator("[name=photos]").set_input_files({"name": "现场.png", "mimeType": "image/png", "buffer": PIXEL})
    one.presses += 2
    one.press(page.get_by_role("button", name="提交"))
    expect(page.get_by_role("heading", level=1)).to_have_text("已收到，等待登记")
    return re.sub(r"\?.*", "", page.url)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_a_message_to_a_supplement(
    site: Site, person: Callable[..., Person], resident: Callable[..., Person], script: bool
) -> None:
    one = resident(java_script_enabled=script)
    address = report(one, "样板")
    print(f"presses to report: {one.presses}")
    assert one.presses <= 6
    code = one.page.locator(".ag-public-code").inner_text()
    clerk = person("shouli1")
    clerk.go("/cases/?state=draft").press(clerk.page.locator("tr[data-row]", has_text="样板新村").locator("a").first)
    clerk.sees("网上反映", WORDS, "反映人照片1")
    clerk.act("登记").send().act("要求补正")
    clerk.page.locator("[name=items-0-fact]").fill("哪一栋、哪个单元")
    clerk.send()
    assert clerk.state() == "待补正"
    back = resident(java_script_enabled=script).go("/p/status/")
    back.page.get_by_label("查询码").fill(code.lower())
    back.press(back.page.get_by_role("button", name="查进度"))
    assert back.page.url == address
    expect(back.page.get_by_role("heading", level=1)).to_have_text("需要您补充几项情况")
    expect(back.page.locator("#main")).to_contain_text("哪一栋、哪个单元")
    back.press("提交补正")
    with back.refused(422):
        back.press(back.page.get_by_role("button", name="提交补正"))
        expect(back.page.locator("#error-summary")).to_contain_text("请填写补充的情况")
    back.page.get_by_label("补充的情况").fill("三号楼二单元，去年十月开始。")
    back.press(back.page.get_by_role("button", name="提交补正"))
    expect(back.page.get_by_role("heading", level=1)).to_have_text("正在确定由哪个单位办")
    clerk.page.reload()
    clerk.sees("反映人（凭查询码）", "三号楼二单元，去年十月开始。")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_objection_inside_its_window(
    site: Site, person: Callable[..., Person], resident: Callable[..., Person], script: bool
) -> None:
    token = site.token(site.new_case("pre_close"))
    one = resident(java_script_enabled=script).go(f"/p/r/{token}/")
    expect(one.page.get_by_role("heading", level=1)).to_have_text("办理结果正在公示")
    one.press("提出异议")
    with one.refused(422):
        one.page.get_by_label("哪一项没有整改到位").fill("不满意")
        one.press(one.page.get_by_role("button", name="提出异议"))
        expect(one.page.locator("#error-summary")).to_contain_text("还差具体的问题或新的情况。")
    one.page.get_by_label("哪一项没有整改到位").fill("公示栏只贴了下半年的，上半年没有贴。")
    one.press(one.page.get_by_role("button", name="提出异议"))
    expect(one.page.get_by_role("heading", level=1)).to_have_text("有人不认可结果，另一人正在复核")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_how_it_went_is_said_once(site: Site, resident: Callable[..., Person], script: bool) -> None:
    """L-76a: by a link that takes one answer; who wants it looked at again says what is wrong, and objects."""
    address = site.rating()
    one = resident(java_script_enabled=script).go(address)
    expect(one.page.get_by_role("heading", level=1)).to_have_text("事情办得怎么样？")
    assert one.page.locator("input:checked").count() == 0, "nothing is chosen beforehand"
    if script:
        assert not violations(one.page)
    assert sideways(one.page) <= 0
    one.page.get_by_label("部分解决").check()
    one.page.get_by_label("不满意").check()
    one.page.get_by_label("请另一个人复核").check()
    with one.refused(422):
        one.press(one.page.get_by_role("button", name="提交评价"))
        expect(one.page.locator("#error-summary")).to_contain_text("请写明哪里没有办好")
    assert one.page.get_by_label("不满意").is_checked(), "nothing that was chosen is lost"
    one.page.get_by_label("哪里没有办好").fill("公示栏只贴了下半年的，上半年没有贴。")
    one.press(one.page.get_by_role("button", name="提交评价"))
    expect(one.page.get_by_role("heading", level=1)).to_contain_text("并按异议登记")
    with one.refused(404):
        one.go(address)
        expect(one.page.get_by_role("heading", level=1)).to_contain_text("这个链接已经用过或过了期限")


def test_what_was_typed_survives_a_closed_page_and_goes_with_the_report(
    site: Site, resident: Callable[..., Person]
) -> None:
    one = resident()
    page = one.go("/p/report/0/").page
    page.get_by_label("发生了什么").fill(WORDS)
    page.get_by_label("手机号").fill("13800000009")
    one.go("/p/status/").go("/p/report/0/")
    expect(page.get_by_label("发生了什么")).to_have_value(WORDS)
    expect(page.get_by_label("手机号")).to_have_value("")  # a number is not left on the device
    page.locator("[name=place]").fill("东街口")
    one.press(page.get_by_role("button", name="提交"))
    expect(page.get_by_role("heading", level=1)).to_have_text("已收到，等待登记")
    one.go("/p/report/0/")
    expect(page.get_by_label("发生了什么")).to_have_value("")


def test_the_same_matter_is_offered_before_sending(site: Site, resident: Callable[..., Person]) -> None:
    site.new_case("rectifying")
    one = resident().go("/p/report/")
    one.page.get_by_label("小区名称").fill("例子花园")
    one.press(one.page.get_by_role("option").first)
    expect(one.page.locator(".ag-public-known")).to_contain_text("同小区正在办的")
    assert one.page.locator(".ag-public-known input:checked").count() == 0, "nothing is chosen beforehand"


@pytest.mark.parametrize(("size", "theme"), IN_BOTH_LIGHTS)
def test_axe_finds_nothing(site: Site, resident: Callable[..., Person], size: tuple[int, int], theme: str) -> None:
    one = resident(size, color_scheme=theme)
    receipt = f"/p/r/{site.token(site.cases['pre_close'])}/"
    found = []
    for address in ("/p/report/", "/p/report/?q=样板", "/p/report/0/", "/p/status/", receipt,
                    f"{receipt}do/object-to-closure/", f"{receipt}do/add-note/"):  # fmt: skip
        one.go(address)
        found += [f"{address}: {line}" for line in violations(one.page)]
        found += [f"{address}: wider than the window by {w}" for w in [sideways(one.page)] if w > 0]
    one.go("/p/report/0/")
    with one.refused(422):
        one.press(one.page.get_by_role("button", name="提交"))
        expect(one.page.locator("#error-summary")).to_be_focused()
    found += violations(one.page)
    assert not found, "\n".join(found)


def test_the_first_view_is_light(site: Site, resident: Callable[..., Person]) -> None:
    for address in ("/p/report/", "/p/report/0/", f"/p/r/{site.token(site.cases['rectifying'])}/"):
        weights = _first_view(resident().page, address)  # a browser that has seen nothing yet
        total = sum(weights.values())
        print(f"{address[:12]}: {total / 1024:.0f} kB on the first view")
        assert total < MOST, weights


def _first_view(page: Page, address: str) -> dict[str, int]:
    """Address → compressed bytes of everything a page brings."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(address, wait_until="networkidle")
    return {answer.url: _weight(answer) for answer in answers}


def _weight(answer: Response) -> int:
    sizes = answer.request.sizes()
    return int(sizes["responseBodySize"]) + int(sizes["responseHeadersSize"])
