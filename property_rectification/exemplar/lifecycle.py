"""The life of an exemplary case (§1.5), one declaration a transition."""

from django.utils.translation import gettext_lazy as _

from casework.attaching import attach_file
from casework.declaration import Act, Ask, amendment, build, row, stage
from property_rectification.exemplar import effects as do
from property_rectification.exemplar import guards as g
from property_rectification.exemplar.states import (
    ANONYMISED,
    APPROVED,
    CANDIDATE,
    CORRECTED,
    DRAFTED,
    EXPIRED,
    FACT_CHECK,
    LEGAL,
    PARTY_NOTICE,
    PRIVACY,
    PUBLISHED,
    REJECTED,
    STATES,
    STEPS,
    WITHDRAWN,
)

WRITERS = "R02 R07 R18"
LIVE = f"{PUBLISHED} {CORRECTED}"
BEFORE = f"{CANDIDATE} {DRAFTED} {ANONYMISED} {FACT_CHECK} {LEGAL} {PRIVACY} {PARTY_NOTICE} {APPROVED}"

CITED = (
    Ask("instrument", _("法律、法规"), "choice", choices="legal_basis"),
    Ask("article", _("条款"), max_length=60),
)
TEXT = (
    Ask("title", _("标题"), max_length=60, help=_("一行，写事情，不写姓名和评价")),
    Ask("facts", _("案情"), "text", min_length=10, max_length=4000, help=_("一段一行；写到某小区、某月为止")),
    Ask("handling", _("办理"), "text", min_length=10, max_length=4000),
    Ask("meaning", _("典型意义"), "text", required=False, max_length=2000),
    Ask("law", _("依据"), "items", required=False, help=_("只列核实过原文的"), columns=CITED),
    Ask("firm_named", _("写企业名称"), "flag", required=False, help=_("不勾就写“某物业公司”")),
    Ask("naming_ground", _("写名称的依据"), "choice", choices="naming_ground", required=False),
    Ask("naming_reference", _("决定文号或公开网址"), required=False, max_length=200),
    Ask("naming_from", _("复议、诉讼期满日"), "date", required=False),
    Ask("consent", _("书面同意"), "file", choices="files", required=False, help=_("先用“添加材料”上传")),
)
OPINION = Ask("opinion", _("意见"), "text", required=False, max_length=1000)
REASONS = Ask("reasons", _("理由"), "text", required=False, max_length=1000, help=_("写给编写人，至少10个字"))

NOMINATE = Act(
    code="nominate", label=_("列为典型备选"), by=frozenset(WRITERS.split()), effect=do.nominate,
    needs=(g.SOURCE_FINAL, g.LOOKBACK_PASSED, g.BOTH_SIDES_OF_SOURCE),
    asks=(
        Ask("case_number", _("案件编号"), max_length=40, help=_("已销号的案件")),
        Ask("genre", _("类型"), "choice", choices="exemplar_kind"),
    ),
)  # fmt: skip

WRITING = stage(
    row("draft_text", _("编写"), CANDIDATE, DRAFTED, by=WRITERS, spec_id="1.5#01", usual=True,
        needs=[g.SOURCE_FINAL, g.LOOKBACK_PASSED, g.INDIVIDUAL_NEGATIVE_ABSTRACT], effect=do.write_text, asks=TEXT,
        prints="F-22", rules="L-39 L-82"),
    row("anonymise_text", _("脱敏"), DRAFTED, ANONYMISED, by="R02 R18", spec_id="1.5#02", usual=True,
        needs=[g.MASK_PASSED, g.FIRM_NAMING_LAWFUL, g.MINORS_EXCLUDED], prints="F-22", rules="L-81 L-82 §5.7"),
    row("start_fact_check", _("事实核对"), ANONYMISED, FACT_CHECK, by=WRITERS, spec_id="1.5#03", usual=True,
        needs=[g.SENTENCES_MAPPED]),
)  # fmt: skip

REVIEW = stage(
    row("pass_fact_check", _("核对通过"), FACT_CHECK, LEGAL, by="R02 R07", spec_id="1.5#04", usual=True,
        needs=[g.NOT_DRAFTER, g.SENTENCES_MAPPED], effect=do.sign_facts, asks=[OPINION]),
    row("pass_legal_review", _("法审通过"), LEGAL, PRIVACY, by="R09", spec_id="1.5#05", usual=True,
        needs=[g.NO_PROHIBITED_CONTENT, g.FIRM_NAMING_LAWFUL], effect=do.sign_legal, asks=[OPINION], prints="F-22",
        rules="L-81 §5.8"),
    row("pass_privacy_review", _("隐私通过"), PRIVACY, PARTY_NOTICE, by="R19", spec_id="1.5#06", usual=True,
        needs=[g.MASK_PASSED, g.MINORS_EXCLUDED], effect=do.sign_privacy, asks=[OPINION],
        starts="T.EXEMPLAR.COMMENT", prints="F-22", rules="L-81 L-82"),
    row("approve_text", _("批准"), PARTY_NOTICE, APPROVED, by="R01", spec_id="1.5#07", usual=True,
        needs=[g.PARTY_COMMENT_SETTLED, g.NOT_DRAFTER, g.NO_PROHIBITED_CONTENT], effect=do.approve, asks=[OPINION],
        stops="T.EXEMPLAR.COMMENT", prints="F-22", rules="§5.16"),
)  # fmt: skip

LINE = stage(
    row("publish_text", _("发布"), APPROVED, PUBLISHED, by="R18", spec_id="1.5#08", usual=True,
        needs=[g.SOURCE_STILL_VALID, g.MASK_PASSED], effect=do.publish,
        warning=_("发布后公众可见。已由法制、隐私两人审过。"),
        starts="T.EXEMPLAR.EXPIRE", prints="F-22", rules="L-39"),
    row("correct_text", _("更正"), LIVE, CORRECTED, by="R18", spec_id="1.5#09",
        needs=[g.CORRECTION_DOUBLE_SIGNED, g.MASK_PASSED], effect=do.correct, prints="F-22", rules="§5.7"),
    row("withdraw_publication", _("撤回"), LIVE, WITHDRAWN, by="R01 R02 R18 R19 system", spec_id="1.5#10",
        needs=[g.WITHDRAWAL_CAUSE_PRESENT], effect=do.withdraw,
        asks=[
            Ask("cause", _("撤回原因"), "choice", choices="withdrawal_cause", required=False),
            Ask("note", _("情况"), "text", required=False, max_length=1000, help=_("内部记录，不公开")),
        ],
        warning=_("提交后公众立即看不到，3个工作日内须发布说明。"),
        starts="T.WITHDRAW.PUBLISH", stops="T.EXEMPLAR.EXPIRE", prints="F-22", rules="L-39 L-81"),
    row("explain_withdrawal", _("撤回说明"), WITHDRAWN, EXPIRED, by="R18", spec_id="1.5#11", usual=True,
        needs=[g.WITHDRAWAL_EXPLAINED], effect=do.explain,
        asks=[Ask("explanation", _("撤回说明"), "text", required=False, max_length=1000,
                  help=_("写撤回的原因，公众会看到；至少10个字"))],
        stops="T.WITHDRAW.PUBLISH", prints="F-22", rules="L-39"),
    row("expire_publication", _("到期下线"), LIVE, EXPIRED, by="system", spec_id="1.5#12",
        needs=[g.PUBLICATION_PERIOD_OVER], effect=do.expire, stops="T.EXEMPLAR.EXPIRE", rules="L-81"),
)  # fmt: skip

BACK = stage(
    row("reject_exemplar", _("不采用"), BEFORE, REJECTED, by="R01 R02 R09 R19", spec_id="1.5#13",
        needs=[g.REASONS_WRITTEN], asks=[REASONS], stops="T.EXEMPLAR.COMMENT"),
    row("return_text", _("退回修改"), f"{FACT_CHECK} {LEGAL} {PRIVACY} {PARTY_NOTICE}", DRAFTED,
        by="R01 R02 R07 R09 R19", spec_id="1.5#14", needs=[g.REASONS_WRITTEN], asks=[REASONS],
        stops="T.EXEMPLAR.COMMENT", prints="F-22", rules="§5.7"),
)  # fmt: skip

AMENDMENTS = (
    amendment("edit_text", _("修改文稿"), by=WRITERS, states=DRAFTED, needs=[g.INDIVIDUAL_NEGATIVE_ABSTRACT],
        effect=do.write_text, asks=TEXT, rules="§5.7"),
    amendment("apply_masks", _("按脱敏报告替换"), by=WRITERS, states=DRAFTED,
        needs=[g.SOMETHING_TO_MASK], effect=do.apply_masks, rules="§5.7"),
    amendment("map_evidence", _("逐句对应证据"), by=WRITERS, states=f"{DRAFTED} {ANONYMISED} {FACT_CHECK}",
        effect=do.map_evidence,
        asks=[Ask("links", _("句子与证据"), "items", required=False, columns=(
            Ask("sentence", _("句子"), "choice", choices="sentences"),
            Ask("evidence", _("证据"), "choice", choices="evidence"),
        ))]),
    amendment("record_comment", _("登记企业意见"), by="R02 R07", states=PARTY_NOTICE, needs=[g.FIRM_IS_NAMED],
        effect=do.record_comment,
        asks=[
            Ask("received_at", _("收到时间"), "moment"),
            Ask("content", _("企业意见"), "text", min_length=4, max_length=3000),
        ]),
    amendment("answer_comment", _("答复企业意见"), by="R02 R07", states=PARTY_NOTICE, needs=[g.COMMENT_WAITS],
        effect=do.answer_comment, asks=[Ask("answer", _("答复"), "text", min_length=4, max_length=3000)]),
    amendment("write_correction", _("写更正稿"), by="R02 R18", states=LIVE,
        needs=[g.INDIVIDUAL_NEGATIVE_ABSTRACT], effect=do.write_text, asks=TEXT,
        rules="§5.7"),
    amendment("sign_correction_legal", _("更正稿法制签字"), by="R09", states=LIVE,
        needs=[g.CORRECTION_WAITS, g.NO_PROHIBITED_CONTENT, g.FIRM_NAMING_LAWFUL], effect=do.sign_legal,
        asks=[OPINION], rules="§5.7"),
    amendment("sign_correction_privacy", _("更正稿隐私签字"), by="R19", states=LIVE,
        needs=[g.CORRECTION_WAITS, g.MASK_PASSED, g.MINORS_EXCLUDED], effect=do.sign_privacy, asks=[OPINION],
        rules="§5.7"),
    amendment("record_source_change", _("登记来源决定变更"), by="R01 R02 R07 R09 R18 R19",
        states=f"{BEFORE} {LIVE}", effect=do.record_source_change,
        asks=[
            Ask("change", _("变更情况"), "choice", choices="source_change"),
            Ask("note", _("文号和情况"), "text", min_length=4, max_length=1000),
        ],
        warning=_("已发布的会立即下线。"), rules="L-39"),
    attach_file("R02 R07 R18", "exemplar_file"),
)  # fmt: skip

EXEMPLAR = build(
    "property.exemplar", initial=CANDIDATE, states=STATES, stages=(WRITING, REVIEW, LINE, BACK),
    amendments=AMENDMENTS, steps=STEPS, creation=NOMINATE,
)  # fmt: skip
