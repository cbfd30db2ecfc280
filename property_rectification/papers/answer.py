"""F-36 答复书: not accepted, unfounded, ended, referred: why, by which law, and the ways that stay open (§3, §5.13)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from casework.timers import Unit
from property_rectification.models.case import PETITION
from property_rectification.models.deciding import Conclusion
from property_rectification.models.facts import Fact
from property_rectification.papers import about, basis
from property_rectification.papers.receipt import who
from property_rectification.papers.receivers import to_whom_is_answered

OBJECT = "T.OBJECTION"
#: Concluded by the unit, and not told to the reporter before the supervisor has looked at the procedure.
PENDING = frozenset({"conclude_unfounded"})
_CALLED = {
    "refuse_case": gettext_lazy("不予受理答复书"), "conclude_unfounded": gettext_lazy("查否答复书"),
    "confirm_unfounded": gettext_lazy("查否答复书"), "terminate_case": gettext_lazy("终止办理答复书"),
    "withdraw_case": gettext_lazy("撤回诉求答复书"), "conclude_by_referral": gettext_lazy("引导办结答复书"),
    "archive_merged": gettext_lazy("并案办理答复书"), "decide_no_penalty": gettext_lazy("不予处罚答复书"),
    "serve_no_penalty": gettext_lazy("不予处罚答复书"), "drop_penalty": gettext_lazy("查否答复书"),
}  # fmt: skip
_UNFOUNDED = ("conclude_unfounded", "confirm_unfounded")
_REASONS = ("explanation", "reasons")
_ROUTES = ("remedy_text", "remedies")


def snapshot(ctx: Context) -> dict[str, Any]:
    """The answer as its form says it; a confirmation repeats the reasons it confirms."""
    case = about.case_of(ctx)
    petition = case.matter == PETITION
    return {
        # where the reporter acts with the key, or the clockwork, the answer is that of the unit
        **({} if ctx.actor.agency else {"organ": case.owner_agency.name if case.owner_agency else ""}),
        "heading": str(_CALLED.get(ctx.act.code, _("答复书"))),
        "addressee": _addressee(ctx),
        "matter": about.matter(ctx),
        "place": about.place(ctx),
        "reported": "" if _party(ctx) else about.day(display.local(case.reported_at)),
        "facts": _facts(ctx),
        "reasons": _reasons(ctx),
        "basis": _basis(ctx) if petition else "",
        "needs_basis": petition or ctx.act.code == "refuse_case",
        "routes": [line for name in _ROUTES for line in about.paragraphs(ctx.data.get(name))] or _routes(petition),
        "object_by": _object_by(ctx),
        "pending": ctx.act.code in PENDING,
        "contact": about.contact(ctx),
        "handler": ctx.actor.user.display_name if ctx.actor.user else "",
        "day": about.today(ctx),
    }


def _party(ctx: Context) -> Any:
    """The party of a procedure beside the case, to whom its answer goes; such a paper never names a reporter."""
    return getattr(ctx.record, "party_name", None)


def _addressee(ctx: Context) -> str:
    party = _party(ctx)
    return party.reveal() if party else who(getattr(about.case_of(ctx), "reporter", None))


def _facts(ctx: Context) -> list[str]:
    """What was looked into, and what came of it."""
    if ctx.act.code not in _UNFOUNDED:
        return []
    looked = about.case_of(ctx).facts.exclude(status=Fact.CLAIMED)
    states = dict(Fact.STATUSES)
    return [f"{line}（{states[fact.status]}）" for fact in looked for line in about.paragraphs(fact.statement.reveal())]


def _reasons(ctx: Context) -> list[str]:
    if ctx.act.code == "confirm_unfounded":
        return _confirmed(ctx)
    chosen = about.coded("not_accept_reason", ctx.data.get("reason")) if ctx.act.code == "refuse_case" else ""
    said = [line for name in _REASONS for line in about.paragraphs(ctx.data.get(name))]
    if ctx.data.get("organ_result"):  # another organ took the matter over
        words = {name: ctx.data.get(name) or "" for name in ("organ", "number", "organ_result")}
        said.insert(0, _("%(organ)s（%(number)s）：%(organ_result)s") % words)
    return [chosen, *said] if chosen else said


def _confirmed(ctx: Context) -> list[str]:
    """The reasons of the unit, which the confirmation lets stand."""
    last = ctx.record.conclusions.filter(kind=Conclusion.UNFOUNDED).order_by("recorded_at").last()
    return about.paragraphs(last.reasons.reveal()) if last else []


def _basis(ctx: Context) -> str:
    if ctx.act.code == "refuse_case":
        return basis.cited(ctx, "XFGZ", _("第二十二条、第二十三条"))
    return basis.cited(ctx, "XFGZ", _("第三十四条"))


def _routes(petition: bool) -> list[str]:
    ways = [_("申请人民调解，调解自愿、免费；"), _("依法向人民法院起诉；")]
    review = _("对信访处理意见不服的，自收到之日起30日内请求上一级机关复查；")
    return [*ways, review] if petition else ways


def _object_by(ctx: Context) -> str:
    """Until when one may object, where that clock runs."""
    if ctx.preview or OBJECT not in getattr(ctx.act, "starts", ()):
        return ""
    timer = next((one for one in about.running(ctx) if one.key == OBJECT), None)
    return about.ends(timer.due_at, Unit(timer.unit), provisional=timer.provisional) if timer else ""


ANSWER = Paper(
    "F-36",
    gettext_lazy("答复书"),
    snapshot=snapshot,
    sample=Path(__file__).with_name("F-36.json"),
    drafted=True,
    addressed=to_whom_is_answered,
)
