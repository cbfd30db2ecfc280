"""After a death: what was confirmed, certified, done with the body and with what somebody left."""

from typing import Any

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from casework.timers import local_day
from relief import rows
from relief.effects import absence, beds
from relief.effects.common import answered_request, child
from relief.models.death import DeathRecord, RelativeTold

#: The clock of keeping a body at the funeral home.
STORAGE_CLOCK = "TM-25"
#: Death, in the lists departure_mode and destination.
DEATH, DEAD = "5.8", "15"


def record_death(ctx: Context) -> None:
    """Relief ended with the life; what is left to do goes on."""
    case, data = ctx.record, ctx.data
    if not (case.arrived_at or case.opened_at) <= data["died_at"] <= ctx.now:
        raise InvalidData({"died_at": [_("应在到站之后、现在之前")]})
    absence.close_search(ctx)
    child(
        ctx, DeathRecord, state_before=case.state, died_at=data["died_at"], place=data["place"],
        confirmed_by=data["confirmed_by"], confirmer=data["confirmer"], abnormal=bool(data.get("abnormal")),
        police_ref=data.get("police_ref") or "", circumstances=data.get("circumstances") or "",
        video_kept=bool(data.get("video_kept")),
    )  # fmt: skip
    case.serious_at, case.left_at = ctx.now, data["died_at"]
    case.departure_mode, case.destination = DEATH, DEAD
    answered_request(ctx)
    beds.free(ctx)


def close(ctx: Context) -> None:
    """Everything is done; the stay ended when the person died."""
    ctx.record.outcome = ctx.act.target  # type: ignore[attr-defined]


def record_told(ctx: Context) -> None:
    """Told, or tried."""
    data, at = ctx.data, ctx.data.get("told_at") or ctx.now
    _not_later(ctx, told_at=at)
    child(ctx, RelativeTold, name=data["name"], relation=data["relation"], told_at=at, channel=data["channel"],
          reached=bool(data.get("reached")))  # fmt: skip


def record_certificate(ctx: Context) -> None:
    """A certificate of an abnormal death comes from the police."""
    data = ctx.data
    if rows.death(ctx.record).abnormal and data["kind"] != DeathRecord.POLICE:
        raise InvalidData({"kind": [_("非正常死亡的，须是公安机关出具的证明")]})
    _keep(ctx, certificate_kind=data["kind"], certificate_no=data["certificate_no"],
          certificate_issuer=data["issuer"], cause=data["cause"])  # fmt: skip


def record_collected(ctx: Context) -> None:
    """The funeral home came; from then the days of keeping count."""
    data = ctx.data
    _not_later(ctx, collected_at=data["collected_at"])
    _keep(ctx, funeral_home=data["funeral_home"], collected_at=data["collected_at"], body_at=data.get("body_at") or "")
    if not rows.death(ctx.record).storage_until:
        ctx.start_timer(STORAGE_CLOCK, at=data["collected_at"])


def extend_storage(ctx: Context) -> None:
    """The formalities for keeping it longer are done."""
    _keep(ctx, storage_until=ctx.data["storage_until"], storage_basis=ctx.data["storage_basis"])
    ctx.stop_timer(STORAGE_CLOCK)


def record_notice(ctx: Context) -> None:
    """Who is looked for is asked to come."""
    _not_later(ctx, notice_on=ctx.data["notice_on"])
    _keep(ctx, notice_on=ctx.data["notice_on"], notice_where=ctx.data["notice_where"])


def record_confirmation(ctx: Context) -> None:
    """Somebody entitled signed that the body is to be burnt."""
    data = ctx.data
    _not_later(ctx, signed_on=data["signed_on"])
    _keep(ctx, signer=data["signer"], signer_relation=data["relation"], signed_on=data["signed_on"])


def record_cremation(ctx: Context) -> None:
    """Burnt, on both papers."""
    _not_later(ctx, cremated_at=ctx.data["cremated_at"])
    _keep(ctx, cremated_at=ctx.data["cremated_at"], cremation_no=ctx.data["cremation_no"])
    ctx.stop_timer(STORAGE_CLOCK)


def record_ashes(ctx: Context) -> None:
    """Who has them, or where they are."""
    if rows.death(ctx.record).cremated_at is None:
        raise InvalidData({"ashes": [_("请先登记火化")]})
    _keep(ctx, ashes=ctx.data["ashes"], ashes_at=ctx.now)


def record_disposition(ctx: Context) -> None:
    """Buried where the law lets, or by the rules for a body nobody claims, and only after they were looked for."""
    data, one = ctx.data, rows.death(ctx.record)
    _not_later(ctx, disposed_on=data["disposed_on"])
    if data["disposition"] == DeathRecord.JOINT_RULES and one.notice_on is None:
        raise InvalidData({"disposition": [_("先登记无人认领公告，再登记按三部门规定处置")]})
    _keep(ctx, disposition=data["disposition"], disposed_on=data["disposed_on"], disposition_basis=data["basis"])
    ctx.stop_timer(STORAGE_CLOCK)


def record_cancellation(ctx: Context) -> None:
    """The household register knows."""
    _not_later(ctx, cancelled_on=ctx.data["cancelled_on"])
    _keep(ctx, cancelled_on=ctx.data["cancelled_on"], cancelled_by=ctx.data["office"])


def list_property(ctx: Context) -> None:
    """What somebody left."""
    _keep(ctx, items=ctx.data["items"])


def settle_property(ctx: Context) -> None:
    """To whoever inherits, or kept for them."""
    data = ctx.data
    wanted = "heir" if data["how"] == DeathRecord.HANDED else "kept_at"
    if not data.get(wanted):
        words = {"heir": _("交付继承人的，写继承人"), "kept_at": _("登记保管的，写保管地点")}
        raise InvalidData({wanted: [words[wanted]]})
    _keep(ctx, property_end=data["how"], heir=data.get("heir") or "", kept_at=data.get("kept_at") or "")


def _keep(ctx: Context, **values: Any) -> None:
    ctx.update(rows.death(ctx.record), **values)


def _not_later(ctx: Context, **value: Any) -> None:
    """A day or moment of something that happened."""
    for name, at in value.items():
        if at > (ctx.now if hasattr(at, "hour") else local_day(ctx.now)):
            raise InvalidData({name: [_("不能晚于现在")]})
