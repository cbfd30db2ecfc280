"""The project's addresses and the floor: a constant JSON body through the same middleware, no session, no database."""

from django.http import HttpRequest, JsonResponse
from django.urls import path

from config import urls
from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def floor(request: HttpRequest) -> JsonResponse:
    """What a request costs before the product does anything."""
    return JsonResponse({"ok": True})


urlpatterns = [path("benchmarks/floor", floor), *urls.urlpatterns]
