"""补正与异议: what the reporter is asked, answers, and does not accept (§1.1.2 #02, #03, #34, #35)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.effects import voices as do
from property_rectification.guards import voices as g
from property_rectification.guards.common import REASONS_WRITTEN
from property_rectification.states import (
    CLOSED,
    FACT_FINDING,
    OBJECTION,
    PRE_CLOSE,
    RECTIFYING,
    REGISTERED,
    SUPPLEMENT,
    TRIAGE,
)

_REASONS = Ask("reasons", _("理由"), "text", required=False, max_length=3000, help=_("会告知提出异议的人"))
_REMEDIES = Ask("remedies", _("还可以走的途径"), "text", min_length=10, max_length=2000,
                help=_("有权处理的机关、期限和方式"))  # fmt: skip

SUPPLEMENTS = stage(
    row("request_supplement", _("要求补正"), REGISTERED, SUPPLEMENT, by="R04 R05", spec_id="1.1.2#02",
        needs=[g.REPORTER_REACHABLE, g.SUPPLEMENT_NOT_ASKED_BEFORE, g.MISSING_FACTS_ITEMISED],
        effect=do.request_supplement,
        asks=[Ask("items", _("补正事项"), "items", required=False, help=_("一次写全；反映人会看到这些字"), columns=(
            Ask("fact", _("还缺什么"), max_length=200),
            Ask("how", _("怎样提供"), required=False, max_length=200),
        ))],
        warning=_("只能要求一次。10日内没有补充的，按现有材料研判，不作不予受理。"),
        starts="T.SUPPLEMENT", prints="F-01", rules="L-75"),
    row("submit_supplement", _("提交补正"), SUPPLEMENT, TRIAGE, by="R04 R05 R15 R16 R17", spec_id="1.1.2#03",
        on_behalf=True,
        needs=[g.ACTOR_IS_REPORTER_OR_INTAKE], effect=do.submit_supplement,
        asks=[Ask("answer", _("补充的情况"), "text", max_length=5000, help=_("能补多少写多少，补不齐也会继续办"))],
        starts="T.DISPATCH T.DISPATCH.URGENT", stops="T.SUPPLEMENT", rules="§5.15"),
    row("lapse_supplement", _("补正逾期"), SUPPLEMENT, TRIAGE, by="system", spec_id="1.1.2#03",
        needs=[g.SUPPLEMENT_PERIOD_OVER], effect=do.lapse_supplement,
        starts="T.DISPATCH T.DISPATCH.URGENT", stops="T.SUPPLEMENT"),
)  # fmt: skip

OBJECTIONS = stage(
    row("object_to_closure", _("提出异议"), f"{PRE_CLOSE} {CLOSED}", OBJECTION, by="R04 R15 R16 R17",
        spec_id="1.1.2#34", on_behalf=True,
        needs=[g.OBJECTION_WINDOW_OPEN, g.OBJECTION_HAS_SUBSTANCE, g.ACTOR_IS_PARTY_TO_CASE],
        effect=do.object_to_closure,
        asks=[
            Ask("defect", _("哪一项没有整改到位"), "text", required=False, max_length=3000),
            Ask("new_fact", _("有什么新的情况"), "text", required=False, max_length=3000),
            Ask("objector", _("谁提出"), "choice", choices="objector", required=False,
                help=_("受理人员代为记录时填")),
        ],
        starts="T.OBJECTION.REVIEW", stops="T.CLOSE.PUBLIC T.LOOKBACK.FIRST T.LOOKBACK.SECOND T.ARCHIVE",
        rules="L-75 §5.4 §5.15"),
    row("uphold_objection", _("异议成立"), OBJECTION, RECTIFYING, by="R02 R03", spec_id="1.1.2#35",
        needs=[g.REVIEWER_NOT_ON_PANEL, g.VIOLATION_WAS_FOUND, REASONS_WRITTEN], effect=do.uphold, asks=[_REASONS],
        starts="T.HANDLE.RECTIFY", stops="T.OBJECTION.REVIEW T.OBJECTION", prints="F-37", rules="§5.1"),
    row("reopen_fact_finding", _("重新核查"), OBJECTION, FACT_FINDING, by="R02 R03", spec_id="1.1.2#35",
        needs=[g.REVIEWER_NOT_ON_PANEL, g.NO_VIOLATION_FOUND_YET, REASONS_WRITTEN], effect=do.reopen, asks=[_REASONS],
        starts="T.HANDLE.ORDINARY", stops="T.OBJECTION.REVIEW T.OBJECTION", prints="F-37", rules="§5.1"),
    row("dismiss_objection", _("驳回异议"), OBJECTION, PRE_CLOSE, by="R02 R03", spec_id="1.1.2#35",
        needs=[g.REVIEWER_NOT_ON_PANEL, REASONS_WRITTEN], effect=do.dismiss, asks=[_REASONS, _REMEDIES],
        starts="T.CLOSE.PUBLIC", stops="T.OBJECTION.REVIEW", prints="F-37", rules="§5.13"),
)  # fmt: skip
