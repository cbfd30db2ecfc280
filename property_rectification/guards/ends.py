"""Ends beside the straight road: answered, referred, withdrawn, terminated (§1.1.2 #41, #52–#54)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.timers import local_day
from property_rectification import categories, dossier
from property_rectification.effects.ends import GUIDED, TAKEN_OVER
from property_rectification.effects.intake import CONSULTATION
from property_rectification.models.facts import Fact
from property_rectification.suggest import categories as suggest

#: Code of the list referral_outcome: the other organ opened no procedure.
DECLINED = "03"


def _only_asks(ctx: Context) -> bool:
    record = ctx.record
    asks = record.matter == CONSULTATION and not record.suspected and "SAFETY_URGENT" not in record.flags
    return asks and not dossier.facts(record)


CONSULTATION_ONLY = v.holds(
    "consultation_only", _only_asks, _("反映人说了具体的问题，不是咨询。"), _("请开始核查"), rules="L-76"
)
ANSWER_WRITTEN = v.given(
    "answer_written", {"answer": _("答复内容")}, _("还差答复内容。"), _("写明答复并告知反映人，至少10个字"),
    min_length=10, rules="L-76",
)  # fmt: skip

# --- referral ---------------------------------------------------------------------------------------------------


def _taken_over_or_guided(ctx: Context) -> Any:
    data = ctx.data
    wanted: dict[Any, dict[str, Any]] = {
        TAKEN_OVER: {
            "organ": _("承接机关"), "number": _("文号或案号"), "outcome": _("承接机关怎样处理"),
            "organ_result": _("处理结果"),
        },
        GUIDED: {"guidance": _("诉讼（支付令）指引"), "handed_on": _("交给反映人的日期")},
    }  # fmt: skip
    missing = {name: label for name, label in wanted.get(data.get("way"), {}).items() if not data.get(name)}
    if data.get("way") == GUIDED and data.get("handed_on") and data["handed_on"] > local_day(ctx.now):
        missing["handed_on"] = _("交给反映人的日期，不能晚于今天")
    if not missing:
        return True
    return {"missing": "、".join(str(label) for label in missing.values()), "field": next(iter(missing))}


REFERRAL_TAKEN_OVER_OR_GUIDED = v.holds(
    "referral_taken_over_or_guided", _taken_over_or_guided, _("还差：{missing}。"),
    _("登记承接机关的结果，或打印诉讼（支付令）指引并交给反映人"), on_data=True, rules="L-76",
)  # fmt: skip


def _duty(ctx: Context) -> Any:
    """No organ owes an act any more: what may hurt somebody, what was found, what another organ would not take."""
    if "SAFETY_URGENT" in ctx.record.flags:
        return {"why": str(_("涉及安全，有职权的部门须依职权处理"))}
    if ctx.data.get("outcome") == DECLINED:
        return {"why": str(_("承接机关没有立案，行政上的责任仍要处理")), "field": "outcome"}
    if categories.organs(ctx, categories.ORDER) and any(f.status == Fact.FOUND for f in dossier.facts(ctx.record)):
        return {"why": str(_("查实的问题还没有责令整改"))}
    if not ctx.preview and not ctx.data.get("no_duty"):
        return {"why": str(_("还没有逐项核对")), "field": "no_duty"}
    return True


NO_ADMINISTRATIVE_DUTY_LEFT = v.holds(
    "no_administrative_duty_left", _duty, _("行政机关还有应当履行的职责：{why}。"),
    _("由有职权的部门责令改正或立案后再办结"), rules="L-56 §5.10",
)  # fmt: skip

# --- withdrawing and terminating --------------------------------------------------------------------------------


def _private(ctx: Context) -> Any:
    """Neither safety nor money of all owners nor police, nor a matter of several households (§2.4).

    Before the triage the words of the complaint tell, so that nothing dangerous ends with a signature.
    """
    record = ctx.record
    code = record.category or suggest.suggest(record.narrative.reveal(), in_compound=bool(record.compound_id)).code
    category = categories.of_record(record, code, ctx.now) if code else None
    if "SAFETY_URGENT" in record.flags or categories.is_safety(category, record.urgency):
        return {"what": str(_("公共安全"))}
    if category is not None and category.money:
        return {"what": str(_("公共资金"))}
    if category is not None and category.police:
        return {"what": str(_("公安职责"))}
    return {"what": str(_("多户利益"))} if "GROUP" in record.flags else True


PRIVATE_INTEREST_ONLY = v.holds(
    "private_interest_only", _private, _("本案涉及{what}，不因撤回而终止。"),
    _("反映人可以不再参与，案件由部门依职权继续办理"), rules="§2.4",
)  # fmt: skip


def _free(ctx: Context) -> Any:
    said = ctx.record.withdrawal_free
    if said:
        return True
    return {"gap": str(_("还没有确认撤回是反映人自愿。") if said is None else _("回访显示撤回不是反映人自愿。"))}


WITHDRAWAL_VOLUNTARY = v.holds(
    "withdrawal_voluntary", _free, _("{gap}"), _("由非承办人员回访确认；有压力或交换条件的，继续办理并报督查"),
    rules="L-75 §5.4",
)  # fmt: skip


def _nothing_left(ctx: Context) -> Any:
    wanted = {"ground": _("终止的事由"), "proof": _("证明")}
    missing = {name: label for name, label in wanted.items() if not ctx.data.get(name)}
    if not missing:
        return True
    return {"missing": "、".join(str(label) for label in missing.values()), "field": next(iter(missing))}


NO_OBJECT_LEFT = v.holds(
    "no_object_left", _nothing_left, _("还差{missing}。"),
    _("附证明；有继承人或承接单位的，变更当事人后继续办理"), on_data=True, rules="L-76",
)  # fmt: skip
