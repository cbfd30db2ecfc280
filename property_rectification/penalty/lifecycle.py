"""The life of a penalty procedure (§1.1.3), one declaration a transition, but for the transfer of a crime."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import SAME, Act, build, row, stage
from property_rectification.penalty import after_effects as after
from property_rectification.penalty import after_guards as a
from property_rectification.penalty import effects as do
from property_rectification.penalty import forms as f
from property_rectification.penalty import guards as g
from property_rectification.penalty.amendments import AMENDMENTS
from property_rectification.penalty.opening import open_penalty
from property_rectification.penalty.states import (
    COLLECTIVE,
    COURT_ENFORCE,
    DECIDED,
    DONE,
    EVIDENCE_HELD,
    FILED,
    HEARING_HELD,
    HEARING_REQ,
    INVESTIGATED,
    LEGAL_REVIEW,
    NO_PENALTY,
    OVERDUE,
    OWED,
    PERFORMED,
    PROPOSED,
    SERVED,
    STANDING,
    STATEMENT,
    STATES,
    STEPS,
    URGED,
)

OFFICE = "R07 R08"
PARTY = "R07 R08 R15 R16 R17"
OPEN_PENALTY = Act(
    code="open_penalty", label=_("立案"), by=frozenset(OFFICE.split()), effect=open_penalty, rules="L-30"
)

INVESTIGATION = stage(
    row("complete_investigation", _("调查终结"), FILED, INVESTIGATED, by=OFFICE, spec_id="1.1.3#01", usual=True,
        needs=[g.TWO_OFFICERS_CERTIFIED, g.EVIDENCE_FOR_EACH_FACT], prints="F-15", rules="L-30 §5.12"),
    row("hold_evidence", _("登记保存"), f"{FILED} {INVESTIGATED}", EVIDENCE_HELD, by=OFFICE, spec_id="1.1.3#02",
        needs=[g.TWO_OFFICERS_CERTIFIED, g.PRESERVATION_APPROVED], effect=do.hold_evidence, asks=f.HOLD,
        starts="T.PENALTY.EVIDENCE", prints="F-15 F-37", rules="L-35"),
    row("release_evidence", _("解除保存"), EVIDENCE_HELD, "@previous", by=OFFICE, spec_id="1.1.3#03", usual=True,
        needs=[g.EVIDENCE_DISPOSED], effect=do.release_evidence, asks=f.RELEASE, stops="T.PENALTY.EVIDENCE",
        prints="F-37", rules="L-35"),
)  # fmt: skip

HEARING = stage(
    row("propose_penalty", _("处罚告知"), INVESTIGATED, PROPOSED, by=OFFICE, spec_id="1.1.3#04", usual=True,
        needs=[g.PROPOSAL_COMPLETE, g.PROPOSAL_BEING_SERVED], effect=do.propose_penalty, asks=f.PROPOSAL,
        warning=_("送达后当事人的陈述申辩期开始计算。"),
        starts="T.PENALTY.STATEMENT T.HEARING.REQUEST",
        counts=(("T.PENALTY.STATEMENT", "served_at"), ("T.HEARING.REQUEST", "served_at")),
        prints="F-37", rules="L-31 L-32"),
    row("record_statement", _("陈述申辩"), PROPOSED, STATEMENT, by=PARTY, spec_id="1.1.3#05", on_behalf=True,
        needs=[g.ACTOR_IS_PENALTY_PARTY_OR_OFFICER], effect=do.record_statement, asks=f.DEFENCE,
        stops="T.PENALTY.STATEMENT", prints="F-15", rules="L-31"),
    row("request_hearing", _("申请听证"), f"{PROPOSED} {STATEMENT}", HEARING_REQ, by=PARTY, spec_id="1.1.3#06",
        on_behalf=True, needs=[g.ACTOR_IS_PENALTY_PARTY_OR_OFFICER, g.HEARING_RIGHT_EXISTS, g.HEARING_WINDOW_OPEN],
        effect=do.request_hearing, asks=f.HEARING_REQUEST,
        starts="T.HEARING.NOTICE", stops="T.HEARING.REQUEST T.PENALTY.STATEMENT", prints="F-15", rules="L-32"),
    row("hold_hearing", _("举行听证"), HEARING_REQ, HEARING_HELD, by="R07 R08 R09", spec_id="1.1.3#07", usual=True,
        needs=[g.HEARING_NOTICE_GIVEN, g.HEARING_CHAIR_IMPARTIAL, g.HEARING_TRANSCRIPT_SIGNED],
        effect=do.hold_hearing, asks=f.HEARING, stops="T.HEARING.NOTICE", prints="F-15 F-37", rules="L-32"),
    row("end_hearing", _("终止听证"), HEARING_REQ, STATEMENT, by=PARTY, spec_id="1.1.3#08",
        needs=[g.HEARING_GIVEN_UP], effect=do.end_hearing, asks=f.HEARING_END, stops="T.HEARING.NOTICE",
        prints="F-15", rules="L-32"),
)  # fmt: skip

DECISION = stage(
    row("submit_legal_review", _("法制审核"), f"{PROPOSED} {STATEMENT} {HEARING_HELD}", LEGAL_REVIEW, by=OFFICE,
        spec_id="1.1.3#09", usual=True, needs=[g.STATEMENT_HANDLED, g.HEARING_RIGHT_SETTLED], rules="L-31 L-33"),
    row("return_for_investigation", _("退回调查"), f"{LEGAL_REVIEW} {COLLECTIVE}", INVESTIGATED, by="R07 R08 R09",
        spec_id="1.1.3#10", needs=[g.REASONS_WRITTEN], effect=do.return_for_investigation, asks=f.REASONS,
        rules="L-33"),
    row("submit_collective_discussion", _("集体讨论"), LEGAL_REVIEW, COLLECTIVE, by=OFFICE, spec_id="1.1.3#11",
        needs=[g.LEGAL_REVIEW_PASSED], prints="F-24", rules="L-33"),
    row("decide_penalty", _("决定处罚"), f"{PROPOSED} {STATEMENT} {LEGAL_REVIEW} {COLLECTIVE}", DECIDED, by=OFFICE,
        spec_id="1.1.3#12",
        needs=[g.ORGAN_HEAD_ACTS, g.PROPOSAL_SERVED, g.STATEMENT_HANDLED, g.HEARING_RIGHT_SETTLED,
               g.LEGAL_REVIEW_WHERE_REQUIRED, g.COLLECTIVE_WHERE_REQUIRED, g.CORRECTION_ORDER_INCLUDED,
               g.LIMITATION_NOT_EXPIRED, g.PARTY_OLD_ENOUGH, g.NOT_HEAVIER_THAN_PROPOSED],
        effect=do.decide_penalty, asks=f.DECISION, warning=_("签署后7个工作日内送达。"),
        starts="T.SERVE", stops="T.PENALTY.DECIDE T.PENALTY.STATEMENT T.HEARING.REQUEST",
        rules="L-31 L-33 L-34 L-36 L-38"),
    row("decide_no_penalty", _("不予处罚"),
        f"{INVESTIGATED} {PROPOSED} {STATEMENT} {LEGAL_REVIEW} {COLLECTIVE}", NO_PENALTY, by=OFFICE,
        spec_id="1.1.3#13", needs=[g.ORGAN_HEAD_ACTS, g.NO_PENALTY_CAUSE_PRESENT, g.REASONS_WRITTEN],
        effect=do.decide_no_penalty, asks=f.NO_PENALTY,
        starts="T.SERVE", stops="T.PENALTY.DECIDE T.PENALTY.STATEMENT T.HEARING.REQUEST", prints="F-36", rules="L-36"),
)  # fmt: skip

SERVICE = stage(
    row("serve_decision", _("送达决定"), DECIDED, SERVED, by=OFFICE, spec_id="1.1.3#17", usual=True,
        needs=[a.SERVICE_RECEIPT_PRESENT, a.REMEDY_TEXT_PRESENT], effect=after.serve, asks=f.SERVICE,
        warning=_("缴款、复议、诉讼的期限从送达起算。"),
        starts="T.PENALTY.PAY T.PENALTY.REVIEW T.PENALTY.SUIT", stops="T.SERVE",
        counts=tuple((key, "served_at") for key in ("T.PENALTY.PAY", "T.PENALTY.REVIEW", "T.PENALTY.SUIT")),
        prints="F-37", rules="L-34 L-37 L-41"),
    row("serve_no_penalty", _("送达决定"), NO_PENALTY, DONE, by=OFFICE, spec_id="1.1.3#18", usual=True,
        needs=[a.SERVICE_RECEIPT_PRESENT, a.REMEDY_TEXT_PRESENT], effect=after.serve, asks=f.SERVICE,
        stops="T.SERVE", prints="F-36 F-37", rules="L-34 L-36"),
)  # fmt: skip

PERFORMANCE = stage(
    row("record_performance", _("登记履行"), OWED, PERFORMED, by=OFFICE, spec_id="1.1.3#19", usual=True,
        needs=[a.PAYMENT_PROVEN, a.CORRECTION_PROVEN], effect=after.record_performance, asks=f.PERFORMANCE,
        stops="T.PENALTY.PAY T.PENALTY.URGE T.PENALTY.ENFORCE", rules="L-37 L-38"),
    row("mark_overdue", _("逾期"), SERVED, OVERDUE, by="system", spec_id="1.1.3#20", needs=[a.PAYMENT_PERIOD_OVER],
        stops="T.PENALTY.PAY", rules="L-37"),
    row("urge_performance", _("催告"), OVERDUE, URGED, by=OFFICE, spec_id="1.1.3#21",
        needs=[a.URGING_LETTER_SERVED], effect=after.urge_performance, asks=f.SERVICE,
        starts="T.PENALTY.URGE", counts=(("T.PENALTY.URGE", "served_at"),), prints="F-37", rules="L-40"),
    row("apply_enforcement", _("申请执行"), URGED, COURT_ENFORCE, by=OFFICE, spec_id="1.1.3#22",
        needs=[a.URGING_PERIOD_OVER, a.REVIEW_PERIOD_LAPSED, a.ENFORCEMENT_WINDOW_OPEN],
        effect=after.apply_enforcement, asks=f.COURT, stops="T.PENALTY.URGE T.PENALTY.ENFORCE", rules="L-40 L-41"),
    row("close_enforcement", _("执行终结"), COURT_ENFORCE, DONE, by=OFFICE, spec_id="1.1.3#23",
        needs=[a.COURT_RESULT_RECORDED], effect=after.close_enforcement, asks=f.COURT_RESULT, rules="L-40"),
    row("close_penalty", _("办结"), PERFORMED, DONE, by=OFFICE, spec_id="1.1.3#24", usual=True,
        needs=[a.NOT_UNDER_REVIEW, a.FILE_COMPLETE], stops="T.PENALTY.REVIEW T.PENALTY.SUIT", rules="L-37"),
)  # fmt: skip

REMEDY = stage(
    row("record_review", _("登记救济"), STANDING, SAME, by="R07 R08 R09", spec_id="1.1.3#25", on_behalf=True,
        needs=[a.REVIEW_REFERENCE_PRESENT], effect=after.record_review, asks=f.REVIEW,
        stops="T.PENALTY.REVIEW T.PENALTY.SUIT", rules="L-41"),
    row("clear_review", _("救济结束"), STANDING, SAME, by="R07 R08 R09", spec_id="1.1.3#26", on_behalf=True,
        needs=[a.REVIEW_UPHELD_OR_WITHDRAWN], effect=after.clear_review, asks=f.REVIEW_END,
        starts="T.PENALTY.ENFORCE", rules="L-40 L-41"),
    row("annul_decision", _("撤销处罚"), STANDING, DONE, by=OFFICE, spec_id="1.1.3#27", on_behalf=True,
        needs=[a.ANNULMENT_DOCUMENT_PRESENT, a.FINE_RETURNED], effect=after.annul_decision, asks=f.REVOCATION,
        warning=_("公开过的处罚决定立即撤下，3个工作日内说明理由。"),
        starts="T.WITHDRAW.PUBLISH",
        stops="T.SERVE T.PENALTY.PAY T.PENALTY.URGE T.PENALTY.ENFORCE T.PENALTY.REVIEW T.PENALTY.SUIT",
        prints="F-37", rules="L-39 L-41"),
    row("remit_decision", _("重新处理"), STANDING, INVESTIGATED, by=OFFICE, spec_id="1.1.3#28", on_behalf=True,
        needs=[a.ANNULMENT_DOCUMENT_PRESENT], effect=after.remit_decision, asks=(*f.REVOCATION, f.DECIDE_AGAIN),
        warning=_("公开过的处罚决定立即撤下，3个工作日内说明理由。"),
        starts="T.WITHDRAW.PUBLISH T.PENALTY.DECIDE",
        stops="T.SERVE T.PENALTY.PAY T.PENALTY.URGE T.PENALTY.ENFORCE T.PENALTY.REVIEW T.PENALTY.SUIT",
        prints="F-37", rules="L-39 L-41"),
)  # fmt: skip

PENALTY = build(
    "property.penalty", initial=FILED, states=STATES,
    stages=(INVESTIGATION, HEARING, DECISION, SERVICE, PERFORMANCE, REMEDY), amendments=AMENDMENTS, steps=STEPS,
    start_timers="T.PENALTY.DECIDE", creation=OPEN_PENALTY,
)  # fmt: skip
