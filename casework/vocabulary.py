"""The words guards are made of. Each builds one `Guard`; what does not fit a word is a function of the domain.

`where` paths are names on the record. A word gives True, or what is missing as values for message and remedy. Nothing
here knows what a case is about.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from casework.context import Context
from casework.declaration import Guard
from casework.models import Relation

Text = Any
Names = Mapping[str, Any]


def holds(code: str, condition: Callable[[Context], Any], message: Text, remedy: Text = "", **more: Any) -> Guard:
    """A condition of the domain: True, False, or values for the texts."""
    return Guard(code, condition, message, remedy, **more)


def filled(code: str, fields: Names, message: Text, remedy: Text = "", **more: Any) -> Guard:
    """Every field of the record is filled; `{missing}` names the others by the labels of `fields`."""

    def check(ctx: Context) -> Any:
        missing = [str(label) for name, label in fields.items() if _empty(getattr(ctx.record, name))]
        return True if not missing else {"missing": "、".join(missing)}

    return Guard(code, check, message, remedy, **more)


def given(code: str, asks: Names, message: Text, remedy: Text = "", *, min_length: int = 1, **more: Any) -> Guard:
    """Every answer of the form is there, texts with at least `min_length` characters; `{missing}` names the others."""

    def check(ctx: Context) -> Any:
        short = [name for name in asks if _short(ctx.data.get(name), min_length)]
        if not short:
            return True
        return {"missing": "、".join(str(asks[name]) for name in short), "field": short[0]}

    return Guard(code, check, message, remedy, on_data=True, **more)


def answered(code: str, ask: str, allowed: Collection[Any], message: Text, remedy: Text = "", **more: Any) -> Guard:
    """The answer to one question of the form is one of `allowed`."""
    return Guard(code, lambda ctx: ctx.data.get(ask) in allowed, message, remedy, on_data=True, **more)


def without_flag(code: str, flag: str, message: Text, remedy: Text = "", **more: Any) -> Guard:
    """The record does not carry this flag."""
    return Guard(code, lambda ctx: flag not in ctx.record.flags, message, remedy, **more)


def not_set(code: str, field: str, message: Text, remedy: Text = "", **more: Any) -> Guard:
    """A yes-no field of the record is not set."""
    return Guard(code, lambda ctx: not getattr(ctx.record, field), message, remedy, **more)


def agency_related(code: str, relation: str, message: Text, remedy: Text = "", **more: Any) -> Guard:
    """The actor holds the post in an agency that stands in this relation to the record now."""

    def check(ctx: Context) -> bool:
        return ctx.actor.is_system or ctx.actor.agency_id in related_agencies(ctx, relation)

    return Guard(code, check, message, remedy, **more)


def person_related(code: str, relation: str, message: Text, remedy: Text = "", **more: Any) -> Guard:
    """The actor in person stands in this relation to the record now."""
    return Guard(code, lambda ctx: ctx.actor.user_id in related_users(ctx, relation), message, remedy, **more)


def not_same_person(
    code: str, persons: Callable[[Context], Collection[int]], message: Text, remedy: Text = "", **more: Any
) -> Guard:
    """The actor is none of these persons. The system is nobody."""
    return Guard(
        code, lambda ctx: ctx.actor.is_system or ctx.actor.user_id not in persons(ctx), message, remedy, **more
    )


def other_agency(
    code: str, agency: Callable[[Context], int | None], message: Text, remedy: Text = "", **more: Any
) -> Guard:
    """The actor's post is in another agency than this one. The system is in none."""
    return Guard(code, lambda ctx: ctx.actor.is_system or ctx.actor.agency_id != agency(ctx), message, remedy, **more)


def second_person(code: str, message: Text, remedy: Text = "", **more: Any) -> Guard:
    """Somebody else proposed what the actor now agrees to; true while it is only being proposed."""
    return Guard(code, lambda ctx: ctx.proposing or proposed_by_another(ctx), message, remedy, **more)


def within_timer(
    code: str, keys: Iterable[str], message: Text, remedy: Text = "", *, values: Callable[[Any], Names] | None = None,
    **more: Any,
) -> Guard:  # fmt: skip
    """One of these clocks runs and is not over; a provisional end closes nothing. `values` words one that is over."""
    wanted = tuple(keys)

    def check(ctx: Context) -> Any:
        found = [clock for clock in running_clocks(ctx) if clock.key in wanted]
        if any(clock.due_at > ctx.now or clock.provisional for clock in found):
            return True
        return values(found[0] if found else None) if values else False

    return Guard(code, check, message, remedy, **more)


def after_timer(code: str, key: str, message: Text, remedy: Text = "", **more: Any) -> Guard:
    """This clock ran its whole time. One that never ran, or whose end is only provisional, is not over."""

    def check(ctx: Context) -> bool:
        found = [clock for clock in running_clocks(ctx) if clock.key == key]
        return any(clock.due_at <= ctx.now and not clock.provisional for clock in found)

    return Guard(code, check, message, remedy, **more)


def none_of(
    code: str, rows: Callable[[Context], Any], message: Text, remedy: Text = "", *,
    values: Callable[[Any], Names] | None = None, **more: Any,
) -> Guard:  # fmt: skip
    """There is no such row; `values` words the first one found."""

    def check(ctx: Context) -> Any:
        first = next(iter(rows(ctx)), None)
        if first is None:
            return True
        return values(first) if values else False

    return Guard(code, check, message, remedy, **more)


def some_of(code: str, rows: Callable[[Context], Any], message: Text, remedy: Text = "", **more: Any) -> Guard:
    """There is at least one such row."""
    return Guard(code, lambda ctx: next(iter(rows(ctx)), None) is not None, message, remedy, **more)


# --- what the words look at, loaded once an act -----------------------------------------------------------------


def relations(ctx: Context) -> list[Relation]:
    """The relations of the record, ended ones too."""
    return ctx.once("relations", lambda: list(ctx.record.relations.select_related("agency", "user")))  # type: ignore[no-any-return]


def related_agencies(ctx: Context, kind: str) -> set[int]:
    """Keys of the agencies that stand in this relation now."""
    return {r.agency_id for r in relations(ctx) if r.kind == kind and r.until is None and r.agency_id}


def related_users(ctx: Context, kind: str, *, ever: bool = False) -> set[int]:
    """Keys of the persons who stand in this relation now, or stood in it ever."""
    return {r.user_id for r in relations(ctx) if r.kind == kind and r.user_id and (ever or r.until is None)}


def running_clocks(ctx: Context) -> list[Any]:
    """The clocks of the record that have not been stopped."""
    return ctx.once("clocks", lambda: list(ctx.record.timers.filter(stopped_at__isnull=True)))  # type: ignore[no-any-return]


def proposed_by_another(ctx: Context) -> bool:
    """Whether the act is agreed to by another person than the one who proposed it."""
    return ctx.proposal is not None and ctx.proposal.proposer.user_id != ctx.actor.user_id


def _empty(value: Any) -> bool:
    return value in (None, "", [])


def _short(value: Any, least: int) -> bool:
    if isinstance(value, str):
        return len(value.strip()) < least
    if hasattr(value, "exists"):
        return not value.exists()
    return value in (None, "", [], False)
