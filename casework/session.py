"""From a logged-in request to an actor: the person, in the post they work in just now."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from casework import reference
from casework.actor import Actor
from casework.models import Post, User
from casework.refusals import NotYourRole

POST_KEY = "angui_post"


def current_posts(user: User) -> QuerySet[Post]:
    """The posts this person holds today, oldest first."""
    held = Post.objects.held().filter(user=user).annotate(reference=reference.TOKEN)
    return held.select_related("user", "agency", "division").order_by("pk")


def actor_of(request: HttpRequest) -> Actor:
    """The actor of this request. Raises NotYourRole when the person holds no post today."""
    cached: Actor | None = getattr(request, "angui_actor", None)
    if cached is None:
        cached = Actor(_post_of(request), ip=request.META.get("REMOTE_ADDR", ""))
        request.angui_actor = cached  # type: ignore[attr-defined]
    return cached


def posts_of(request: HttpRequest) -> list[Post]:
    """The posts the person of this request holds today, read once."""
    held: list[Post] | None = getattr(request, "angui_posts", None)
    if held is None:
        held = list(current_posts(request.user))  # type: ignore[arg-type]
        request.angui_posts = held  # type: ignore[attr-defined]
        if held:
            reference.came_along(held[0].reference)  # type: ignore[attr-defined]
    return held


def _post_of(request: HttpRequest) -> Post:
    posts = posts_of(request)
    if not posts:
        raise NotYourRole
    chosen = request.session.get(POST_KEY)
    return next((p for p in posts if p.pk == chosen), posts[0])


def choose_post(request: HttpRequest, post_id: Any) -> bool:
    """Work in another of one's own posts from now on; False when it is not one's own."""
    for post in current_posts(request.user):  # type: ignore[arg-type]
        if str(post.pk) == str(post_id):
            request.session[POST_KEY] = post.pk
            return True
    return False
