"""Care is written down, one row a service."""

from casework.context import Context
from casework.timers import local_day
from relief.effects.common import child, latest
from relief.models.care import MEDICATION, DailyService


def record(ctx: Context) -> None:
    """What a carer did."""
    day, note = local_day(ctx.now), ctx.data.get("care_note") or ""
    ctx.add_all([
        DailyService(
            case=ctx.record, recorded_at=ctx.now, recorded_by=ctx.actor.post, kind=kind, day=day, note=note
        )
        for kind in ctx.data["services"]
    ])  # fmt: skip


def give_medicine(ctx: Context) -> None:
    """What a doctor wrote, given by the health staff."""
    child(
        ctx, DailyService, kind=MEDICATION, day=local_day(ctx.now), prescription=ctx.data["prescription"],
    )  # fmt: skip


def name_companion(ctx: Context) -> None:
    """Who of the staff stays with the patient from now on."""
    ctx.update(latest(ctx.record.medicalevents), accompanied_by=ctx.data["companion"])
