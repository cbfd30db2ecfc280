"""The roads of a penalty procedure: every transition from every state it starts in, and what each brings."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from casework import clock, documents, engine, outbox, sweep
from casework.actor import Actor
from casework.models import OutboxMessage
from casework.refusals import Conflict, InvalidData
from property_rectification.models import Penalty
from property_rectification.penalty import after_guards
from property_rectification.penalty.lifecycle import PENALTY
from tests.property_rectification.penalty.conftest import Bureau
from tests.property_rectification.test_lifecycle import running

Made = Callable[[Bureau], Any]


def _held(bureau: Bureau, record: Any) -> Any:
    director = bureau.world.user("director").pk
    return bureau.do(record, "hold_evidence", items="账册三本。", approver=director, list_left=True)


#: A way into each state.
MADE: dict[str, Made] = {
    "filed": lambda b: b.filed(),
    "investigated": lambda b: b.investigated(),
    "evidence_held": lambda b: _held(b, b.filed()),
    "proposed": lambda b: b.proposed(hearing=True),
    "statement": lambda b: b.answered(hearing=True),
    "hearing_req": lambda b: b.hearing_requested(),
    "hearing_held": lambda b: b.answer(b.hearing_held()),
    "legal_review": lambda b: b.reviewed(),
    "collective": lambda b: b.discussing(),
    "decided": lambda b: b.decided(),
    "no_penalty": lambda b: b.spared(),
    "served": lambda b: b.served(),
    "performed": lambda b: b.performed(),
    "overdue": lambda b: b.overdue(),
    "urged": lambda b: b.do(b.overdue(), "urge_performance", **b.service(b.case.penalties.get())),
    "court_enforce": lambda b: b.in_court(),
}


def _proposal_waited(bureau: Bureau, record: Any) -> dict[str, Any]:
    """The times to speak and to ask for a hearing are over."""
    if record.state in ("proposed", "statement"):
        bureau.world.later(days=8)
    return {}


def _deciding(bureau: Bureau, record: Any) -> dict[str, Any]:
    _proposal_waited(bureau, record)
    return bureau.decision()


def _performing(bureau: Bureau, record: Any) -> dict[str, Any]:
    """All that is owed is paid first, the surcharge too."""
    for kind, fen in after_guards.owed(Penalty.objects.get(pk=record.pk), bureau.world.now).items():
        bureau.pay(record, f"{fen / 100:.2f}", kind)
    return {"files": [bureau.file(record, "correction")]}


def _waiting_for_court(bureau: Bureau, record: Any) -> dict[str, Any]:
    bureau.world.later(days=180)
    return {"court_number": "（2026）行审1号"}


def _clearing(bureau: Bureau, record: Any) -> dict[str, Any]:
    bureau.sued(record)
    day = bureau.world.now.date().isoformat()
    return {"result": "01", "ended_on": day, "result_reference": "复决1号"}


#: Act → who does it, and what it is given.
ACTS: dict[str, tuple[str, Callable[[Bureau, Any], dict[str, Any]]]] = {
    "complete_investigation": ("housing", lambda b, r: {}),
    "hold_evidence": (
        "housing", lambda b, r: {"items": "账册三本。", "approver": b.world.user("director").pk, "list_left": True},
    ),
    "release_evidence": ("housing", lambda b, r: {"disposition": "01", "note": "已返还。"}),
    "propose_penalty": ("housing", lambda b, r: b.proposal(r)),
    "record_statement": ("housing", lambda b, r: {"kind": "record", "at": b.world.iso(), "content": "只晚了几天。"}),
    "request_hearing": ("housing", lambda b, r: {"asked_at": b.world.iso(), "oral": True}),
    "hold_hearing": ("legal", lambda b, r: (b.world.later(days=14), b.hearing(r))[1]),
    "end_hearing": ("housing", lambda b, r: {"given_up": "01", "file": b.file(r, "waiver")}),
    "submit_legal_review": ("housing", _proposal_waited),
    "return_for_investigation": ("legal", lambda b, r: {"reasons": "缺2024年的账目，请补查后重新告知。"}),
    "submit_collective_discussion": ("housing", lambda b, r: {}),
    "decide_penalty": ("director", _deciding),
    "decide_no_penalty": ("director", lambda b, r: b.no_penalty()),
    "serve_decision": ("housing", lambda b, r: b.service(r)),
    "serve_no_penalty": ("housing", lambda b, r: b.service(r)),
    "record_performance": ("housing", _performing),
    "mark_overdue": ("system", lambda b, r: {}),
    "urge_performance": ("housing", lambda b, r: b.service(r)),
    "apply_enforcement": ("housing", _waiting_for_court),
    "close_enforcement": ("housing", lambda b, r: {"court_result": "01", "result_number": "（2026）执1号"}),
    "close_penalty": ("housing", lambda b, r: (b.file(r, "transcript"), {})[1]),
    "record_review": (
        "legal",
        lambda b, r: {"kind": "SUIT", "organ": "示例县人民法院", "reference": "行初1号", "applied_on": "2026-03-02"},
    ),
    "clear_review": ("legal", _clearing),
    "annul_decision": ("housing", lambda b, r: b.revocation(r)),
    "remit_decision": ("housing", lambda b, r: b.revocation(r, days=60)),
}  # fmt: skip
PAIRS = [(row.code, source) for row in PENALTY.rows.values() for source in row.sources]


@pytest.mark.parametrize(("code", "source"), PAIRS)
def test_every_transition_from_every_source(bureau: Bureau, code: str, source: str) -> None:
    if code == "mark_overdue":
        record = bureau.fined()
        bureau.world.later(days=18)
    else:
        record = MADE[source](bureau)
    assert record.state == source
    who, brings = ACTS[code]
    record = bureau.do(record, code, who, **brings(bureau, record))
    row = PENALTY.rows[code]
    expected = {"@same": source, "@previous": "filed"}.get(row.target, row.target)
    assert record.state == expected
    assert record.events.count() == record.version


# --- what the steps bring ---------------------------------------------------------------------------------------


def test_filing_opens_the_procedure_in_the_same_commit(bureau: Bureau) -> None:
    record = bureau.filed()
    assert (bureau.case.state, bureau.case.penalty_number) == ("penalty", record.number)
    assert record.number.startswith("CF-220399-2026-")
    timer = record.timers.get(key="T.PENALTY.DECIDE")
    assert (timer.amount, timer.unit) == (90, "calendar_day")
    assert "T.HANDLE.ORDINARY" not in running(bureau.case)
    assert record.events.get().name == "open_penalty"
    assert "某装饰公司" not in record.title


def test_a_refused_filing_leaves_nothing(bureau: Bureau) -> None:
    case = bureau.world.found(bureau.world.fact_finding())
    with pytest.raises(InvalidData) as refused:
        bureau.do(case, "file_penalty", **bureau.filing(party_kind="person"))
    assert list(refused.value.errors) == ["born_on"]
    assert not Penalty.objects.exists()


def test_a_procedure_begins_out_of_a_case_only(bureau: Bureau) -> None:
    with bureau.world.acting(), pytest.raises(Conflict):
        engine.create(Penalty, actor=bureau.world.actors["housing"])


def test_the_partys_time_begins_anew_with_a_new_proposal(bureau: Bureau) -> None:
    """L-31: after a return for investigation the clocks of the old notice do not eat the new one's."""
    record = bureau.answered(hearing=True)
    bureau.world.later(days=8)
    record = bureau.do(record, "submit_legal_review")
    record = bureau.do(record, "return_for_investigation", "legal", reasons="事实有变化，补查后重新告知。")
    bureau.world.later(days=20)
    record = bureau.proposed(record, hearing=True)
    assert all(t.started_at.date() == bureau.world.now.date() for t in record.timers.filter(
        key__in=["T.PENALTY.STATEMENT", "T.HEARING.REQUEST"], stopped_at=None))  # fmt: skip
    assert {"T.PENALTY.STATEMENT", "T.HEARING.REQUEST", "T.PENALTY.DECIDE"} <= running(record)


def test_evidence_may_be_held_after_the_investigation_and_comes_back_there(bureau: Bureau) -> None:
    record = _held(bureau, bureau.investigated())
    assert "T.PENALTY.EVIDENCE" in running(record)
    record = bureau.do(record, "release_evidence", disposition="01", note="已返还。")
    assert (record.state, "T.PENALTY.EVIDENCE" in running(record)) == ("investigated", False)


def test_without_a_hearing_right_its_clock_does_not_run(bureau: Bureau) -> None:
    assert running(bureau.proposed()) == {"T.PENALTY.DECIDE", "T.PENALTY.STATEMENT"}


def test_a_decision_without_money_starts_no_clock_for_paying(bureau: Bureau) -> None:
    assert running(bureau.served()) == {"T.PENALTY.REVIEW", "T.PENALTY.SUIT"}


def test_the_payment_clock_is_over_at_its_minute(bureau: Bureau) -> None:
    """L-37: paid by 24:00 of the last day is in time; a minute later the sweep marks it overdue."""
    record = bureau.fined()
    due = record.timers.get(key="T.PENALTY.PAY").due_at
    with clock.moved_to(due.replace(microsecond=0) - sweep.timedelta(minutes=1)):
        sweep.run()
    assert Penalty.objects.get(pk=record.pk).state == "served"
    with clock.moved_to(due):
        sweep.run()
    assert Penalty.objects.get(pk=record.pk).state == "overdue"


def test_more_time_to_pay_moves_the_clock(bureau: Bureau) -> None:
    record = bureau.fined()
    before = record.timers.get(key="T.PENALTY.PAY").due_at
    record = bureau.amend(record, "grant_deferral", "director", days=30, reasons="经营困难，申请延期。")
    assert (record.timers.get(key="T.PENALTY.PAY").due_at - before).days >= 28


def test_a_late_fine_grows_and_is_owed_until_it_is_paid(bureau: Bureau) -> None:
    record = bureau.overdue("1000.00")
    bureau.world.later(days=10)
    record = Penalty.objects.get(pk=record.pk)
    debts = after_guards.owed(record, bureau.world.now)
    assert debts["fine"] == 100_000
    assert debts["added"] % 3_000 == 0
    assert debts["added"] > 0


def test_an_officer_may_be_replaced_and_stays_on_record(bureau: Bureau) -> None:
    record = bureau.amend(bureau.filed(), "set_officers", officers=bureau.officers("housing2", "director"))
    assert len([one for one in record.officers if one["until"] is None]) == 2
    assert len(record.officers) == 4


def test_review_is_an_overlay_that_ends(bureau: Bureau) -> None:
    record = bureau.sued(bureau.served())
    assert (record.state, record.flags) == ("served", ["REVIEW"])
    assert not running(record)
    day = bureau.world.now.date().isoformat()
    record = bureau.do(record, "clear_review", result="01", ended_on=day, result_reference="复决1号")
    assert record.flags == []
    assert running(record) == {"T.PENALTY.ENFORCE"}


def test_the_officers_hear_twice_that_the_way_to_the_court_will_end(bureau: Bureau) -> None:
    """L-40: three months to apply; told after 60 and after 80 days, once each."""
    record = bureau.sued(bureau.served())
    day = bureau.world.now.date().isoformat()
    record = bureau.do(record, "clear_review", result="01", ended_on=day, result_reference="复决1号")
    start = record.timers.get(key="T.PENALTY.ENFORCE").started_at
    told = OutboxMessage.objects.filter(record=record, topic__startswith="notice.right_ending.T.PENALTY.ENFORCE")
    for days, expected in ((59, 0), (60, 1), (79, 1), (80, 2), (81, 2)):
        with clock.moved_to(start + timedelta(days=days)):
            sweep.run()
            sweep.run()
        assert told.count() == expected, days
    named = {one["user"] for one in record.officers}
    assert set(outbox.open_payload(told[0])["audience"]["users"]) == named


def test_remitted_the_document_sets_the_time(bureau: Bureau) -> None:
    record = bureau.served()
    record = bureau.do(record, "remit_decision", **bureau.revocation(record, days=60))
    timer = record.timers.get(key="T.PENALTY.DECIDE", stopped_at=None)
    assert (timer.amount, record.outcome, record.served_at) == (60, "", None)


def test_a_published_decision_that_is_annulled_owes_an_explanation(bureau: Bureau) -> None:
    """L-39: three working days for the explanation; nothing is owed where nothing was published."""
    record = bureau.served()
    record = bureau.amend(
        record, "record_publication", published_on="2026-03-02", published_where="http://gov.example/1"
    )
    record = bureau.do(record, "annul_decision", **bureau.revocation(record))
    assert running(record) == {"T.WITHDRAW.PUBLISH"}
    record = bureau.amend(record, "explain_withdrawal", explanation="复议决定撤销了原处罚决定，现予撤回。")
    assert not running(record)


def test_what_was_paid_goes_back_before_the_annulment(bureau: Bureau) -> None:
    record = bureau.pay(bureau.fined("500.00"), "500.00")
    with pytest.raises(InvalidData):
        bureau.amend(
            record, "record_refund", amount="600.00", paid_on="2026-03-02", file=bureau.file(record, "voucher")
        )
    record = bureau.amend(
        record, "record_refund", amount="500.00", paid_on="2026-03-02", file=bureau.file(record, "voucher")
    )
    record = bureau.do(record, "annul_decision", **bureau.revocation(record))
    assert (record.state, record.outcome) == ("done", "annulled")


# --- figures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ([{"kind": "03", "amount": "1000.00"}], "CG-1"), ([{"kind": "04"}], "金额"),
        ([{"kind": "01", "amount": "5.00"}], "只有罚款"), ([{"kind": "01"}, {"kind": "01"}], "一行"),
    ],
)  # fmt: skip
def test_figures_that_cannot_be(bureau: Bureau, content: list[dict[str, Any]], word: str) -> None:
    """P-09: without CG-1 no figure of a fine is written, and the handler is told why."""
    with pytest.raises(InvalidData) as refused:
        bureau.proposed(content=content)
    assert word in str(refused.value.errors["content"])


def test_basis_of_another_day_is_named(bureau: Bureau) -> None:
    with pytest.raises(InvalidData) as refused:
        bureau.proposed(bureau.investigated(acted_until="1990-01-01"))
    assert list(refused.value.errors) == ["basis"]


# --- leaving the state of the case -------------------------------------------------------------------------------


def of_case(bureau: Bureau) -> Any:
    return type(bureau.case).objects.get(pk=bureau.case.pk)


def test_case_is_ordered_to_correct_after_the_decision(bureau: Bureau) -> None:
    """§1.1.2 #45."""
    record = bureau.served()
    data = {k: v for k, v in bureau.service(record).items() if k != "receipt"}
    case = bureau.do(of_case(bureau), "rectify_after_penalty", requirement="公示2025年收支。", **data)
    assert case.state == "rectifying"
    notice = case.ordernotices.get()
    assert (notice.facts_found.reveal(), notice.acted_on.isoformat()) == ("2025年收支没有公示。", "2026-02-20")
    assert "T.HANDLE.RECTIFY" in running(case)


def test_case_goes_to_the_check_where_the_wrong_is_put_right(bureau: Bureau) -> None:
    """§1.1.2 #46, also where nothing was imposed because it was minor and corrected."""
    bureau.serve(bureau.spared(cause="02"), "serve_no_penalty")
    case = of_case(bureau)
    case = bureau.do(case, "check_after_penalty", report="已经补公示。", files=[bureau.file(case, "rectification")])
    assert case.state == "check_req"


def test_case_without_a_violation_is_dropped_by_two(bureau: Bureau) -> None:
    """§1.1.2 #47."""
    bureau.serve(bureau.spared(), "serve_no_penalty")
    reasons = "查了三年的账，收支都已公示。"
    case = bureau.world.two(of_case(bureau), "drop_penalty", "housing", "housing2", reasons=reasons, told_how="03")
    assert (case.state, case.result) == ("unfounded", "03")
    assert case.rechecks.count() == 1


def test_annulled_for_want_of_a_violation_leads_there_too(bureau: Bureau) -> None:
    record = bureau.served()
    bureau.do(record, "annul_decision", **bureau.revocation(record, ground="01"))
    case = bureau.world.two(
        of_case(bureau), "drop_penalty", "housing", "housing2", reasons="复议认定违法事实不成立。", told_how="03"
    )
    assert case.state == "unfounded"


def test_the_system_alone_marks_overdue(bureau: Bureau) -> None:
    assert PENALTY.rows["mark_overdue"].by == {Actor.system().role}


def test_the_joint_discussion_gets_a_sheet_without_the_merits(bureau: Bureau) -> None:
    """F-24: to be filled in and signed; what is discussed is the decision, and no fact stands on it beforehand."""
    record = bureau.discussing()
    found = documents.latest(record, "F-24")
    assert found is not None
    said = documents.snapshot_of(found)
    assert (said["heading"], said["agenda"], said["judgement"]) == ("集体讨论记录", ["是否作出行政处罚决定"], [])
