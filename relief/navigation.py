"""The side bar of each post of the station, as far as its pages exist; the first entry is the landing page."""

from django.utils.translation import gettext_lazy as _

from casework.actor import Actor
from casework.api.filters import late
from casework.web import duties
from casework.web.navigation import Entry, Module, Tally
from relief.statistics import narrowing


def _mine(actor: Actor) -> Tally:
    waiting = duties.mine(actor)
    return Tally(waiting, late(waiting))


MODULE = Module(_("流浪救助"), _("编号"))
DESK = Entry(_("我的工作台"), "/", "checklist", _mine, key="g d")
SHIFT = Entry(_("本班待办"), "/", "checklist", _mine, key="g d")
DECISIONS = Entry(_("待我决定"), "/", "gavel", _mine, key="g d")
FILINGS = Entry(_("备案与审批"), "/", "gavel", _mine, key="g d")
RECEPTION = Entry(_("接待"), "/relief/reception/", "door-enter")
NEW = Entry(_("接待新到的人"), "/relief/reception/new/", "door-enter")
REVIEWING = Entry(_("甄别"), "/relief/reception/", "door-enter")
LEADS = Entry(_("热线线索"), "/relief/leads/", "phone")
BEDS = Entry(_("床位"), "/relief/beds/", "bed")
BELONGINGS = Entry(_("随身物品"), "/relief/belongings/", "package")
PRESENT = Entry(_("在站人员"), f"/relief/?{narrowing.HERE.name}=1", "users", key="g c")
INCIDENTS = Entry(_("事件"), "/relief/?incident=open", "alert-octagon")
FILING = Entry(_("待归档"), "/relief/?state=pending_archive", "folder")
LOOKS = Entry(_("查看记录"), "/manage/access-log/", "history")
FILED = Entry(_("卷宗"), "/relief/?state=archived", "list-details")
NATIONAL = Entry(_("录入国家系统"), "/relief/national/", "clipboard-check", short=_("录入"))
STATISTICS = Entry(_("统计"), "/statistics/", "chart-bar")
#: Nothing but reports waits for the statistician.
REPORTS = Entry(_("统计"), "/statistics/", "chart-bar", _mine)

#: The bureau's own channel (R-53), and the door to it from the station.
COMPLAINTS = Entry(_("投诉"), "/complaints/", "message-question")
#: What the bureau asks on account of one; the complaint stays with it (E44).
FORWARDED = Entry(_("县局转办"), "/forwardings/", "message-question")
STOCK = Entry(_("出入库与批次"), "/stock/", "package-import", short=_("出入库"))
CARE = Entry(_("照料登记"), "/relief/care/", "list-check")
OUTAGES = Entry(_("停用记录"), "/outages/", "alert-triangle")
OVERVIEW = Entry(_("本班总览"), "/relief/shift/", "clock")
SHIFTS = Entry(_("交接班"), "/shifts/", "transfer")
COMPLAIN = Entry(_("登记投诉"), "/complaints/new/", "message-question")

OUTREACH = Entry(_("宣传和开放日"), "/outreach/", "message-plus", short=_("宣传"))
CHECKS = Entry(_("从业查询"), "/relief/staff/", "shield-check")
#: Whoever keeps them.
CHECKS_KEPT = Entry(_("从业查询"), "/relief/staff/", "shield-check", _mine)
#: For when there is no power, no network or no name.
FORMS = Entry(_("空白表格"), "/relief/forms/", "printer")

BY_ROLE = {
    "RCP": (SHIFT, RECEPTION, LEADS, BEDS, PRESENT, BELONGINGS, SHIFTS, OUTAGES, COMPLAIN, FORMS),
    "SEC": (SHIFT, RECEPTION, PRESENT, BELONGINGS, FORMS),
    "CSW": (DESK, PRESENT, REVIEWING, COMPLAIN, OUTREACH),
    "CAR": (SHIFT, PRESENT, BEDS, CARE, COMPLAIN),
    "HLT": (SHIFT, PRESENT, COMPLAIN),
    "ESC": (DESK, PRESENT),
    "STK": (SHIFT, STOCK),
    "DUT": (OVERVIEW, DECISIONS, LEADS, PRESENT, INCIDENTS, SHIFTS, STOCK, OUTREACH, STATISTICS),
    "DIR": (DECISIONS, PRESENT, INCIDENTS, FORWARDED, SHIFTS, STOCK, CHECKS, OUTREACH, STATISTICS),
    "ARC": (FILING, FILED),
    "ADM": (CHECKS_KEPT,),
    "DPO": (LOOKS,),
    "STA": (REPORTS, NATIONAL, STOCK),
    "SUP": (FILINGS, PRESENT, COMPLAINTS, STOCK, STATISTICS),
}
INTAKE = {"RCP": NEW}
