"""答复咨询、引导办结、撤回、终止: ends beside the straight road (§1.1.2 #41, #52–#54)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.effects import ends as do
from property_rectification.guards import ends as g
from property_rectification.guards.common import ACTOR_IN_LEAD_UNIT, REASONS_WRITTEN, SECOND_REVIEWER_SIGNED
from property_rectification.guards.voices import ACTOR_IS_REPORTER_OR_INTAKE
from property_rectification.lifecycle.intake import DEPARTMENT, DISPATCHER
from property_rectification.states import ENDABLE, FACT_FINDING, HANDLING, PRE_CLOSE, TERMINATED

_TOLD = Ask("told_how", _("怎样告知反映人"), "choice", choices="told_how")
_REMEDIES = Ask("remedies", _("还可以走的途径"), "text", min_length=10, max_length=2000,
                help=_("有权处理的机关、期限和方式"))  # fmt: skip
_HANDLING_CLOCKS = "T.HANDLE.CONSULT T.HANDLE.ORDINARY T.HANDLE.PETITION"
#: Every clock of an open case (§1.1.2 #41, #52).
_OPEN_CLOCKS = (
    f"{_HANDLING_CLOCKS} T.HANDLE.RECTIFY T.INTAKE.INFORM T.INTAKE.REGISTER T.SUPPLEMENT T.DISPATCH T.DISPATCH.URGENT "
    "T.SIGN T.RETURN T.RETURN.COMPLEX T.RETURN.DECIDE T.DISPUTE.MEET T.HUNG.REVIEW T.SUSPEND.VOTE T.CHECK T.CALLBACK "
    "T.CLOSE.PUBLIC T.OBJECTION.REVIEW T.MED.COMMUNITY T.MED.PRE"
)

ENDS = stage(
    row("answer_consultation", _("答复咨询"), HANDLING, PRE_CLOSE, by=DEPARTMENT, spec_id="1.1.2#53",
        needs=[ACTOR_IN_LEAD_UNIT, g.CONSULTATION_ONLY, g.ANSWER_WRITTEN], effect=do.answer_consultation,
        asks=[
            Ask("answer", _("答复内容"), "text", required=False, max_length=5000, help=_("反映人会看到这些字")),
            _TOLD,
        ],
        starts="T.CLOSE.PUBLIC T.OBJECTION", stops=_HANDLING_CLOCKS, prints="F-05 F-37", rules="L-76"),
    row("conclude_by_referral", _("引导办结"), f"{HANDLING} {FACT_FINDING}", PRE_CLOSE, by=DEPARTMENT,
        spec_id="1.1.2#54",
        needs=[ACTOR_IN_LEAD_UNIT, g.REFERRAL_TAKEN_OVER_OR_GUIDED, g.NO_ADMINISTRATIVE_DUTY_LEFT,
               SECOND_REVIEWER_SIGNED, REASONS_WRITTEN],
        effect=do.conclude_by_referral, second_person=True,
        asks=[
            Ask("way", _("办结方式"), "choice", choices="referral"),
            Ask("organ", _("承接机关"), required=False, max_length=60, help=_("移送后他案处理的填这四项")),
            Ask("number", _("文号或案号"), required=False, max_length=60),
            Ask("outcome", _("承接机关怎样处理"), "choice", choices="referral_outcome", required=False),
            Ask("organ_result", _("处理结果"), "text", required=False, max_length=2000),
            Ask("guidance", _("诉讼（支付令）指引"), "file", choices="files", required=False,
                help=_("引导诉讼的附上交给反映人的指引，并填日期")),
            Ask("handed_on", _("交给反映人的日期"), "date", required=False),
            Ask("no_duty", _("已逐项核对，没有行政机关还应当履行的职责"), "flag", required=False),
            Ask("reasons", _("理由"), "text", required=False, max_length=3000, help=_("会告知反映人")),
            _REMEDIES,
            _TOLD,
        ],
        starts="T.CLOSE.PUBLIC T.OBJECTION", stops=_HANDLING_CLOCKS, prints="F-36 F-37",
        rules="L-56 L-76 §5.10 §5.13"),
)  # fmt: skip

ENDED = stage(
    row("withdraw_case", _("撤回诉求"), " ".join(ENDABLE), TERMINATED, by="R04 R15 R16 R17", spec_id="1.1.2#41",
        on_behalf=True,
        needs=[ACTOR_IS_REPORTER_OR_INTAKE, g.PRIVATE_INTEREST_ONLY, g.WITHDRAWAL_VOLUNTARY], effect=do.withdraw_case,
        asks=[Ask("reasons", _("为什么撤回"), "text", required=False, max_length=1000, help=_("可不写"))],
        warning=_("撤回后案件终止，不能恢复；改变主意的，可以再次反映。"),
        stops=_OPEN_CLOCKS, prints="F-36", rules="L-75 §2.4 §5.4"),
    row("terminate_case", _("终止办理"), " ".join(ENDABLE), TERMINATED, by=DISPATCHER, spec_id="1.1.2#52",
        needs=[g.NO_OBJECT_LEFT, SECOND_REVIEWER_SIGNED, REASONS_WRITTEN], effect=do.terminate_case,
        second_person=True, optional=True,
        asks=[
            Ask("ground", _("终止的事由"), "choice", choices="end_ground", required=False),
            Ask("proof", _("证明"), "file", choices="files", required=False),
            Ask("reasons", _("理由"), "text", required=False, max_length=3000, help=_("会告知反映人或其家属")),
            _REMEDIES,
            _TOLD,
        ],
        warning=_("复核同意后案件终止，不能恢复；有新的情况作为新案件登记。"),
        stops=_OPEN_CLOCKS, prints="F-36", rules="L-76 §5.13"),
)  # fmt: skip
