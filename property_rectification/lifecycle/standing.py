"""延期、中止、挂账 (§1.1.2 #24–#28): asked by the unit that leads, decided by others."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.effects import standing as do
from property_rectification.guards import standing as g
from property_rectification.guards.common import ACTOR_IN_LEAD_UNIT
from property_rectification.lifecycle.intake import DEPARTMENT
from property_rectification.states import HUNG, RECTIFYING, SUSPENDED

MEASURES = (
    Ask("measures", _("临时安全措施"), "text", required=False, max_length=2000,
        help=_("停下来的这段时间怎样保证人的安全")),
    Ask("measures_by", _("措施责任人"), required=False, max_length=60, personal=True),
    Ask("check_every", _("检查频次"), required=False, max_length=60, help=_("如每天一次")),
)  # fmt: skip

STANDING = stage(
    row("extend_deadline", _("延长期限"), RECTIFYING, RECTIFYING, by="R02", spec_id="1.1.2#24",
        asked_by=DEPARTMENT, asked_needs=[ACTOR_IN_LEAD_UNIT],
        needs=[g.EXTENSION_ASKED_BEFORE_EXPIRY, g.EXTENSIONS_WITHIN_LIMIT, g.NOT_SAFETY_CATEGORY,
               g.REPORTER_TOLD_EXTENSION, g.APPROVER_NOT_REQUESTER],
        effect=do.extend_deadline,
        asks=[
            Ask("amount", _("延长多少"), "integer", help=_("单位同整改期限；最多两次，加上原期限不超过两倍")),
            Ask("reason", _("理由"), "text", min_length=10, max_length=2000),
            Ask("told_how", _("怎样告知反映人"), "choice", choices="told_how", required=False),
        ],
        warning=_("到期前提出才能批准；批准前仍按原期限办。"), prints="F-05", rules="L-76 §2.4 §5.16"),
    row("suspend_case", _("中止"), RECTIFYING, SUSPENDED, by="R02", spec_id="1.1.2#25",
        asked_by=DEPARTMENT, asked_needs=[ACTOR_IN_LEAD_UNIT],
        needs=[g.SUSPENSION_CAUSE_ALLOWED, g.INTERIM_MEASURES_RECORDED], effect=do.suspend_case,
        asks=[
            Ask("cause", _("原因"), "choice", choices="suspension_cause"),
            Ask("reason", _("说明"), "text", min_length=10, max_length=2000),
            Ask("files", _("证明"), "files", choices="files", required=False),
            Ask("until", _("最晚到哪天"), "date", required=False,
                help=_("到这天24:00自动恢复；表决期必填，不超过60日")),
            *MEASURES,
        ],
        starts="T.SUSPEND.VOTE", prints="F-05", rules="L-76"),
    row("resume_case", _("恢复整改"), SUSPENDED, RECTIFYING, by=f"{DEPARTMENT} system", spec_id="1.1.2#26",
        needs=[g.SUSPENSION_CAUSE_ENDED], effect=do.resume_case,
        asks=[
            Ask("end_note", _("原因怎样消除的"), "text", required=False, max_length=2000),
            Ask("files", _("证明"), "files", choices="files", required=False),
        ],
        stops="T.SUSPEND.VOTE"),
    row("shelve_case", _("挂账"), RECTIFYING, HUNG, by="R01", spec_id="1.1.2#27",
        asked_by=DEPARTMENT, asked_needs=[ACTOR_IN_LEAD_UNIT],
        needs=[g.SHELVING_FILE_COMPLETE, g.SHELVING_CAUSE_OBJECTIVE, g.SHELVING_CATEGORY_ALLOWED,
               g.INTERIM_MEASURES_RECORDED],
        effect=do.shelve_case,
        asks=[
            Ask("cause", _("原因"), "choice", choices="shelving_cause"),
            Ask("reason", _("书面理由"), "text", required=False, max_length=3000),
            Ask("files", _("证据"), "files", choices="files", required=False, help=_("再次挂账须有新的材料")),
            Ask("condition", _("什么条件下恢复"), "text", min_length=5, max_length=1000),
            Ask("review_on", _("复核日期"), "date", required=False, help=_("90日内；到这天24:00自动恢复整改")),
            Ask("leader", _("责任领导"), "user", choices="leader_candidates", required=False),
            *MEASURES,
        ],
        warning=_("挂账不是办结，统计上仍算未解决。"),
        starts="T.HUNG.REVIEW", stops="T.HANDLE.RECTIFY", prints="F-05", rules="§2.4"),
    row("unshelve_case", _("解除挂账"), HUNG, RECTIFYING, by="system", spec_id="1.1.2#28",
        needs=[g.SHELVING_REVIEW_DUE_OR_CONDITION_MET], effect=do.unshelve_case,
        starts="T.HANDLE.RECTIFY", stops="T.HUNG.REVIEW"),
)  # fmt: skip
