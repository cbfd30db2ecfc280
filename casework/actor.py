"""Who acts: a person in one of their posts, or the system."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.models import Agency, Post, User

SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """A person acting in one post; without a post, the system itself."""

    post: "Post | None"
    ip: str = ""

    @classmethod
    def system(cls) -> "Actor":
        """The clockwork: timers that fire, importers, the seal."""
        return cls(None)

    @property
    def is_system(self) -> bool:
        return self.post is None

    @property
    def role(self) -> str:
        return self.post.role if self.post else SYSTEM

    @property
    def person(self) -> "Post":
        """The post, where only a person can act. Raises ValueError for the system."""
        if self.post is None:
            raise ValueError("the system holds no post")
        return self.post

    @property
    def user(self) -> "User | None":
        return self.post.user if self.post else None

    @property
    def user_id(self) -> int | None:
        return self.post.user_id if self.post else None

    @property
    def agency(self) -> "Agency | None":
        return self.post.agency if self.post else None

    @property
    def agency_id(self) -> int | None:
        return self.post.agency_id if self.post else None

    @property
    def division_code(self) -> str:
        """Code of the division whose subtree this post serves; empty for the system."""
        return self.post.division_id if self.post else ""
