"""A category, a length and a wording set on the pages of the administrator hold from their day on: cases on their way
keep the old rule, new ones get the new (§2.3)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from casework.models import Document, DocumentTemplate, TimerRule
from property_rectification import categories
from property_rectification.models import CategoryVersion
from tests.property_rectification.world import World

pytestmark = pytest.mark.usefixtures("plain_files")
NEXT_MONTH = date(2026, 4, 1)


def client_of(world: World) -> Client:
    client = Client()
    client.force_login(world.user("admin"), "django.contrib.auth.backends.ModelBackend")
    return client


def confirmed(world: World, address: str, typed: dict[str, Any]) -> None:
    """Ask for the effect, then set what was shown."""
    with world.acting():
        client = client_of(world)
        shown = client.post(address, typed).content.decode()
        seen = shown.split('name="seen" value="')[1].split('"')[0]
        assert client.post(address, typed | {"seen": seen}).status_code == 302


def set_all(world: World) -> None:
    sign = TimerRule.objects.get(key="T.SIGN", valid_to__isnull=True)
    version = CategoryVersion.objects.get(code="WA05", valid_to__isnull=True)
    since = {"valid_from": NEXT_MONTH.isoformat()}
    length = {"amount": "3", "unit": "working_day", "roll": "none", "basis": "示例办法3号"}
    confirmed(world, f"/manage/rules/{sign.pk}/change/", length | since)
    category = {
        "name": "不公示（新版）", "test": "示例：到期没有贴出来。", "lead_organs": ["05"], "limit": "4",
        "unit": "working_day", "basis": "民法典第943条\n物业管理条例第6条", "remedies": "补公示",
    }  # fmt: skip
    confirmed(world, f"/manage/categories/{version.pk}/change/", category | since)
    added = {"code": "WA77", "side": "firm", "name": "示例新类别", "test": "示例：新出现的一类问题。",
             "lead_organs": ["03"], "limit": "9", "unit": "calendar_day"}  # fmt: skip
    confirmed(world, "/manage/categories/new/", added | since)
    with world.acting():
        wording = {"name": "新回执", "body": "<p>{{ number }}</p>"}
        assert client_of(world).post("/manage/templates/F-01/new/", wording | since).status_code == 302


def receipt_of(case: Any) -> DocumentTemplate:
    return Document.objects.get(record=case, template__code="F-01").template


def test_from_next_month_new_cases_get_the_new_and_running_ones_keep_the_old(world: World) -> None:
    old = world.dispatched("WA05")
    set_all(world)
    early = world.dispatched("WA05")
    world.later(days=31)
    assert "WA77" in dict(categories.choices(world.now.date()))
    young = world.dispatched("WA05", unit="market")
    newest = world.dispatched("WA77")
    for case, signs, limit, name in (
        (old, 1, 7, "不公示、公示不全"), (early, 1, 7, "不公示、公示不全"),
        (young, 3, 4, "不公示（新版）"), (newest, 3, 9, "示例新类别"),
    ):  # fmt: skip
        assert case.timers.get(key="T.SIGN", stopped_at__isnull=True).amount == signs
        version = categories.of_record(case, case.category, world.now)
        assert version is not None
        assert version.limit == limit
        assert version.name == name
    assert [receipt_of(case).version for case in (old, early, young, newest)] == [1, 1, 2, 2]
