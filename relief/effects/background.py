"""Background, signature and family are written down; whoever tried to reach the family has answered that clock."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief import archive, rows
from relief.effects.common import child
from relief.effects.identity import CONTACT_CLOCK
from relief.models.background import Background, ContactAttempt, Relative
from relief.standing import NO_RISK

_PLAIN = ("ethnic", "education", "build", "disability", "disability_grade")
#: Masked on the screen: an empty box keeps what is there.
_MASKED = ("household", "residence", "workplace", "phone", "diet")
HEIGHTS = range(30, 251)


def record_background(ctx: Context) -> None:
    """As far as it is said; what is not said stays open."""
    data, height = ctx.data, ctx.data.get("height_cm")
    if height is not None and height not in HEIGHTS:
        raise InvalidData({"height_cm": [_("身高写厘米，30到250之间")]})
    if data.get("disability_grade") and not data.get("disability"):
        raise InvalidData({"disability": [_("有等级的，请选残疾类别")]})
    said: dict[str, Any] = {name: data.get(name) or "" for name in _PLAIN}
    said |= {name: data[name] for name in _MASKED if data.get(name)}
    _write(ctx, height_cm=height, **said)


def sign_registration(ctx: Context) -> None:
    """By the person; who does not sign is vouched for by two of the staff, and a proxy has a reason (R-10)."""
    data = ctx.data
    two = {one for one in (data.get("witness"), data.get("second_witness")) if one}
    if data["filled_by"] == "proxy" and not data.get("proxy_reason"):
        raise InvalidData({"proxy_reason": [_("代填的，请写原因")]})
    if data["signature"] not in archive.SIGNED and len(two) < 2:
        raise InvalidData({"second_witness": [_("没有签名或指印的，请选两名不同的见证人")]})
    _write(
        ctx, filled_by=data["filled_by"], proxy_reason=data.get("proxy_reason") or "", signature=data["signature"],
        signed_at=ctx.now, witness=data.get("witness"), second_witness=data.get("second_witness"),
    )  # fmt: skip


def _write(ctx: Context, **values: Any) -> None:
    known = ctx.record.backgrounds.first()  # not what the paper reads: that is read once, and after this
    if known:
        ctx.update(known, **values)
    else:
        child(ctx, Background, **values)


def record_relative(ctx: Context) -> None:
    """Named by the person; whether one may speak with them is asked first (R-61)."""
    data = ctx.data
    texts = {name: data.get(name) or "" for name in ("phone", "address", "employer")}
    child(
        ctx, Relative, name=data["name"], relation=data["relation"], risk=data["risk"],
        willing=True if data.get("willing") else None, **texts,
    )  # fmt: skip
    _mark_collectors(ctx, data["name"])


def update_relative(ctx: Context) -> None:
    """A risk was found or ruled out, or they can be reached otherwise; why stands in the event (R-61)."""
    data = ctx.data
    found = next(one for one in rows.relatives(ctx.record) if str(one.pk) == data["relative"])
    given = {name: data[name] for name in ("phone", "address") if data.get(name)}
    ctx.update(found, risk=data["risk"], willing=True if data.get("willing") else found.willing, **given)
    _mark_collectors(ctx, found.name.reveal())


def _mark_collectors(ctx: Context, name: str) -> None:
    """Whoever of this name is to collect carries the risk from now on; ruling it out there is an act of its own."""
    risk = ctx.data["risk"]
    for one in rows.collectors(ctx.record) if risk != NO_RISK else ():
        if one.risk == NO_RISK and one.name.reveal() == name:
            ctx.update(one, risk=risk)


def record_contact(ctx: Context) -> None:
    """Reached or not, it was tried: that is what the first day asks."""
    data, at = ctx.data, ctx.data.get("tried_at") or ctx.now
    relative = next((one for one in rows.relatives(ctx.record) if str(one.pk) == data.get("relative")), None)
    if relative is None and not data.get("whom"):
        raise InvalidData({"relative": [_("选亲属，或在“联系谁”里写单位")]})
    if not ctx.record.arrived_at <= at <= ctx.now:
        raise InvalidData({"tried_at": [_("应在到站之后、现在之前")]})
    child(
        ctx, ContactAttempt, relative=relative, whom=data.get("whom") or "", tried_at=at, channel=data["channel"],
        reached=bool(data.get("reached")), note=data.get("note") or "",
    )  # fmt: skip
    ctx.stop_timer(CONTACT_CLOCK)
