"""F-01 诉求登记单 / 受理回执: what was said, who took it, what comes next, how to ask after it (§1.1.2 #01, §3)."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clocks, display, publickeys, rules
from casework.clock_words import length_words
from casework.context import Context
from casework.documents import Paper
from casework.masking import mask_text
from casework.models import TimerRule
from casework.timers import Length, Unit, local_day
from property_rectification import codes, due
from property_rectification.models.case import CONSULTATION, MATTERS, ORDINARY, PETITION
from property_rectification.papers import basis
from property_rectification.papers.receivers import to_reporter
from property_rectification.public import status

#: Times that are a hotline's practice are printed only where the place has confirmed them.
LOCAL_TIMES = "CG-2"
#: What the reporter is asked to do: the day is told though only the place has set it, for the case goes on without.
REPORTERS_OWN = "T.SUPPLEMENT"
#: Purposes of files that came from the reporter. The receipt is made out again while others work on the case, whose
#: files are nothing for the reporter to read.
GIVEN_WITH_IT = ("complaint", "reporter")
#: What follows, by type of matter: words and the clock that says until when.
STEPS = {
    PETITION: ((gettext_lazy("告知是否受理"), "T.INTAKE.INFORM"), (gettext_lazy("受理后办结"), "T.HANDLE.PETITION")),
    ORDINARY: ((gettext_lazy("交办"), "T.DISPATCH"), (gettext_lazy("交办后办结"), "T.HANDLE.ORDINARY")),
    CONSULTATION: ((gettext_lazy("交办"), "T.DISPATCH"), (gettext_lazy("交办后答复"), "T.HANDLE.CONSULT")),
}


#: Acts after which the matter is dealt with elsewhere: what the receipt says then.
_ELSEWHERE: dict[str, Callable[[Any], str]] = {
    "divert_case": lambda case: status.door(case.statutoryroutes.get(left_at=None)),
    "merge_case": lambda case: status.joined(case.mergings.select_related("master").get(split_at=None)),
}


def snapshot(ctx: Context) -> dict[str, Any]:
    """What the receipt of a case says when it is registered, when something is missing, and with a new code.

    Numbers of people in running text are masked.
    """
    case, key = ctx.record, publickeys.open_for(ctx.record)
    missing = ctx.data.get("items") or [] if ctx.act.code == "request_supplement" else []
    steps: Sequence[tuple[Any, str]] = STEPS[case.matter]
    reporter = getattr(case, "reporter", None)
    if ctx.act.code in _ELSEWHERE:
        steps = ()
    if missing:
        steps = ((gettext_lazy("补充到"), REPORTERS_OWN), *steps)
    files = case.files.filter(removed_at=None, purpose__in=GIVEN_WITH_IT).order_by("added_at")
    return {
        "registered_at": display.on_paper(case.registered_at or ctx.now),
        "reported_at": display.on_paper(case.reported_at),
        "channel": codes.label("channel", case.channel),
        "reporter": who(reporter),
        "contact": (str(reporter.phone) or str(reporter.address)) if reporter else "",
        "place": "　".join(filter(None, [case.compound.name if case.compound else "", case.place])),
        "matter": str(dict(MATTERS)[case.matter]),
        "title": case.title,
        "narrative": mask_text(case.narrative.reveal()) if case.narrative else "",
        "claim": mask_text(case.claim.reveal()) if case.claim else "",
        "attachments": list(files.values_list("title", flat=True)),
        "receiver": _registrar(ctx),
        "next_step": _next(ctx, asked=bool(missing)),
        "supplement": [{"what": mask_text(row["fact"]), "how": mask_text(row.get("how") or "")} for row in missing],
        "deadlines": _deadlines(ctx, steps),
        "query_code": key.spoken_code,
        "qr": f"{settings.SITE_URL}/p/r/{key.token.reveal()}/",
        "privacy_basis": basis.cited(ctx, "GRXX", _("第十七条、第三十五条")),
    }  # fmt: skip


def _next(ctx: Context, *, asked: bool) -> Any:
    """What comes now: with a statutory route which door, with a merging which master case."""
    if ctx.act.code in _ELSEWHERE:
        return _ELSEWHERE[ctx.act.code](ctx.record)
    if asked:
        return _("请补充下列情况，补不齐也会继续办")
    return _("研判后交办给有职权的单位，由其核查、听取双方意见并答复")


def who(reporter: Any) -> str:
    """The name, or what stands in its place: nobody has to give one, and who wants secrecy is not named (L-75)."""
    if reporter and reporter.wants_secrecy:
        return _("按本人要求不写姓名")
    return reporter.name.reveal() if reporter and reporter.name else _("未留姓名")


def taken_by(post: Any) -> str:
    """Agency, post and name of who took it down."""
    return f"{post.agency.name}　{post.title}　{post.user.display_name}" if post else _("系统")


def _registrar(ctx: Context) -> str:
    """Who registered: now, or at the time where the receipt is made out again."""
    events = ctx.record.events.filter(name="register_case").select_related("post__agency", "post__user")
    before = None if ctx.act.code == "register_case" else events.first()
    return taken_by(before.post if before else ctx.actor.post)


def _deadlines(ctx: Context, steps: Sequence[tuple[Any, str]]) -> list[dict[str, Any]]:
    """Until when, and by which law; where neither law nor the place says so, nothing stands there (§3)."""
    keys = [key for _what, key in steps]
    running = {t.key: t for t in clocks.running(ctx.record).filter(key__in=keys).select_related("rule")}
    rules_now = _rules(set(keys) - running.keys(), ctx)
    return [_deadline(ctx, str(what), running.get(key), rules_now.get(key)) for what, key in steps]


def _rules(keys: Collection[str], ctx: Context) -> dict[str, TimerRule]:
    """The rules of clocks that do not run yet, as far as they have a version in force."""
    day = local_day(ctx.now)
    found = {}
    for key in keys:
        with suppress(clocks.RuleMissing):
            found[key] = clocks.rule_in_force(key, ctx.record.kind, day)
    return found


def _deadline(ctx: Context, what: str, running: Any, rule: TimerRule | None) -> dict[str, Any]:
    rule = running.rule if running else rule
    if rule is None:
        return {"what": what, "when": "", "basis": "", "local": False}
    law = basis.of_time_limit(ctx, rule)
    local = not law and (rule.key == REPORTERS_OWN or ctx.once(LOCAL_TIMES, lambda: rules.gate_is_set(LOCAL_TIMES)))
    when = (due.until(running, ctx.now) if running else _length(rule)) if law or local else ""
    return {"what": what, "when": when, "basis": law, "local": local}


def _length(rule: TimerRule) -> str:
    return _("%(length)s内") % {"length": length_words(Length(rule.amount or 0, Unit(rule.unit)))}


RECEIPT = Paper(
    "F-01",
    gettext_lazy("受理回执"),
    snapshot=snapshot,
    sample=Path(__file__).with_name("F-01.json"),
    addressed=to_reporter,
)
