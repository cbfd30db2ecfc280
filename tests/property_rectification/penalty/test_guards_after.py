"""The guards once a decision stands, and those of the case that waits for it (§1.1.3, §1.1.2 #45–#47)."""

from pathlib import Path
from typing import Any

import pytest

from property_rectification.models import Penalty
from tests.property_rectification.penalty.conftest import Bureau
from tests.property_rectification.penalty.test_guards import fresh, tried
from tests.property_rectification.penalty.test_road import MADE
from tests.property_rectification.refused import denial, only
from tests.property_rectification.test_guards_of_each_act import denied

# --- after the decision -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "state"), [("serve_decision", "decided"), ("serve_no_penalty", "no_penalty")])
def test_guard_remedy_text_present(bureau: Bureau, code: str, state: str) -> None:
    record = MADE[state](bureau)
    record.penaltydecisions.update(court="")
    assert denied(bureau.world, record, code, "housing") == ["remedy_text_present"]
    record = bureau.amend(fresh(record), "complete_decision", review_organ="示例县人民政府", court="示例县人民法院")
    assert denied(bureau.world, record, code, "housing") == []


def test_guard_payment_proven(bureau: Bureau) -> None:
    record = bureau.fined("500.00")
    assert denied(bureau.world, record, "record_performance", "housing") == ["payment_proven"]
    record = bureau.pay(record, "499.99")
    assert denied(bureau.world, record, "record_performance", "housing") == ["payment_proven"]
    assert denied(bureau.world, bureau.pay(record, "0.01"), "record_performance", "housing") == []


def test_guard_correction_proven(bureau: Bureau) -> None:
    only("correction_proven", tried(bureau, bureau.served(), "record_performance", files=None))


def test_guard_payment_period_over(bureau: Bureau) -> None:
    only("payment_period_over", tried(bureau, bureau.fined(), "mark_overdue"))


def test_guard_urging_period_over(bureau: Bureau) -> None:
    record = bureau.urged()
    assert "urging_period_over" in denied(bureau.world, record, "apply_enforcement", "housing")
    bureau.world.later(days=12)
    assert "urging_period_over" not in denied(bureau.world, record, "apply_enforcement", "housing")


def test_guard_review_period_lapsed(bureau: Bureau) -> None:
    """L-40: both periods over and nothing pending; after a review that upheld it, fifteen days for the suit."""
    record = bureau.urged()
    bureau.world.later(days=61)
    assert denied(bureau.world, record, "apply_enforcement", "housing") == ["review_period_lapsed"]
    record = bureau.sued(fresh(record))
    bureau.world.later(days=160)
    assert denied(bureau.world, record, "apply_enforcement", "housing") == ["review_period_lapsed"]
    day = bureau.world.now.date().isoformat()
    record = bureau.do(fresh(record), "clear_review", result="01", ended_on=day, result_reference="复决1号")
    bureau.world.later(days=15)
    assert denied(bureau.world, record, "apply_enforcement", "housing") == ["review_period_lapsed"]
    bureau.world.later(days=1)
    assert denied(bureau.world, record, "apply_enforcement", "housing") == []


def test_guard_enforcement_window_open(bureau: Bureau) -> None:
    """L-40: within three months after the period for suit; before it ended there is nothing to miss."""
    record = bureau.urged()
    suit = record.timers.get(key="T.PENALTY.SUIT").due_at
    bureau.world.now = suit
    assert denied(bureau.world, record, "apply_enforcement", "housing") == []
    bureau.world.later(days=93)
    assert denied(bureau.world, record, "apply_enforcement", "housing") == ["enforcement_window_open"]


@pytest.mark.parametrize("missing", ["court_result", "result_number"])
def test_guard_court_result_recorded(bureau: Bureau, missing: str) -> None:
    only("court_result_recorded", tried(bureau, bureau.in_court(), "close_enforcement", **{missing: None}))


def test_guard_not_under_review(bureau: Bureau) -> None:
    record = bureau.performed()
    bureau.file(record, "transcript")
    assert denied(bureau.world, record, "close_penalty", "housing") == []
    assert denied(bureau.world, bureau.sued(record), "close_penalty", "housing") == ["not_under_review"]


def test_guard_file_complete(bureau: Bureau) -> None:
    record = bureau.performed()
    found = denial("file_complete", lambda: bureau.do(record, "close_penalty"))
    assert "调查笔录" in found.message


@pytest.mark.parametrize("missing", ["organ", "reference"])
def test_guard_review_reference_present(bureau: Bureau, missing: str) -> None:
    only("review_reference_present", tried(bureau, bureau.served(), "record_review", **{missing: None}))


@pytest.mark.parametrize("missing", ["result", "ended_on"])
def test_guard_review_upheld_or_withdrawn(bureau: Bureau, missing: str) -> None:
    only("review_upheld_or_withdrawn", tried(bureau, bureau.served(), "clear_review", **{missing: None}))


@pytest.mark.parametrize("code", ["annul_decision", "remit_decision"])
def test_guard_annulment_document_present(bureau: Bureau, code: str) -> None:
    only("annulment_document_present", tried(bureau, bureau.served(), code, document=None))


def test_guard_fine_returned(bureau: Bureau) -> None:
    record = bureau.pay(bureau.fined("500.00"), "500.00")
    only("fine_returned", tried(bureau, record, "annul_decision"))


def test_guard_surcharge_owed(bureau: Bureau) -> None:
    record = bureau.overdue()
    assert denied(bureau.world, record, "waive_surcharge", "director") == []
    record = bureau.amend(record, "waive_surcharge", "director", reasons="已主动采取补救措施。")
    assert denied(bureau.world, record, "waive_surcharge", "director") == ["surcharge_owed"]


def test_guard_explanation_owed(bureau: Bureau) -> None:
    record = bureau.do(bureau.served(), "annul_decision", **bureau.revocation(bureau.case.penalties.get()))
    assert denied(bureau.world, record, "explain_withdrawal", "housing") == ["explanation_owed"]


# --- leaving the state of the case ------------------------------------------------------------------------------


def of_case(bureau: Bureau) -> Any:
    return type(bureau.case).objects.get(pk=bureau.case.pk)


@pytest.mark.parametrize("code", ["rectify_after_penalty", "check_after_penalty"])
def test_guard_penalty_decision_served(bureau: Bureau, code: str) -> None:
    record = bureau.decided()
    assert "penalty_decision_served" in denied(bureau.world, of_case(bureau), code, "housing")
    bureau.serve(record)
    assert "penalty_decision_served" not in denied(bureau.world, of_case(bureau), code, "housing")


def test_guard_correction_outstanding(bureau: Bureau) -> None:
    bureau.performed()
    assert denied(bureau.world, of_case(bureau), "rectify_after_penalty", "housing") == ["correction_outstanding"]


@pytest.mark.parametrize("missing", ["report", "files"])
def test_guard_correction_already_made(bureau: Bureau, missing: str) -> None:
    bureau.served()
    case = of_case(bureau)
    data = {"report": "已经补公示。", "files": [bureau.file(case, "rectification")]}
    del data[missing]
    only("correction_already_made", lambda: bureau.do(case, "check_after_penalty", **data))


def test_guard_no_violation_after_investigation(bureau: Bureau) -> None:
    bureau.serve(bureau.spared(cause="03"), "serve_no_penalty")
    found = denied(bureau.world, of_case(bureau), "drop_penalty", "housing")
    assert found == ["no_violation_after_investigation"]


def test_guard_reasons_written_of_dropping(bureau: Bureau) -> None:
    bureau.serve(bureau.spared(), "serve_no_penalty")
    only("reasons_written", lambda: bureau.world.propose(
        of_case(bureau), "drop_penalty", "housing", reasons="无", told_how="03"))  # fmt: skip


def test_guard_second_reviewer_signed_of_dropping(bureau: Bureau) -> None:
    bureau.serve(bureau.spared(), "serve_no_penalty")
    reasons = "处罚程序查明违法事实不成立。"
    only(
        "second_reviewer_signed",
        lambda: bureau.do(of_case(bureau), "drop_penalty", reasons=reasons, told_how="03"),
    )


def test_every_guard_has_a_test_here() -> None:
    """By name: a guard that is added without a test is seen."""
    declared = Penalty.lifecycle
    codes = {g.code for acts in (declared.rows, declared.amendments) for act in acts.values() for g in act.needs}
    here = Path(__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in here.glob("test_guards*.py"))
    assert not {code for code in codes if code not in text}
