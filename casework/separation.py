"""Posts that one person may not hold together. The pairs are data of a domain, plugged in from its `apps.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from casework import kinds
from casework.models import Post
from casework.refusals import Denial


@dataclass(frozen=True)
class Separation:
    """Roles on two sides that one person may not hold at a time: in one agency, or anywhere."""

    code: str
    one: frozenset[str]
    other: frozenset[str]
    reason: Any
    same_agency: bool = True

    def parts(self, role: str, held: str) -> bool:
        """Whether these two roles stand on its two sides."""
        return (role in self.one and held in self.other) or (role in self.other and held in self.one)


_SEPARATIONS: dict[str, Separation] = {}
_ORGANS: dict[str, str] = {}


def register(separations: Iterable[Separation], *, organs: Mapping[str, str] | None = None) -> None:
    """Name the pairs of a domain, and the kinds of organ an agency may be (code → label)."""
    _SEPARATIONS.update({one.code: one for one in separations})
    _ORGANS.update(organs or {})


def separations() -> list[Separation]:
    """Every pair, for the pages and the tests."""
    return list(_SEPARATIONS.values())


def organs() -> dict[str, str]:
    """The kinds of organ, code → label."""
    return dict(_ORGANS)


def roles() -> dict[str, Any]:
    """Every role a person can hold, code → label, as the kinds name them."""
    named: dict[str, Any] = {}
    for kind in kinds.all_kinds():
        named.update(kind.roles)
    return {code: label for code, label in named.items() if code != "system"}


def broken_by(post: Post) -> list[Denial]:
    """What forbids this post, not saved yet, beside the ones its person holds in the same time."""
    held = Post.objects.filter(_overlapping(post), user_id=post.user_id).select_related("agency")
    return [_denial(one, post, other) for other in held for one in separations() if _breaks(one, post, other)]


def _overlapping(post: Post) -> Q:
    overlapping = Q(valid_to__isnull=True) | Q(valid_to__gte=post.valid_from)
    return overlapping & Q(valid_from__lte=post.valid_to) if post.valid_to else overlapping


def _breaks(one: Separation, post: Post, other: Post) -> bool:
    return one.parts(post.role, other.role) and (not one.same_agency or post.agency_id == other.agency_id)


def _denial(one: Separation, post: Post, other: Post) -> Denial:
    names = roles()
    message = _("%(name)s已是%(agency)s的%(held)s，不能同时任%(role)s：%(reason)s。") % {
        "name": post.user.display_name, "agency": other.agency.name, "held": names.get(other.role, other.role),
        "role": names.get(post.role, post.role), "reason": one.reason,
    }  # fmt: skip
    return Denial(one.code, message, _("换一个人，或先结束原来的岗位。"), field="role")
