"""Who acts: a person in one of their posts, a reporter without an account, or the system."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from casework.models import Agency, Post, PublicKey, User

SYSTEM = "system"
#: The role of §6 of somebody who reported, with or without an account.
REPORTER = "R17"


@dataclass(frozen=True)
class Actor:
    """A person acting in one post, somebody outside bound to one record by its key, or the system itself."""

    post: "Post | None"
    ip: str = ""
    outside: bool = False
    record_id: UUID | None = None

    @classmethod
    def system(cls) -> "Actor":
        """The clockwork: timers that fire, importers, the seal."""
        return cls(None)

    @classmethod
    def reporter(cls, key: "PublicKey | None" = None, ip: str = "") -> "Actor":
        """Somebody without an account: bound to the record of their key; without one able to begin a record only."""
        return cls(None, ip, outside=True, record_id=key.record_id if key else None)

    @property
    def is_system(self) -> bool:
        return self.post is None and not self.outside

    @property
    def role(self) -> str:
        if self.outside:
            return REPORTER
        return self.post.role if self.post else SYSTEM

    @property
    def person(self) -> "Post":
        """The post, where only a person with one can act. Raises ValueError for the system and for who is outside."""
        if self.post is None:
            raise ValueError("the system and reporters hold no post")
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

    def reported(self, record_id: UUID) -> bool:
        """Whether this is the reporter of that record, by its key."""
        return self.outside and self.record_id == record_id


def without_post(role: str) -> "Promise":
    """How the history names who acted without a post: the reporter, or the system."""
    return _("反映人（凭查询码）") if role == REPORTER else _("系统")
