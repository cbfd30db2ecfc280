"""What the committee may do with a running case: ask a unit in writing, and nothing that touches facts (§5.9)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import letters as do

COMMITTEE = (
    amendment("send_letter", _("出督办单、提醒函"), by="R02 R03",
        states="dispatched handling fact_finding rectifying check_req checking", effect=do.send_letter,
        asks=[
            Ask("letter", _("哪一种"), "choice", choices="letter_kind"),
            Ask("requirement", _("要求"), "text", min_length=5, max_length=1000,
                help=_("写要做什么；不写对事实、责任的看法")),
            Ask("reply_by", _("反馈期限"), "date"),
        ],
        warning=_("要求同时记入干预过问记录（F-40），审计看得到。"), prints="F-05", rules="§5.9 §5.10 L-42"),
)  # fmt: skip
