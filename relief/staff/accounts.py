"""The accounts of a station that are on record, and those that are not yet."""

from casework.models import Post
from relief.models.staff import StaffMember
from relief.roles import STATION


def posts_of(station: int | None) -> list[Post]:
    """Every post that somebody holds in a station, person by person."""
    held = Post.objects.held().filter(agency=station, role__in=STATION)
    return list(held.select_related("user").order_by("user__username", "pk"))


def unrecorded(station: int | None = None) -> list[tuple[int, str]]:
    """Who holds a post and is not on record now: in one station, or in any where none is named."""
    on_record = StaffMember.objects.filter(left_on=None).values("user")
    held = Post.objects.held().filter(role__in=STATION).exclude(user__in=on_record)
    if station is not None:
        held = held.filter(agency=station)
    return sorted({p.user_id: p.user.display_name for p in held.select_related("user")}.items(), key=lambda one: one[1])
