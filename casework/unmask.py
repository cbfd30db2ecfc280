"""Showing one masked value in full: a right, a purpose, and a line in the access log in the same commit (§5.6)."""

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from casework import access, kinds
from casework.accesslog import record_access
from casework.actor import Actor
from casework.fields import EncryptedField, Secret
from casework.models import AccessAction, Purpose, Record
from casework.refusals import Denial, GuardsFailed, NotYourRole

#: minutes a value stays on the screen once shown
SHOWN_MINUTES = 5
WORDS_MIN = 4


def reveal(
    obj: models.Model,
    field: str,
    *,
    actor: Actor,
    purpose: str,
    words: str = "",
    object_code: str = "reporter_identity",
    request: HttpRequest | None = None,
) -> str:
    """The plain text of one encrypted field of a record or of a row that belongs to one.

    `purpose` is a code of `Purpose`; “other” is explained in at least four characters. `object_code` is the object of
    the permission matrix the field falls under; the actor needs its letter R or the full read on a logged need. Refuses
    with NotYourRole (403) or GuardsFailed (422, purpose_required). The record is in the actor's scope: the caller
    found it through the scoped queryset.
    """
    if not isinstance(obj._meta.get_field(field), EncryptedField):
        raise TypeError(f"{obj._meta.label}.{field} is not an encrypted field")
    if not access.may_unmask(actor, object_code):
        raise NotYourRole()
    record = _record_of(obj)
    if kinds.keeps_from(record, "reporter/", actor):
        raise NotYourRole()
    require_purpose(purpose, words)
    with transaction.atomic():
        record_access(
            actor,
            AccessAction.UNMASK,
            record=record,
            subject=f"{obj._meta.label}.{field}",
            purpose=purpose,
            words=words.strip(),
            detail={"object": str(obj.pk)},
            request=request,
        )
        secret: Secret | None = getattr(obj, field)
    return secret.reveal() if secret else ""


def require_purpose(purpose: str, words: str) -> None:
    """Refuses where no purpose is stated; “other” is said in words."""
    stated = purpose in Purpose.values and (purpose != Purpose.OTHER or len(words.strip()) >= WORDS_MIN)
    if not stated:
        raise GuardsFailed(
            [
                Denial(
                    "purpose_required",
                    _("查看个人资料要先说明用途。"),
                    remedy=_("选用途，写一句话"),
                    field="words" if purpose == Purpose.OTHER else "purpose",
                )
            ]
        )


def _record_of(obj: models.Model) -> Record:
    """The record itself, or the one that the row belongs to, whatever its relation is called."""
    if isinstance(obj, Record):
        return obj
    for relation in obj._meta.concrete_fields:
        target = relation.related_model
        if isinstance(target, type) and issubclass(target, Record):
            record: Record = getattr(obj, relation.name)
            return record
    raise TypeError(f"{obj._meta.label} belongs to no record")
