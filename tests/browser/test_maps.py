"""Maps in front of a browser: a point is marked with and without script, by mouse and by keys; map and list agree."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.person import IN_BOTH_LIGHTS, PHONE, Person
from tests.browser.site import Site
from tests.browser.test_accessibility import sideways, violations

WORDS = "样板小区北门的路灯坏了两个星期，晚上老人出门看不见台阶，问物业说已经报修，一直没有人来修。"


def picker(page: Page) -> Locator:
    """The picker of the intake, opened where it is folded away."""
    page.goto("/cases/new/")
    found = page.locator("fieldset[data-pin]")
    folded = page.locator("details:not([open])", has=found)
    if folded.count():
        folded.first.locator("summary").first.click()
    expect(found.locator("[data-pin-map]")).to_be_visible()
    return found


def press_middle(pin: Locator) -> None:
    picture = pin.locator("[data-pin-map]")
    box = picture.bounding_box()
    assert box
    picture.click(position={"x": box["width"] / 2, "y": box["height"] / 2})


def test_without_script_a_press_marks_the_place_and_nothing_typed_is_lost(
    site: Site, person: Callable[..., Person]
) -> None:
    page = person("shouli1", java_script_enabled=False).page
    pin = picker(page)
    page.locator("[name=narrative]").fill(WORDS)
    press_middle(pin)
    expect(pin.locator("[data-pin-words]")).to_contain_text("约")
    assert page.url.endswith("/cases/new/#pin"), "the page comes back at the picker"
    assert page.locator("[name=narrative]").input_value() == WORDS
    first = pin.locator("[name=position]").input_value()
    pin.get_by_role("button", name="放大").click()
    assert pin.locator("[name=position]").input_value() == first
    pin.get_by_role("button", name="清除").click()
    assert pin.locator("[name=position]").input_value() == ""
    pin.get_by_role("button", name="标在图中央").press("Enter")
    assert pin.locator("[name=position]").input_value() != ""
    assert page.locator("[name=narrative]").input_value() == WORDS


def test_with_script_the_place_is_marked_at_once_and_said(site: Site, person: Callable[..., Person]) -> None:
    page = person("shouli1").page
    pin = picker(page)
    before = pin.locator("[data-pin-map]").get_attribute("src")
    press_middle(pin)
    assert pin.locator("[name=position]").input_value() != "", "before any answer"
    expect(pin.locator("[data-pin-words]")).to_contain_text("约")
    expect(pin.locator("[data-pin-map]")).not_to_have_attribute("src", before or "")
    assert page.url.endswith("/cases/new/"), "the page stays"
    assert page.evaluate("document.activeElement.name") == "pin"


def test_by_keys_alone(site: Site, person: Callable[..., Person]) -> None:
    page = person("shouli1").page
    pin = picker(page)
    press_middle(pin)
    middle = pin.locator("[name=position]").input_value()
    pin.locator("[data-pin-map]").focus()
    for _n in range(5):
        page.keyboard.press("ArrowRight")
    expect(pin.locator("[data-pin-cross]")).to_be_visible()
    assert pin.locator("[name=position]").input_value() == middle, "moving is not marking"
    page.keyboard.press("Enter")
    moved = pin.locator("[name=position]").input_value()
    assert float(moved.split(",")[0]) > float(middle.split(",")[0])
    assert page.url.endswith("/cases/new/")
    pin.get_by_role("button", name="清除").press("Enter")
    expect(pin.locator("[data-pin-words]")).to_contain_text("还没有标位置")


HOLD_THE_FIRST_ANSWER = """() => {
  const read = Response.prototype.json;
  Response.prototype.json = async function () {
    const told = await read.call(this);
    if (!window.letGo) {
      document.body.dataset.held = "1";
      await new Promise((go) => (window.letGo = go));
    }
    return told;
  };
}"""


def test_an_older_answer_puts_no_point_back(site: Site, person: Callable[..., Person]) -> None:
    page = person("shouli1").page
    pin = picker(page)
    page.evaluate(HOLD_THE_FIRST_ANSWER)
    press_middle(pin)
    middle = pin.locator("[name=position]").input_value()
    expect(page.locator("body[data-held]")).to_be_attached()
    page.route(f"**{pin.get_attribute('data-pin-url')}", lambda _route: None)  # no second answer comes
    pin.locator("[data-pin-map]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    moved = pin.locator("[name=position]").input_value()
    assert float(moved.split(",")[0]) > float(middle.split(",")[0])
    page.evaluate("() => { window.letGo(); return new Promise((done) => setTimeout(done, 100)); }")
    assert pin.locator("[name=position]").input_value() == moved


def test_a_device_tells_where_it_is(site: Site, person: Callable[..., Person]) -> None:
    one = person(
        "shouli1", PHONE, geolocation={"longitude": 124.3397, "latitude": 43.1419}, permissions=["geolocation"]
    )
    pin = picker(one.page)
    pin.get_by_role("button", name="用我现在的位置").click()
    expect(pin.locator("[data-pin-words]")).to_have_text("例子花园内")
    assert pin.locator("[name=position]").input_value() == "124.339700,43.141900"


def test_a_device_that_may_not_tell_says_what_remains(site: Site, person: Callable[..., Person]) -> None:
    pin = picker(person("shouli1", PHONE).page)
    pin.get_by_role("button", name="用我现在的位置").click()
    expect(pin.locator("[data-pin-notice]")).to_contain_text("可以在图上点")


def test_the_marked_place_is_the_case_s(site: Site, person: Callable[..., Person]) -> None:
    one = person("shouli1")
    page, pin = one.page, picker(one.page)
    press_middle(pin)
    expect(pin.locator("[data-pin-words]")).to_contain_text("约")
    lon, lat = pin.locator("[name=position]").input_value().split(",")
    page.locator("#field-channel label", has_text="现场").first.click()
    page.locator("[name=narrative]").fill(WORDS)
    page.locator("[name=no_compound]").check()
    page.locator("[name=address]").fill("北门外路口")
    page.locator("button[name=then][value=open]").click()
    page.wait_for_url("**/registered/")
    page.goto(page.url.removesuffix("registered/"))
    expect(page.locator("#place")).to_contain_text(f"{float(lat):.5f}, {float(lon):.5f}")


# -- lists and cases -----------------------------------------------------------------------------------------------


def test_map_and_list_point_at_each_other_and_moving_keeps_the_focus(site: Site, person: Callable[..., Person]) -> None:
    page = person("shouli1").go("/map/").page
    assert page.url.endswith("/cases/?open=1&map=1")
    line = page.locator("tr[data-row][data-spot]").first
    key = line.get_attribute("data-spot")
    line.hover()
    expect(page.locator(f'[data-spots~="{key}"][data-here]').first).to_be_attached()
    mark = page.locator(".ag-map-mark:visible").first
    keys = (mark.get_attribute("data-spots") or "").split()
    mark.click()
    owner = page.evaluate("document.activeElement.closest('[data-spot]')?.dataset.spot")
    assert owner in keys
    page.locator("#map-in").press("Enter")
    page.wait_for_url("**/cases/?open=1&map=*,*")
    expect(page.locator("#map-in")).to_be_focused()


def test_the_part_shown_narrows_the_list_by_its_address(site: Site, person: Callable[..., Person]) -> None:
    page = person("shouli1").go("/cases/?map=124.33860,43.14110,124.34060,43.14280").page
    all_of_it = page.locator("#list-count").inner_text()
    page.locator("#map-within").click()
    page.wait_for_url("**bbox=**")
    expect(page.locator("#map-within")).to_have_attribute("aria-pressed", "true")
    page.reload()
    narrowed = page.locator("#list-count").inner_text()
    places = set(page.locator("tr[data-row] .ag-cell-first b, tr[data-row] b").all_inner_texts())
    assert narrowed != all_of_it or places == {"例子花园"}


def test_without_script_the_map_moves_by_links(site: Site, person: Callable[..., Person]) -> None:
    page = person("shouli1", java_script_enabled=False).go("/map/").page
    page.locator("#map-out").click()
    expect(page.locator("#map-summary")).to_contain_text("图上")
    page.locator("#map-within").click()
    assert "bbox=" in page.url


def test_a_case_shows_its_place_when_one_gets_there(site: Site, person: Callable[..., Person]) -> None:
    page = person("zhujian1").go(site.cases["fact_finding"]).page
    page.locator("#place").scroll_into_view_if_needed()
    expect(page.locator("#place figure[data-map]")).to_be_visible()
    expect(page.locator("#place-map-summary")).to_contain_text("本案在")
    here = page.url
    page.locator("#place-map-in").click()
    page.wait_for_timeout(500)
    assert page.url == here
    expect(page.locator("#place-map-in")).to_be_focused()


@pytest.mark.parametrize(("size", "scheme"), IN_BOTH_LIGHTS)
def test_axe_finds_nothing_on_maps(
    site: Site, person: Callable[..., Person], size: tuple[int, int], scheme: str
) -> None:
    one = person("shouli1", size, color_scheme=scheme)
    found = []
    for address in ("/cases/?open=1&map=1", f"{site.cases['fact_finding']}map/"):
        one.go(address)
        found += [f"{address}: {line}" for line in violations(one.page)]
        found += [f"{address}: wider by {w}" for w in [sideways(one.page)] if w > 0]
    picker(one.page)
    found += violations(one.page)
    assert not found, "\n".join(found)
