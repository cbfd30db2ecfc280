"""What must hold before a report is made, locked or corrected."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.context import Context
from casework.vocabulary import holds, not_same_person
from relief.report import counting, quarters
from relief.statistics.lines import CLOSING

#: As many numbers as a sentence bears; the page lists all.
_NAMED = 5


def _named(numbers: list[str]) -> str:
    return "、".join(numbers[:_NAMED]) + ("…" if len(numbers) > _NAMED else "")


def _complete(ctx: Context) -> Any:
    cases = sorted({gap.case for gap in counting.of(ctx.record).form.gaps})
    return {"n": len(cases), "numbers": _named(cases)} if cases else True


def _agrees(ctx: Context) -> Any:
    found = counting.of(ctx.record)
    if not found.disagreeing:
        return True
    return {"counted": found.form.figures[CLOSING], "held": len(found.rolls), "numbers": _named(found.disagreeing)}


def _true_still(ctx: Context) -> Any:
    return {"n": len(found)} if (found := counting.changed(ctx.record)) else True


FACTS_COMPLETE = holds(
    "facts_complete", _complete, _("还有{n}件案件缺统计事实：{numbers}。"),
    _("打开“待补”里的案件补登记；缺的事实不计入，也不估计。"), rules="R-54",
)  # fmt: skip
STOCK_AGREES = holds(
    "stock_agrees", _agrees, _("期末在册人数对不上：按入离站是{counted}人，按状态是{held}人，差在{numbers}。"),
    _("核对这些案件的状态和离站时间，改正后再编制。"), rules="R-54",
)  # fmt: skip
NOT_THE_MAKER = not_same_person(
    "not_the_maker", lambda ctx: {last.made_by.user_id} if (last := counting.latest(ctx.record)) else set(),
    _("编制的人不能锁定自己编制的月报。"), _("请另一位站长锁定，或退回由别人编制。"), rules="R-54",
)  # fmt: skip
FIGURES_STILL_TRUE = holds(
    "figures_still_true", _true_still, _("编制以后又有{n}个数字变了。"), _("退回统计员重新编制。"), rules="R-54",
)  # fmt: skip
QUARTER_LOCKED = holds(
    "quarter_locked", lambda ctx: quarters.is_whole(ctx.record), _("一个季度的三个月报还没有全部锁定。"),
    _("在季末月份的月报里编制；先把三个月的月报锁定。"), rules="HB-15",
)  # fmt: skip
SOMETHING_CHANGED = holds(
    "something_changed", lambda ctx: bool(counting.changed(ctx.record)),
    _("现在的数字与锁定和更正的一致，没有要更正的。"), _("先在案件里改正事实。"), rules="HB-15",
)  # fmt: skip
