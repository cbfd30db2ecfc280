"""挂牌督办、摘牌、改派 (§1.1.2 #43, #44): possible nearly anywhere, and nobody's daily duty."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import SAME, Ask, row, stage
from property_rectification import states as s
from property_rectification.effects import supervision as do
from property_rectification.guards import supervision as g
from property_rectification.lifecycle.intake import DISPATCHER

ACTIVE = " ".join(s.ACTIVE)

SUPERVISION = stage(
    row("place_supervision", _("挂牌督办"), ACTIVE, SAME, by="R01", spec_id="1.1.2#43", optional=True,
        needs=[g.SUPERVISION_DOCUMENT_COMPLETE], effect=do.place_supervision,
        asks=[
            Ask("level", _("级别"), "choice", choices="supervision_level", required=False),
            Ask("document", _("文书"), required=False, max_length=60, help=_("文号")),
            Ask("reason", _("理由"), "text", required=False, max_length=2000),
            Ask("requirement", _("要求"), "text", required=False, max_length=2000,
                help=_("印在通知书上；不填就写依法限期办结")),
            Ask("due_on", _("期限"), "date", required=False),
            Ask("leader", _("包案领导"), "user", choices="leader_candidates", required=False, help=_("不填就是本人")),
        ],
        prints="F-19", rules="L-42 §5.9"),
    row("lift_supervision", _("摘牌"), f"{s.PRE_CLOSE} {s.CLOSED} {s.LOOKBACK}", SAME, by="R01", spec_id="1.1.2#43",
        optional=True, needs=[g.SUPERVISION_GOAL_REACHED], effect=do.lift_supervision,
        asks=[Ask("note", _("摘牌意见"), "text", required=False, max_length=1000)], prints="F-19"),
    row("reassign_case", _("改派"), f"{s.DRAFT} {ACTIVE} {s.DIVERTED} {s.MERGED} {s.CLOSED} {s.LOOKBACK}", SAME,
        by=DISPATCHER, spec_id="1.1.2#44", optional=True,
        needs=[g.NOBODY_NAMED_HAS_INTEREST], effect=do.reassign_case,
        asks=[
            Ask("handler", _("承办人"), "user", choices="handler_candidates", required=False),
            Ask("leader", _("包案领导"), "user", choices="leader_candidates", required=False),
            Ask("reasons", _("理由"), "text", min_length=5, max_length=1000),
        ],
        prints="F-05", rules="§5.11"),
)  # fmt: skip
