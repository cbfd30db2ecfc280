"""What a reporter is told about each state: one answer, one date, the step it is on (ui: the answer first).

A state that is not here would leave a reporter without an answer; a test holds this table against the declaration.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

HANDLING_CLOCKS = ("T.HANDLE.ORDINARY", "T.HANDLE.PETITION", "T.HANDLE.CONSULT")


@dataclass(frozen=True)
class Told:
    """`short` names the stage anywhere; `answer` is the sentence, `until` the second one, with the date of the first
    of `clocks` that runs; `past` stands in its place once a period that is no deadline is over; `step` is the place
    in `STEPS`."""

    short: Any
    answer: Any
    step: int
    until: Any = ""
    clocks: tuple[str, ...] = ()
    past: Any = ""


#: The road as a reporter follows it.
STEPS = (_("收到登记"), _("交给承办单位"), _("核查"), _("整改"), _("验收"), _("公示结果"), _("办结"))

OF_STATE: dict[str, Told] = {
    "draft": Told(_("已收到"), _("已收到，等待登记"), 0, _("最晚{date}登记"), ("T.INTAKE.REGISTER",)),
    "registered": Told(
        _("已登记"), _("已登记，正在看由哪个单位办"), 0, _("最晚{date}告知是否受理"), ("T.INTAKE.INFORM",)
    ),
    "supplement": Told(
        _("等您补充"), _("需要您补充几项情况"), 0, _("请在{date}前补充，补不齐也会继续办"), ("T.SUPPLEMENT",)
    ),
    "triage": Told(
        _("正在研判"), _("正在确定由哪个单位办"), 1, _("最晚{date}交给承办单位"), ("T.DISPATCH", "T.DISPATCH.URGENT")
    ),
    "not_accepted": Told(_("没有受理"), _("这件没有受理，理由和其他途径见书面答复"), 6),
    "diverted": Told(
        _("由法定途径办理"), _("这件事由法定途径办理，找哪个机关见下面的告知；有新的情况，可以再次反映"), 6
    ),
    "merged": Told(_("并案办理"), _("与另一件相同的反映并案办理，办结后单独答复您"), 1),
    "disputed": Told(_("正在确认单位"), _("正在确定由哪个单位办"), 1, _("最晚{date}开会研判"), ("T.DISPUTE.MEET",)),
    "dispatched": Told(_("已交办"), _("已交给{unit}"), 1, _("最晚{date}签收"), ("T.SIGN",)),
    "return_req": Told(_("已交办"), _("正在确认由哪个单位办"), 1, _("最晚{date}确定"), ("T.RETURN.DECIDE",)),
    "handling": Told(_("正在办理"), _("{unit}已签收，正在办理"), 1, _("最晚{date}办完"), HANDLING_CLOCKS),
    "fact_finding": Told(_("正在核查"), _("{unit}正在核查"), 2, _("最晚{date}办完"), HANDLING_CLOCKS),
    "penalty": Told(_("立案查处"), _("{unit}已立案查处"), 2),
    "unfounded": Told(_("核查结论复核中"), _("核查没有发现反映的问题，另一人正在复核"), 2),
    "rectifying": Told(_("正在整改"), _("正在整改"), 3, _("最晚{date}整改完"), ("T.HANDLE.RECTIFY",)),
    "suspended": Told(_("整改暂停"), _("整改暂停，原因消除后继续"), 3, _("最晚{date}恢复"), ("T.SUSPEND.VOTE",)),
    "hung": Told(
        _("暂时不能解决"), _("受条件限制暂时不能解决，到期再看"), 3, _("最晚{date}再看一次"), ("T.HUNG.REVIEW",)
    ),
    "mediation": Told(
        _("正在调解"), _("双方自愿调解中，任何一方可以随时不调解"), 3, _("最晚{date}结束调解"),
        ("T.MED.COMMUNITY", "T.MED.PRE"),
    ),
    "check_req": Told(_("等待验收"), _("整改一方说已改好，等待验收"), 4),
    "checking": Told(_("正在验收"), _("正在验收"), 4, _("最晚{date}验完"), ("T.CHECK",)),
    "check_failed": Told(_("验收没有通过"), _("验收没有通过，退回整改"), 3),
    "pre_close": Told(_("结果公示中"), _("办理结果正在公示"), 5, _("公示到{date}"), ("T.CLOSE.PUBLIC",),
                      _("公示期已满，等待办结")),
    "objection": Told(
        _("异议复核中"), _("有人不认可结果，另一人正在复核"), 5, _("最晚{date}答复"), ("T.OBJECTION.REVIEW",)
    ),
    "closed": Told(_("已办结"), _("已办结"), 6, _("不认可的，{date}前可以提出异议"), ("T.OBJECTION",),
                   _("提出异议的期限已过；有新的情况，可以再次反映")),
    "lookback": Told(_("已办结"), _("已办结，正在回头看有没有反复"), 6),
    "archived": Told(_("已办结"), _("已办结归档"), 6),
    "relapsed": Told(_("问题重现，重新办理"), _("已认定问题重新出现，正在重新责令整改"), 3, _("最晚{date}整改完"),
                     ("T.HANDLE.RECTIFY",)),
    "terminated": Told(_("已终止"), _("这件已终止办理，理由和其他途径见书面答复"), 6),
}  # fmt: skip
