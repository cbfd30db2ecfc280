"""Papers of leaving: the declaration, the sheet of the stay, who collected the person, and what was not signed."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.timers import local_day
from relief import archive, codes, reading, rows, standing
from relief.papers import about, basis
from relief.papers.paper import paper
from relief.states import LEFT, PICKED_UP

#: Acts of leaving that somebody else decided or assessed before: what the declaration says of it.
_BEFORE = {
    "release_minor_aged_16_17": gettext_lazy("年满16周岁、不满18周岁，站长已批准。"),
    "leave_after_assessment": gettext_lazy("两名工作人员已评估，目前离开没有具体危险。"),
}
#: Acts that end with words nobody has to sign: which paper it was, and what the person was told.
_TOLD = {
    "refuse_relief": gettext_lazy("不予救助通知书"),
    "terminate_relief": gettext_lazy("终止救助通知书"),
    "withdraw_after_assessment": gettext_lazy("求助登记表"),
    "request_release": gettext_lazy("离站请求记录"),
    "defer_release": gettext_lazy("暂缓离站告知"),
}
UNSIGNED = tuple(code for code, _label in codes.choices("signature_kind") if code not in archive.SIGNED)


def declaration(ctx: Context) -> dict[str, Any]:
    """Somebody goes by their own will. It asks for nothing: with every field empty it is as good (R-39, AP-03)."""
    case, signed = ctx.record, ctx.record.statement_kind
    return {
        "person": about.person(ctx), "left_at": about.moment(case.left_at),
        "destination": destination(case), "voucher": case.voucher, "food": case.food,
        "returned": sum(one.quantity for one in case.belongings.filter(returned_at__isnull=False)),
        "before": str(_BEFORE.get(ctx.act.code, "")),
        "signature": about.coded("signature_kind", signed), "unsigned": signed in UNSIGNED,
        "basis": law_of_leaving(local_day(ctx.now)),
        "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


def law_of_leaving(day: dt.date) -> str:
    """Nobody may be kept."""
    return basis.cite("JZBF", _("第十一条"), day)


def destination(case: Any) -> str:
    """Where to, with what the person said of it."""
    return "　".join(filter(None, [about.coded("destination", case.destination), about.plain(case.destination_note)]))


def stay(ctx: Context) -> dict[str, Any]:
    """What the station did and how the person left; daily notes and what it cost are kept apart, with the station."""
    case = ctx.record
    stays = ctx.act.code == "cancel_departure"
    return {
        "person": about.person(ctx), "arrived_at": about.moment(case.arrived_at),
        "admitted_at": about.moment(case.admitted_at), "days": _days(case),
        "beds": [
            f"{one.bed.zone}　{one.bed}　{about.moment(one.since)}"
            for one in case.bedstays.select_related("bed__zone").order_by("since")
        ],
        "medical": [
            {"at": about.moment(one.recorded_at), "where": one.hospital, "need": about.lines(one.need),
             "back": about.moment(one.back_at)}
            for one in case.medicalevents.all()
        ],
        "mode": about.coded("departure_mode", case.departure_mode) if case.outcome else "",
        "destination": destination(case) if case.outcome else "", "left_at": about.moment(case.left_at),
        "voucher": case.voucher, "food": case.food,
        "receiver": receiver(case),
        "stays": about.typed(ctx.data.get("reason")) if stays else [], "goes_on": stays,
        "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


def receiver(case: Any) -> str:
    """Whoever the person went to; empty where they went alone."""
    if case.outcome == PICKED_UP:
        who = case.picked_up_by
        return f"{about.plain(who.name)}　{codes.label('relationship', who.relation)}"
    to = rows.referral(case)
    return f"{to.agency}　{about.plain(to.accepted_by)}" if to else ""


def _days(case: Any) -> int:
    """Days of the stay, the first one counted; 0 while it lasts."""
    if case.admitted_at is None or case.left_at is None:
        return 0
    return int((local_day(case.left_at) - local_day(case.admitted_at)).days) + 1


def collected(ctx: Context) -> dict[str, Any]:
    """Who took the person along, by which papers, and whether the person wanted to (R-45, R-61)."""
    case, who = ctx.record, ctx.record.picked_up_by
    protected = standing.is_protected(case, ctx.now)
    return {
        "person": about.person(ctx), "left_at": about.moment(case.left_at), "destination": destination(case),
        "collector": {
            "name": about.plain(who.name), "relation": codes.label("relationship", who.relation),
            "id_number": about.plain(who.id_number), "phone": about.plain(who.phone), "proof": who.proof,
            "copied": who.copy_id is not None,
        },
        "risk": codes.label("relative_risk_flag", who.risk),
        "protected": protected,
        "fit": "" if who.fit is None else _("合格") if who.fit else _("不合格"),
        "wish": about.typed(ctx.data.get("wish")), "agrees": bool(ctx.data.get("agrees")),
        "heard_alone": about.moment(who.wish_heard_at),
        "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


def unsigned(ctx: Context) -> dict[str, Any]:
    """That somebody was told something and did not sign; two of the staff stand for it."""
    case = ctx.record
    kind = case.statement_kind if case.outcome == LEFT else ""
    return {
        "person": about.person(ctx), "document": str(_TOLD.get(ctx.act.code, _("自行离站声明书"))),
        "told": _told(ctx), "kind": about.coded("signature_kind", kind),
        "handler": about.handler(ctx), "day": about.today(ctx),
    }  # fmt: skip


def _told(ctx: Context) -> list[str]:
    """What the person was told, act by act."""
    code, called = ctx.act.code, ctx.data.get("called") or ""
    help_again = _("以后需要帮助，可以随时再来，或者打救助电话。")
    if code == "request_release":
        return [_("已记下离站请求；两名工作人员在2小时内评估，没有具体危险就办理离站。"), _("等候期间不锁门、不扣留。")]
    if code == "defer_release":
        return [
            _("两名工作人员认为目前离开有具体危险，已联系%(called)s。") % {"called": called},
            _("24小时内重新决定；不锁门、不扣留；县民政局已同时看到，可以向县民政局投诉。"),
        ]  # fmt: skip
    if code == "refuse_relief":
        return [_("不予救助的理由、其他求助途径，以及怎样投诉、申请行政复议和提起行政诉讼。"), help_again]
    if code == "terminate_relief":
        return [_("终止救助的理由，以及怎样投诉、申请行政复议和提起行政诉讼。"), help_again]
    if code == "withdraw_after_assessment":
        return [_("救助自愿、免费；本人表示不需要救助。"), help_again]
    return [_("离站后的食宿、天气、路途风险。"), help_again]


DECLARATION = paper("J-03", gettext_lazy("自行离站声明书"), declaration, holds=(reading.DEPARTURE,))
STAY = paper(
    "J-04", gettext_lazy("在站服务及离站登记表"), stay,
    holds=(reading.REGISTRATION, reading.HEALTH, reading.DEPARTURE),
)  # fmt: skip
COLLECTED = paper("J-16", gettext_lazy("亲属接领登记表"), collected, holds=(reading.DEPARTURE,))
REFUSED = ("leave_voluntarily", "leave_after_assessment")
UNSIGNED_NOTE = paper(
    "J-32", gettext_lazy("拒绝签字说明"), unsigned, holds=(reading.DEPARTURE,),
    chosen={code: {"statement_kind": UNSIGNED} for code in REFUSED},
)  # fmt: skip
