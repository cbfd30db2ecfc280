"""How a command line names a record."""

from uuid import UUID

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils.translation import gettext as _

from casework.models import Record


def record_named(text: str) -> Record:
    """The record of this number, or of this key where it has no number. Raises CommandError."""
    found = Record.objects.filter(Q(number=text) | _by_key(text)).first()
    if found is None:
        raise CommandError(_("没有这件记录：%(text)s") % {"text": text})
    return found


def _by_key(text: str) -> Q:
    try:
        return Q(pk=UUID(text))
    except ValueError:
        return Q(pk__in=[])
