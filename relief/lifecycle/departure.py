"""Out with others: the plan, the hand-over to the family; then the archive."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import row, stage
from relief.effects import departure as do
from relief.forms import common, word_ahead
from relief.forms import departure as f
from relief.guards import departure as g
from relief.states import ARCHIVED, EXTENDED, IN_STATION, OUTCOMES, PENDING_ARCHIVE, PICKED_UP
from relief.states import DEPARTURE as PREPARING

DEPARTURE = stage(
    row("prepare_departure", _("准备离站"), f"{IN_STATION} {EXTENDED}", PREPARING, by="CSW", spec_id="TA26",
        optional=True, needs=[g.DEPARTURE_MODE_CHOSEN, g.IDENTITY_VERIFIED_FOR_ESCORT, g.DESTINATION_PLAUSIBLE],
        asks=(*f.PLAN, *word_ahead.OBJECTION, common.LIFTING), effect=do.prepare_departure,
        prints="J-17 J-22", rules="R-37 R-43 R-44"),
    row("cancel_departure", _("取消离站"), PREPARING, IN_STATION, by="CSW DUT", spec_id="TA49", optional=True,
        needs=[g.CANCEL_REASON_RECORDED], asks=common.REASON, effect=do.cancel_departure,
        prints="J-04", rules="R-05 R-47"),
    row("hand_over_to_family", _("亲属接领"), PREPARING, PICKED_UP, by="RCP CSW", spec_id="TA28", usual=True,
        needs=[g.COLLECTOR_IDENTIFIED, g.NO_RISK_FLAG_FOR_PROTECTED, g.RISK_FLAG_CLEARED_BY_TRUE_WISH,
               g.PERSON_AGREES, g.GUARDIAN_FIT_IF_PROTECTED, g.IDENTITY_NOT_DISPUTED],
        asks=(*f.HANDOVER, common.LIFTING), effect=do.hand_over, stops="TM-03 TM-06 TM-30 TM-31",
        prints="J-04 J-08 J-16", rules="R-45 R-61"),
)  # fmt: skip

ARCHIVING = stage(
    row("queue_for_archive", _("转入待归档"), " ".join(OUTCOMES), PENDING_ARCHIVE, by="system", spec_id="TA46",
        prints="J-41", rules="R-49 R-54"),
    row("archive_case", _("归档"), PENDING_ARCHIVE, ARCHIVED, by="ARC", spec_id="TA47", usual=True,
        needs=[g.ARCHIVE_CHECKLIST_COMPLETE], asks=(*f.ARCHIVE, common.LIFTING), effect=do.archive,
        prints="J-41", rules="R-54"),
)  # fmt: skip
