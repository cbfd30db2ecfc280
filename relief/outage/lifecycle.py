"""The life of an outage: out of service, back again."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Act, Ask, State, amendment, build, row, stage
from relief.outage import effects as do
from relief.outage import guards as g

OUT, BACK = "out_of_service", "back_in_service"
STATES = (
    State(OUT, _("停用中"), _("停用中"), "late"),
    State(BACK, _("已恢复"), _("已恢复"), "done", terminal=True),
)
#: Whoever works the shift notices it.
NOTICED = "RCP SEC CSW CAR HLT DUT"
_INSTEAD = Ask("instead", _("停用期间怎样办"), "text", required=False, max_length=1000, personal=True,
               help=_("例如：热线转到值班手机，手写登记，恢复后补录；不写求助人姓名"))  # fmt: skip

RECORD = Act(
    code="record_outage", label=_("登记停用"), by=frozenset(NOTICED.split()), effect=do.begin, rules="R-08",
    asks=(
        Ask("service", _("什么停用"), "choice", choices="outage_service"),
        Ask("since", _("停用时间"), "moment", required=False, help=_("不填为现在")),
        Ask("cause", _("原因"), required=False, max_length=120, help=_("例如停电、线路故障")), _INSTEAD,
    ),
    warning=_("值班领导和县民政局马上得到通知。"),
)  # fmt: skip
OUTAGES = stage(
    row("restore_service", _("登记恢复"), OUT, BACK, by=NOTICED, usual=True, needs=[g.INSTEAD_TOLD],
        asks=(Ask("until", _("恢复时间"), "moment", required=False, help=_("不填为现在")), _INSTEAD),
        effect=do.restore, stops="TM-01", rules="R-08"),
)  # fmt: skip
AMENDMENTS = (
    amendment("update_outage", _("补充停用期间的办法"), by=NOTICED, states=f"{OUT} {BACK}", asks=(_INSTEAD,),
        effect=do.update, rules="R-08"),
)  # fmt: skip

OUTAGE = build(
    "relief.outage", initial=OUT, states=STATES, stages=(OUTAGES,), amendments=AMENDMENTS, creation=RECORD,
)  # fmt: skip
