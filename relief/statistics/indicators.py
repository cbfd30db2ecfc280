"""The indicators of a month (Part 4.3): one declaration each, from which page, way down, file and API follow.

Those whose facts no act writes down yet are not here. Nothing of a person stands in any.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from relief import codes
from relief.states import HOSPITALIZED, PREADMIT_MEDICAL, PRESENT, RECEPTION, REVIEW, SCREENING, SECURITY_CHECK
from relief.statistics import lines, served, small
from relief.statistics.form import average_stay
from relief.statistics.period import Period

NOTHING = "—"
TEN_DAYS = 10
#: Where somebody was when they died, by the state they were in; whoever was searched for was elsewhere.
_PLACES = (
    ("station", gettext_lazy("站内"), (RECEPTION, SECURITY_CHECK, SCREENING, REVIEW, *PRESENT)),
    ("hospital", gettext_lazy("医院"), (HOSPITALIZED, PREADMIT_MEDICAL)),
)


@dataclass(frozen=True)
class Cell:
    """One figure: words, value, the whole it is a part of (None where it is none), and the cases behind it.

    `wrong` marks figures that contradict each other, `bureau` what the bureau alone is told (R-53).
    """

    label: Any
    value: int | float | None
    of: int | None = None
    cases: Sequence[str] = ()
    wrong: bool = False
    text: str = ""
    bureau: bool = False

    def shown(self, *, outside: bool = False) -> str:
        """As it is read; outside the civil-affairs chain a part or a whole of few is not told."""
        if self.text:
            return "" if outside else self.text
        if self.value is None or self.of == 0:
            return NOTHING
        if not isinstance(self.value, int):
            return f"{self.value:.1f}"
        if outside and (small.is_small(self.value) or small.is_small(self.of or 0)):
            return small.HIDDEN
        return str(self.value) if self.of is None else f"{self.value} / {self.of} = {self.value / self.of:.1%}"


@dataclass(frozen=True)
class Indicator:
    """One indicator: its id, name and formula in words, and what it is counted from."""

    id: str
    name: Any
    formula: Any
    count: Callable[[Period], list[Cell]] = field(repr=False)


def _on(period: Period, line: str, label: Any) -> Cell:
    return Cell(label, period.form.figures[line], cases=period.form.on(line))


def _stock(period: Period) -> list[Cell]:
    here = [number for number, state in period.rolls.items() if state in served.IN_STATION]
    counted = [_on(period, line, label) for line, label in (
        (lines.OPENING, _("期初在册")), (lines.ADMITTED, _("入站")), (lines.DEPARTED, _("离站")),
        (lines.CLOSING, _("期末在册")),
    )]  # fmt: skip
    counted += [
        Cell(_("其中在站"), len(here), cases=sorted(here)),
        Cell(_("其中在册不在站"), len(period.rolls) - len(here), cases=sorted(set(period.rolls) - set(here))),
    ]
    off = period.disagreeing
    return counted + ([Cell(_("对不上，请核对"), len(off), cases=off, wrong=True)] if off else [])


def _average(period: Period) -> list[Cell]:
    return [Cell(_("天"), average_stay(period.served), cases=[one.case for one in period.closed])]


def _soon(period: Period) -> list[Cell]:
    soon = [one.case for one in period.closed if (one.stay_days or 0) <= TEN_DAYS]
    return [Cell(_("10日内离站"), len(soon), len(period.closed), soon)]


def _filed(period: Period) -> list[Cell]:
    timely = [number for number, in_time in period.extensions if in_time]
    return [Cell(_("按时备案"), len(timely), len(period.extensions), _once(n for n, _t in period.extensions))]


def _minors(period: Period) -> list[Cell]:
    found = period.form.on(lines.MINOR)
    return [Cell(_("未满18周岁"), len(found), period.form.total, found)]


def _departures(period: Period) -> list[Cell]:
    gone = period.form.on("5.5")
    return [
        *(_on(period, line, codes.label("departure_mode", line)) for line in ("5.7", "5.2", "5.3")),
        Cell(_("擅自离站率"), len(gone), period.form.figures[lines.DEPARTED], gone),
    ]


def _deaths(period: Period) -> list[Cell]:
    where = {code: [number for number, state in period.deaths if state in states] for code, _l, states in _PLACES}
    elsewhere = sorted({number for number, _s in period.deaths} - {n for found in where.values() for n in found})
    return [
        Cell(_("死亡"), len(period.deaths), cases=_once(number for number, _state in period.deaths)),
        *(Cell(label, len(where[code]), cases=_once(where[code])) for code, label, _states in _PLACES),
        Cell(_("其他地方"), len(elsewhere), cases=elsewhere),
    ]


def _again(period: Period) -> list[Cell]:
    often = [cases for cases in period.humans if len(cases) > 1]
    return [Cell(_("12个月内入站两次以上的人"), len(often), len(period.humans), _once(n for of in often for n in of))]


def _looks(period: Period) -> list[Cell]:
    told = period.looked_for
    return [
        Cell(_("查人次数"), told["searches"]), Cell(_("其中查到"), told["hits"], told["searches"]),
        Cell(_("无案由查询(应为0)"), told["without"], wrong=told["without"] > 0),
    ]  # fmt: skip


def _hospital(period: Period) -> list[Cell]:
    called = [number for number, emergency in period.hospital if emergency]
    return [
        Cell(_("送医"), len(period.hospital), cases=_once(number for number, _called in period.hospital)),
        Cell(_("其中呼叫120"), len(called), cases=_once(called)),
        *(Cell(label, len(period.health[act]), cases=_once(period.health[act])) for act, label in (
            ("isolate_person", _("隔离转院")), ("refer_to_psychiatry", _("精神科送诊")),
        )),
    ]  # fmt: skip


def _refusals(period: Period) -> list[Cell]:
    cells = _by_reason(_("不予救助"), period.refusals, "refusal_reason")
    cells += _by_reason(_("终止救助"), period.terminations, "termination_reason")
    upheld = sum(period.complaints[code] for code in ("upheld", "partly_upheld"))
    return [
        *cells,
        Cell(_("投诉"), period.complaints.total(), bureau=True),
        Cell(_("其中属实或部分属实"), upheld, bureau=True),
    ]


def _by_reason(label: Any, decided: Sequence[tuple[str, list[str]]], listed: str) -> list[Cell]:
    """How many decisions, and of each reason that was given how many."""
    cells = [Cell(label, len(decided), cases=_once(number for number, _why in decided))]
    for code, name in codes.choices(listed):
        why = [number for number, reasons in decided if code in reasons]
        cells += [Cell(_("理由：%(why)s") % {"why": name}, len(why), cases=_once(why))] if why else []
    return cells


def _reports(period: Period) -> list[Cell]:
    timely = [number for number, in_time in period.reports if in_time]
    return [Cell(_("按时报告"), len(timely), len(period.reports), _once(number for number, _t in period.reports))]


def _supplies(period: Period) -> list[Cell]:
    sentence = _("期初%(before)d + 入%(came)d − 出%(went)d = 期末%(after)d")
    return [
        Cell(codes.label("item", item), before + came - went, text=sentence % {
            "before": before, "came": came, "went": went, "after": before + came - went,
        })
        for item, before, came, went in period.stock
    ]  # fmt: skip


def _spending(period: Period) -> list[Cell]:
    """The house's own money by relief type; never on a paper, never told outside."""
    cells = []
    for code, label in [*codes.choices("relief_type"), ("", _("未分类"))]:
        paid = [(number, fen or 0) for number, kind, fen in period.spending if kind == code]
        people, fen = _once(number for number, _fen in paid), sum(fen for _number, fen in paid)
        if people:
            words = _("共%(sum)s，%(n)d人次，人均%(each)s") % {
                "sum": display.money(fen), "n": len(people), "each": display.money(round(fen / len(people))),
            }  # fmt: skip
            cells.append(Cell(label, fen, cases=people, text=words))
    unpriced = _once(number for number, _kind, fen in period.spending if fen is None)
    return [*cells, Cell(_("未记票价"), len(unpriced), cases=unpriced)] if cells else []


def _outreach(period: Period) -> list[Cell]:
    held, visitors = period.open_days
    return [
        Cell(_("宣传资料份数"), period.leaflets), Cell(_("开放日场次"), held), Cell(_("开放日人次"), visitors),
    ]  # fmt: skip


def _once(numbers: Iterable[str]) -> list[str]:
    return sorted(set(numbers))


INDICATORS = (
    Indicator("I-01", gettext_lazy("期末在站人数"),
              gettext_lazy("期初 + 入站 − 离站；与按状态计算的人数核对，不一致就是错误"), _stock),
    Indicator("I-02", gettext_lazy("平均在站天数"),
              gettext_lazy("期内离站的在站天数之和 ÷ 离站人次；在站天数 = 离站日 − 入站日，至少1天"), _average),
    Indicator("I-03", gettext_lazy("10日内离站率"), gettext_lazy("在站不超过10天的离站人次 ÷ 离站人次"), _soon),
    Indicator("I-04", gettext_lazy("延期备案及时率"), gettext_lazy("第10天前备案的 ÷ 在站超过10天的"), _filed),
    Indicator("I-05", gettext_lazy("未成年人救助人次及占比"),
              gettext_lazy("入站时未满18周岁的 ÷ 全部受助人次"), _minors),
    Indicator("I-07", gettext_lazy("接领返乡、乘车凭证、自行离站人次及擅自离站率"),
              gettext_lazy("按离站方式计；擅自离站 ÷ 全部离站人次"), _departures),
    Indicator("I-17", gettext_lazy("死亡人数(按地点)"),
              gettext_lazy("期内去世的；按去世时本人在哪里计：在站为站内，住院和站前送医为医院"), _deaths),
    Indicator("I-18", gettext_lazy("送医、急救、传染病报告、精神科送诊人次"), gettext_lazy("期内每次送医计一次"),
              _hospital),
    Indicator("I-19", gettext_lazy("不予救助、终止救助(按理由)及复议、诉讼、投诉、纠正数"),
              gettext_lazy("期内作出的不予救助、终止救助决定，一件可有几个理由；期内收到的投诉"), _refusals),
    Indicator("I-20", gettext_lazy("反复求助率"),
              gettext_lazy("到本月末12个月内入站两次以上的人 ÷ 同期入站的人；两人核实是同一人的，几件算一人"), _again),
    Indicator("I-25", gettext_lazy("宣传资料份数、开放日场次和人次"),
              gettext_lazy("期内发放的份数；期内举办的开放日和参观人次"), _outreach),
    Indicator("I-26", gettext_lazy("物资收发存"), gettext_lazy("期初 + 入 − 出 = 期末"), _supplies),
    Indicator("I-27", gettext_lazy("救助支出(内部)"),
              gettext_lazy("期内发出未退的乘车凭证票价 + 小额交通费，按主要救助类型；一案计一人次"), _spending),
    Indicator("I-28", gettext_lazy("人脸比对次数、命中数、无案由查询数"),
              gettext_lazy("期内按姓名、证件号查人的次数、查到的次数，和没有在办案件或用途而被拒的次数"), _looks),
    Indicator("I-29", gettext_lazy("强制报告及时率"), gettext_lazy("期限内报告的 ÷ 期内到期应当报告的"), _reports),
)  # fmt: skip


def of(period: Period, *, bureau: bool) -> list[tuple[Indicator, list[Cell]]]:
    """Every indicator with its figures, for the bureau or for the station; one without any is left out."""
    counted = [(one, [cell for cell in one.count(period) if bureau or not cell.bureau]) for one in INDICATORS]
    return [(one, cells) for one, cells in counted if cells]
