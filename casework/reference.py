"""Rules, categories and law as this process last read them: tables that seldom change and are asked all day.

A trigger of the database renews one token whenever such a table changes, whoever writes to it. The token is read once a
request, and once a question outside of requests; the rows are read again only when it is another one. The token is
random: one that was rolled back never comes again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse

from casework.models import ReferenceVersion

T = TypeVar("T")
#: The token of this request in a list, empty until it was read; None outside of a request.
_of_request: ContextVar[list[UUID | None] | None] = ContextVar("reference", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Inside, the token is read once."""
    before = _of_request.set([])
    try:
        yield
    finally:
        _of_request.reset(before)


def once_a_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: one look at the token a request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with once():
            return get_response(request)

    return middleware


#: The token as a column of a query that is sent anyway.
TOKEN = Subquery(ReferenceVersion.objects.values("token")[:1])


def came_along(token: UUID | None) -> None:
    """Another query of this request has brought the token with it."""
    held = _of_request.get()
    if held is not None and not held:
        held.append(token)


def forget() -> None:
    """Look again: this request has changed a rule itself."""
    held = _of_request.get()
    if held is not None:
        held.clear()


def _token() -> UUID | None:
    held = _of_request.get()
    if held:
        return held[0]
    token: UUID | None = ReferenceVersion.objects.values_list("token", flat=True).first()
    if held is not None:
        held.append(token)
    return token


class Kept(Generic[T]):
    """What `read` gives, kept until a table of reference changes. What it gives is shared: nobody changes it."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._held: tuple[UUID | None, T] | None = None

    def __call__(self) -> T:
        token = _token()
        held = self._held
        if held is None or held[0] != token:
            held = self._held = (token, self._read())
        return held[1]
