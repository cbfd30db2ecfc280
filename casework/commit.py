"""One commit for all that belongs together, in as few statements as that takes.

An act is a transaction of its own where it stands alone. Where it is part of a larger whole it needs no savepoint:
when it is refused, the refusal ends the whole. Whoever wants to go on after a refused act puts `transaction.atomic()`
around that act.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_inside: ContextVar[bool] = ContextVar("inside", default=False)


@contextmanager
def together() -> Iterator[None]:
    """All that is written in the block stands or falls; inside another such block it stands or falls with that."""
    with transaction.atomic(savepoint=not _inside.get()):
        token = _inside.set(True)
        try:
            yield
        finally:
            _inside.reset(token)
