"""Finding the facts, hearing both sides, and ordering or not ordering (§1.1.2 #14–#17, #55)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework import workcalendar
from casework.context import Context
from casework.timers import Days, local_day
from property_rectification import categories, law
from property_rectification.models.competence import LegalBasis
from property_rectification.models.facts import STATEMENT_SIDES, Fact, Statement

#: §5.1: two dated notices and then no reply for so many working days.
NO_REPLY_WORKINGDAYS = 5

CHECK_PLAN_PRESENT = v.given(
    "check_plan_present", {"check_plan": _("核查方案")}, _("还差核查方案。"),
    _("写明核查事项、时间、人员和要取得的证据"), min_length=10, rules="L-30",
)  # fmt: skip


def _orders(ctx: Context) -> bool:
    agency = ctx.actor.agency
    return agency is not None and agency.organ in categories.organs(ctx, categories.ORDER)


ORGAN_COMPETENT = v.holds(
    "organ_competent", _orders, _("责令整改通知书只能由有执法权的部门出。"), _("可改用：交办单"), rules="§5.10 CG-3"
)

# --- both sides -------------------------------------------------------------------------------------------------


def sides_of(record: Any) -> tuple[str, str]:
    """The two sides of the matter: owners, and the firm or whoever else it is about."""
    return ("owner", "other") if record.side == "other" else ("owner", "firm")


def is_heard(statements: Iterable[Statement], ctx: Context) -> bool:
    """Whether one side has been heard: a record, a written waiver, or two notices without a reply (§5.1)."""
    of_side = list(statements)
    if any(s.kind in (Statement.RECORD, Statement.WAIVER) for s in of_side):
        return True
    notices = sorted(s.at for s in of_side if s.kind == Statement.NOTICE)
    days = {local_day(at) for at in notices}
    if len(days) < 2:
        return False
    calendar = Days(workcalendar.current())
    today = local_day(ctx.now)
    return calendar.working_between(local_day(notices[-1]), today - timedelta(days=1)) >= NO_REPLY_WORKINGDAYS


def _both_heard(ctx: Context) -> Any:
    statements = ctx.once("statements", lambda: list(ctx.record.statements.all()))
    missing = [side for side in sides_of(ctx.record) if not is_heard((s for s in statements if s.side == side), ctx)]
    names = {code: str(label) for code, label in STATEMENT_SIDES}
    return True if not missing else {"side": _("和").join(names[side] for side in missing)}


BOTH_SIDES_HEARD = v.holds(
    "both_sides_heard", _both_heard, _("还差{side}的意见。"),
    _("去登记意见；或上传两次通知和5个工作日未答复的记录"), rules="§5.1 L-31",
)  # fmt: skip

# --- facts and law ----------------------------------------------------------------------------------------------


def facts_found(ctx: Context) -> list[Fact]:
    """The facts that were found, with what speaks for and against them, read once an act."""
    found = ctx.record.facts.filter(status=Fact.FOUND).prefetch_related("links__evidence")
    return ctx.once("facts_found", lambda: list(found))  # type: ignore[no-any-return]


def _facts_backed(ctx: Context) -> Any:
    found = facts_found(ctx)
    if not found:
        return {"gap": str(_("还没有登记查实的事实。"))}
    for fact in found:
        if not any(link.evidence.lawful and not link.contrary for link in fact.links.all()):
            return {"gap": str(_("事实第%d条还没有证据。")) % fact.number}
    return True


EVIDENCE_FOR_EACH_FACT = v.holds(
    "evidence_for_each_fact", _facts_backed, _("{gap}"), _("补一份证据，或改为“存疑”"), rules="§5.12"
)


def basis_in_force(ctx: Context) -> list[LegalBasis | None]:
    """The cited versions in force on the day of the act, in the order of the form; None where there is none."""
    day = ctx.data.get("acted_on")
    versions = law.in_force(day) if day else {}
    return [versions.get(row["instrument"]) for row in ctx.data.get("basis") or []]


def _basis_holds(ctx: Context) -> Any:
    rows = ctx.data.get("basis") or []
    found = basis_in_force(ctx)
    if not rows:
        return {"which": str(_("依据还没有填。")), "field": "basis"}
    for row, version in zip(rows, found, strict=True):
        if version is None:
            title = law.titles().get(row["instrument"])
            return {"which": str(_("《%s》在行为发生日没有有效的版本。")) % title, "field": "basis"}
    return True


LEGAL_BASIS_IN_FORCE = v.holds(
    "legal_basis_in_force", _basis_holds, _("{which}"), _("改选行为发生日有效的版本"), on_data=True, rules="§5.12"
)
LEGAL_REVIEW_DONE_IF_FINE = v.holds(
    "legal_review_done_if_fine",
    lambda ctx: not ctx.data.get("fine_possible") or ctx.record.legalreviews.filter(agreed=True).exists(),
    _("这类决定须先经法制审核。"), _("送法制审核"), on_data=True, rules="L-33",
)  # fmt: skip
RECHECK_DONE_IF_DRAWN = v.none_of(
    "recheck_done_if_drawn", lambda ctx: ctx.record.rechecks.filter(drawn=True, result=""),
    _("这件被抽中复查，还差复查记录。"), _("去登记复查"),
)  # fmt: skip
RECHECK_WANTED = v.some_of(
    "recheck_wanted", lambda ctx: ctx.record.rechecks.filter(drawn=True, result=""),
    _("这件没有被抽中复查。"), _("直接确认，或退回核查"),
)  # fmt: skip
