"""From words typed on a telephone by somebody without an account to an exemplary case everybody may read, and off it
again: the reporter, the clerk, the handler, two people of the office, the panel, the supervisor, the writer, three
reviewers and a reader.

Clicked: the report and every look at its progress; registering, triage and dispatch; signing and the plan of the check;
asking for the check; check list, call-back and passing; closing by two; the look-back; the nomination from the page of
the case; writing, proving, masking; four reviews; publishing, reading, withdrawing. Driven through the engine, because
`test_journey` clicks it: facts, evidence, both sides and the order to correct.
"""

import datetime as dt
import re
import time
from collections.abc import Callable

from playwright.sync_api import expect

from property_rectification.demo.roads import Driver
from property_rectification.models import RectificationCase
from tests.browser.person import PHONE, Person
from tests.browser.site import START, Site
from tests.browser.test_accessibility import sideways
from tests.browser.test_exemplars import prove
from tests.browser.test_journey import photo

COMPOUND = "锦绣样园"
NAME, NUMBER, ROOM = "张小红", "13800000033", "3号楼2单元501"
WORDS = f"我是{NAME}，住{ROOM}，电话{NUMBER}。楼道半个月没有人打扫，垃圾堆在门口，物业费照收。"
TITLE = "楼道应当按约定清扫"
FACTS = f"业主{NAME}住{ROOM}，反映楼道半个月没有清扫，联系电话{NUMBER}。"


def test_from_the_public_to_the_public(site: Site, person: Callable[..., Person]) -> None:
    began = time.monotonic()
    reporter = person("shouli1", PHONE, log_in=False)
    receipt = report(reporter)
    told(reporter, receipt, "已收到，等待登记", "最晚")

    clerk = person("shouli1")
    address = take_in(clerk)
    told(reporter, receipt, "已交给示范区住建局", "签收")

    handler = person("zhujian1")
    handler.go("/").sees("签收", number_of(address)).go(address).do("签收")
    handler.do("开始核查", check_plan="到现场查看楼道，询问双方，取得合同和保洁记录。")
    told(reporter, receipt, "示范区住建局正在核查", "最晚")
    site._aside(lambda: middle(number_of(address)))
    handler.go(address)
    assert handler.state() == "限期整改"
    told(reporter, receipt, "正在整改", "整改完")
    handler.do("添加材料", title="整改后照片", purpose="整改材料", source_note="经办人现场拍摄",
               file=("after.png", photo(9)))  # fmt: skip
    handler.do("申请验收", report="楼道已清扫，垃圾已清运，每天一次。", files=["整改后照片"])
    told(reporter, receipt, "整改一方说已改好，等待验收", "等待验收")

    office, second, panel, caller = person("zhuanban1"), person("zhuanban2"), person("yanshou1"), person("shouli2")
    check(site, address, (office, panel, caller))
    told(reporter, receipt, "办理结果正在公示", "公示到")
    close(site, address, (office, second))
    told(reporter, receipt, "已办结", "前可以提出异议")
    ducha = person("ducha")
    look_back(site, ducha, address)
    told(reporter, receipt, "已办结", "提出异议的期限已过")

    writer, legal, privacy, leader = person("xuanchuan"), person("fazhi"), person("yinsi"), person("lingdao", PHONE)
    exemplar = nominate(office, address)
    write(writer, exemplar)
    office.go(exemplar).do("核对通过", opinion="与现场照片一致。")
    legal.go("/").sees("法审通过").go(exemplar).do("法审通过", opinion="同意。")
    privacy.go(exemplar).do("隐私通过")
    leader.go(exemplar).do("批准")
    writer.go(exemplar).do("发布")
    reader = person("shouli1", PHONE, log_in=False)
    text = read(reader)
    privacy.go(exemplar).do("撤回", cause="当事人认为能识别到本人")
    gone(reader, text)

    people = {"反映人": reporter, "R04": clerk, "R07": handler, "R02": office, "R02复核": second, "R25": panel,
              "R04回访": caller, "R03": ducha, "R18": writer, "R09": legal, "R19": privacy, "R01": leader,
              "公众": reader}  # fmt: skip
    presses = {role: one.presses for role, one in people.items()}
    print("presses:", presses, "together", sum(presses.values()), f"in {time.monotonic() - began:.0f} s")


def number_of(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


# --- the reporter -----------------------------------------------------------------------------------------------


def report(one: Person) -> str:
    """Typed on a telephone; the address of the receipt, found again by its code."""
    page = one.go("/p/report/").page
    page.get_by_label("小区名称").fill(COMPOUND)
    one.press(page.get_by_role("option").first)
    page.get_by_label("发生了什么").fill(WORDS)
    page.get_by_label("手机号").fill(NUMBER)
    one.press(page.get_by_role("button", name="提交"))
    expect(page.get_by_role("heading", level=1)).to_have_text("已收到，等待登记")
    receipt, code = re.sub(r"\?.*", "", page.url), page.locator(".ag-public-code").inner_text()
    one.go("/p/status/").page.get_by_label("查询码").fill(code)
    one.press(page.get_by_role("button", name="查进度"))
    page.wait_for_url(receipt)
    return receipt


def told(one: Person, receipt: str, answer: str, until: str) -> None:
    """What the page of the receipt says just now, without what was typed."""
    page = one.go(receipt).page
    expect(page.get_by_role("heading", level=1)).to_have_text(answer)
    one.sees(until)
    said = page.locator("body").inner_text()
    assert not [word for word in (NAME, NUMBER, ROOM) if word in said]
    assert sideways(one.page) == 0


# --- from the counter to the end of the case --------------------------------------------------------------------


def take_in(clerk: Person) -> str:
    """Found among the drafts, registered, sent to the unit; the address of the case."""
    clerk.go("/cases/?state=draft").press(clerk.page.locator("tr[data-row]", has_text=COMPOUND).locator("a").first)
    clerk.sees("网上反映", "楼道半个月没有人打扫")
    assert NUMBER not in clerk.page.locator("#main").inner_text()
    clerk.do("登记").do("开始研判").do("登记研判", category="WA07", matter="一般", urgency="一般")
    clerk.do("交办", lead_unit="示范区住建局")
    assert clerk.state() == "已交办"
    return clerk.page.url.removeprefix(clerk.site)


class Taken(Driver):
    """The demo's driver on a case that is there already."""

    def __init__(self, number: str) -> None:
        self.case = RectificationCase.objects.get(number=number)
        self.category, self.unit, self.handler, self.files = "WA07", "zjj", "zhujian1", 30


def middle(number: str) -> None:
    """Facts with evidence, both sides, the order to correct."""
    Taken(number).to("rectifying")


def check(site: Site, address: str, people: tuple[Person, Person, Person]) -> None:
    """Panel, check list, call-back, passed."""
    office, panel, caller = people
    office.go(address).do("组织验收", members=["吕样", "张样"], owner_side="参加", owner_name="刘例")
    panel.go("/").sees(number_of(address)).go(address).act("填写验收项目")
    panel.form.locator("[name=items-0-item]").fill("楼道每天清扫")
    panel.form.locator("[name=items-0-passed]").select_option("yes")
    panel.send()
    at = site.now.strftime("%Y-%m-%dT%H:%M")
    caller.go(address).do("登记回访", at=at, reached=True, solved="已解决", satisfaction="满意")
    panel.go(address).do("验收通过")
    assert panel.state() == "拟销号公示"


def close(site: Site, address: str, people: tuple[Person, Person]) -> None:
    """After its notice, by four eyes."""
    office, second = people
    site.move_to(START + dt.timedelta(days=14))
    office.go(address).do("销号", note="同意销号。")
    office.sees("等待另一人复核")
    second.go("/").sees("复核：销号").go(address).press("复核").press("同意", "button")
    expect(second.page.locator("[data-flash]")).to_contain_text("已销号，")
    assert second.state() == "已销号"


def look_back(site: Site, supervisor: Person, address: str) -> None:
    """The clock begins it; what was corrected is still so."""
    site.move_to(START + dt.timedelta(days=50))
    site.sweep()
    supervisor.go("/").sees(number_of(address)).go(address)
    visited = site.now.date().isoformat()
    supervisor.do("确认稳定", visited_on=visited, method="现场", visit_result="保持", note="楼道干净。")


# --- the exemplary case -----------------------------------------------------------------------------------------


def nominate(office: Person, address: str) -> str:
    """From the page of the case; the address of the candidate."""
    office.go(address).press("提名典型")
    expect(office.form.locator("[name=case_number]")).to_have_value(number_of(address))
    office.fill(genre="红榜").press(office.form.locator("button.btn-primary"))
    office.page.wait_for_url(re.compile(r"/exemplars/DX-"))
    return office.page.url.removeprefix(office.site)


def write(writer: Person, exemplar: str) -> None:
    """Written with everything in it that must not stand there; the gate names it and replaces it."""
    writer.go("/").press("典型案例", within=writer.page.locator(".ag-side")).go(exemplar)
    writer.do("编写", title=TITLE, facts=FACTS, handling="住建部门责令某物业公司限期清扫。", meaning="按约定服务。")
    writer.sees("缺证据", "文稿中还有可以识别个人的内容：第1段（姓名、房号、电话）。")
    prove(writer)
    writer.press("全部按建议替换").send()
    writer.sees("没有发现可以识别个人的内容").do("脱敏").do("事实核对")


def read(reader: Person) -> str:
    """Found by everybody; nobody is to be recognised. Its address."""
    reader.go("/p/exemplars/?q=清扫").press(TITLE)
    reader.sees("业主张某住某楼某户", "如有当事人认为能识别到本人，请联系更正。")
    said = reader.page.content()
    assert not [word for word in (NAME, NUMBER, ROOM, COMPOUND) if word in said]
    assert sideways(reader.page) == 0
    return reader.page.url


def gone(reader: Person, text: str) -> None:
    """At once, on its page and in the list."""
    with reader.refused(410):
        reader.go(text).sees("已撤回")
    assert "清扫" not in reader.page.locator("#main").inner_text()
    reader.go("/p/exemplars/")
    assert TITLE not in reader.page.locator("#main").inner_text()
