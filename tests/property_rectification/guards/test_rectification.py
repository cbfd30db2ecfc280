"""Guards of the check: each refuses in its own words and lets go when its way out is taken."""

from datetime import timedelta

import pytest

from casework.scopes import subtree
from property_rectification.scopes import CASE_SCOPES
from tests.property_rectification.refused import only
from tests.property_rectification.world import START, World

# --- check ------------------------------------------------------------------------------------------------------


def test_guard_rectification_evidence_present(world: World) -> None:
    case = world.rectifying("WA02", amount_confirmed="100.00")
    refused = only("rectification_evidence_present", lambda: world.do(case, "request_check", "housing"))
    assert refused.message == "还差：整改情况、整改前后的照片或记录、付款凭证。"


def test_guard_panel_formed(world: World) -> None:
    case = world.check_requested()
    few = only("panel_formed", lambda: world.form_panel(case, "checker"))
    assert few.message == "验收组至少2人，现在1人。"
    inside = only("panel_formed", lambda: world.form_panel(case, "checker", "insider"))
    assert inside.message == "验收组里有承办单位的人：某insider。"


def test_guard_panel_formed_knows_a_post_that_ends_next_month(world: World) -> None:
    case = world.check_requested()
    world.user("insider").posts.update(valid_to=START.date() + timedelta(days=90))
    inside = only("panel_formed", lambda: world.form_panel(case, "checker", "insider"))
    assert inside.message == "验收组里有承办单位的人：某insider。"


def test_guard_owner_side_present(world: World) -> None:
    case = world.check_requested("WA17")
    only("owner_side_present", lambda: world.form_panel(case, owner_side="declined"))
    assert world.form_panel(case, owner_side="declined", declined=world.file(case)).state == "checking"


def test_guard_actor_on_panel(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = world.call(world.items(world.checking()))
    world.actors["stranger"] = world.person("stranger", "panel", "R25")
    monkeypatch.setitem(CASE_SCOPES, "R25", subtree)  # even if the scope were wider than the panel
    only("actor_on_panel", lambda: world.do(case, "pass_check", "stranger"))
    case = world.items(case, "no", "补全公示内容。")
    only("actor_on_panel", lambda: world.do(case, "fail_check", "stranger"))


def test_guard_failed_items_listed(world: World) -> None:
    case = world.items(world.checking())
    only("failed_items_listed", lambda: world.do(case, "fail_check", "checker"))


def test_guard_all_items_passed(world: World) -> None:
    case = world.call(world.checking())
    empty = only("all_items_passed", lambda: world.do(case, "pass_check", "checker"))
    assert empty.message == "验收项目还没有填。"
    case = world.items(case, "no", "补全公示内容。")
    failed = only("all_items_passed", lambda: world.do(case, "pass_check", "checker"))
    assert failed.message == "还有项目没通过：公示栏。"


def test_guard_voucher_matches_to_fen(world: World) -> None:
    case = world.call(world.items(world.checking("WA02", amount_confirmed="98400.01")))
    case = world.amend(
        case, "correct_amount", "housing", amount_confirmed="98400.00", reasons="更正一分钱的笔误，附说明。"
    )
    more = only("voucher_matches_to_fen", lambda: world.do(case, "pass_check", "checker"))
    assert more.message == "凭证合计98,400.01元，比认定金额多0.01元。"
    voucher = str(case.vouchers.get().pk)
    case = world.amend(
        case, "correct_voucher", "housing", voucher=voucher, amount="98000.00", reasons="看错了凭证上的数字，更正。"
    )
    less = only("voucher_matches_to_fen", lambda: world.do(case, "pass_check", "checker"))
    assert less.message == "凭证合计98,000.00元，比认定金额少400.00元。"
    case = world.voucher(case, "400.00")
    assert world.do(case, "pass_check", "checker").amount_refunded == 9840000


def test_guard_callback_done_or_tried(world: World) -> None:
    case = world.items(world.checking())
    act = lambda: world.do(case, "pass_check", "checker")  # noqa: E731
    only("callback_done_or_tried", act)
    for hours in (0, 3, 24):
        world.later(hours=hours)
        case = world.call(case, reached=False, solved="", satisfaction="")
    only("callback_done_or_tried", act)  # three attempts on two days
    world.later(hours=24)
    case = world.call(case, reached=False, solved="", satisfaction="")
    assert case.callbacks.last().satisfaction == "04"
    assert act().state == "pre_close"
