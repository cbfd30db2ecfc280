"""Taking another case out of a complaint, linking one that is there, and what ends a suspicion (§2.4, §5.3)."""

from typing import Any

from django.utils.translation import gettext as _

from casework import engine
from casework.context import Context
from casework.refusals import InvalidData
from property_rectification import categories
from property_rectification.effects.common import child, refuse_future
from property_rectification.models.paired import PairedCase
from property_rectification.models.parties import Reporter


def split_off(ctx: Context) -> None:
    """Begin the case of the other side out of the same complaint; it goes its own way from its registration on."""
    from property_rectification.models import RectificationCase

    record, data = ctx.record, ctx.data
    values = {
        "channel": record.channel, "reported_at": record.reported_at.isoformat(), "narrative": data["narrative"],
        "claim": data.get("claim") or "", "compound": record.compound_id, "place": record.place,
        "external_no": record.external_no,
    }  # fmt: skip
    if data.get("same_reporter"):
        values |= _reporter(record)
    made = engine.create(RectificationCase, actor=ctx.actor, data=values).record
    child(ctx, PairedCase, other=made)


def _reporter(record: Any) -> dict[str, Any]:
    """The same person, who gets an answer to each case."""
    found = Reporter.objects.filter(case=record).first()
    if found is None:
        return {}
    plain = {f"reporter_{n}": getattr(found, n).reveal() for n in ("name", "phone", "address") if getattr(found, n)}
    guardian = {"guardian": found.guardian.reveal()} if found.guardian else {}
    return plain | guardian | {"wants_secrecy": found.wants_secrecy, "minor": "MINOR" in record.flags}


def pair_case(ctx: Context) -> None:
    """Link a case that is there already. Raises InvalidData for another number, and for the case itself."""
    from property_rectification.models import RectificationCase

    number = ctx.data["number"]
    found = RectificationCase.objects.visible_to(ctx.actor).filter(number=number).first()
    if found is None:
        raise InvalidData({"number": [_("没有找到案件%(number)s，或不在您的范围内") % {"number": number}]})
    if found.pk == ctx.record.pk or PairedCase.objects.of(ctx.record).filter(
        case__in=[found.pk, ctx.record.pk], other__in=[found.pk, ctx.record.pk]
    ).exists():  # fmt: skip
        raise InvalidData({"number": [_("已经关联，或就是本件")]})
    child(ctx, PairedCase, other=found)


def record_effective_decision(ctx: Context) -> None:
    """Police or court have decided: from now on the case is no longer printed as a suspicion (§5.3)."""
    refuse_future(ctx, ctx.data["decided_at"], "decided_at", _("决定日期"))
    ctx.record.effective_decision_ref = ctx.data["reference"]
    ctx.record.suspected = False
    ctx.record.title = categories.shown(ctx.record.title, suspected=False)
