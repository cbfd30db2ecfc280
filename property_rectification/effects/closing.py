"""Closing and looking back (§1.1.2 #36–#38)."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q

from casework.context import Context
from property_rectification import lottery
from property_rectification.effects.common import child
from property_rectification.guards.closing import due_lookback
from property_rectification.models.checking import LookBack

#: Closings of one county are drawn one after the other, so that the share is kept.
_DRAW_LOCK = 0x4C4F54


def close_case(ctx: Context) -> None:
    """Close, and draw whether the result is looked at again after 30 and 90 days."""
    drawn = _drawn(ctx)
    there = set(ctx.record.lookbacks.values_list("stage", flat=True))  # from a closing that was objected to
    for stage, _label in LookBack.STAGES:
        if stage not in there:
            child(ctx, LookBack, stage=stage, drawn=drawn)
    ctx.record.closed_at = ctx.now


def _drawn(ctx: Context) -> bool:
    """At least one in five of a county's closed cases, which ones is left to the lot (§1.1.2 #37)."""
    county = ctx.record.division_id[:6]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_DRAW_LOCK, int(county)])
    before = LookBack.objects.filter(stage=LookBack.FIRST, case__division__code__startswith=county)
    by_lot = lottery.drawn(settings.SECRET_KEY, "lookback", str(ctx.record.id), lottery.LOOKBACK_SHARE)
    counted = before.aggregate(all=Count("pk"), drawn=Count("pk", filter=Q(drawn=True)))
    return by_lot or not lottery.keeps_share(counted["all"], counted["drawn"], lottery.LOOKBACK_SHARE)


def start_lookback(ctx: Context) -> None:
    """Begin the look-back that is due."""
    ctx.update(due_lookback(ctx.record, ctx.now), started_at=ctx.now)


def record_visit(ctx: Context) -> None:
    """Keep what the visit found."""
    under_way: Any = ctx.record.lookbacks.filter(started_at__isnull=False, visited_on__isnull=True).first()
    ctx.update(
        under_way, visited_on=ctx.data["visited_on"], method=ctx.data["method"], result=ctx.data["visit_result"],
        note=ctx.data.get("note") or "", visited_by=ctx.actor.post,
    )  # fmt: skip
