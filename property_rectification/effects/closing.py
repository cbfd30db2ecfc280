"""Closing and looking back (§1.1.2 #36–#38)."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, OuterRef, Subquery

from casework.context import Context
from property_rectification import lottery, ratings
from property_rectification.effects.common import unsaved
from property_rectification.guards.closing import due_lookback
from property_rectification.models.checking import Check, LookBack
from property_rectification.models.deciding import OrderNotice
from property_rectification.models.voices import Objection

#: Closings of one county are drawn one after the other, so that the share is kept.
_DRAW_LOCK = 0x4C4F54


def close_case(ctx: Context) -> None:
    """Close, and draw whether the result is looked at again after 30 and 90 days, and whether its reporter is asked."""
    there = _alone(ctx)
    drawn = _drawn(ctx)
    missing = [stage for stage, _label in LookBack.STAGES if stage not in there]
    relapse = ctx.record.relapse_count
    ctx.add_all([unsaved(ctx, LookBack, stage=stage, drawn=drawn, relapse=relapse) for stage in missing])
    ctx.record.closed_at = ctx.now
    ctx.record.callback_due = ratings.draw(ctx.record)
    if ctx.record.callback_due:
        ratings.invite(ctx.record, ctx.now)


def _county(ctx: Context) -> str:
    return str(ctx.record.division_id[:6])


def _alone(ctx: Context) -> set[str]:
    """Let closings of the county wait for this one; the look-backs that a closing before an objection left."""
    left = f"(SELECT array_agg(stage) FROM {LookBack._meta.db_table} WHERE case_id = %s AND relapse = %s)"
    given = [ctx.record.pk, ctx.record.relapse_count, _DRAW_LOCK, int(_county(ctx))]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {left}, pg_advisory_xact_lock(%s, %s)", given)
        return set(cursor.fetchone()[0] or ())


def _drawn(ctx: Context) -> bool:
    """At least one in five of a county's closed cases, which ones is left to the lot (§1.1.2 #37)."""
    by_lot = lottery.drawn(settings.SECRET_KEY, "lookback", str(ctx.record.id), lottery.LOOKBACK_SHARE)
    counted = closing_of(ctx)
    return by_lot or not lottery.keeps_share(counted["all"] or 0, counted["drawn"] or 0, lottery.LOOKBACK_SHARE)


def closing_of(ctx: Context) -> dict[str, Any]:
    """The last order, the passed check and the last objection for the approval, and how many of the county's closings
    were drawn, in one query: a closing has no statement to spare."""
    return ctx.once("closing", lambda: _closing_of(ctx))  # type: ignore[no-any-return]


def _closing_of(ctx: Context) -> dict[str, Any]:
    of_case = {"case": OuterRef("pk")}
    passed = Check.objects.filter(**of_case, result=Check.PASSED).order_by("-round")
    objections = Objection.objects.filter(**of_case).order_by("-recorded_at")
    orders = OrderNotice.objects.filter(**of_case).order_by("-served_at")
    before = LookBack.objects.filter(stage=LookBack.FIRST, case__division__code__startswith=_county(ctx))
    rows = type(ctx.record).objects.filter(pk=ctx.record.pk).values(
        round=Subquery(passed.values("round")[:1]), ended=Subquery(passed.values("ended_at")[:1]),
        objection=Subquery(objections.values("outcome")[:1]), requirement=Subquery(orders.values("requirement")[:1]),
        all=_counted(before), drawn=_counted(before.filter(drawn=True)),
    )  # fmt: skip
    return rows.get()  # type: ignore[no-any-return]


def _counted(rows: Any) -> Subquery:
    return Subquery(rows.order_by().values("stage").annotate(n=Count("pk")).values("n"))


def start_lookback(ctx: Context) -> None:
    """Begin the look-back that is due."""
    ctx.update(due_lookback(ctx.record, ctx.now), started_at=ctx.now)


def record_visit(ctx: Context) -> None:
    """Keep what the visit found."""
    under_way = visit_under_way(ctx.record)
    ctx.update(
        under_way, visited_on=ctx.data["visited_on"], method=ctx.data["method"], result=ctx.data["visit_result"],
        note=ctx.data.get("note") or "", visited_by=ctx.actor.post,
    )  # fmt: skip


def visit_under_way(record: Any) -> Any:
    """The look-back that has begun and is not recorded yet."""
    return record.lookbacks.filter(started_at__isnull=False, visited_on__isnull=True).first()
