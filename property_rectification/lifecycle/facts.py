"""核查、听取双方、责令整改或查否 (§1.1.2 #14–#17, #55)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.effects import facts as do
from property_rectification.guards import facts as g
from property_rectification.guards.common import (
    ACTOR_IN_LEAD_UNIT,
    NOT_HANDLER,
    REASONS_WRITTEN,
    SECOND_REVIEWER_SIGNED,
)
from property_rectification.lifecycle.intake import DEPARTMENT
from property_rectification.states import FACT_FINDING, HANDLING, PRE_CLOSE, RECTIFYING, UNFOUNDED

#: What an order to correct says (F-04), and how it was served (F-37).
ORDER = (
    Ask("facts_found", _("查明的事实"), "text", min_length=10, max_length=5000),
    Ask("requirement", _("整改要求"), "text", min_length=5, max_length=3000, help=_("逐条写做什么、做到什么程度")),
    Ask("acted_on", _("行为发生日"), "date", help=_("引用的法条以这一天有效的版本为准")),
    Ask(
        "basis",
        _("依据"),
        "items",
        required=False,
        columns=(
            Ask("instrument", _("法律、法规"), "choice", choices="legal_basis"),
            Ask("article", _("条款"), max_length=60),
        ),
    ),
    Ask(
        "variant",
        _("期限档"),
        "choice",
        choices="limit_variant",
        required=False,
        help=_("类别有两档期限的才选；不选按第一档"),
    ),
    Ask("limit_days", _("期限（日）"), "integer", required=False, help=_("只用于没有规定期限的类别")),
)
SERVICE = (
    Ask("served_to", _("受送达人"), max_length=60, personal=True),
    Ask("service_mode", _("送达方式"), "choice", choices="service_mode"),
    Ask("served_at", _("送达时间"), "moment", help=_("整改期限从这时起算")),
    Ask("receipt", _("送达回证"), "file", choices="files", required=False, help=_("归档前补齐")),
)

FACTS = stage(
    row("start_fact_finding", _("开始核查"), HANDLING, FACT_FINDING, by=DEPARTMENT, spec_id="1.1.2#14",
        needs=[ACTOR_IN_LEAD_UNIT, g.CHECK_PLAN_PRESENT], effect=do.start_fact_finding,
        asks=[Ask("check_plan", _("核查方案"), "text", required=False, max_length=2000,
                  help=_("核查事项、时间、人员、拟取得的证据"))],
        prints="F-15", rules="L-30"),
    row("find_violation", _("责令整改"), FACT_FINDING, RECTIFYING, by=DEPARTMENT, spec_id="1.1.2#15",
        needs=[ACTOR_IN_LEAD_UNIT, g.ORGAN_COMPETENT, g.BOTH_SIDES_HEARD, g.EVIDENCE_FOR_EACH_FACT,
               g.LEGAL_BASIS_IN_FORCE, g.LEGAL_REVIEW_DONE_IF_FINE],
        effect=do.find_violation,
        asks=[
            *ORDER,
            Ask("amount_confirmed", _("认定金额"), "money", required=False, help=_("资金类必填，验收时按它核凭证")),
            *SERVICE,
            Ask("fine_possible", _("可能涉及罚款"), "flag", required=False),
        ],
        warning=_("送达后不能撤回，只能更正或撤销并重新送达。"),
        starts="T.HANDLE.RECTIFY", counts=(("T.HANDLE.RECTIFY", "served_at"),),
        stops="T.HANDLE.CONSULT T.HANDLE.ORDINARY", prints="F-04 F-37",
        rules="L-31 L-38 §5.1 §5.10 §5.12"),
    row("conclude_unfounded", _("认定查否"), FACT_FINDING, UNFOUNDED, by=DEPARTMENT, spec_id="1.1.2#16",
        needs=[ACTOR_IN_LEAD_UNIT, g.BOTH_SIDES_HEARD, REASONS_WRITTEN, SECOND_REVIEWER_SIGNED],
        effect=do.conclude_unfounded, second_person=True,
        asks=[
            Ask("reasons", _("理由"), "text", required=False, max_length=3000, help=_("查了什么、为什么不成立")),
            Ask("told_how", _("怎样告知反映人"), "choice", choices="told_how"),
        ],
        stops="T.HANDLE.CONSULT T.HANDLE.ORDINARY", prints="F-36", rules="§5.1"),
    row("confirm_unfounded", _("确认查否"), UNFOUNDED, PRE_CLOSE, by="R03", spec_id="1.1.2#17",
        needs=[g.RECHECK_DONE_IF_DRAWN, NOT_HANDLER],
        asks=[Ask("note", _("意见"), "text", required=False, max_length=1000,
                  help=_("看程序：听取、证据、理由；不重新认定事实"))],
        starts="T.CLOSE.PUBLIC T.OBJECTION", stops="T.HANDLE.PETITION", prints="F-36 F-37", rules="§5.9 §5.13"),
    row("return_unfounded", _("退回核查"), UNFOUNDED, FACT_FINDING, by="R03", spec_id="1.1.2#55",
        needs=[NOT_HANDLER, REASONS_WRITTEN], effect=do.return_unfounded,
        asks=[Ask("reasons", _("理由"), "text", required=False, max_length=2000,
                  help=_("听取、证据或理由上缺什么"))],
        starts="T.HANDLE.ORDINARY", rules="§5.1"),
)  # fmt: skip
