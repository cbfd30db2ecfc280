"""What happens after the button, out of the declaration, one line each: the new state, the clocks that stop and start
with their moments, who is told, what is printed, how it is undone. What cannot be undone is said last, by the page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework import clocks, display, documents, kinds, workcalendar
from casework.actor import Actor
from casework.clock_words import length_words
from casework.context import Context
from casework.declaration import PREVIOUS, Act, Row
from casework.timers import Length
from casework.web import clocks as chips


def of(record: Any, act: Act, now: datetime, *, agreed: bool = False) -> list[str]:
    """The lines for this act of this record if it were done now; `agreed` where the second person reads them."""
    if not isinstance(act, Row):
        return [
            _("案件状态不变，写的内容进入办理经过。"),
            *_told(record, act),
            _("写错了可以再登记更正，原来的记录留着。"),
        ]
    return [
        *([] if agreed else _asked_first(record, act)), *_state(record, act), *_stopping(record, act, now),
        *starting(record, act, now), *_told(record, act), *_printed(act), *_undone(record, act),
    ]  # fmt: skip


def _asked_first(record: Any, act: Act) -> list[str]:
    if act.asked_by:
        return [_("先交%(roles)s决定，同意后才生效；决定前可以撤回。") % {"roles": _deciders(record, act)}]
    return [_("先交另一人复核，复核同意后才生效；复核前可以撤回。")] if act.second_person else []


def _target(record: Any, row: Row) -> str:
    return str(record.previous_state if row.target == PREVIOUS else row.target_from(record))


def _state(record: Any, row: Row) -> list[str]:
    if _target(record, row) == getattr(record, row.field):
        return []
    target = record.lifecycle.states_of(row.region).get(_target(record, row))
    if target is None:  # back to a state before, of a record that was in none
        return []
    if row.region:
        region = record.lifecycle.regions[row.region].label
        return [_("“%(region)s”转入“%(state)s”，案件状态不变。") % {"region": region, "state": target.label}]
    regions = record.lifecycle.regions
    along = [(regions[one.region], one.target_from(record)) for one in record.lifecycle.carried_by(row)]
    return [
        _("案件转入“%(state)s”。") % {"state": target.label},
        *(_("“%(region)s”同时转入“%(state)s”。") % {"region": region.label, "state": region.states[state].label}
          for region, state in along),
    ]  # fmt: skip


def _stopping(record: Any, row: Row, now: datetime) -> list[str]:
    """The clocks that run and will stop, each with what is left of it."""
    calendar, name = workcalendar.current(), kinds.kind_of(record).timer_label
    stops = [key for one in (row, *record.lifecycle.carried_by(row)) for key in one.stops]
    running = {t.key: t for t in clocks.running(record).select_related("rule") if t.key in stops}
    lines = []
    for key in stops:
        if key in running:
            words = chips.chip(running[key], record, now, calendar).words
            lines.append(_("“%(name)s”停止计时（现%(left)s）。") % {"name": name(key), "left": words})
    return lines


def starting(record: Any, row: Row, now: datetime) -> list[str]:
    """The clocks that will start, with the moment due; of alternatives the one that fits the record as it stands."""
    kind, counts = kinds.kind_of(record), dict(row.counts)
    asked = {ask.name: ask.label for ask in row.asks}
    ctx = Context(record, row, Actor.system(), now, preview=True)
    running = set(clocks.running(record).values_list("key", flat=True)) - set(row.stops)
    lines = []
    for key in row.starts:
        applies = kind.timer(ctx, key)
        name, begins = kind.timer_label(key), asked.get(counts.get(key, ""), "")
        if begins:
            lines.append(_("“%(name)s”开始计时，从填写的“%(from)s”起算。") % {"name": name, "from": begins})
        elif applies and key not in running:
            lines.append(_due(record, key, name, applies, now))
    return lines


def _due(record: Any, key: str, name: str, applies: Any, now: datetime) -> str:
    length = applies if isinstance(applies, Length) else None
    foreseen = clocks.foreseen(key, record.lifecycle.name, now, length)
    if foreseen is None:
        return _("“%(name)s”开始计时。") % {"name": name}
    due, length = foreseen
    moment = display.deadline(due.moment, now, unit=length.unit, provisional=due.provisional)
    return _("“%(name)s”开始计时：%(length)s，%(due)s到期。") % {
        "name": name, "length": length_words(length), "due": moment,
    }  # fmt: skip


def _told(record: Any, act: Act) -> list[str]:
    names = [str(one) for one in kinds.kind_of(record).told(record, act)]
    if act.second_person:
        names.insert(0, _deciders(record, act) if act.asked_by else _("本单位能复核的同事"))
    return [_("通知：%(names)s。") % {"names": "、".join(names)}] if names else []


def _deciders(record: Any, act: Act) -> str:
    names = kinds.kind_of(record).roles
    return "、".join(str(names[role]) for role in sorted(act.by))


def _printed(row: Row) -> list[str]:
    printed = [paper for paper in documents.papers() if paper.code in row.prints]
    always, chosen = (
        _names(p for p in printed if not p.answers_of(row)),
        _names(p for p in printed if p.answers_of(row)),
    )
    said = [_("自动生成：%(names)s，在“文书”里打开和打印。") % {"names": always}] if always else []
    return [*said, _("按填写的内容另出：%(names)s。") % {"names": chosen}] if chosen else said


def _names(papers: Iterable[documents.Paper]) -> str:
    return "、".join(str(paper.name) for paper in papers)


def _undone(record: Any, row: Row) -> list[str]:
    """How one comes back: by a person's act that leads from there to here; where none does, that it stays."""
    stands, target = getattr(record, row.field), _target(record, row)
    if target == stands or row.warning:
        return []
    back = [r for r in record.lifecycle.of(row.region) if target in r.sources and r.target == stands]
    by_people = [str(r.label) for r in back if r.by != {"system"}]
    if by_people:
        return [_("办错了：由有权的岗位用“%(acts)s”退回来。") % {"acts": "”或“".join(by_people)}]
    return [_("办好后不能撤回，写错的内容可以更正，原来的记录留着。")]
