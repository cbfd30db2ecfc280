"""What the shell around every page needs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from casework import counting, notices
from casework.refusals import NotYourRole
from casework.session import actor_of, posts_of
from casework.web import me, navigation


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell`, empty for who is not logged in, on fragments, and for who holds no post today."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "htmx", False):
        return {}
    try:
        actor = actor_of(request)
    except NotYourRole:
        return {
            "shell": {
                "person": user.display_name,
                "logout_url": reverse("logout"),
                "password_url": reverse("change-password"),
                "display": me.chosen(user),
            }
        }
    post = actor.post
    assert post is not None
    unread = notices.unread(user)  # type: ignore[arg-type]
    # everything the shell counts in one statement: it stands around every page
    counts = counting.together({
        **navigation.tallies(actor), "bell": unread, "bell late": unread.filter(kind__in=notices.OUTSIDE_KINDS),
    })  # fmt: skip
    return {
        "shell": {
            "module": navigation.module(actor.role),
            "navigation": navigation.entries(actor, request.path, counts, request.META.get("QUERY_STRING", "")),
            "person": user.display_name,
            "agency": post.agency.name,
            "post": post.title,
            "posts": [
                {"id": p.pk, "label": f"{p.agency.name} {p.title}", "current": p.pk == post.pk}
                for p in posts_of(request)
            ],
            "switch_url": reverse("switch-post"),
            "logout_url": reverse("logout"),
            "password_url": reverse("change-password"),
            "search_url": reverse("search"),
            "query": getattr(request, "angui_searched", ""),
            "intake": navigation.intake(actor.role),
            "display": me.chosen(user),
            "me_url": reverse("me"),
            "bell": {"url": reverse("inbox"), "count": counts["bell"], "late": counts["bell late"]},
        }
    }
