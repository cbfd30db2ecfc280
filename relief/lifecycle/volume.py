"""After the end: the file, bound by the archivist, and opened again for a reason with the word of the bureau (R-54)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import row, stage
from relief.effects import volume as do
from relief.forms import common
from relief.forms import volume as f
from relief.guards import volume as g
from relief.states import ARCHIVED, OUTCOMES, PENDING_ARCHIVE

ARCHIVING = stage(
    row("queue_for_archive", _("转入待归档"), " ".join(OUTCOMES), PENDING_ARCHIVE, by="system", spec_id="TA46",
        prints="J-41", rules="R-49 R-54"),
    row("archive_case", _("归档"), PENDING_ARCHIVE, ARCHIVED, by="ARC", spec_id="TA47", usual=True,
        needs=[g.ARCHIVE_CHECKLIST_COMPLETE], asks=(*f.VOLUME, common.LIFTING), effect=do.bind,
        prints="J-41", rules="R-54"),
    row("reopen_archive", _("重开卷宗"), ARCHIVED, PENDING_ARCHIVE, by="SUP", asked_by="DIR", spec_id="TA48",
        needs=[g.REOPEN_REASON_RECORDED, g.REASON_AND_SECOND_PERSON], asks=f.REOPENING, effect=do.reopen,
        warning=_("原卷保留不改，更正后另立新目录。救助被错误拒绝或终止的，马上重新接待，不等更正。"),
        prints="J-41", rules="R-54"),
)  # fmt: skip
