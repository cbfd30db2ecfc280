"""What an exemplary case must satisfy on its way to the public (§1.5, §5.1, §5.3, §5.7, §5.8, §5.16)."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from casework import display
from casework import vocabulary as v
from casework.context import Context
from casework.timers import local_day
from property_rectification import words
from property_rectification.exemplar import masks
from property_rectification.guards.facts import is_heard, sides_of
from property_rectification.masking_text import groups, prohibited
from property_rectification.models.exemplar_text import ExemplarSignature
from property_rectification.models.facts import STATEMENT_SIDES
from property_rectification.models.penalty_parts import ANNULLED
from property_rectification.states import ARCHIVED, CLOSED, DIVERTED, LOOKBACK, MERGED

#: A source case in one of these is finished; any other state means that it is open (again).
FINAL = (CLOSED, LOOKBACK, ARCHIVED)
#: Roads that end without anything having been found or put right here: nothing to tell as an example.
OFF_THE_ROAD = (DIVERTED, MERGED)
STABLE = "stable"
DECISION, CONSENT = "decision", "consent"
LOST_BY_CHANGE, LOST_BY_REOPENING = "decision", "reopened"

#: Words for the kinds of findings; the values themselves are never said.
KINDS = {
    "name": _("姓名"), "room": _("房号"), "address": _("住址"), "phone": _("电话"), "identity": _("证件号"),
    "account": _("账号"), "plate": _("车牌"), "email": _("邮箱"), "screen_name": _("网名、账号"), "link": _("网址"),
    "health": _("健康情况"), "group": _("小范围"), "firm": _("企业名称"),
}  # fmt: skip

REASONS_WRITTEN = v.given(
    "reasons_written", {"reasons": _("理由")}, _("还没有写明理由。"), _("请写明理由后再提交。"), min_length=10,
    rules="§5.13",
)  # fmt: skip

# --- the source -------------------------------------------------------------------------------------------------


def off_the_road(record: Any) -> bool:
    """Whether a case was laid away without having been handled here."""
    return record.state == ARCHIVED and record.previous_state in OFF_THE_ROAD


def source_lost(record: Any) -> str:
    """Why the text can no longer stand: its decision was revoked or changed, or its case is open again; else empty."""
    if record.source_changed_at is not None:
        return LOST_BY_CHANGE
    source = record.source
    if source.penalty_number and _penalty_revoked(record):
        return LOST_BY_CHANGE
    return "" if source.state in FINAL and not off_the_road(source) else LOST_BY_REOPENING


def _penalty_revoked(record: Any) -> bool:
    """Whether a penalty of the case was revoked after the text was written, or no other has taken its place (L-39)."""
    revoked = record.source.penalties.filter(revoked_at__isnull=False)
    return any(p.outcome == ANNULLED or p.revoked_at > record.opened_at for p in revoked)


SOURCE_FINAL = v.holds(
    "source_final", lambda ctx: not source_lost(ctx.record),
    _("来源案件尚未办结或决定尚未生效。"), _("待案件销号或决定生效后再编写。"), rules="L-39",
)  # fmt: skip
SOURCE_STILL_VALID = v.holds(
    "source_still_valid", lambda ctx: not source_lost(ctx.record),
    _("来源决定已被撤销或变更。"), _("请不采用或重新编写。"), rules="L-39",
)  # fmt: skip


def _looked_back(ctx: Context) -> bool:
    if ctx.record.genre != "POS":
        return True
    visits = [b for b in ctx.record.source.lookbacks.all() if b.started_at is not None]
    return bool(visits) and all(b.result == STABLE for b in visits)


LOOKBACK_PASSED = v.holds("lookback_passed", _looked_back, _("正面典型还没有通过回头看。"), _("请先完成回头看。"))


def _both_heard(ctx: Context) -> Any:
    if ctx.record.genre != "NEG":
        return True
    source = ctx.record.source
    statements = list(source.statements.all())
    missing = [side for side in sides_of(source) if not is_heard((s for s in statements if s.side == side), ctx)]
    names = {code: str(label) for code, label in STATEMENT_SIDES}
    return True if not missing else {"side": _t("和").join(names[side] for side in missing)}


#: Asked at the nomination: what is known of both sides only grows (§5.1).
BOTH_SIDES_OF_SOURCE = v.holds(
    "both_sides_heard", _both_heard, _("曝光案例还差{side}的意见。"), _("在来源案件里听取后再提名"), rules="§5.1"
)

# --- the text ---------------------------------------------------------------------------------------------------


def _written(ctx: Context) -> list[str]:
    """Title and sentences: those of the form where it brings a text, else those that are kept."""
    if ctx.data.get("facts"):
        from property_rectification.exemplar.writing import brought_units

        return brought_units(ctx.data)
    return masks.current_units(ctx)[0]


def _compounds(ctx: Context) -> tuple[str, ...]:
    compound = ctx.record.source.compound
    return (compound.name, *compound.aliases) if compound else ()


def _abstract(ctx: Context) -> bool:
    """A negative case about an individual points to nobody: no compound, exact day, spot or office, no finding."""
    if ctx.record.genre != "NEG" or ctx.record.source.side != "owner":
        return True
    units = _written(ctx)
    here = masks.known(ctx.record.source)
    return groups.is_abstract(units, _compounds(ctx)) and not masks.look(units, here, firm_named=True).persons


INDIVIDUAL_NEGATIVE_ABSTRACT = v.holds(
    "individual_negative_abstract", _abstract, _("曝光案例不能指向个人。"), _("请改写为抽象事实。"), on_data=True,
    rules="L-82 §5.7",
)  # fmt: skip


def where(findings: Any, paragraphs: list[int]) -> str:
    """第1段（姓名、房号）、第3段（车牌）; the title is named as such."""
    found: dict[int, dict[str, None]] = {}
    for one in findings:
        found.setdefault(paragraphs[one.unit], {})[str(KINDS[one.kind])] = None
    return "、".join(f"{paragraph_words(n)}（{'、'.join(kinds)}）" for n, kinds in found.items())


def paragraph_words(number: int) -> str:
    """The name of a paragraph; 0 is the title."""
    return _t("第%(n)d段") % {"n": number} if number else _t("标题")


def _masked(ctx: Context) -> Any:
    found, (_units, paragraphs) = masks.looked(ctx), masks.current_units(ctx)
    if found.persons:
        return {
            "gap": _t("文稿中还有可以识别个人的内容：%(where)s。") % {"where": where(found.persons, paragraphs)},
            "way": _t("请按脱敏报告修改标出的位置。"),
        }
    if found.small:
        first = paragraph_words(paragraphs[found.small[0].unit])
        return {
            "gap": _t("%(where)s能认出具体住户（不足5户）。") % {"where": first},
            "way": _t("改写为“某楼某户”，去掉时间或职务"),
        }
    return True


MASK_PASSED = v.holds("mask_passed", _masked, _("{gap}"), _("{way}"), rules="L-81 §5.7")


def _firm_lawful(ctx: Context) -> Any:
    record = ctx.record
    plain = {"gap": _t("企业名称不能公开。"), "way": _t("请改为“某物业公司”，或取得书面同意。")}
    if not record.firm_named:
        return plain if masks.looked(ctx).firm else True
    if record.naming_ground == CONSENT:
        return True if record.consent_id else plain
    if record.naming_ground != DECISION or not record.naming_reference or record.naming_from is None:
        return plain
    if local_day(ctx.now) <= record.naming_from:
        day = display.day(record.naming_from, ctx.now)
        return {
            "gap": _t("处罚决定还在复议、诉讼期，不能点名。"),
            "way": _t("写“某物业公司”，或等到%(day)s") % {"day": day},
        }
    return True


SOMETHING_TO_MASK = v.some_of(
    "something_to_mask", lambda ctx: masks.looked(ctx).all, _("没有要替换的地方。"), _("直接办理“脱敏”")
)
FIRM_NAMING_LAWFUL = v.holds("firm_naming_lawful", _firm_lawful, _("{gap}"), _("{way}"), rules="L-39")


def _no_child(ctx: Context) -> bool:
    if "MINOR" not in ctx.record.source.flags:
        return True
    units = masks.current_units(ctx)[0]
    return groups.is_abstract(units, _compounds(ctx)) and not groups.tells_of_a_child(units)


MINORS_EXCLUDED = v.holds(
    "minors_excluded", _no_child, _("案件涉及未成年人。"), _("请更换案例，或处理到无法识别。"), rules="L-82"
)


def _mapped(ctx: Context) -> Any:
    rows = list(ctx.record.text.sentences.prefetch_related("proofs__evidence")) if ctx.record.text else []
    bare = [r.position for r in rows if not any(p.holds and p.evidence.lawful for p in r.proofs.all())]
    if rows and not bare:
        return True
    return {"which": "、".join(str(n) for n in bare) or "1"}


SENTENCES_MAPPED = v.holds(
    "sentences_mapped_to_evidence", _mapped, _("第{which}句没有对应证据。"), _("请补充证据编号或删除该句。")
)


def _free_of_prohibited(ctx: Context) -> Any:
    units, paragraphs = masks.current_units(ctx)
    found = prohibited.find(units, words.not_used())
    if not found:
        return True
    told = dict.fromkeys(f"{paragraph_words(paragraphs[unit])}「{word}」" for unit, _kind, word in found)
    return {"which": "、".join(told)}


NO_PROHIBITED_CONTENT = v.holds(
    "no_prohibited_content", _free_of_prohibited, _("文稿含有禁止公开的内容：{which}。"),
    _("请删除标出的内容（如个人治安处罚、强制道歉、禁用称谓、调解协议原文）。"), rules="§5.3 §5.8",
)  # fmt: skip

# --- people -----------------------------------------------------------------------------------------------------


def drafters(ctx: Context) -> set[int]:
    """Everybody who wrote a version of the text."""
    texts = ctx.record.exemplartexts.exclude(recorded_by=None)
    return ctx.once("drafters", lambda: set(texts.values_list("recorded_by__user", flat=True)))  # type: ignore[no-any-return]


NOT_DRAFTER = v.not_same_person(
    "not_drafter", drafters, _("编写人不能核对或批准自己的文稿。"), _("请由其他人员办理。"), rules="§5.16"
)


def _comment_settled(ctx: Context) -> bool:
    """A comment is never left without an answer; without one the firm's time must be over (§1.5)."""
    if not ctx.record.firm_named:
        return True
    comments = list(ctx.record.exemplarcomments.all())
    if comments:
        return all(c.answered_at is not None for c in comments)
    running = [t for t in v.running_clocks(ctx) if t.key == "T.EXEMPLAR.COMMENT"]
    return any(t.due_at <= ctx.now and not t.provisional for t in running)


PARTY_COMMENT_SETTLED = v.holds(
    "party_comment_settled", _comment_settled, _("被点名企业的意见期未满或意见未答复。"), _("请答复意见，或待期满。")
)
COMMENT_WAITS = v.some_of(
    "comment_waits_for_answer", lambda ctx: ctx.record.exemplarcomments.filter(answered_at=None),
    _("没有待答复的企业意见。"), _("收到意见后先登记"),
)  # fmt: skip
FIRM_IS_NAMED = v.holds(
    "firm_is_named", lambda ctx: ctx.record.firm_named, _("这篇没有写企业名称，不征求企业意见。"), _("直接批准")
)


def _double_signed(ctx: Context) -> bool:
    record = ctx.record
    if record.text_id == record.online_id or record.text is None:
        return False
    steps = set(record.text.signatures.values_list("step", flat=True))
    return {ExemplarSignature.LEGAL, ExemplarSignature.PRIVACY} <= steps


CORRECTION_DOUBLE_SIGNED = v.holds(
    "correction_double_signed", _double_signed, _("更正稿没有法制和隐私双签。"), _("请送法制审核和隐私审查。"),
    rules="§5.7",
)  # fmt: skip
CORRECTION_WAITS = v.holds(
    "correction_waits", lambda ctx: ctx.record.text_id != ctx.record.online_id,
    _("没有待签的更正稿。"), _("请宣传发布或专班先写更正稿"),
)  # fmt: skip

# --- off line ---------------------------------------------------------------------------------------------------

WITHDRAWAL_CAUSE_PRESENT = v.holds(
    "withdrawal_cause_present",
    lambda ctx: bool(source_lost(ctx.record)) if ctx.actor.is_system else bool(ctx.data.get("cause")),
    _("没有写明撤回原因。"), _("请选择原因；有隐私风险的，可以立即撤回。"), on_data=True, rules="L-39 L-81",
)  # fmt: skip
WITHDRAWAL_EXPLAINED = v.given(
    "withdrawal_explained", {"explanation": _("撤回说明")}, _("还没有发布撤回说明。"),
    _("请在3个工作日内发布说明。"), min_length=10, rules="L-39",
)  # fmt: skip
PUBLICATION_PERIOD_OVER = v.after_timer(
    "publication_period_over", "T.EXEMPLAR.EXPIRE", _("发布期未满。"), _("期满后自动下线；需要提前下线的，请撤回。"),
    rules="L-81",
)  # fmt: skip
