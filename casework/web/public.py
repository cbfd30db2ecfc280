"""Pages for people without an account: their shell, and what every such page tells browsers and crawlers.

Domains add their entries and the counter people may turn to in `apps.py`. A private page is neither kept nor indexed,
and tells nobody its address, which may hold a token (§5.6). It names the site, no more: with nothing at all a browser
sends its own forms with the origin `null`, and they would be refused as foreign.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

LARGE = "ag_size"
REFERRER = "strict-origin"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Entry:
    """One entry of the head: word, name of the address, icon; `order` among the others."""

    label: Any
    name: str
    icon: str
    order: int = 50


@dataclass(frozen=True)
class Counter:
    """Where the same is done on paper or by telephone (§5.15)."""

    name: str
    phone: str
    address: str
    hours: str


_ENTRIES: dict[str, Entry] = {}
_COUNTER: list[Callable[[], Counter | None]] = []


def register(*entries: Entry, counter: Callable[[], Counter | None] | None = None) -> None:
    """Add entries to the head of every public page, and say which counter its foot names."""
    _ENTRIES.update({entry.name: entry for entry in entries})
    if counter is not None:
        _COUNTER[:] = [counter]


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200, private: bool = True
) -> HttpResponse:
    """A public page in its shell. `private` False only for what is published for everybody to find."""
    answer = render(request, template, {**context, "public": _shell(request, private=private)}, status=status)
    return sealed(answer) if private else answer


def sealed(answer: HttpResponse) -> HttpResponse:
    """The same answer, neither kept nor indexed, and silent about where a reader came from."""
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = REFERRER
    return answer


def counter() -> Counter | None:
    """The counter that the domain named; None where no agency told its telephone or address yet."""
    return _COUNTER[0]() if _COUNTER else None


def _shell(request: HttpRequest, *, private: bool) -> dict[str, Any]:
    entries = [
        {"label": e.label, "url": reverse(e.name), "icon": e.icon, "active": request.path.startswith(reverse(e.name))}
        for e in sorted(_ENTRIES.values(), key=lambda e: e.order)
    ]
    return {
        "entries": entries, "counter": counter(), "large": request.COOKIES.get(LARGE) == "large", "private": private,
        "here": request.get_full_path(),
    }  # fmt: skip


@require_POST
def size(request: HttpRequest) -> HttpResponse:
    """大字 on or off for who has no script; then back to the page. The address to go back to is never in a query."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/p/"):
        back = reverse("public-report")
    answer = sealed(HttpResponseRedirect(back))
    if request.POST.get("size") == "large":
        answer.set_cookie(LARGE, "large", max_age=_YEAR, httponly=True, samesite="Lax")
    else:
        answer.delete_cookie(LARGE)
    return answer
