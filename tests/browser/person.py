"""A person in front of a browser: looks, presses, types; counts the presses; and notices what must not happen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from casework.demo import PASSWORD
from tests.thinning import longer

expect.set_options(timeout=20_000)
DESK, PHONE = (1440, 900), (390, 844)
#: Both widths, for those who sit at a desk and for those who stand: the other one comes in the long run.
AT_A_DESK = [pytest.param(DESK, id="desk"), longer((PHONE,), id="phone")]
ON_THE_WAY = [pytest.param(PHONE, id="phone"), longer((DESK,), id="desk")]
#: One width light, the other dark; crosswise in the long run.
IN_BOTH_LIGHTS = [
    pytest.param(PHONE, "light", id="phone-light"), pytest.param(DESK, "dark", id="desk-dark"),
    longer((PHONE, "dark"), id="phone-dark"), longer((DESK, "light"), id="desk-light"),
]  # fmt: skip


class Person:
    """One demo user with a browser of their own at one size of window."""

    def __init__(self, browser: Browser, site: str, username: str, size: tuple[int, int] = DESK, **more: Any) -> None:
        self.username, self.site, self.size = username, site, size
        self.presses = 0
        self.wrong: list[str] = []
        self._expected: set[int] = set()
        window = {"width": size[0], "height": size[1]}
        self.context: BrowserContext = browser.new_context(
            viewport=window, base_url=site, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce", **more
        )
        self.context.set_default_timeout(20_000)
        self.page: Page = self.new_page()

    def new_page(self) -> Page:
        """Another page of the same browser, watched like the first."""
        page = self.context.new_page()
        page.on("request", lambda r: self._left_the_house(r.url))
        page.on("response", lambda r: self._answered(r.status, r.url))
        page.on("console", lambda m: self._said(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(f"script error: {error}"))
        return page

    # --- what must not happen

    def _left_the_house(self, url: str) -> None:
        if urlsplit(url).hostname not in (None, "127.0.0.1"):
            self.wrong.append(f"request to {url}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400 and status not in self._expected:
            self.wrong.append(f"{status} {url}")

    def _said(self, text: str) -> None:
        status = re.search(r"status of (\d+)", text)
        if not status or int(status[1]) not in self._expected:
            self.wrong.append(f"console: {text}")

    @contextmanager
    def refused(self, status: int) -> Iterator[None]:
        """Inside this block the page is meant to answer with this status."""
        self._expected.add(status)
        yield
        self.page.wait_for_timeout(100)
        self._expected.discard(status)

    # --- acting

    def log_in(self, password: str = PASSWORD) -> "Person":
        page = self.page
        if not page.url.startswith(f"{self.site}/login/"):
            page.goto("/login/")
        page.get_by_label("用户名").fill(self.username)
        page.get_by_label("密码", exact=True).fill(password)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(lambda url: "/login/" not in url)
        return self

    def go(self, address: str) -> "Person":
        self.page.goto(address)
        return self

    def press(self, target: str | Locator, role: str = "link", within: Locator | None = None) -> "Person":
        """Press a link or button by its words."""
        found = target
        if isinstance(target, str):
            named = (within or self.page.locator("#main, .ag-side, .ag-action-bar, #drawer")).get_by_role(
                role,
                name=target,
                exact=True,  # type: ignore[arg-type]
            )
            found = named.filter(visible=True).first
        found.click()  # type: ignore[union-attr]
        self.presses += 1
        return self

    @property
    def form(self) -> Locator:
        """The form of the act that is open, in the drawer or as a page of its own."""
        return self.page.locator("form.ag-act")

    def act(self, label: str) -> "Person":
        """Open one of the next steps; behind 更多办理 or 补充登记 where it stands there."""
        next_step = self.page.locator("#next-step")
        link = next_step.get_by_role("link", name=label, exact=True, include_hidden=True)
        expect(link).to_have_count(1)
        if not link.is_visible():
            self.press(link.locator("xpath=ancestor::details[1]/summary"))
        self.press(link)
        expect(self.page.locator("#act-title")).to_have_text(label)
        return self

    def fill(self, **values: Any) -> "Person":
        """Type text, choose from lists (by words), tick (True, or a list of words)."""
        for name, value in values.items():
            self._fill(self.form.locator(f"#field-{name}"), value)
        return self

    def _fill(self, field: Locator, value: Any) -> None:
        choice = field.locator("select")
        if isinstance(value, tuple):
            self.attach(*value)
        elif value is True or isinstance(value, list):
            for words in value if isinstance(value, list) else [""]:
                self.press(field.locator("label", has_text=words).locator("input[type=checkbox]"))
        elif choice.count():
            wanted = choice.locator("option", has_text=value).first
            choice.select_option(value=wanted.get_attribute("value"))
            self.presses += 2
        else:
            field.locator("input:not([type=hidden]), textarea").first.fill(value)

    def attach(self, name: str, content: bytes) -> "Person":
        """Choose a file from this computer."""
        kind = "image/png" if name.endswith("png") else "text/csv"
        field = self.page.locator("#main input[type=file], #drawer input[type=file]")
        field.set_input_files({"name": name, "mimeType": kind, "buffer": content})
        self.presses += 2
        return self

    def send(self) -> "Person":
        """Press the one primary button of the form and see that it was done."""
        self.press(self.form.locator("button.btn-primary"))
        expect(self.form).to_have_count(0)  # a refused form would stay
        expect(self.page.locator("[data-flash]")).to_be_visible()
        return self

    def do(self, label: str, **values: Any) -> "Person":
        """One whole act: open, fill, send."""
        return self.act(label).fill(**values).send()

    # --- seeing

    def sees(self, *words: str) -> "Person":
        for word in words:
            expect(self.page.locator("#main")).to_contain_text(word)
        return self

    def state(self) -> str:
        """The state badge of the case."""
        return self.page.locator(".ag-case-head .ag-badge").first.inner_text()

    def close(self) -> None:
        """Leave, and say what must not have happened."""
        self.context.close()
        assert not self.wrong, f"{self.username}: {self.wrong}"


def bring_in(clerk: Person, name: str, content: bytes) -> None:
    """A file through 批量导入: its columns confirmed, read without writing, then brought in by the worker."""
    clerk.go("/imports/").attach(name, content).press("上传文件", "button")
    clerk.press("试读，先不写入", "button")
    clerk.press(clerk.page.locator("#job").get_by_role("link", name="看结果"))
    clerk.press(clerk.page.get_by_role("button", name=re.compile("^导入.*件$")))
    expect(clerk.page.locator("#job-words")).to_have_text("已完成。")
    clerk.press(clerk.page.locator("#job").get_by_role("link", name="看结果"))
