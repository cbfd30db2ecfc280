"""To the police before admission and back; and over to them for good, by a lawful paper alone."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment, row, stage
from relief.effects import police as do
from relief.forms import police as f
from relief.guards import police as g
from relief.states import (
    LEAD_RECORDED,
    OPEN,
    PENDING_ARCHIVE,
    PREADMIT_POLICE,
    REVIEW,
    SCREENING,
    SECURITY_CHECK,
    TRANSFERRED_POLICE,
)

POLICE = stage(
    row("call_police_at_check", _("安检报警"), SECURITY_CHECK, PREADMIT_POLICE, by="SEC DUT", spec_id="TA06",
        optional=True, needs=[g.DANGEROUS_ITEM_FOUND], asks=f.FOUND, effect=do.call_at_check, prints="J-06 J-29",
        rules="R-21 R-51"),
    row("call_police_at_screening", _("检视报警"), SCREENING, PREADMIT_POLICE, by="DUT", spec_id="TA10",
        optional=True, needs=[g.POLICE_MATTER_FOUND], asks=f.MATTER, effect=do.call_at_screening,
        prints="J-06 J-13 J-29", rules="R-20 R-21 R-60"),
    row("return_from_police", _("公安交回"), PREADMIT_POLICE, REVIEW, by="RCP CSW", spec_id="TA12", usual=True,
        needs=[g.POLICE_HANDBACK_RECORDED, g.SCREENED], asks=f.BACK, effect=do.come_back, prints="J-06",
        rules="R-18 R-20"),
    row("return_from_police_to_screening", _("交回检视"), PREADMIT_POLICE, SCREENING, by="RCP CSW", spec_id="TA12-SC",
        needs=[g.POLICE_HANDBACK_RECORDED], asks=f.BACK, effect=do.come_back, prints="J-06",
        rules="R-18 R-20"),
    row("transfer_to_police", _("移交公安"), " ".join((*OPEN, LEAD_RECORDED)), TRANSFERRED_POLICE, by="RCP DUT DIR",
        spec_id="TA35|TA12|TA41", optional=True, needs=[g.LAWFUL_POLICE_PAPER], asks=f.TAKEN, effect=do.hand_over,
        stops="TM-02a TM-02b TM-02c TM-03 TM-06 TM-30 TM-31", prints="J-06", warning=_("不能仅凭口头要求移交。"),
        rules="R-20 R-51 R-60"),
)  # fmt: skip

PAPERS = (
    amendment("record_police_paper", _("补登公安法律文书"), by="RCP DUT", states=PENDING_ARCHIVE, asks=f.PAPER,
        needs=[g.PAPER_MISSING], effect=do.record_paper, rules="R-51"),
)  # fmt: skip
