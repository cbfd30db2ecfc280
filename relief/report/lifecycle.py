"""The life of a monthly report: the month runs, it is made by one person and locked by another (R-54, HB-15)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Act, Ask, amendment, build, row, stage
from relief.report import effects as do
from relief.report import guards as g
from relief.report.states import LOCKED, RUNNING, STATES, STEPS, TO_LOCK, TO_MAKE

BEGIN = Act(
    code="begin_statistics", label=_("开始统计"), by=frozenset({"STA", "system"}), effect=do.begin_statistics,
    asks=(Ask("month", _("从哪个月开始"), max_length=7, help=_("例如2026-10；以后每月自动接上")),), rules="R-54",
)  # fmt: skip
_REASON = Ask("reason", _("理由"), "text", min_length=4, max_length=400, help=_("不写姓名和证件号"))

MONTHLY = stage(
    row("close_month", _("月末截止"), RUNNING, TO_MAKE, by="system", effect=do.close_month, rules="R-54"),
    row("make_report", _("编制月报"), TO_MAKE, TO_LOCK, by="STA", usual=True,
        needs=[g.FACTS_COMPLETE, g.STOCK_AGREES],
        asks=[Ask("collected", _("亲属接领报在哪一行"), "choice", choices="collected", required=False,
                  help=_("不选的报在接领返乡；上级要求时改报自行返乡"))],
        effect=do.make_report, rules="R-54"),
    row("return_report", _("退回"), TO_LOCK, TO_MAKE, by="DIR", optional=True, asks=[_REASON],
        effect=do.return_report, rules="R-54"),
    row("lock_report", _("锁定月报"), TO_LOCK, LOCKED, by="DIR", usual=True,
        needs=[g.NOT_THE_MAKER, g.FIGURES_STILL_TRUE], effect=do.lock_report, stops=do.CLOCK, prints="J-42",
        warning=_("锁定后数字不能再改，以后的变化列在更正一栏。"), rules="R-54 HB-15"),
)  # fmt: skip
AMENDMENTS = (
    amendment("correct_report", _("登记更正"), by="STA", states=LOCKED, asks=[_REASON], needs=[g.SOMETHING_CHANGED],
              effect=do.correct_report, prints="J-42", rules="R-54 HB-15"),
    amendment("issue_quarter", _("编制季报"), by="STA DIR", states=LOCKED, needs=[g.QUARTER_LOCKED], prints="J-42",
              rules="R-54 HB-15"),
)  # fmt: skip

REPORT = build(
    "relief.report", initial=RUNNING, states=STATES, stages=(MONTHLY,), amendments=AMENDMENTS, steps=STEPS,
    creation=BEGIN,
)  # fmt: skip
