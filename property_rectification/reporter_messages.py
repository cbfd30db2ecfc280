"""Short messages to the reporter: only where a number was left and the platform is switched on. No fact, no name.

They go through the outbox in the commit of the act. Nobody is woken by one: between 22:00 and 7:00 they wait.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import clock, display, notices, outbox, publickeys
from casework.context import Context
from property_rectification import ratings
from property_rectification.models.parties import Reporter
from property_rectification.public.counter import counter

SMS = "sms"
TOPIC = "reporter"

#: The act after which those who were drawn are asked how it went.
CLOSED = "close_case"
#: Act → its sentence, and the clock whose end it names; without that clock the shorter sentence goes out.
TEXTS: dict[str, tuple[Any, Any, str]] = {
    "register_case": (
        _("【安归】您反映的事已登记，查询码{code}，{date}前告知是否受理。电话{phone}"),
        _("【安归】您反映的事已登记，查询码{code}，凭它看进度。电话{phone}"),
        "T.INTAKE.INFORM",
    ),
    "request_supplement": (
        "", _("【安归】还需要您补充几项情况，凭查询码{code}查看，补不齐也会继续办。"), "",
    ),
    "find_violation": (
        _("【安归】已要求整改，最晚{date}完成。凭查询码可看进度、补充情况。"),
        _("【安归】已要求整改。凭查询码可看进度、补充情况。"), "T.HANDLE.RECTIFY",
    ),
    "pass_check": (
        _("【安归】整改已验收，公示到{date}。不认可请在此前提出异议，凭查询码办理。"), "", "T.CLOSE.PUBLIC",
    ),
    CLOSED: ("", _("【安归】事情办得怎么样？请评价：{link}，一次有效，{until}前。不评价不影响您的权利。"), ""),
}  # fmt: skip


def tell(ctx: Context) -> None:
    """Write the message of this act, if it has one and there is somebody to send it to."""
    if ctx.act.code not in TEXTS or (ctx.act.code == CLOSED and not ctx.record.callback_due):
        return
    receivers = [one.code for one in outbox.receivers().values() if one.active and one.adapter == SMS]
    reporter = Reporter.objects.filter(case_id=ctx.record.pk).first() if receivers else None
    if reporter is None or not reporter.phone:
        return
    text = _worded(ctx)
    for code in receivers:
        payload = {"number": reporter.phone.reveal(), "text": text}
        morning = notices.morning(ctx.now)
        outbox.enqueue(ctx.record, ctx.record.version, f"{TOPIC}.{ctx.act.code}", code, payload, not_before=morning)


def _worded(ctx: Context) -> str:
    dated, plain, key = TEXTS[ctx.act.code]
    timer = ctx.record.timers.filter(key=key, stopped_at__isnull=True).first() if key else None
    sentence = dated if timer and dated else plain or dated
    place = counter(ctx.record.division_id)
    link, until = (ratings.address(ctx.record) if ctx.act.code == CLOSED else None) or ("", ctx.now)
    return str(sentence).format(
        link=link, until=_day(until),
        code=publickeys.open_for(ctx.record).spoken_code, date=_day(timer.due_at) if timer else "",
        phone=place.phone if place else "",
    ).removesuffix(str(_("电话")))  # fmt: skip


def _day(due: datetime) -> str:
    return display.day(due - clock.TICK, clock.now())
