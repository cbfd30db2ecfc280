"""Records, events and options as JSON. Personal fields come masked; opening them is an act of its own."""

from collections.abc import Mapping
from typing import Any

from casework import clock, clocks, fields, kinds, ledger
from casework.actor import Actor, without_post
from casework.declaration import SAME, Row
from casework.engine import Option
from casework.models import Event, Record, Timer


def moment(value: Any) -> str | None:
    """ISO 8601 in China's time."""
    return value.astimezone(clock.CHINA).isoformat() if value else None


def told(body: dict[str, Any], record: Record, actor: Actor) -> dict[str, Any]:
    """A record's body as this actor is told of it: a party hears less (§5.4)."""
    party = kinds.kind_of(record).party_view(actor)
    return party.body(body | {"title": party.title(record)}) if party else body


def summary(record: Record) -> dict[str, Any]:
    """What a list shows of a record, from the base table alone."""
    states = kinds.kind_of(record).lifecycle.states
    return {
        "id": str(record.pk),
        "kind": record.kind,
        "number": record.number,
        "title": record.title,
        "state": record.state,
        "state_label": str(states[record.state].label),
        "division": record.division_id,
        "owner_agency": record.owner_agency_id,
        "flags": record.flags,
        "version": record.version,
        "opened_at": moment(record.opened_at),
        "due_at": moment(record.due_at),
        "closed_at": moment(record.closed_at),
        "updated_at": moment(record.updated_at),
    }


def regions(record: Any, actor: Actor) -> dict[str, Any]:
    """The state of each region whose state this actor may read, by its code; nothing of a kind without regions."""
    kind = kinds.kind_of(record)
    told = [r for r in kind.lifecycle.regions.values() if kind.may_read(r.field, actor, record)]
    states = {r.code: getattr(record, r.field) for r in told}
    return {"regions": states} if kind.lifecycle.regions else {}


def outcome(record: Any, actor: Actor) -> dict[str, Any]:
    """A record with its running clocks: what a transition may have changed."""
    body = summary(record) | regions(record, actor)
    unheard = kinds.kind_of(record).unheard_clocks(actor)
    body["timers"] = [timer(t) for t in clocks.standing(record) if t.key not in unheard]
    body["outside_served"] = record.outside_served
    return body


def detail(record: Any, actor: Actor) -> dict[str, Any]:
    """The same with whatever its kind adds for this actor."""
    return told(outcome(record, actor) | kinds.kind_of(record).detail(record, actor), record, actor)


def timer(one: Timer) -> dict[str, Any]:
    """A running clock."""
    return {
        "key": one.key,
        "started_at": moment(one.started_at),
        "due_at": moment(one.due_at),
        "provisional": one.provisional,
        "is_deadline": one.is_deadline,
    }


def _target(row: Row, record: Any, actor: Actor) -> str:
    """Where an act leads; one that leaves a region where it is says nothing to who may not read how it stands."""
    if row.target == SAME and row.code in kinds.kind_of(record).unheard(actor):
        return SAME
    return row.target_from(record)


def option(one: Option, record: Any, actor: Actor) -> dict[str, Any]:
    """An act from here: allowed, or each refusal with its reason and remedy, and whether a reason and a second person
    would lift them all."""
    body: dict[str, Any] = {"code": one.act.code, "label": str(one.act.label), "allowed": one.allowed}
    body |= {"second_person": one.act.second_person, "liftable": one.liftable}
    if isinstance(one.act, Row):
        body["target"] = _target(one.act, record, actor)
        if one.act.region:
            body["region"] = one.act.region
    if not one.role_fits:
        names = kinds.kind_of(record).roles
        body["refusals"] = [
            {"code": "not_your_role", "roles": [str(names.get(r, r)) for r in sorted(one.act.begun_by)]}
        ]
    elif one.denials:
        body["refusals"] = [d.as_json() for d in one.denials]
    body["fields"] = [_ask(a) for a in one.act.asks]
    return body


def _ask(ask: Any) -> dict[str, Any]:
    body = {"name": ask.name, "label": str(ask.label), "kind": ask.kind, "required": ask.required}
    if ask.columns:
        body["columns"] = [_ask(column) for column in ask.columns]
    return body


def event(one: Event, labels: Mapping[str, Any], record: Any, actor: Actor) -> dict[str, Any]:
    """One event: who (by post), did what, from where to where. No values; those are opened on the page. Of what it
    changed, only what this actor may read is named."""
    may_read = kinds.kind_of(record).may_read
    return {
        "seq": one.seq,
        "name": one.name,
        "label": str(labels.get(one.name, one.name)),
        "at": moment(one.at),
        "post": one.post.title if one.post else str(without_post(one.role)),
        "agency": one.post.agency.name if one.post else "",
        "state_from": one.state_from,
        "state_to": one.state_to,
        "changed": sorted(path for path in one.changes if may_read(path, actor, record)),
        "timers": one.timers,
        "hash": one.hash,
    }


def past(view: ledger.PastView, model: type[Record]) -> dict[str, Any]:
    """A record as it stood; an erased value says so, an encrypted field shows its masked form."""
    values = {path: str(v) if v is ledger.ERASED else fields.guarded(model, path, v) for path, v in view.values.items()}
    return {"at": moment(view.at), "state": view.state, "version": view.version, "values": values}
