"""What changes a penalty procedure without moving it: officers, answers, opinions, money, publication."""

from django.utils.translation import gettext_lazy as _

from casework.actor import SYSTEM
from casework.attaching import attach_file
from casework.declaration import Ask, amendment
from property_rectification.effects import party_access
from property_rectification.penalty import after_effects as after
from property_rectification.penalty import after_guards as a
from property_rectification.penalty import effects as do
from property_rectification.penalty import forms as f
from property_rectification.penalty import guards as g
from property_rectification.penalty.states import (
    COLLECTIVE,
    DECIDED,
    DONE,
    EVIDENCE_HELD,
    FILED,
    HEARING_HELD,
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
    URGED,
)

OFFICE = "R07 R08"
OPINION = (
    Ask("agreed", _("结论"), "choice", choices="review_opinion"),
    Ask("opinion", _("意见"), "text", min_length=4, max_length=3000),
)
MONEY = (
    Ask("amount", _("金额（元）"), "money"),
    Ask("paid_on", _("日期"), "date"),
    Ask("file", _("凭证"), "file", choices="files"),
)

AMENDMENTS = (
    amendment("set_officers", _("更换执法人员"), by=OFFICE, states=f"{FILED} {INVESTIGATED} {EVIDENCE_HELD}",
        effect=do.set_officers, asks=[f.OFFICERS], rules="L-30"),
    amendment("add_statement", _("补充陈述申辩"), by=OFFICE, states=f"{STATEMENT} {HEARING_HELD} {URGED}",
        needs=[g.ACTOR_IS_PENALTY_PARTY_OR_OFFICER], effect=do.record_statement, asks=f.DEFENCE, rules="L-31 L-40"),
    amendment("answer_statement", _("逐条复核意见"), by=OFFICE,
        states=f"{PROPOSED} {STATEMENT} {HEARING_HELD} {LEGAL_REVIEW} {COLLECTIVE} {URGED}", needs=[g.UNANSWERED],
        effect=do.answer_statement,
        asks=[
            Ask("answers", _("逐条复核"), "text", min_length=4, max_length=5000, help=_("每一点采纳不采纳、为什么")),
            Ask("adopted", _("采纳情况"), "choice", choices="adoption"),
        ],
        rules="L-31"),
    amendment("record_legal_opinion", _("法制审核意见"), by="R09", states=LEGAL_REVIEW,
        needs=[g.REVIEWER_DID_NOT_INVESTIGATE], effect=do.record_legal_opinion, asks=OPINION, rules="L-33"),
    amendment("record_discussion", _("集体讨论纪要"), by=OFFICE, states=COLLECTIVE, effect=do.record_discussion,
        asks=OPINION, rules="L-33"),
    amendment("complete_decision", _("补写复议、诉讼途径"), by=OFFICE, states=f"{DECIDED} {NO_PENALTY}",
        effect=do.complete_decision,
        asks=[Ask("review_organ", _("复议机关"), max_length=60), Ask("court", _("管辖法院"), max_length=60)],
        rules="L-41"),
    amendment("record_payment", _("登记缴款"), by=OFFICE, states=OWED, effect=after.record_payment,
        asks=[Ask("kind", _("款项"), "choice", choices="payment_kind"), *MONEY], rules="L-37"),
    amendment("record_refund", _("登记退款"), by=OFFICE, states=f"{STANDING} {DONE}", effect=after.record_refund,
        asks=MONEY, rules="L-41"),
    amendment("grant_deferral", _("准予延期缴款"), by=OFFICE, states=SERVED, needs=[g.ORGAN_HEAD_ACTS],
        effect=after.grant_deferral,
        asks=[
            Ask("days", _("延长（日）"), "integer"),
            Ask("reasons", _("理由"), "text", min_length=4, max_length=1000, help=_("当事人的困难和申请")),
        ],
        rules="L-37"),
    amendment("waive_surcharge", _("减免加处罚款"), by=OFFICE, states=f"{OVERDUE} {URGED}",
        needs=[g.ORGAN_HEAD_ACTS, a.SURCHARGE_OWED], effect=after.waive_surcharge,
        asks=[Ask("reasons", _("理由"), "text", min_length=4, max_length=1000)], rules="L-37"),
    amendment("record_publication", _("登记决定公开"), by=OFFICE, states=f"{OWED} {PERFORMED}",
        effect=after.record_publication,
        asks=[Ask("published_on", _("公开日期"), "date"), Ask("published_where", _("公开网址"), max_length=200)],
        rules="L-39"),
    amendment("explain_withdrawal", _("撤回说明"), by=OFFICE,
        states=f"{INVESTIGATED} {PROPOSED} {STATEMENT} {LEGAL_REVIEW} {COLLECTIVE} {DONE}", needs=[a.EXPLANATION_OWED],
        effect=after.explain_withdrawal,
        asks=[Ask("explanation", _("撤回说明"), "text", min_length=10, max_length=1000, help=_("已经公开的说明原文"))],
        rules="L-39"),
    amendment(party_access.ALIGN, _("更新当事人账号"), by=SYSTEM, states=" ".join(state.code for state in STATES),
        effect=party_access.align_penalty, rules="§5.4 §6"),
    attach_file("R07 R08 R09", "penalty_file"),
)  # fmt: skip
