"""Lawful erasure (L-81): a value goes, with its salts, from the record and from every event; that it went stays.

The chain still verifies, for events hold digests only; the past view says 已依法删除 where the value stood.
"""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from casework import clock, engine, ledger
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act
from casework.fields import EncryptedField
from casework.models import LedgerValue, Record
from casework.refusals import InvalidData

ERASE = Act(code="erase_values", label=_("依法删除"), by=frozenset({"system"}))
_BASIS_LENGTH = 10


def erase(record: Record, paths: Collection[str], *, actor: Actor, basis: str) -> engine.Outcome:
    """Erase the values under these ledger paths (`claim`, `reporter/<id>/phone`, `form/reporter_phone`).

    `basis` says on which ground and who decided; it is kept with the event. Raises InvalidData for a path that never
    held a value, for one that is no encrypted field, and without a basis.
    """
    if len(basis.strip()) < _BASIS_LENGTH:
        raise InvalidData({"basis": [_("请写清删除的依据和决定人，至少10个字")]})
    with transaction.atomic():
        locked = engine.lock(record, actor, None)
        values = LedgerValue.objects.filter(event__record_id=locked.pk, path__in=list(paths)).select_related("event")
        missing = set(paths) - {v.path for v in values}
        if missing:
            raise InvalidData({"paths": [_("没有这一项：%(path)s") % {"path": sorted(missing)[0]}]})
        for path in paths:
            _empty(locked, path)
        gone = ledger.erase_rows(values)
        locked = type(locked)._default_manager.get(pk=locked.pk)
        ctx = Context(locked, ERASE, actor, clock.now(), detail={"erased": gone})
        ctx.note("basis", basis)
        return engine.write(ctx)


def _empty(record: Any, path: str) -> None:
    """Empty the present column a path speaks of; a form value has none."""
    parts = path.split("/")
    if parts[0] == "form":
        return
    obj, name = (record, parts[0]) if len(parts) == 1 else (_child(record, parts[0], parts[1]), parts[2])
    field = obj._meta.get_field(name)
    if not isinstance(field, EncryptedField):
        raise InvalidData({"paths": [_("这一项不是个人信息，不能删除：%(path)s") % {"path": path}]})
    type(obj)._default_manager.filter(pk=obj.pk).update(**_emptied(type(obj), field))


def _child(record: Any, model_name: str, pk: str) -> models.Model:
    model = apps.get_model(record._meta.app_label, model_name)
    return model._default_manager.get(pk=pk)


def _emptied(model: type[models.Model], field: EncryptedField) -> dict[str, Any]:
    """The column emptied, and the blind indexes that were made of it."""
    indexes = [f.name for f in model._meta.concrete_fields if getattr(f, "source", None) == field.name]
    return {field.name: None if field.null else ""} | dict.fromkeys(indexes)
