"""What several effects do."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.models import Relation
from casework.refusals import InvalidData
from casework.vocabulary import relations

#: Relation of an owners' body to the cases of its compound (R16).
OWNER_BODY = "owner_body"
#: Relation of a mediator (R14) to the matters that were given to that person.
MEDIATOR = "mediator"
#: Posts of a party, and the side each speaks for.
SIDE_OF_PARTY = {"R15": "firm", "R16": "owner", "R17": "owner"}


def child(ctx: Context, model: type, **values: Any) -> Any:
    """Add a child row of the case, written down now by the acting post; the papers of the act find it again."""
    made = ctx.add(unsaved(ctx, model, **values))
    ctx.once(f"made:{model.__name__}", lambda: made)
    return made


def unsaved(ctx: Context, model: type, **values: Any) -> Any:
    """Such a row, for `ctx.add_all`."""
    return model(case=ctx.record, recorded_at=ctx.now, recorded_by=ctx.actor.post, **values)


def relate(ctx: Context, kind: str, *, agency: Any = None, user: Any = None) -> None:
    """Let an agency or a person stand in a relation to the case, unless they already do."""
    standing = ctx.record.relations.filter(kind=kind, agency=agency, user=user, until__isnull=True)
    if not standing.exists():
        ctx.add(Relation(record=ctx.record, kind=kind, agency=agency, user=user, since=ctx.now))


def end_relations(ctx: Context, *kinds: str) -> None:
    """End relations of these kinds; they stay on record."""
    for relation in ctx.record.relations.filter(kind__in=kinds, until__isnull=True):
        ctx.update(relation, until=ctx.now)


def set_handler(ctx: Context, user: Any) -> None:
    """Let one person handle the case from now on."""
    standing = [r for r in relations(ctx) if r.kind == Relation.HANDLER and r.until is None]
    for relation in standing:
        if relation.user_id != user.pk:
            ctx.update(relation, until=ctx.now)
    if user.pk not in {relation.user_id for relation in standing}:
        ctx.add(Relation(record=ctx.record, kind=Relation.HANDLER, user=user, since=ctx.now))
    ctx.record.handler = user


def refuse_future(ctx: Context, moment: datetime | None, field: str, label: str) -> None:
    """Raises InvalidData for a moment that has not come yet."""
    if moment is not None and moment > ctx.now:
        raise InvalidData({field: [_("%(label)s不能晚于现在") % {"label": label}]})


def set_flag(ctx: Context, flag: str, *, on: bool) -> None:
    """Put a flag on the case or take it off, keeping the order of the others."""
    others = [f for f in ctx.record.flags if f != flag]
    ctx.record.flags = [*others, flag] if on else others
