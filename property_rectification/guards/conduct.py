"""What stands before a category that suspects somebody, and before two matters in one case (§2.4, §5.3).

The gate protects people who complain: what they have a right to do is never conduct against them, the word of the firm
alone is never enough, and what they complain about is examined as a case of its own.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from property_rectification import categories
from property_rectification.models.competence import SIDES, CategoryVersion
from property_rectification.models.facts import ConductRecord
from property_rectification.paired import paired_with

FIRM, OWNER = "firm", "owner"
#: Code of the list conduct_source: nobody but the firm says so.
FIRM_ALONE = "05"


def chosen(ctx: Context) -> list[CategoryVersion]:
    """The categories of the form, the leading one first, in the version the case goes by."""
    codes = [ctx.data.get("category"), *(row["category"] for row in ctx.data.get("more") or [])]
    found = (categories.of_record(ctx.record, code, ctx.now) for code in dict.fromkeys(codes) if code)
    return [version for version in found if version is not None]


def _suspecting(ctx: Context) -> bool:
    return any(version.suspected for version in chosen(ctx))


def _conduct(ctx: Context) -> list[ConductRecord]:
    """What was written down about conduct, oldest first."""
    rows = ctx.record.conductrecords.select_related("recorded_by").order_by("recorded_at")
    return ctx.once("conduct", lambda: list(rows))  # type: ignore[no-any-return]


def _one_side(ctx: Context) -> Any:
    sides = {version.side for version in chosen(ctx)}
    if not {FIRM, OWNER} <= sides:
        return True
    first = chosen(ctx)[0].side
    return {"other": str(dict(SIDES)[OWNER if first == FIRM else FIRM]), "field": "more"}


ONE_SIDE = v.holds(
    "one_side", _one_side, _("一件里不能既有企业的问题，又有业主的问题。"),
    _("用“拆出另一件”登记{other}的问题，两件互相关联，各自办理、各自决定"), on_data=True, rules="§2.4",
)  # fmt: skip


def _conduct_told(ctx: Context) -> Any:
    if not _suspecting(ctx):
        return True
    records = _conduct(ctx)
    if not records:
        return {"gap": str(_("时间、地点、行为、对经营的影响、谁先劝解过")), "field": "category"}
    return True if records[-1].file_id else {"gap": str(_("证据")), "field": "category"}


CONDUCT_FACTS = v.holds(
    "conduct_facts", _conduct_told, _("还差：{gap}。"), _("补齐后仍标“涉嫌”，由公安认定"), on_data=True, rules="§5.3"
)


def _not_lawful(ctx: Context) -> Any:
    """Nothing of it is a right; who first found that it is does not take it back, somebody else looks again."""
    if not _suspecting(ctx) or not _conduct(ctx):
        return True
    *earlier, last = _conduct(ctx)
    found = {_writer(one) for one in earlier if one.lawful_ways}
    if last.lawful_ways or (found and _writer(last) in found):
        return {"field": "category"}
    return True


def _writer(record: ConductRecord) -> int | None:
    return record.recorded_by.user_id if record.recorded_by else None


LAWFUL_CONDUCT = v.holds(
    "lawful_conduct", _not_lawful, _("投诉、要求公开账目、在群里表达意见是业主的合法行为，不能按扰乱秩序登记。"),
    _("可登记物业问题：WA05、WA06；认为判定有误的，由另一人重新登记行为事实"), on_data=True, rules="§5.3",
)  # fmt: skip


def _others_say_so(ctx: Context) -> Any:
    if not _suspecting(ctx) or not _conduct(ctx) or _conduct(ctx)[-1].source != FIRM_ALONE:
        return True
    return {"field": "category"}


NOT_FIRM_ALONE = v.holds(
    "not_firm_alone", _others_say_so, _("只有物业企业的说法，不能登记为涉嫌。"),
    _("补社区、公安、监控原件或其他在场人的材料，再登记行为事实"), on_data=True, rules="§5.3",
)  # fmt: skip


def _claim_examined(ctx: Context) -> Any:
    if not _suspecting(ctx) or not _conduct(ctx) or not _conduct(ctx)[-1].owners_claim:
        return True
    opened = any(case.side != OWNER for case in paired_with(ctx.record))
    return True if opened else {"field": "category"}


OWNER_CLAIM_OPENED = v.holds(
    "owner_claim_opened", _claim_examined, _("业主一方的诉求还没有单独立案。"),
    _("用“拆出另一件”登记业主的诉求，或关联已有的案件；两件各自办理"), on_data=True, rules="§5.3",
)  # fmt: skip
STILL_SUSPECTED = v.holds(
    "still_suspected", lambda ctx: ctx.record.suspected, _("这一件不是涉嫌类，或已登记生效决定。"),
    _("不用登记"), rules="§2.4",
)  # fmt: skip

GATE = (ONE_SIDE, CONDUCT_FACTS, LAWFUL_CONDUCT, NOT_FIRM_ALONE, OWNER_CLAIM_OPENED)
