"""Typed into the national system of relief, by whoever reads what is typed (R-15)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from relief.effects import national as do
from relief.guards import national as g
from relief.states import ARCHIVED, LIVE, PENDING_ARCHIVE

_FROM_ADMISSION = " ".join((*LIVE, PENDING_ARCHIVE, ARCHIVED))

NATIONAL = (
    amendment("record_national_entry", _("登记已录入国家系统"), by="RCP CSW", states=_FROM_ADMISSION,
        asks=[Ask("national_number", _("全国救助编号"), max_length=40)], needs=[g.ADMITTED], effect=do.record_entry,
        rules="R-15 R-54"),
    amendment("record_national_departure", _("登记离站已录入国家系统"), by="RCP CSW", states=_FROM_ADMISSION,
        needs=[g.NATIONAL_NUMBER_KNOWN, g.HAS_LEFT], effect=do.record_departure, rules="R-15 R-54"),
)  # fmt: skip
