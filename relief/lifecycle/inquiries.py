"""The police are asked who somebody is; their answer proves nothing by itself (R-30, R-33)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import amendment
from relief.effects import inquiries as do
from relief.forms import inquiries as f
from relief.guards import inquiries as g
from relief.states import OPEN, PENDING_ARCHIVE, POST_DEATH

#: Who the dead was is still asked.
_ASKED = " ".join((*OPEN, POST_DEATH))

INQUIRIES = (
    amendment("add_police_inquiry", _("补发协查"), by="CSW DUT", states=_ASKED, asks=f.INQUIRY,
        needs=[g.SEARCH_PURPOSE_RECORDED, g.AGE_IN_DOUBT], effect=do.add_inquiry, prints="J-11",
        warning=_("协查不影响食宿、照料和本人离站；复函不能自动作为核实。"), rules="R-30 R-33"),
    amendment("record_inquiry_reply", _("登记协查回执和复函"), by="CSW DUT", states=f"{_ASKED} {PENDING_ARCHIVE}",
        asks=f.REPLY, needs=[g.INQUIRY_WAITS], effect=do.record_reply, rules="R-30 R-33"),
)  # fmt: skip
