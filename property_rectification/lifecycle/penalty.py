"""立案查处：立案，以及处罚程序有了结果之后 (§1.1.2 #18, #45–#47)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, row, stage
from property_rectification.guards.common import ACTOR_IN_LEAD_UNIT, REASONS_WRITTEN, SECOND_REVIEWER_SIGNED
from property_rectification.penalty import case_guards as g
from property_rectification.penalty import forms as f
from property_rectification.penalty import opening as do
from property_rectification.states import CHECK_REQ, FACT_FINDING, PENALTY, RECTIFYING, UNFOUNDED

OFFICE = "R07 R08"

PENALTY_ROAD = stage(
    row("file_penalty", _("立案查处"), FACT_FINDING, PENALTY, by=OFFICE, spec_id="1.1.2#18",
        needs=[ACTOR_IN_LEAD_UNIT, g.PENALTY_POWER_HELD, g.TWO_OFFICERS_CERTIFIED], effect=do.file_penalty,
        asks=f.FILING, warning=_("立案后90日内作出决定；案件等处罚程序的结果。"),
        starts="T.PENALTY.DECIDE", stops="T.HANDLE.CONSULT T.HANDLE.ORDINARY", prints="F-15", rules="L-30 L-34 CG-3"),
    row("rectify_after_penalty", _("处罚后整改"), PENALTY, RECTIFYING, by=OFFICE, spec_id="1.1.2#45",
        needs=[ACTOR_IN_LEAD_UNIT, g.PENALTY_DECISION_SERVED, g.CORRECTION_OUTSTANDING],
        effect=do.rectify_after_penalty,
        asks=[
            Ask("requirement", _("整改要求"), "text", min_length=5, max_length=3000, help=_("与决定书的责令改正一致")),
            Ask("variant", _("期限档"), "choice", choices="limit_variant", required=False,
                help=_("类别有两档期限的才选；不选按第一档")),
            Ask("limit_days", _("期限（日）"), "integer", required=False, help=_("只用于没有规定期限的类别")),
            *f.SERVICE[:4],
        ],
        starts="T.HANDLE.RECTIFY", counts=(("T.HANDLE.RECTIFY", "served_at"),), prints="F-04 F-37", rules="L-34 L-38"),
    row("check_after_penalty", _("转入验收"), PENALTY, CHECK_REQ, by=OFFICE, spec_id="1.1.2#46",
        needs=[ACTOR_IN_LEAD_UNIT, g.PENALTY_DECISION_SERVED, g.CORRECTION_ALREADY_MADE],
        effect=do.check_after_penalty,
        asks=[
            Ask("report", _("改正情况"), "text", required=False, max_length=3000),
            Ask("files", _("改正凭证"), "files", choices="files", required=False),
        ],
        prints="F-16 F-37", rules="L-36 L-38"),
    row("drop_penalty", _("撤销立案"), PENALTY, UNFOUNDED, by=OFFICE, spec_id="1.1.2#47", second_person=True,
        needs=[ACTOR_IN_LEAD_UNIT, g.NO_VIOLATION_AFTER_INVESTIGATION, REASONS_WRITTEN, SECOND_REVIEWER_SIGNED],
        effect=do.drop_penalty,
        asks=[
            Ask("reasons", _("理由"), "text", required=False, max_length=3000, help=_("查了什么、为什么不成立")),
            Ask("told_how", _("怎样告知反映人"), "choice", choices="told_how"),
        ],
        prints="F-36 F-37", rules="L-36 §5.1"),
)  # fmt: skip
