"""How a command line names a record."""

from uuid import UUID

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from casework.models import Record


def record_named(text: str) -> Record:
    """The record of this number, or of this key where it has no number. Raises CommandError."""
    found = Record.objects.filter(number=text).first() or Record.objects.filter(pk=_key(text)).first()
    if found is None:
        raise CommandError(_("没有这件记录：%(text)s") % {"text": text})
    return found


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
