"""The guided reception in front of a browser: typed by keyboard alone, and with the server killed in the middle."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from relief.models import ReliefCase
from tests.browser.person import PHONE, Person
from tests.browser.site import Site
from tests.browser.test_accessibility import sideways, violations
from tests.browser.test_intake import Keys

OWN = "220399195203080015"
NEW = "/relief/reception/new/"


def focused(page: Page, name: str) -> None:
    page.wait_for_function(f"document.activeElement && document.activeElement.name === '{name}'")


def step(one: Person, name: str) -> None:
    """Wait for the step whose form is open."""
    expect(one.page.locator(f"form[data-step={name}]")).to_be_visible()


def go_over(one: Person, keys: Keys) -> None:
    """To the other post of one's own, by Enter on the button that has the focus."""
    button = one.page.get_by_role("button", name="换到")
    expect(button).to_be_focused()
    keys.press("Enter")


def received(one: Person) -> Keys:
    """A man with a card whose money is used up, from the empty list to a bed; nothing but keys."""
    page, keys = one.page, Keys(one.page)
    keys.press("n")
    focused(page, "arrival_mode")
    keys.press("1", "1").letters("57").press("Tab", "1", "Enter")
    go_over(one, keys)
    step(one, "check")
    keys.press("1", "2", "6", "7", "Enter")
    go_over(one, keys)
    step(one, "look")
    keys.press("1", "2", "3", "Enter")
    step(one, "identity")
    focused(page, "knows")
    keys.press("1")
    focused(page, "id_declared")
    keys.letters(OWN).press("Enter")
    focused(page, "name_declared")
    keys.compose("shiyang")
    keys.chosen("石样")
    while page.evaluate("document.activeElement.name !== 'needs_requested'"):
        keys.press("Tab")
    keys.press("1", "5", "Enter")
    step(one, "opinion")
    keys.press("1", "5", "Enter")
    step(one, "bed")
    keys.press("1", "Enter")
    return keys


def test_a_reception_by_keyboard_alone(site: Site, person: Callable[..., Person]) -> None:
    one = person("yeban").go("/relief/reception/")
    begun = time.monotonic()
    keys = received(one)
    expect(one.page.locator("[data-flash]")).to_contain_text("安排床位：已办好")
    seconds = time.monotonic() - begun
    reader = keys.pressed - len(OWN)
    print(f"\nreception by keyboard: {seconds:.1f} s of the machine, {keys.pressed} keystrokes, {reader} with a reader")
    assert keys.pressed <= 80
    assert seconds < 180
    case = site.newest(ReliefCase)
    assert (case.person.name_declared.reveal(), case.state) == ("石样", "in_station")
    assert not violations(one.page)


def test_the_server_is_killed_in_the_middle(site: Site, person: Callable[..., Person]) -> None:
    """What was typed stays on the page, goes to the server when it is back, and comes back on another machine."""
    one = person("jiedai").go(NEW)
    page, keys = one.page, Keys(one.page)
    keys.press("2")
    page.locator("[name=brought_by_unit]").fill("示范派出所")
    page.locator("[name=brought_by]").fill("康样")
    expect(page.locator("[data-draft-note]")).to_contain_text("已保存")
    site.web.kill()
    page.locator("[name=age_least]").fill("70")
    page.locator("[name=gender_declared][value='2']").check()
    page.keyboard.press("Enter")  # sent into the void
    expect(page.locator("#line-state")).to_have_text("网络断了。内容还在这页，恢复后自动保存。")
    assert page.locator("[name=brought_by]").input_value() == "康样"
    site.restart_web()
    expect(page.locator("#line-state")).to_contain_text("网络恢复，已保存")
    one.wrong.clear()  # the browser itself reports each request that did not get out
    other = person("jiedai").go(NEW)
    for name, value in (("brought_by_unit", "示范派出所"), ("brought_by", "康样"), ("age_least", "70")):
        expect(other.page.locator(f"[name={name}]")).to_have_value(value)
    expect(other.page.locator("[name=gender_declared][value='2']")).to_be_checked()
    page.locator("[name=age_least]").press("Enter")
    expect(page.locator("h1")).to_have_text("接待")
    expect(page.locator(".ag-reception-head")).to_contain_text("公安护送 示范派出所")
    assert site.newest(ReliefCase).person.age_least == 70
    empty = person("jiedai").go(NEW)
    expect(empty.page.locator("[name=brought_by]")).to_have_value("")


def test_on_a_phone_and_for_everybody(site: Site, person: Callable[..., Person]) -> None:
    """No step needs sideways scrolling; somebody without a name is received with a number that is wrong at first."""
    one = person("jiedai", PHONE).go(NEW)
    assert not violations(one.page)
    assert not sideways(one.page)
    one.page.locator("[name=arrival_mode][value='01']").check()
    one.page.locator("[name=gender_declared][value='2']").check()
    one.page.locator("[name=age_least]").fill("70")
    one.page.get_by_role("button", name="打开权利卡").click()
    expect(one.page.locator("#rights")).to_contain_text("您随时可以离开")
    one.page.locator("#rights").get_by_role("button", name="关闭").click()
    one.page.locator("form[data-step] button.btn-primary").click()
    step(one, "identity")
    number = one.page.locator("[name=id_declared]")
    number.fill(f"石样|男|{OWN}|")
    number.press("Enter")
    expect(one.page.locator("#number-said")).to_contain_text("号码对应男，与所选不同")
    assert not violations(one.page)
    assert not sideways(one.page)
    one.page.locator("[name=knows][value='3']").check()
    expect(number).to_be_hidden()
