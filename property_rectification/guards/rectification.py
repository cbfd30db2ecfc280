"""Asking for the check, the check itself, and its outcome (§1.1.2 #29–#33)."""

from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.models import Post, Relation
from casework.timers import local_day
from property_rectification import categories
from property_rectification.guards.common import callbacks, current_check, yuan

ATTEMPTS = 3
LEAST_MEMBERS = 2


def is_money(ctx: Context) -> bool:
    """Whether the category belongs to the MONEY set (§2.4)."""
    category = categories.of(ctx)
    return category is not None and category.money


def _evidence_there(ctx: Context) -> Any:
    missing = []
    if len((ctx.data.get("report") or "").strip()) < 10:
        missing.append(_("整改情况"))
    files = ctx.data.get("files")
    if files is None or not files.exists():
        missing.append(_("整改前后的照片或记录"))
    if is_money(ctx) and not ctx.record.vouchers.exists():
        missing.append(_("付款凭证"))
    return True if not missing else {"missing": "、".join(str(m) for m in missing)}


RECTIFICATION_EVIDENCE_PRESENT = v.holds(
    "rectification_evidence_present", _evidence_there, _("还差：{missing}。"),
    _("写清做了什么、何时做的、在哪里能看到，并附材料"), on_data=True,
)  # fmt: skip

# --- the panel --------------------------------------------------------------------------------------------------


def _panel_fits(ctx: Context) -> Any:
    members = list(ctx.data.get("members") or [])
    lead = v.related_agencies(ctx, Relation.LEAD)
    posts = Post.objects.held().filter(user__in=members, agency__in=lead)
    inside = set(posts.values_list("user_id", flat=True))
    if inside:
        names = "、".join(m.display_name for m in members if m.pk in inside)
        return {"wrong": str(_("验收组里有承办单位的人：%s。")) % names, "field": "members"}
    if len(members) < LEAST_MEMBERS:
        return {"wrong": str(_("验收组至少2人，现在%d人。")) % len(members), "field": "members"}
    return True


PANEL_FORMED = v.holds("panel_formed", _panel_fits, _("{wrong}"), _("换成其他单位的人"), on_data=True, rules="§5.16")


def panel_is_short(ctx: Context) -> bool:
    """Whether so many of the panel stepped aside or left that those who are there are too few."""
    standing = ctx.record.relations.filter(kind=Relation.PANEL, until__isnull=True).values("user")
    able = Post.objects.held().filter(role="R25", user__in=standing).exclude(user__in=ctx.record.recused)
    return able.values("user").distinct().count() < LEAST_MEMBERS


PANEL_SHORT = v.holds(
    "panel_short", panel_is_short, _("验收组人员齐全，不用更换。"), _("有人回避或离岗、剩下不到2人时再更换"),
    rules="§5.11 §5.16",
)  # fmt: skip


def _owner_side(ctx: Context) -> Any:
    category = categories.of(ctx)
    if category is None or not (category.money or category.common):
        return True
    if ctx.data.get("owner_side") == "present":
        return True
    return ctx.data.get("declined") is not None


OWNER_SIDE_PRESENT = v.holds(
    "owner_side_present", _owner_side, _("资金类、共用部位类的验收还差业主一方。"),
    _("请业委会或业主代表参加；婉拒的附书面说明"), on_data=True, rules="§2.4",
)  # fmt: skip
ACTOR_ON_PANEL = v.person_related(
    "actor_on_panel", Relation.PANEL, _("您不在这件的验收组里。"), _("由验收组成员填写结论"), rules="§5.16"
)

# --- the outcome ------------------------------------------------------------------------------------------------


def _items(ctx: Context) -> list[Any]:
    check = current_check(ctx)
    return list(check.items.all()) if check else []


FAILED_ITEMS_LISTED = v.some_of(
    "failed_items_listed", lambda ctx: [i for i in _items(ctx) if not i.passed and i.wanted],
    _("还差不合格的项目。"), _("逐项写明问题和整改要求"),
)  # fmt: skip


def _all_passed(ctx: Context) -> Any:
    items = _items(ctx)
    if not items:
        return {"which": str(_("验收项目还没有填。"))}
    failed = [str(i.item) for i in items if not i.passed]
    return True if not failed else {"which": str(_("还有项目没通过：%s。")) % "、".join(failed)}


ALL_ITEMS_PASSED = v.holds("all_items_passed", _all_passed, _("{which}"), _("全部合格才能通过；不合格的退回整改"))


def voucher_total(record: Any) -> int:
    """The sum of the vouchers of a case, in fen."""
    return record.vouchers.aggregate(total=Sum("amount"))["total"] or 0


def _vouchers_match(ctx: Context) -> Any:
    if not is_money(ctx):
        return True
    confirmed, total = ctx.record.amount_confirmed, voucher_total(ctx.record)
    if confirmed is None:
        return {"gap": str(_("还没有认定金额。"))}
    if total == confirmed:
        return True
    word = _("少") if total < confirmed else _("多")
    gap = _("凭证合计%(a)s元，比认定金额%(word)s%(b)s元。")
    return {"gap": str(gap) % {"a": yuan(total), "word": word, "b": yuan(abs(confirmed - total))}}


VOUCHER_MATCHES_TO_FEN = v.holds(
    "voucher_matches_to_fen", _vouchers_match, _("{gap}"), _("补传差额凭证，或先更正认定金额"), rules="§2.4"
)


def _called_back(ctx: Context) -> bool:
    """Whether the reporter was asked in this round, or three attempts on different days are recorded."""
    check = current_check(ctx)
    attempts = [c for c in callbacks(ctx) if check is not None and c.recorded_at >= check.recorded_at]
    return any(c.reached for c in attempts) or len({local_day(c.at) for c in attempts}) >= ATTEMPTS


CALLBACK_DONE_OR_TRIED = v.holds(
    "callback_done_or_tried", _called_back, _("还没回访反映人。"), _("去回访；不同日子联系满3次也可以"),
)  # fmt: skip
