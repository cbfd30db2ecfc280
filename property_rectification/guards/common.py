"""What several guards look at."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.models import Post, Relation

ACTOR_IN_LEAD_UNIT = v.agency_related(
    "actor_in_lead_unit", Relation.LEAD,
    _("这件由其他单位牵头。"), _("请牵头单位办理，或请专班改派"), rules="§5.10",
)  # fmt: skip
SECOND_REVIEWER_SIGNED = v.second_person(
    "second_reviewer_signed", _("还差第二人复核。"), _("交复核人审阅，复核人同意后生效"), rules="§5.16"
)


def handlers(ctx: Context) -> set[int]:
    """Everybody who handles the record or ever handled it."""
    own = {ctx.record.handler_id} if ctx.record.handler_id else set()
    return own | v.related_users(ctx, Relation.HANDLER, ever=True)


NOT_HANDLER = v.not_same_person(
    "not_handler", handlers, _("经办人不能审查自己办的案件。"), _("请其他有权限的人员办理"), rules="§5.16"
)
REASONS_WRITTEN = v.given(
    "reasons_written", {"reasons": _("理由")}, _("还差理由。"), _("写清理由并告知当事人"), min_length=10, rules="§5.13"
)


def colleagues(user: Any, *roles: str, without: Collection[int] = ()) -> str:
    """Up to two others who hold one of these posts, or any, in a unit of this person; empty where there is nobody."""
    units = Post.objects.held().filter(user=user).values("agency")
    posts = Post.objects.held().filter(agency__in=units)
    posts = posts.filter(role__in=roles) if roles else posts
    found = posts.exclude(user__in={user.pk, *without}).select_related("user").order_by("user_id")
    names = dict.fromkeys(post.user.display_name for post in found)
    return "、".join(list(names)[:2])


def yuan(fen: int) -> str:
    """An amount in yuan as a sentence names it."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def asked_since(ctx: Context) -> datetime | None:
    """The moment from which attempts to reach the reporter count: the closing, else the last check; None for all."""
    if ctx.record.closed_at is not None:
        return ctx.record.closed_at  # type: ignore[no-any-return]
    last = ctx.record.checks.order_by("-round").first()
    return last.recorded_at if last else None


def current_check(ctx: Context) -> Any:
    """The round of the check that is open, with its items; None where none is."""
    return ctx.once(
        "check", lambda: ctx.record.checks.filter(result="").prefetch_related("items").order_by("-round").first()
    )


def callbacks(ctx: Context) -> list[Any]:
    """The attempts to ask the reporter, oldest first, read once an act."""
    return ctx.once("callbacks", lambda: list(ctx.record.callbacks.all()))  # type: ignore[no-any-return]
