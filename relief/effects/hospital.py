"""A patient of ours: registered while in hospital, discharged back to the station or on the way home."""

from casework.context import Context
from relief.effects import departure, intake
from relief.effects.common import latest


def register_inpatient(ctx: Context) -> None:
    """Admitted where the person lies: the stay counts from here (R-28)."""
    event = latest(ctx.record.medicalevents)
    hospital = ctx.data.get("hospital") or event.hospital
    ctx.update(event, registration=ctx.data["registration"], hospital=hospital)
    intake.admit(ctx)


def discharge(ctx: Context) -> None:
    """Out of hospital by its certificate, or by one's own will (R-29, R-38)."""
    data = ctx.data
    ctx.update(
        latest(ctx.record.medicalevents), back_at=ctx.now, back_note=data.get("back_note") or "",
        certificate=data.get("certificate") or "", certificate_copy=data.get("certificate_copy"),
        by_own_will=bool(data.get("by_own_will")),
    )  # fmt: skip


def discharge_to_station(ctx: Context) -> None:
    """Care goes on: a departure that was planned before the illness is planned anew."""
    discharge(ctx)
    departure.cancel_departure(ctx)
