"""Who a notice is for: named in the commit by posts, agencies and roles, looked up when it is delivered.

Looking up late keeps the record's lock short and reaches whoever holds the post now.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from casework.models import Post


@dataclass(frozen=True)
class Audience:
    """Posts, whole agencies (of these roles only, where roles are named), or roles serving a division."""

    users: tuple[int, ...] = ()
    posts: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    division: str = ""
    except_user: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The audience as it lies in a payload."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> "Audience":
        """Read back what `as_json` wrote."""
        plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in body.items()}
        return cls(**plain)

    def holders(self, day: date) -> dict[int, Post]:
        """By user id the post through which the notice reaches them on that day; each person once."""
        current = Post.objects.held(day).filter(self._chosen())
        if self.except_user is not None:
            current = current.exclude(user_id=self.except_user)
        found: dict[int, Post] = {}
        for post in current.select_related("user").order_by("pk"):
            found.setdefault(post.user_id, post)
        return found

    def _chosen(self) -> Q:
        chosen = Q(pk__in=self.posts) | Q(user_id__in=self.users)
        if self.agencies:
            of_roles = Q(role__in=self.roles) if self.roles else Q()
            chosen |= Q(agency_id__in=self.agencies) & of_roles
        elif self.roles:
            # a post serves the subtree below its division, so its code is a prefix of the record's
            serving = [self.division[:length] for length in range(1, len(self.division) + 1)]
            chosen |= Q(role__in=self.roles, division_id__in=serving)
        return chosen
