"""Lawful erasure (L-81): a value goes, with its salts, from the record and from every event; that it went stays.

The chain still verifies, for events hold digests only; the past view says 已依法删除 where the value stood.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from casework import clock, crypto, engine, kinds, ledger, proposals
from casework.actor import SYSTEM, Actor
from casework.context import Context
from casework.declaration import Act, Ask
from casework.fields import BlindIndexField, EncryptedField, model_named
from casework.models import LedgerValue, Proposal, Record
from casework.papers import erasing
from casework.refusals import InvalidData, NotYourRole

ERASE = Act(code="erase_values", label=_("依法删除"), by=frozenset({SYSTEM}))
FORM = "form"
#: The ground of an erasure is itself never erased.
_BASIS = "basis"
_BASIS_LENGTH = 10
_TYPED = ("line", "text")


def erase(record: Record, paths: Collection[str], *, actor: Actor, basis: str) -> engine.Outcome:
    """Erase the values under these ledger paths (`claim`, `reporter/<id>/phone`, `form/reporter_phone`).

    `basis` says on which ground and who decided; it is kept with the event. Raises InvalidData for a path that never
    held a value, for one that is neither encrypted nor free text, and without a basis; NotYourRole for a person.
    """
    if actor.role not in ERASE.by:
        raise NotYourRole
    if len(basis.strip()) < _BASIS_LENGTH:
        raise InvalidData({"basis": [_("请写清删除的依据和决定人，至少10个字")]})
    with transaction.atomic():
        locked = engine.lock(record, actor, None)
        values = list(LedgerValue.objects.filter(event__record_id=locked.pk, path__in=list(paths)))
        missing = set(paths) - {v.path for v in values}
        if missing or not paths:
            raise InvalidData({"paths": [_("没有这一项：%(path)s") % {"path": min(missing, default="")}]})
        for path in paths:
            _empty(locked, path)
        texts = [text for text in map(ledger.open_value, values) if isinstance(text, str)]
        gone = ledger.erase_rows(values)
        papers = erasing.erase_with(locked, texts)
        locked = type(locked)._default_manager.get(pk=locked.pk)
        ctx = Context(locked, ERASE, actor, clock.now(), detail={"erased": gone, "papers": papers})
        ctx.note(_BASIS, basis.strip())
        return engine.write(ctx)


def copies(record: Record, paths: Collection[str]) -> list[str]:
    """Other paths of the record under which a text stands that is to be erased, alone or within a longer one.

    What a person typed into a form is kept beside the field it went to; spaces are not compared.
    """
    record = kinds.full(record)
    held = LedgerValue.objects.filter(event__record_id=record.pk)
    opened = [(v.path, _squeezed(ledger.open_value(v))) for v in held]
    wanted = {text for path, text in opened if path in paths and text}
    found = {path for path, text in opened if path not in paths and any(part in text for part in wanted)}
    return sorted(path for path in found if not refusal(record, path))


def refusal(record: Any, path: str) -> str:
    """Why this path may not be erased; empty when it may."""
    owner, name = _owner(record, path)
    if owner is None:
        return "" if _is_free_text(record, path, name) else _("这一项不是个人信息，不能删除：%(path)s") % {"path": path}
    field = next((f for f in owner._meta.concrete_fields if name in (f.name, f.attname)), None)
    if isinstance(field, EncryptedField):
        return ""
    return _("这一项不是个人信息，不能删除：%(path)s") % {"path": path}


def _squeezed(value: Any) -> str:
    return "".join(value.split()) if isinstance(value, str) else ""


def _owner(record: Any, path: str) -> tuple[type[models.Model] | None, str]:
    """The model that holds the column of a path, and its name; None for what belongs to an event only."""
    *child, name = path.split("/")
    if not child:
        known = {n for f in type(record)._meta.concrete_fields for n in (f.name, f.attname)}
        return (type(record) if name in known else None), name
    return (None if child[0] == FORM else model_named(child[0])), name


def _is_free_text(record: Any, path: str, name: str) -> bool:
    """Whether this was typed in words: into a text field of some form, or as the reasons of an act."""
    if not path.startswith(f"{FORM}/"):
        return "/" not in path and path != _BASIS
    asked = {ask.kind for ask in _asks(record) if ask.name == name}
    return not asked or bool(asked & set(_TYPED))


def _asks(record: Any) -> Iterator[Ask]:
    declared = record.lifecycle
    acts = [*declared.rows.values(), *declared.amendments.values()]
    for act in (*acts, *declared.beginnings):
        yield from act.asks


def _empty(record: Any, path: str) -> None:
    """Empty the present column a path speaks of; a form value may also wait in a proposal."""
    if reason := refusal(record, path):
        raise InvalidData({"paths": [reason]})
    owner, name = _owner(record, path)
    if owner is None:
        _forget_in_proposals(record, name)
        return
    parts = path.split("/")
    rows = owner._default_manager.filter(pk=record.pk if len(parts) == 1 else parts[1])
    field = owner._meta.get_field(name)
    assert isinstance(field, EncryptedField)
    rows.update(**_emptied(owner, field))


def _forget_in_proposals(record: Any, name: str) -> None:
    for proposal in Proposal.objects.filter(record_id=record.pk):
        data = proposals.data_of(proposal)
        if data.pop(name, None) is not None:
            proposal.data = crypto.encrypt_json(data, context=proposals.DATA_CONTEXT)
            proposal.save(update_fields=["data"])


def _emptied(model: type[models.Model], field: EncryptedField) -> dict[str, Any]:
    """The column emptied, and the blind indexes that were made of it."""
    indexes = [f.name for f in model._meta.concrete_fields if isinstance(f, BlindIndexField) and f.source == field.name]
    return {field.name: None if field.null else ""} | dict.fromkeys(indexes)
