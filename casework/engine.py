"""The one function through which every state changes, and its sisters for all other changes.

lock the row → check version, scope, role, state → validate the form → run every guard → let the declaration's effect
set fields → in ONE commit: the row with its new version, the ledger event, timers, outbox messages. A refusal changes
nothing; the boundary (API, page, sweep) writes it to the access log after the rollback.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from casework import clock, clocks, commit, documents, forms, kinds, ledger, notices, outbox, upkeep_acts
from casework.actor import SYSTEM, Actor, without_post
from casework.changes import Changes, derived, snapshot
from casework.context import Context
from casework.declaration import LIFT, PREVIOUS, Act, Amendment, Guard, Lifecycle, Row, along_name, state_field
from casework.fields import with_indexes
from casework.models import Event, Notice, Proposal, Record
from casework.models.record import TRANSITION_SETTING
from casework.refusals import Conflict, Denial, GuardsFailed, NotYourRole, OutOfScope, StaleVersion, WrongState
from casework.seals import WRITERS_LOCK
from casework.workcalendar import CALENDAR_LOCK

#: Fields that every act writes, though they say nothing of the matter and stand in no event.
ALWAYS_WRITTEN = ("version", "updated_at", "state_since")
_NAMING = (
    f"set_config('{TRANSITION_SETTING}', coalesce(current_setting('{TRANSITION_SETTING}', true), '') "
    "|| ' ' || %s, true)"
)


@dataclass(frozen=True)
class Outcome:
    """What an act led to: the record as it now is, and its event."""

    record: Any
    event: Event


@dataclass(frozen=True)
class Option:
    """One act from here: allowed, or the reasons why not."""

    act: Act
    denials: Sequence[Denial] = field(default_factory=tuple)
    role_fits: bool = True
    #: Whether a reason and a second person would lift everything that is against it.
    liftable: bool = False

    @property
    def allowed(self) -> bool:
        return self.role_fits and not self.denials


# --- acts -------------------------------------------------------------------------------------------------------


def perform(record: Record, code: str, *, actor: Actor, data: Any = None, expected_version: int | None = None,
            proposal: Any = None) -> Outcome:  # fmt: skip
    """Carry out one transition. Raises a `Refusal`; then nothing has changed.

    `record` may be any instance or kind of the row; it is locked and read again. `expected_version` None means the
    caller is the clockwork or has just read the row under its own lock.
    """
    with commit.together():
        locked = lock(record, actor, expected_version)
        declared = row_of(locked, code)
        ctx = admit(locked, declared, actor, data, proposal)
        return write(ctx)


def amend(record: Record, code: str, *, actor: Actor, data: Any = None, expected_version: int | None = None,
          given: Mapping[str, Any] | None = None) -> Outcome:  # fmt: skip
    """Change anything that is no transition: same lock, version, scope and event. Raises a `Refusal`.

    `given` holds what no form carries, such as a file already in the store; the effect finds it in `ctx.given`.
    """
    with commit.together():
        locked = lock(record, actor, expected_version)
        declared = locked.lifecycle.amendments.get(code) or upkeep_acts.AMENDMENTS.get(code)
        if declared is None:
            raise OutOfScope
        ctx = admit(locked, declared, actor, data, None)
        ctx.given = given or {}
        return write(ctx)


def create(model: type[Record], *, actor: Actor, data: Any = None, opened_at: Any = None,
           given: Mapping[str, Any] | None = None, code: str = "") -> Outcome:  # fmt: skip
    """Begin a record; its beginning is its first event. Raises a `Refusal`.

    It begins by the act with this code, in that act's state; without one by the creation of its lifecycle.

    `opened_at` is when the matter reached the house, where that was earlier: its clocks run from then. `given` as in
    `amend`: what the record it comes out of hands on.
    """
    declared: Lifecycle = model.lifecycle  # type: ignore[attr-defined]
    act = next((one for one in declared.beginnings if code in ("", one.code)), None)
    if act is None:
        raise OutOfScope
    _check_role(act, actor, model)
    with commit.together():
        now = clock.now()
        record: Any = model(kind=declared.name, opened_at=opened_at or now, updated_at=now, state_since=now)
        record.record_ptr_id = record.id  # known before the row is written, so that the effect can add children
        Record.state.field.set_state(record, act.begins or declared.initial)
        ctx = Context(record, act, actor, now, given=given or {})
        ctx.data = forms.validate(act.asks, {} if data is None else data, choices_for(record))
        _run_effect(ctx)
        if denials := [d for d in (guard.denial(ctx) for guard in act.needs) if d]:
            raise GuardsFailed(denials)
        return _begin(ctx, declared)


def _begin(ctx: Context, declared: Lifecycle) -> Outcome:
    record = ctx.record
    _begin_writing(record)
    record.version, record.topic = 1, record.topic_now
    after = snapshot(record)
    ctx.changes.between({}, {k: v for k, v in after.items() if v not in (None, "", [], {})})
    # before the row itself, so that it is written once, with its nearest deadline
    timers = _apply_timers(ctx, declared.start_timers, (), at=record.opened_at)
    record.save(force_insert=True)
    kinds.kind_of(record).begun(ctx)
    return _write_event(ctx, "", timers, ledger.GENESIS)


def lock(record: Record, actor: Actor, expected_version: int | None) -> Any:
    """Lock the row and read it again as its own kind. Raises OutOfScope or StaleVersion."""
    model: Any = kinds.kind_of(record).model
    # both rows of the kind: a row that was waited for is then read as it stands now, not as it stood before the wait
    both = ("self",) if model._meta.concrete_model is Record else ("self", "record_ptr")
    along = kinds.kind_of(record).locked_with
    rows = model.objects.visible_to(actor).select_related(*along).select_for_update(no_key=True, of=both)
    locked = rows.filter(pk=record.pk).first()
    if locked is None:
        raise OutOfScope
    if expected_version is not None and locked.version != expected_version:
        raise stale(locked, expected_version)
    return locked


def stale(record: Record, since: int) -> StaleVersion:
    """The refusal for a version that is no longer the present one, with who changed it and when."""
    last = record.events.order_by("-seq").select_related("actor").first()
    by = last.actor.display_name if last and last.actor else str(without_post(last.role if last else SYSTEM))
    at = last.at.astimezone(clock.CHINA).strftime("%H:%M") if last else ""
    return StaleVersion(version=record.version, since=since, by=by, at=at)


def row_of(record: Any, code: str) -> Row:
    """The declaration of a transition of this record's kind."""
    declared = record.lifecycle.rows.get(code)
    if declared is None:
        raise OutOfScope
    return declared  # type: ignore[no-any-return]


def act_of(record: Any, code: str) -> Act:
    """The declaration of a transition or an amendment of this record's kind."""
    declared = kinds.kind_of(record).lifecycle.act(code)
    if declared is None:
        raise OutOfScope
    return declared


def choices_for(record: Any, actor: Actor | None = None) -> Any:
    """The options of every choice field, as the kind gives them for this record; to a party only what it may know."""
    kind = kinds.kind_of(record)
    party = kind.party_view(actor) if actor else None

    def choices_of(ask: Any) -> list[tuple[Any, Any]]:
        found = list(ask.choices(record)) if callable(ask.choices) else kind.choices(ask.choices, record)
        return list(party.entries(ask, found, record)) if party else found

    return choices_of


def admit(record: Any, act: Act, actor: Actor, data: Any, proposal: Any, *, proposing: bool = False) -> Context:
    """For a locked record: role, state, form and guards, in this order; the context when all of them agree."""
    _check_role(act, actor, type(record), act.begun_by if proposing else deciders(record, act, proposal))
    party = kinds.kind_of(record).party_view(actor)
    if party and not party.offers(act):  # the reasons why not would tell about the reporter
        raise NotYourRole(_role_names(record, act.by))
    _check_state(record, act, actor)
    if act.asked_by and not proposing and proposal is None:
        raise Conflict("ask_first", _("这一步要先由%(roles)s申请。") % {"roles": _role_names(record, act.asked_by)})
    ctx = Context(record, act, actor, clock.now(), proposal=proposal, proposing=proposing)
    ctx.data = forms.validate(act.asks, {} if data is None else data, choices_for(record, actor))
    if denials := _denials(ctx, _needs(act, asking=proposing)):
        raise GuardsFailed(denials)
    return ctx


def deciders(record: Any, act: Act, proposal: Any) -> frozenset[str]:
    """The roles that may carry this out: those declared; with something proposed, who may lift a guard of it too."""
    if proposal is None or not act.liftable:
        return act.by
    lifters = kinds.kind_of(record).lifters
    return act.by.union(*(lifters(act, guard) for guard in act.needs if guard.override))


def _denials(ctx: Context, needs: Iterable[Guard]) -> list[Denial]:
    """Why not: the one reason that bars this actor from the record altogether, else what the guards miss."""
    barred = kinds.kind_of(ctx.record).barred(ctx.record, ctx.actor)
    if barred:
        return [barred]
    found = [(guard, guard.denial(ctx)) for guard in needs]
    return [denial for guard, denial in found if denial and not _lifted(ctx, guard)]


def _lifted(ctx: Context, guard: Guard) -> bool:
    """Whether a guard that says no is lifted: somebody gave a reason, and another entitled person agrees to it. What
    was lifted stands in the event."""
    if not (guard.override and ctx.data.get(LIFT) and guard.may_lift(ctx)):
        return False
    if not ctx.proposing and not _agreed(ctx, guard):
        return False
    ctx.detail.setdefault("lifted", []).append(guard.code)
    return True


def _agreed(ctx: Context, guard: Guard) -> bool:
    asked = ctx.proposal
    if asked is None or asked.proposer.user_id == ctx.actor.user_id:
        return False
    ctx.detail["proposal"] = str(asked.pk)
    return ctx.actor.role in kinds.kind_of(ctx.record).lifters(ctx.act, guard)


def _needs(act: Act, *, asking: bool) -> Sequence[Guard]:
    """The guards of an act, those that look at who asks among them while it is being asked for."""
    return (*act.asked_needs, *act.needs) if asking else act.needs


def _check_role(act: Act, actor: Actor, model: type[Record], roles: frozenset[str] | None = None) -> None:
    allowed = act.by if roles is None else roles
    if actor.role not in allowed:
        raise NotYourRole(_role_names(model, allowed))


def _role_names(model: Any, roles: frozenset[str]) -> str:
    names = kinds.kind_of(model).roles
    return "、".join(str(names[r]) for r in sorted(roles) if r in names)


def _check_state(record: Any, act: Act, actor: Actor) -> None:
    if stands_right(record, act):
        return
    if act.code in kinds.kind_of(record).unheard(actor):  # how the region stands is nothing this actor may read
        raise Conflict("wrong_state", _("这一步现在不用办。"))
    lifecycle, beside = record.lifecycle, record.lifecycle.speaks_of(record, act)
    state = getattr(record, state_field(beside))
    possible = [{"code": r.code, "label": str(r.label)} for r in lifecycle.from_record(record) if r.region == beside]
    raise WrongState(state=state, state_label=str(lifecycle.states_of(beside)[state].label), possible=possible)


def stands_right(record: Any, act: Act) -> bool:
    """Whether the record is in a state from which this act starts."""
    if isinstance(act, Row):
        region, road = record.lifecycle.regions.get(act.region), record.lifecycle.states[record.state]
        stands = getattr(record, act.field) in act.sources and (region is None or region.open_in(road))
        return stands and record.lifecycle.left_behind(record, act) is None
    allowed = act.states if isinstance(act, Amendment) else ()
    return record.state in allowed if allowed else not record.lifecycle.states[record.state].terminal


def write(ctx: Context) -> Outcome:
    """Carry out what was admitted: effect, state, version, timers, row, event, messages. The record is locked."""
    record, act = ctx.record, ctx.act
    before, computed, state_from = snapshot(record), derived(record), record.state
    prev_hash = _begin_writing(record)
    _run_effect(ctx)
    record.topic = record.topic_now
    if isinstance(act, Row) and act.target_from(record) != getattr(record, act.field):
        _move(record, act, ctx)
    for beside in record.lifecycle.carried_by(act):
        _move_beside(record, beside, along_name(beside), ctx)
    record.version += 1
    record.updated_at = ctx.now
    timers = _apply_timers(ctx, *record.lifecycle.clocks_of(act))
    after = snapshot(record)
    ctx.changes.between(before, after)
    changed = [name for name, value in after.items() if before[name] != value]
    changed += [name for name, value in derived(record).items() if computed[name] != value]
    # what did not change is not written again: a narrative would be encrypted anew by every signature
    record.save(update_fields=with_indexes(type(record), [*ALWAYS_WRITTEN, *changed]))
    return _write_event(ctx, state_from, timers, prev_hash)


def _move(record: Any, act: Row, ctx: Context) -> None:
    if act.region:
        _move_beside(record, act, act.code, ctx)
        return
    came_from = record.state
    getattr(record, act.code)()
    if act.target != PREVIOUS:
        record.previous_state = came_from
    elif ctx.returning_to is not None:
        record.previous_state = ctx.returning_to
    record.state_since = ctx.now
    if record.lifecycle.states[record.state].terminal:
        record.closed_at = record.closed_at or ctx.now
        # what was still asked for can be decided no more
        Proposal.objects.filter(record_id=record.pk, outcome=Proposal.OPEN).update(
            outcome=Proposal.LAPSED, decided_at=ctx.now
        )


def _move_beside(record: Any, act: Row, method: str, ctx: Context) -> None:
    came_from = getattr(record, act.field)
    getattr(record, method)()
    ctx.detail.setdefault("moved", {})[act.region] = [came_from, getattr(record, act.field)]


def _run_effect(ctx: Context) -> None:
    if ctx.act.effect is not None:
        ctx.act.effect(ctx)
    for ask in ctx.act.asks:
        value = ctx.data.get(ask.name)
        if value not in (None, "", []):
            ctx.note(f"form/{ask.name}", forms.for_ledger(value))


def _write_event(ctx: Context, state_from: str, timers: list[dict[str, Any]], prev_hash: str) -> Outcome:
    if papers := documents.request(ctx):
        ctx.detail["documents"] = papers
    entry = ledger.compose(
        ctx.record, name=ctx.act.code, actor=ctx.actor, at=ctx.now, recorded_at=ctx.now, state_from=state_from,
        changes=ctx.changes, timers=timers, detail=ctx.detail, prev_hash=prev_hash,
    )  # fmt: skip
    event = ledger.append(entry)
    for topic, receiver, payload in ctx.messages:
        outbox.enqueue(ctx.record, event.seq, topic, receiver, payload)
    quiet = notices.OF_CLOCKS if any(change["op"] == "stop" for change in timers) else ()
    if state_from not in ("", ctx.record.state):
        quiet = (*quiet, Notice.TODO)
    if quiet:
        notices.settle(ctx.record, quiet)
    kinds.kind_of(ctx.record).tell(ctx)
    return Outcome(ctx.record, event)


def _begin_writing(record: Any) -> str:
    """Name the locked row to the intent guard, hold seal and calendar still until commit; the record's last hash."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_NAMING}, pg_advisory_xact_lock_shared(%s), pg_advisory_xact_lock_shared(%s), "
            "(SELECT hash FROM casework_event WHERE record_id = %s ORDER BY seq DESC LIMIT 1)",
            [str(record.pk), WRITERS_LOCK, CALENDAR_LOCK, record.pk],
        )
        return cursor.fetchone()[-1] or ledger.GENESIS


def _name_rows(ids: Sequence[Any]) -> None:
    """Tell the database's intent guard whose state is about to be written, and hold the writers' lock for the seal."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_NAMING}, pg_advisory_xact_lock_shared(%s)", [" ".join(str(pk) for pk in ids), WRITERS_LOCK]
        )


def _apply_timers(ctx: Context, starts: Sequence[str], stops: Sequence[str], *,
                  at: Any = None) -> list[dict[str, Any]]:  # fmt: skip
    """Stop what the row stops, start what applies, then what the effect wished for; returns the changes made.

    Where there are any, the record is due at the nearest deadline that is left.
    """
    if not (starts or stops or ctx.wishes):
        return []
    record, kind, done = ctx.record, kinds.kind_of(ctx.record), []
    board = clocks.Running(record, record.lifecycle.name)
    for key in stops:
        if kind.stops(ctx, key):
            done += board.stop(key, at=ctx.now, cause=ctx.act.code)
    for key in starts:
        applies = kind.timer(ctx, key)
        if applies is not False:
            length = None if applies is True else applies
            done += board.start(key, at=_counted_from(ctx, key) or at or ctx.now, length=length)
    for wish in ctx.wishes:
        done += board.carry_out(wish, at=ctx.now, act=ctx.act.code, approver=ctx.actor.post)
    board.write()
    ctx.once("clocks after", lambda: list(board.timers.values()))
    if done:
        record.due_at = board.earliest_deadline()
    return done


def _counted_from(ctx: Context, key: str) -> Any:
    """The moment in the form from which a clock of this row runs, where it is declared so."""
    asked = dict(getattr(ctx.act, "counts", ())).get(key)
    return ctx.data.get(asked) if asked else None


# --- what is possible -------------------------------------------------------------------------------------------


def options(record: Any, actor: Actor, seen: dict[str, Any] | None = None) -> list[Option]:
    """Every transition from here that a person can do, each allowed or with its reasons; nothing is changed.

    `seen` is what the guards of one page share, so that they look at each thing once.
    """
    seen = {} if seen is None else seen
    found, party = [], kinds.kind_of(record).party_view(actor)
    unheard = kinds.kind_of(record).unheard(actor)
    for declared in record.lifecycle.from_record(record):
        if declared.by == {"system"} or (party and not party.offers(declared)):
            continue
        if declared.code in unheard and actor.role not in declared.begun_by:
            continue  # which acts of others are open there would tell how the region stands
        found.append(_option(record, declared, actor, seen))
    return found


def amendments(record: Any, actor: Actor, seen: dict[str, Any] | None = None) -> list[Option]:
    """Every amendment that fits role and state, each allowed or with its reasons; `seen` as in `options`."""
    seen = {} if seen is None else seen
    acts = [a for a in record.lifecycle.amendments.values() if actor.role in a.by and stands_right(record, a)]
    if party := kinds.kind_of(record).party_view(actor):
        acts = [a for a in acts if party.offers(a)]
    return [_option(record, act, actor, seen) for act in acts]


def _option(record: Any, act: Act, actor: Actor, seen: dict[str, Any]) -> Option:
    if actor.role not in act.begun_by:
        return Option(act, role_fits=False)
    proposing = act.second_person
    ctx = Context(record, act, actor, clock.now(), preview=True, proposing=proposing, _seen=seen)
    needs = [guard for guard in _needs(act, asking=proposing) if not guard.on_data]
    denials = tuple(_denials(ctx, needs))
    overridable = {g.code for g in needs if g.override and g.may_lift(ctx)} if denials and act.liftable else set()
    return Option(act, denials, liftable=bool(denials) and {d.code for d in denials} <= overridable)


# --- the importer -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Historical:
    """One row of a file on its way in: the unsaved record in whatever state, and where it comes from."""

    record: Any
    state: str
    detail: Mapping[str, Any]


def import_as(rows: Sequence[Historical], *, actor: Actor) -> list[Any]:
    """Enter historical records in any state, each with one event that names file hash and row; one commit a call.

    The records are of one kind; timers do not start. Only the importer calls this.
    """
    if not rows:
        return []
    model: type[Model] = type(rows[0].record)
    now = clock.now()
    entries = []
    for item in rows:
        record = item.record
        record.kind, record.record_ptr_id = record.lifecycle.name, record.id
        record.version, record.updated_at, record.topic = 1, now, record.topic_now
        record.state_since = record.state_since or now
        Record.state.field.set_state(record, item.state)
        changes = Changes()
        changes.between({}, {k: v for k, v in snapshot(record).items() if v not in (None, "", [], {})})
        entries.append(ledger.compose(
            record, name="import_as", actor=actor, at=now, recorded_at=now, state_from="", changes=changes, timers=[],
            detail=dict(item.detail), prev_hash=ledger.GENESIS,
        ))  # fmt: skip
    with transaction.atomic():
        _name_rows([item.record.pk for item in rows])
        _insert_children(model, [item.record for item in rows])
        ledger.append_many(entries)
    return [item.record for item in rows]


def _insert_children(model: type[Model], records: Sequence[Any]) -> None:
    """Insert parents and children of one multi-table kind in two statements (Django's bulk_create does not)."""
    Record.objects.bulk_create([_parent(r) for r in records])
    local = list(model._meta.local_concrete_fields)
    with connection.cursor() as cursor:
        columns = ", ".join(connection.ops.quote_name(str(f.column)) for f in local)
        rows, values = [], []
        for record in records:
            rows.append("(" + ", ".join(["%s"] * len(local)) + ")")
            values += [f.get_db_prep_save(f.pre_save(record, add=True), connection) for f in local]
        table = connection.ops.quote_name(str(model._meta.db_table))
        cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {', '.join(rows)}", values)


def _parent(record: Any) -> Record:
    fields = {f.attname: getattr(record, f.attname) for f in Record._meta.concrete_fields}
    return Record(**fields)
