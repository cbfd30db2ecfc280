"""组织与岗位 in a real browser: axe finds nothing, at the desk and on the phone."""

from collections.abc import Callable

import pytest

from tests.browser.person import AT_A_DESK, Person
from tests.browser.test_accessibility import sideways, violations

LINKS = ("/manage/agencies/", "/manage/agencies/new/", "/manage/people/", "/manage/people/?show=inactive",
         "/manage/people/new/", "/me/password/")  # fmt: skip


@pytest.mark.parametrize("size", AT_A_DESK)
def test_axe_finds_nothing_in_the_accounts(person: Callable[..., Person], size: tuple[int, int]) -> None:
    one = person("guanli", size)
    one.go("/manage/agencies/")
    agency = one.page.locator("tbody tr a").first.get_attribute("href")
    one.go("/manage/people/")
    someone = one.page.locator("tbody tr a").first.get_attribute("href")
    found = []
    for address in (*LINKS, agency, someone, f"{someone}posts/new/", f"{someone}deactivate/", f"{someone}password/"):
        one.go(str(address))
        found += [f"{address}: {line}" for line in violations(one.page)]
        found += [f"{address}: wider than the window by {w}" for w in [sideways(one.page)] if w > 0]
    assert not found, "\n".join(found)
