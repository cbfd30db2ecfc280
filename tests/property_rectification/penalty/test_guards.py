"""Every guard of a penalty procedure refuses, at every act where it stands, with its way out (§1.1.3, L-30…L-41)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from casework.models import Post, Relation
from property_rectification.models import Penalty
from tests.property_rectification.penalty.conftest import Bureau
from tests.property_rectification.penalty.test_road import ACTS, MADE
from tests.property_rectification.refused import only
from tests.property_rectification.test_guards_of_each_act import denied

Made = Callable[[Bureau], Any]


def fresh(record: Any) -> Any:
    return Penalty.objects.get(pk=record.pk)


def tried(bureau: Bureau, record: Any, code: str, who: str = "", **changed: Any) -> Callable[[], Any]:
    """The act with what it usually brings, but for what is changed."""
    usual, brings = ACTS[code]
    data = brings(bureau, record) | changed
    given = {name: value for name, value in data.items() if value is not None}
    return lambda: bureau.do(fresh(record), code, who or usual, **given)


# --- before the decision ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["complete_investigation", "hold_evidence"])
def test_guard_two_officers_certified(bureau: Bureau, code: str) -> None:
    record = bureau.filed()
    bureau.change_officers(record, valid_to="2026-03-01")
    only("two_officers_certified", tried(bureau, record, code))
    bureau.change_officers(record, valid_to="2026-03-02", certificate="SP-housing")
    only("two_officers_certified", tried(bureau, record, code))


def test_guard_two_officers_certified_of_the_filing(bureau: Bureau) -> None:
    case = bureau.world.found(bureau.world.fact_finding())
    for officers in (bureau.officers("housing"), [row | {"valid_to": "2026-03-01"} for row in bureau.officers()]):
        found = only(
            "two_officers_certified", lambda o=officers: bureau.do(case, "file_penalty", **bureau.filing(officers=o))
        )
        assert found.remedy == "请登记两名持有效证件的执法人员。"


def test_guard_penalty_power_held(bureau: Bureau) -> None:
    """CG-3: who leads without penalty power orders, and hands the fine to who has it."""
    case = bureau.world.fact_finding()
    assert "penalty_power_held" not in denied(bureau.world, case, "file_penalty", "housing")
    type(case).objects.filter(pk=case.pk).update(category="WA01")
    assert "penalty_power_held" in denied(bureau.world, case, "file_penalty", "housing")


@pytest.mark.parametrize("code", ["file_penalty", "rectify_after_penalty", "check_after_penalty", "drop_penalty"])
def test_guard_actor_in_lead_unit(bureau: Bureau, code: str) -> None:
    case = bureau.world.fact_finding()
    if code != "file_penalty":
        bureau.filed()
        case = bureau.case
    case.relations.create(kind=Relation.ASSIST, agency=bureau.world.agencies["market"], since=bureau.world.now)
    assert "actor_in_lead_unit" in denied(bureau.world, case, code, "market")
    assert "actor_in_lead_unit" not in denied(bureau.world, case, code, "housing")


def test_guard_evidence_for_each_fact(bureau: Bureau) -> None:
    record = bureau.filed()
    record.source.evidences.update(lawful=False)
    only("evidence_for_each_fact", tried(bureau, record, "complete_investigation"))
    record.source.facts.update(status="claimed")
    only("evidence_for_each_fact", tried(bureau, record, "complete_investigation"))


@pytest.mark.parametrize("missing", ["approver", "list_left"])
def test_guard_preservation_approved(bureau: Bureau, missing: str) -> None:
    only("preservation_approved", tried(bureau, bureau.filed(), "hold_evidence", **{missing: None}))


def test_guard_evidence_disposed(bureau: Bureau) -> None:
    only("evidence_disposed", tried(bureau, MADE["evidence_held"](bureau), "release_evidence", disposition=None))


@pytest.mark.parametrize("missing", ["facts", "reasons", "basis", "content", "wording", "rights"])
def test_guard_proposal_complete(bureau: Bureau, missing: str) -> None:
    found = only("proposal_complete", tried(bureau, bureau.investigated(), "propose_penalty", **{missing: None}))
    assert found.field == missing


#: The paper acts, from where, and the guard that wants it served.
SERVED = (
    ("propose_penalty", "investigated", "proposal_served"), ("serve_decision", "decided", "service_receipt_present"),
    ("serve_no_penalty", "no_penalty", "service_receipt_present"),
    ("urge_performance", "overdue", "urging_letter_served"),
)  # fmt: skip


@pytest.mark.parametrize(("code", "state", "guard"), SERVED)
def test_guards_of_a_service(bureau: Bureau, code: str, state: str, guard: str) -> None:
    """L-34: a receipt, and by electronic means the signed consent: proposal_served service_receipt_present
    urging_letter_served."""
    record = MADE[state](bureau)
    only(guard, tried(bureau, record, code, receipt=None))
    assert only(guard, tried(bureau, record, code, service_mode="04")).field == "consent"
    consent = bureau.file(record, "consent")
    tried(bureau, record, code, service_mode="04", consent=consent)()


@pytest.mark.parametrize(
    ("code", "state"),
    [("record_statement", "proposed"), ("request_hearing", "proposed"), ("add_statement", "statement")],
)
def test_guard_actor_is_penalty_party_or_officer(bureau: Bureau, code: str, state: str) -> None:
    """L-31: an official who does not investigate writes nothing down for the party."""
    record = MADE[state](bureau)
    assert "actor_is_penalty_party_or_officer" in denied(bureau.world, record, code, "director")
    assert "actor_is_penalty_party_or_officer" not in denied(bureau.world, record, code, "housing")


def test_the_party_itself_speaks(bureau: Bureau) -> None:
    """L-31: the firm against which the procedure runs may speak, another may not see it at all."""
    case = bureau.world.found(bureau.world.fact_finding())
    type(case).objects.filter(pk=case.pk).update(firm=bureau.world.firm)
    bureau.case = bureau.do(case, "file_penalty", **bureau.filing(party_kind="firm"))
    record = bureau.do(bureau.case.penalties.get(), "complete_investigation")
    assert not Penalty.objects.visible_to(bureau.world.actors["firm"]).exists(), "nothing was served yet"
    record = bureau.proposed(record)
    said = bureau.do(record, "record_statement", "firm", kind="record", at=bureau.world.iso(), content="正在补公示。")
    assert said.state == "statement"


def test_guard_hearing_right_exists(bureau: Bureau) -> None:
    assert "hearing_right_exists" in denied(bureau.world, bureau.proposed(), "request_hearing", "housing")
    weighty = [{"kind": "07"}]
    found = denied(bureau.world, bureau.proposed(content=weighty), "request_hearing", "housing")
    assert "hearing_right_exists" not in found


def test_guard_hearing_window_open(bureau: Bureau) -> None:
    """L-32: up to 24:00 of the fifth working day."""
    record = bureau.proposed(hearing=True)
    end = record.timers.get(key="T.HEARING.REQUEST").due_at
    bureau.world.now = end.replace(microsecond=0)
    only("hearing_window_open", tried(bureau, record, "request_hearing"))
    bureau.world.now = end - timedelta(minutes=1)
    assert tried(bureau, record, "request_hearing")().state == "hearing_req"


def test_guard_hearing_notice_given(bureau: Bureau) -> None:
    """L-32: seven working days between notice and hearing, or the party's written consent to fewer."""
    record = bureau.hearing_requested()
    short = bureau.world.iso(days=-6)
    only("hearing_notice_given", tried(bureau, record, "hold_hearing", noticed_at=short))
    only("hearing_notice_given", tried(bureau, record, "hold_hearing", noticed_at=None))
    agreed = tried(bureau, record, "hold_hearing", noticed_at=short, short_notice=bureau.file(record, "consent"))
    assert agreed().state == "hearing_held"


def test_guard_hearing_chair_impartial(bureau: Bureau) -> None:
    record = bureau.hearing_requested()
    investigator = bureau.world.user("housing2").pk
    only("hearing_chair_impartial", tried(bureau, record, "hold_hearing", chair=investigator))


@pytest.mark.parametrize("missing", ["transcript", "signing"])
def test_guard_hearing_transcript_signed(bureau: Bureau, missing: str) -> None:
    only("hearing_transcript_signed", tried(bureau, bureau.hearing_requested(), "hold_hearing", **{missing: None}))


@pytest.mark.parametrize("missing", ["given_up", "file"])
def test_guard_hearing_given_up(bureau: Bureau, missing: str) -> None:
    only("hearing_given_up", tried(bureau, bureau.hearing_requested(), "end_hearing", **{missing: None}))


# --- the decision -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["submit_legal_review", "decide_penalty"])
def test_guard_statement_handled(bureau: Bureau, code: str) -> None:
    """L-31: every statement has its answer; without one the three working days must be over."""
    who = ACTS[code][0]
    assert "statement_handled" in denied(bureau.world, bureau.proposed(), code, who)
    record = bureau.defended()
    bureau.world.later(days=10)
    assert "statement_handled" in denied(bureau.world, record, code, who)
    assert "statement_handled" not in denied(bureau.world, bureau.answer(record), code, who)


def test_a_waiver_in_writing_settles_the_statement(bureau: Bureau) -> None:
    record = bureau.proposed()
    waiver = bureau.file(record, "waiver")
    record = bureau.do(record, "record_statement", kind="waiver", at=bureau.world.iso(), file=waiver)
    assert denied(bureau.world, record, "decide_penalty", "director") == []


@pytest.mark.parametrize("code", ["submit_legal_review", "decide_penalty"])
def test_guard_hearing_right_settled(bureau: Bureau, code: str) -> None:
    who = ACTS[code][0]
    record = bureau.answered(hearing=True)
    assert denied(bureau.world, record, code, who) == ["hearing_right_settled"]
    bureau.world.later(days=8)
    assert denied(bureau.world, record, code, who) == []


def test_after_a_hearing_was_given_up_the_right_is_settled(bureau: Bureau) -> None:
    record = bureau.hearing_requested()
    record = tried(bureau, record, "end_hearing")()
    assert "hearing_right_settled" not in denied(bureau.world, record, "decide_penalty", "director")


def test_what_was_said_in_the_hearing_wants_an_answer(bureau: Bureau) -> None:
    record = bureau.hearing_held()
    assert denied(bureau.world, record, "submit_legal_review", "housing") == ["statement_handled"]
    assert denied(bureau.world, bureau.answer(record), "submit_legal_review", "housing") == []


@pytest.mark.parametrize("state", ["legal_review", "collective"])
def test_guard_reasons_written(bureau: Bureau, state: str) -> None:
    only("reasons_written", tried(bureau, MADE[state](bureau), "return_for_investigation", reasons="补查"))


def test_guard_reasons_written_of_sparing(bureau: Bureau) -> None:
    only("reasons_written", tried(bureau, bureau.investigated(), "decide_no_penalty", reasons="无"))


def test_guard_legal_review_passed(bureau: Bureau) -> None:
    record = bureau.under_review()
    assert denied(bureau.world, record, "submit_collective_discussion", "housing") == ["legal_review_passed"]
    record = bureau.opinion(record, "returned")
    assert denied(bureau.world, record, "submit_collective_discussion", "housing") == ["legal_review_passed"]


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("decide_penalty", lambda b: b.answered()), ("decide_no_penalty", lambda b: b.answered()),
        ("grant_deferral", lambda b: b.fined()), ("waive_surcharge", lambda b: b.overdue()),
    ],
)  # fmt: skip
def test_guard_organ_head_acts(bureau: Bureau, code: str, made: Made) -> None:
    """L-33: the head signs, and a head who investigated does not."""
    record = made(bureau)
    assert "organ_head_acts" in denied(bureau.world, record, code, "housing")
    assert "organ_head_acts" not in denied(bureau.world, record, code, "director")
    bureau.change_officers(record, user=bureau.world.user("director").pk)
    assert "organ_head_acts" in denied(bureau.world, record, code, "director")
    assert Post.objects.filter(head=True).count() == 1


def test_guard_proposal_served(bureau: Bureau) -> None:
    record = bureau.answered()
    record.penaltyproposals.update(receipt=None)
    only("proposal_served", tried(bureau, record, "decide_penalty"))


@pytest.mark.parametrize("ground", ["public_interest", "complicated"])
def test_guard_legal_review_where_required(bureau: Bureau, ground: str) -> None:
    record = bureau.answered(**{ground: True})
    assert "legal_review_where_required" in denied(bureau.world, record, "decide_penalty", "director")
    record = bureau.opinion(bureau.do(record, "submit_legal_review"))
    assert "legal_review_where_required" not in denied(bureau.world, record, "decide_penalty", "director")


def test_after_a_hearing_the_legal_review_is_required(bureau: Bureau) -> None:
    record = bureau.do(bureau.answer(bureau.hearing_held()), "submit_legal_review")
    assert "legal_review_where_required" in denied(bureau.world, record, "decide_penalty", "director")


@pytest.mark.parametrize("ground", [{"grave": True}, {"complicated": True}, {"content": [{"kind": "06"}]}])
def test_guard_collective_where_required(bureau: Bureau, ground: dict[str, Any]) -> None:
    record = bureau.answered(**ground)
    bureau.world.later(days=8)
    record = bureau.opinion(bureau.do(record, "submit_legal_review"))
    assert denied(bureau.world, record, "decide_penalty", "director") == ["collective_where_required"]
    record = bureau.discuss(bureau.do(record, "submit_collective_discussion"))
    assert denied(bureau.world, record, "decide_penalty", "director") == []


@pytest.mark.parametrize("missing", ["correction", "correct_by"])
def test_guard_correction_order_included(bureau: Bureau, missing: str) -> None:
    only("correction_order_included", tried(bureau, bureau.answered(), "decide_penalty", **{missing: None}))


@pytest.mark.parametrize(
    ("ended", "long", "refused"),
    [
        ("2024-02-25", False, False),
        ("2024-02-24", False, True),
        ("2021-02-25", True, False),
        ("2021-02-24", True, True),
    ],
)
def test_guard_limitation_not_expired(bureau: Bureau, ended: str, long: bool, refused: bool) -> None:
    """L-36: two years before it was found, five where life, health or finance came to harm; to the day."""
    record = bureau.answered()
    Penalty.objects.filter(pk=record.pk).update(acted_until=ended, long_limit=long)
    found = denied(bureau.world, record, "decide_penalty", "director")
    assert ("limitation_not_expired" in found) is refused


@pytest.mark.parametrize(("born", "refused"), [("2012-02-20", False), ("2012-02-21", True)])
def test_guard_party_old_enough(bureau: Bureau, born: str, refused: bool) -> None:
    """L-36: on the day the wrong ended, fourteen or not."""
    record = bureau.filed(party_kind="person", party_name="某甲", born_on=born, guardian="某乙")
    record = bureau.answer(_defended(bureau, bureau.do(record, "complete_investigation")))
    assert ("party_old_enough" in denied(bureau.world, record, "decide_penalty", "director")) is refused
    assert "MINOR" in bureau.case.flags


def _defended(bureau: Bureau, record: Any) -> Any:
    record = bureau.proposed(record)
    return bureau.do(record, "record_statement", kind="record", at=bureau.world.iso(), content="不是故意的。")


@pytest.mark.parametrize(
    "heavier",
    [[{"kind": "01"}, {"kind": "07"}], [{"kind": "04", "amount": "500.01"}], [{"kind": "07"}]],
)
def test_guard_not_heavier_than_proposed(bureau: Bureau, heavier: list[dict[str, Any]]) -> None:
    """L-31: the party defended itself, and nothing is added for it."""
    record = bureau.answered(content=[{"kind": "01"}, {"kind": "04", "amount": "500.00"}])
    only("not_heavier_than_proposed", tried(bureau, record, "decide_penalty", content=heavier))
    lighter = [{"kind": "04", "amount": "400.00"}]
    assert tried(bureau, record, "decide_penalty", content=lighter)().state == "decided"


@pytest.mark.parametrize("cause", [None, "04"])
def test_guard_no_penalty_cause_present(bureau: Bureau, cause: str | None) -> None:
    """No cause, or one that does not fit: the party is no child."""
    only("no_penalty_cause_present", tried(bureau, bureau.investigated(), "decide_no_penalty", cause=cause))


def test_guard_reviewer_did_not_investigate(bureau: Bureau) -> None:
    record = bureau.under_review()
    assert denied(bureau.world, record, "record_legal_opinion", "legal") == []
    bureau.change_officers(record, user=bureau.world.user("legal").pk)
    assert denied(bureau.world, record, "record_legal_opinion", "legal") == ["reviewer_did_not_investigate"]


def test_guard_statement_waits_for_answer(bureau: Bureau) -> None:
    assert denied(bureau.world, bureau.answered(), "answer_statement", "housing") == ["statement_waits_for_answer"]
