"""The life of a record of interference: it is written down and stays as it is."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Act, Ask, State, build
from property_rectification.interference.effects import record_interference

RECORDED = "recorded"
STATES = (State(RECORDED, _("已记录"), _("已记录"), "plain", terminal=True),)
#: Everybody who works on cases or about them; a party, the auditor and the administrator decide none.
RECORDERS = "R01 R02 R03 R04 R05 R06 R07 R08 R09 R14 R25"

RECORD = Act(
    code="record_interference", label=_("登记干预过问"), by=frozenset(RECORDERS.split()), effect=record_interference,
    asks=(
        Ask("case_number", _("案件编号"), max_length=40),
        Ask("happened_at", _("时间"), "moment"),
        Ask("who", _("谁"), max_length=60, personal=True, help=_("姓名；不知道姓名的，写怎样认出")),
        Ask("who_post", _("单位和职务"), required=False, max_length=80, personal=True),
        Ask("way", _("方式"), "choice", choices="interference_way"),
        Ask("content", _("说了什么、要求什么"), "text", min_length=5, max_length=2000, personal=True,
            help=_("写原话，不写评价")),
    ),
    warning=_("只有您和审计看得到这份记录；登记后不能修改、不能删除。"), prints=("F-40",), rules="§5.9",
)  # fmt: skip

INTERFERENCE = build("property.interference", initial=RECORDED, states=STATES, stages=(), creation=RECORD)
