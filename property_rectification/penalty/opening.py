"""Filing a penalty procedure out of a case, and leaving the case's state by its outcome (§1.1.2 #18, #45–#47)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from casework import engine
from casework.context import Context
from casework.models import Relation
from casework.numbers import next_number
from casework.refusals import Conflict, InvalidData
from casework.timers import local_day
from property_rectification import arrears, categories, lottery
from property_rectification.effects import party_access
from property_rectification.effects.common import child, refuse_future, set_flag
from property_rectification.effects.facts import UNFOUNDED
from property_rectification.models.checking import SelfReport
from property_rectification.models.deciding import Conclusion, OrderNotice, Recheck
from property_rectification.models.penalty_parts import FIRM, PERSON
from property_rectification.penalty import filing, standing
from property_rectification.unnamed import refuse_reporter_in

PREFIX = "CF"
_PLACE = ("division_id", "location", "source_datum", "source_x", "source_y", "outside_served")


def file_penalty(ctx: Context) -> None:
    """Open the procedure in the same commit; the case waits for it. Raises InvalidData for a party that cannot be."""
    from property_rectification.models.penalty import Penalty

    _check_party(ctx)
    made = engine.create(Penalty, actor=ctx.actor, given={"case": ctx.record, "filed": ctx.data}).record
    ctx.record.penalty_number = made.number
    if made.birthday and standing.age_on(made.birthday, local_day(ctx.now)) < standing.FULL_AGE:
        set_flag(ctx, "MINOR", on=True)


def _check_party(ctx: Context) -> None:
    data, today = ctx.data, local_day(ctx.now)
    filing.check_officers(data["officers"])
    if data["party_kind"] == PERSON and data["born_on"] is None:
        raise InvalidData({"born_on": [_("个人要填出生日期：不满14周岁不予处罚，14至18周岁从轻")]})
    if data["party_kind"] == FIRM and ctx.record.firm is None:
        raise InvalidData({"party_kind": [_("本案没有登记物业企业，先登记，或选“其他单位”")]})
    for name, label in (("acted_until", _("违法行为终了日")), ("found_on", _("发现日")), ("born_on", _("出生日期"))):
        if data[name] is not None and data[name] > today:
            raise InvalidData({name: [_("%(label)s不能晚于今天") % {"label": label}]})
    if data["acted_until"] > data["found_on"]:
        raise InvalidData({"found_on": [_("发现日不能早于违法行为终了日；还在持续的，两项都填发现日")]})


def open_penalty(ctx: Context) -> None:
    """What the filed record begins with. Raises Conflict where it does not come out of a case."""
    if "case" not in ctx.given:
        raise Conflict("opened_from_case", _("立案在案件页上办理。"))
    record, case, data = ctx.record, ctx.given["case"], ctx.given["filed"]
    record.source, record.party_kind = case, data["party_kind"]
    firm = case.firm if data["party_kind"] == FIRM else None
    record.party_name = firm.name if firm else data["party_name"]
    record.born_on = data["born_on"].isoformat() if data["born_on"] and data["party_kind"] == PERSON else ""
    record.guardian = data["guardian"] or ""
    record.acted_until, record.found_on = data["acted_until"], data["found_on"]
    record.long_limit = bool(data["long_limit"])
    for name in _PLACE:
        setattr(record, name, getattr(case, name))
    record.owner_agency = ctx.actor.agency
    record.title = _title(case, local_day(ctx.now))
    record.number = next_number(PREFIX, region=case.division_id[:6], at=ctx.now)
    for kind, agency in sorted(party_access.of_penalty(record)):
        ctx.add(Relation(record=record, kind=kind, agency_id=agency, since=ctx.now))
    record.officers = filing.named(ctx, data["officers"])


def _title(case: Any, day: date) -> str:
    """By the category, never by the party: titles stand in lists."""
    name = categories.labels(day).get(case.category, "") or case.category
    return (_("立案查处：%(what)s") % {"what": name})[:60]


# --- leaving the state ------------------------------------------------------------------------------------------


def rectify_after_penalty(ctx: Context) -> None:
    """Serve the order to correct; what was found is what the procedure found (L-38)."""
    data, penalty = ctx.data, filing.of_case(ctx)
    refuse_future(ctx, data["served_at"], "served_at", _("送达时间"))
    refuse_reporter_in(ctx, "requirement")
    arrears.refuse_printed(ctx, "requirement")
    if categories.limit_of(categories.of(ctx), "first") is not None and data.get("limit_days"):
        raise InvalidData({"limit_days": [_("这一类别的期限由规定计算，不用填")]})
    proposal = standing.proposal(penalty)
    child(
        ctx, OrderNotice, facts_found=proposal.facts.reveal() if proposal else data["requirement"],
        requirement=data["requirement"], basis=proposal.basis if proposal else [], acted_on=penalty.acted_until,
        variant=data.get("variant") or "first", limit_days=data.get("limit_days"), served_to=data["served_to"],
        service_mode=data["service_mode"], served_at=data["served_at"], receipt=data.get("receipt"),
    )  # fmt: skip


def check_after_penalty(ctx: Context) -> None:
    """Keep the proof that the wrong is put right already."""
    child(ctx, SelfReport, report=ctx.data["report"], files=[str(f.pk) for f in ctx.data["files"]])


def drop_penalty(ctx: Context) -> None:
    """No violation was found: the conclusion is drawn for a second look like any other (§5.1)."""
    child(
        ctx, Conclusion, kind=Conclusion.UNFOUNDED, reasons=ctx.data["reasons"], told_how=ctx.data["told_how"],
        reviewer=ctx.actor.post,
    )  # fmt: skip
    subject = f"{ctx.record.id}:{ctx.record.version}"
    child(ctx, Recheck, drawn=lottery.drawn(settings.SECRET_KEY, "recheck", subject, lottery.RECHECK_SHARE))
    ctx.record.result = UNFOUNDED
