"""How a lifecycle is declared: one row a transition, from which API, page, docs and tests follow.

A declaration should read like the statute it comes from. Guards come from `casework.vocabulary` or from the
domain; effects set fields and return nothing. A code is the same in address, method and event.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django_fsm import RETURN_VALUE, transition

from casework.context import Context
from casework.refusals import Denial

#: The ask in which somebody says why a guard should be lifted this once; another person agrees or does not.
LIFT = "lift_reason"
#: Targets with a meaning of their own.
SAME = "@same"
PREVIOUS = "@previous"


@dataclass(frozen=True)
class Ask:
    """One field of a transition's or amendment's form.

    `kind` is one of line, text, choice, choices (several codes of a list), date, moment, money, integer, flag, user,
    users, agency, agencies, compound, file, files, items. `choices` names a code list, or is a callable
    `(record) -> [(value, label)]`.
    `items` has `columns`, asks of one level. What is typed into a `personal` ask is never shown in the history.
    `least` is the lowest number an integer may be.
    """

    name: str
    label: Any
    kind: str = "line"
    required: bool = True
    help: Any = ""
    choices: Any = None
    min_length: int = 0
    max_length: int = 2000
    columns: tuple["Ask", ...] = ()
    personal: bool = False
    least: int = 0


@dataclass(frozen=True)
class Guard:
    """A condition with its code, its message and its way out.

    `check(ctx)` gives True when the condition holds, False when not, or a mapping with values for message and
    remedy (which means not). `on_data` guards look at what the form brings: they are not asked before it is there.
    `override` says by whom it is lifted (`Kind.lifters`) where somebody gives a reason; empty for a guard that stands.
    `may_lift` is what has to hold even then.
    """

    code: str
    check: Callable[[Context], Any]
    message: Any
    remedy: Any = ""
    link: str = ""
    rules: str = ""
    on_data: bool = False
    override: str = ""
    may_lift: Callable[[Context], bool] = lambda _ctx: True

    def denial(self, ctx: Context) -> Denial | None:
        """The reason why not, or None."""
        answer = self.check(ctx)
        if answer is True:
            return None
        values = answer if isinstance(answer, dict) else {}
        return Denial(
            code=self.code,
            message=str(self.message).format_map(values) if values else str(self.message),
            remedy=str(self.remedy).format_map(values) if values else str(self.remedy),
            link=values.get("link", self.link),
            field=values.get("field", ""),
        )


Effect = Callable[[Context], None]


@dataclass(frozen=True)
class Act:
    """What transitions and amendments have in common: who may, what is asked, what must hold, what it does.

    `script` is what whoever does it says on the telephone, line by line; `prints` names the papers it asks for. Where
    `asked_by` names roles, these ask, `asked_needs` looks at who asks, and `by` decides.
    """

    code: str
    label: Any
    by: frozenset[str]
    needs: tuple[Guard, ...] = ()
    asks: tuple[Ask, ...] = ()
    effect: Effect | None = None
    rules: str = ""
    warning: Any = ""
    script: tuple[Any, ...] = ()
    prints: tuple[str, ...] = ()
    second_person: bool = False
    asked_by: frozenset[str] = frozenset()
    asked_needs: tuple[Guard, ...] = ()
    #: The state in which a record begins by this act, where it is not the first one of its lifecycle.
    begins: str = ""

    @property
    def begun_by(self) -> frozenset[str]:
        """The roles that fill in the form."""
        return self.asked_by or self.by

    @property
    def liftable(self) -> bool:
        """Whether some guard of it may be lifted."""
        return any(ask.name == LIFT for ask in self.asks)


@dataclass(frozen=True)
class Row(Act):
    """One transition. Several sources are allowed; the target is a state, SAME or PREVIOUS.

    `counts` pairs a clock it starts with the ask whose moment it runs from, such as the service of a notice.
    `on_behalf` marks a right of somebody outside that the office may write down for them, `optional` what may be done
    at any time: both are nobody's duty.
    """

    sources: tuple[str, ...] = ()
    target: str = ""
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    counts: tuple[tuple[str, str], ...] = ()
    spec_id: str = ""
    usual: bool = False
    on_behalf: bool = False
    optional: bool = False
    #: The region whose state it moves; empty for the record's own road.
    region: str = ""
    #: Regions that go along with it, each by what it `carried` under the same code; it starts where all of them do.
    along: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The column of the state it moves."""
        return state_field(self.region)

    @property
    def is_duty(self) -> bool:
        """Whether a record that stands where this row begins waits for it; a region goes on beside the road."""
        return not (self.on_behalf or self.optional or self.asked_by or self.region)

    def target_from(self, record: Any) -> str:
        """The state this transition leads to from where the record stands."""
        if self.target == SAME:
            return str(getattr(record, self.field))
        return str(record.previous_state) if self.target == PREVIOUS else self.target


@dataclass(frozen=True)
class Amendment(Act):
    """A change that is no transition: facts, parties, evidence. `states` empty means any state that is not terminal."""

    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """One state: code, label as in the tables, short badge, tone of the badge, and the step of the stage bar.

    A `branch` lies beside the road: the bar shows it under the step it was entered from.
    """

    code: str
    label: Any
    badge: Any
    tone: str
    step: str = ""
    terminal: bool = False
    branch: bool = False


@dataclass(frozen=True)
class Region:
    """What goes on in a record beside its road, such as somebody's health: a state field of its own on the kind's
    model, moved by rows of its own. `name` is the lifecycle of the tables; `during` names the states of the road in
    which its rows are open, empty for every one that is no end.
    """

    code: str
    name: str
    label: Any
    initial: str
    states: dict[str, State]
    rows: tuple[Row, ...]
    during: tuple[str, ...] = ()
    #: Code of an act of the road → what of it happens here, in the same event; nobody does that by itself.
    carried: dict[str, Row] = field(default_factory=dict)

    @property
    def field(self) -> str:
        """The column of its state."""
        return state_field(self.code)

    def open_in(self, road: State) -> bool:
        """Whether its rows are open while the record stands there on its road."""
        return road.code in self.during if self.during else not road.terminal


@dataclass
class Lifecycle:
    """All that is declared for one record kind. `rows` holds those of the road and of every region."""

    name: str
    initial: str
    states: dict[str, State]
    rows: dict[str, Row]
    amendments: dict[str, Amendment] = field(default_factory=dict)
    steps: tuple[tuple[str, Any], ...] = ()
    start_timers: tuple[str, ...] = ()
    creation: Act | None = None
    regions: dict[str, Region] = field(default_factory=dict)
    #: Other acts by which a record may begin.
    also: tuple[Act, ...] = ()

    @property
    def beginnings(self) -> tuple[Act, ...]:
        """Every act by which a record begins, the one of its first state before the others."""
        return (*([self.creation] if self.creation else []), *self.also)

    def act(self, code: str) -> Act | None:
        """The transition or amendment with this code; None where there is none."""
        return self.rows.get(code) or self.amendments.get(code)

    def of(self, region: str = "") -> list[Row]:
        """The rows of the road, or of one region, in the order of declaration."""
        return [row for row in self.rows.values() if row.region == region]

    def from_state(self, state: str) -> list[Row]:
        """The rows of the road that leave `state`, in the order of declaration."""
        return [row for row in self.of() if state in row.sources]

    def from_record(self, record: Any) -> list[Row]:
        """The rows that start where the record stands: on its road, then in each region."""
        road = self.states[record.state]
        beside = [row for region in self.regions.values() if region.open_in(road) for row in region.rows]
        ahead = [r for r in self.from_state(record.state) if self.left_behind(record, r) is None]
        return [*ahead, *(r for r in beside if getattr(record, r.field) in r.sources)]

    def carried_by(self, act: Act) -> list[Row]:
        """What an act of the road moves in regions, in the same event."""
        return [self.regions[code].carried[act.code] for code in getattr(act, "along", ())]

    def left_behind(self, record: Any, act: Act) -> Row | None:
        """A region that is not yet where it could go along; None where all of them are."""
        return next((r for r in self.carried_by(act) if getattr(record, r.field) not in r.sources), None)

    def speaks_of(self, record: Any, act: Act) -> str:
        """The region whose state says why an act cannot start; empty where the road does. Where a region is closed the
        road says why; where the road is right, the region that cannot go along yet."""
        behind = self.left_behind(record, act)
        if behind and record.state in getattr(act, "sources", ()):
            return behind.region
        region = self.regions.get(getattr(act, "region", ""))
        return region.code if region and region.open_in(self.states[record.state]) else ""

    def clocks_of(self, act: Act) -> tuple[list[str], list[str]]:
        """The clocks an act starts and stops, with those of the regions that go along."""
        rows = [one for one in (act, *self.carried_by(act)) if isinstance(one, Row)]
        return [key for one in rows for key in one.starts], [key for one in rows for key in one.stops]

    def states_of(self, region: str) -> dict[str, State]:
        """The states of the road, or of one region."""
        return self.regions[region].states if region else self.states


def state_field(region: str) -> str:
    """The column of a region's state; of the road where it is empty."""
    return f"{region}_state" if region else "state"


def words(text: str) -> tuple[str, ...]:
    """A space-separated list of codes as a tuple."""
    return tuple(text.split())


def row(code: str, label: Any, source: str, target: str, *, by: str, needs: Sequence[Guard] = (), **more: Any) -> Row:
    """Declare one transition; lists of codes are written as space-separated words."""
    for key in ("starts", "stops", "prints", "along"):
        more[key] = words(more.get(key, ""))
    more["asks"], more["asked_needs"] = tuple(more.get("asks", ())), tuple(more.get("asked_needs", ()))
    more["asked_by"] = frozenset(more.get("asked_by", "").split())
    more["second_person"] = bool(more["asked_by"]) or more.get("second_person", False)
    return Row(
        code=code,
        label=label,
        sources=words(source),
        target=target,
        by=frozenset(by.split()),
        needs=tuple(needs),
        **more,
    )


def amendment(
    code: str, label: Any, *, by: str, states: str = "", needs: Sequence[Guard] = (), **more: Any
) -> Amendment:
    """Declare one amendment."""
    more["asks"], more["prints"] = tuple(more.get("asks", ())), words(more.get("prints", ""))
    return Amendment(code=code, label=label, by=frozenset(by.split()), states=words(states), needs=tuple(needs), **more)


def stage(*rows: Row) -> tuple[Row, ...]:
    """Rows that belong together, for reading."""
    return rows


def region(
    name: str, label: Any, *, initial: str, states: Iterable[State], stages: Iterable[Sequence[Row]], during: str = "",
    carried: Iterable[Row] = (),
) -> Region:  # fmt: skip
    """Declare what goes on beside the road; its code is the last word of its name."""
    named, code = list(states), name.rpartition(".")[2]
    rows = tuple(replace(declared, region=code) for part in stages for declared in part)
    along = {declared.code: replace(declared, region=code) for declared in carried}
    _check_states(name, initial, named, (*rows, *along.values()))
    for declared in (*rows, *along.values()):
        if declared.target == PREVIOUS:
            raise ValueError(f"{name}: {declared.code} goes back, and a region remembers no way")
    by_code = {state.code: state for state in named}
    return Region(code, name, label, initial, by_code, rows, words(during), along)


def build(
    name: str,
    *,
    initial: str,
    states: Iterable[State],
    stages: Iterable[Sequence[Row]],
    amendments: Iterable[Amendment] = (),
    steps: Sequence[tuple[str, Any]] = (),
    start_timers: str = "",
    creation: Act | None = None,
    regions: Sequence[Region] = (),
    also: Iterable[Act] = (),
) -> Lifecycle:
    """Put a lifecycle together and refuse one that contradicts itself."""
    named = list(states)
    by_code = {state.code: state for state in named}
    road = [declared for part in stages for declared in part]
    rows = [*road, *(declared for one in regions for declared in one.rows)]
    changes = list(amendments)
    _refuse_twice(name, "", [act.code for act in (*rows, *changes)])
    _refuse_twice(name, "", [one.code for one in regions])
    _check_states(name, initial, named, road)
    for one in regions:
        _refuse_unknown(name, f"{one.code} names", set(one.during) - by_code.keys())
    _check_along(name, road, regions)
    others = tuple(also)
    _refuse_unknown(name, "begins in", {act.begins for act in others} - by_code.keys())
    for change in changes:
        _refuse_unknown(name, f"{change.code} names", set(change.states) - by_code.keys())
    for act in (*rows, *changes):
        _check_act(name, act)
    by_name, acts = {r.code: r for r in rows}, {a.code: a for a in changes}
    beside = {one.code: one for one in regions}
    begun = (words(start_timers), creation)
    return Lifecycle(name, initial, by_code, by_name, acts, tuple(steps), *begun, beside, others)


def _check_states(name: str, initial: str, states: Sequence[State], rows: Iterable[Row]) -> None:
    codes = [state.code for state in states]
    _refuse_twice(name, "", codes)
    _refuse_unknown(name, "begins in", {initial} - set(codes))
    for declared in rows:
        if not declared.sources:
            raise ValueError(f"{name}: {declared.code} starts nowhere")
        targets = {declared.target} - {SAME, PREVIOUS}
        _refuse_unknown(name, f"{declared.code} names", {*declared.sources, *targets} - set(codes))


def _check_along(name: str, road: Sequence[Row], regions: Sequence[Region]) -> None:
    asked = {(code, declared.code) for declared in road for code in declared.along}
    carried = {(one.code, code) for one in regions for code in one.carried}
    if asked != carried:
        raise ValueError(f"{name}: goes along without being carried, or the other way round: {sorted(asked ^ carried)}")


def _check_act(name: str, act: Act) -> None:
    if not act.by:
        raise ValueError(f"{name}: {act.code} is nobody's")
    _refuse_twice(name, act.code, [guard.code for guard in act.needs])
    _refuse_twice(name, act.code, [ask.name for ask in act.asks])


def _refuse_unknown(name: str, where: str, unknown: set[str]) -> None:
    if unknown:
        raise ValueError(f"{name}: {where} unknown states {sorted(unknown)}")


def _refuse_twice(name: str, where: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise ValueError(f"{name}: " + (f"{where} asks for {code} twice" if where else f"{code} is declared twice"))


class Lived:
    """The base of every generated lifecycle mixin."""


def lifecycle(declared: Lifecycle) -> type:
    """A mixin with one django-fsm method a row; the method only leads on to the target, the engine does the rest."""
    methods: dict[str, Any] = {"lifecycle": declared}
    for one in declared.rows.values():
        methods[one.code] = _method(one)
        for beside in declared.carried_by(one):
            methods[along_name(beside)] = _method(beside)
    # a migration writes down a model's bases by name: it gets that of the empty base, which can be imported
    methods["__qualname__"] = Lived.__qualname__
    return type(f"{declared.name.title().replace('.', '')}Lifecycle", (Lived,), methods)


def along_name(carried: Row) -> str:
    """The name of the method that moves a region along with the road."""
    return f"{carried.code}_{carried.region}"


def _method(declared: Row) -> Any:
    def move(self: Any) -> str:
        return declared.target_from(self)

    move.__name__ = declared.code
    move.__doc__ = f"{declared.label} ({declared.spec_id or declared.code})"
    return transition(
        field=declared.field, source=list(declared.sources), target=RETURN_VALUE(), custom={"row": declared}
    )(move)


def creation(code: str, label: Any, *, by: str, asks: Sequence[Ask], effect: Effect) -> Act:
    """Declare how a record of a kind begins; beginning is an event like any other."""
    return Act(code=code, label=label, by=frozenset(by.split()), asks=tuple(asks), effect=effect)


def may_act(act: Act, role: str) -> bool:
    """Whether a role may ask for this act at all."""
    return role in act.begun_by
