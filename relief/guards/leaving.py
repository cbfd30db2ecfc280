"""What must hold when somebody wants to go. For a capable adult it is nothing but that (HB-02, AP-03)."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.timers import local_day
from relief import age, standing

CAPABLE_ADULT = v.holds(
    "capable_adult", lambda ctx: standing.is_capable_adult(ctx.record, ctx.now),
    _("当事人为未成年人，或对其年龄、行为能力有疑问，不能仅凭本人意愿直接办理。"),
    _("站内：16至17周岁由站长按规定条件批准；行为能力存疑的成年人可提出离站请求，2小时内由两人评估；"
      "未满16周岁由监护人或有关机构接领。街面：疑似未成年人转主动保护，能力存疑的先给衣食，再联系120或110。"),
    rules="R-01 R-39 R-40 HB-02 HB-05 AP-03",
)  # fmt: skip
DOUBTFUL_CAPACITY = v.holds(
    "doubtful_capacity", lambda ctx: standing.is_doubtful_adult(ctx.record, ctx.now),
    _("当事人不属于“行为能力存疑的成年人”，此项不适用。"),
    _("行为能力正常的成年人可直接办理自行离站；未成年人按监护流程办理。"), rules="R-39 R-41",
)  # fmt: skip


def _by_two(ctx: Context) -> bool:
    return ctx.proposing or v.proposed_by_another(ctx)


def _no_danger(ctx: Context) -> bool:
    return bool(ctx.data.get("findings")) and not ctx.data.get("danger") and _by_two(ctx)


INCAPACITY_ASSESSED = v.holds(
    "incapacity_assessed", _no_danger, _("尚未完成两人评估，或评估认为目前离开有危险。"),
    _("请两名工作人员在2小时内完成评估；认为有危险的送医或报警，不得锁门扣留，并每24小时重新决定。"),
    rules="R-28 R-39 R-41 SB-04", on_data=True, override="second_person",
)  # fmt: skip


def _danger(ctx: Context) -> bool:
    return bool(ctx.data.get("findings")) and bool(ctx.data.get("called")) and _by_two(ctx)


DANGER_ASSESSED_BY_TWO = v.holds(
    "danger_assessed_by_two", _danger, _("暂缓离站须有两人评估的具体危险，并已联系医院或公安。"),
    _("请记录危险的事实、两名评估人和已联系的单位；没有具体危险的应当办理离站。"),
    rules="R-28 R-39 R-41", on_data=True,
)  # fmt: skip

#: What the director has to have before somebody of 16 or 17 goes alone, beside the verified age.
RELEASE = {
    "no_risk": _("书面评估无风险且无受侵害迹象"), "assessment": _("书面评估"),
    "guardian_contact": _("联系监护人的情况或未联系的原因"), "bureau_informed": _("告知县民政局"),
}  # fmt: skip


def _release(ctx: Context) -> bool:
    old_enough = age.may_be_released(ctx.record.person.known_age, local_day(ctx.now))
    return old_enough and (ctx.preview or all(ctx.data.get(name) for name in RELEASE))


AGE_16_17_RELEASE = v.holds(
    "age_16_17_release", _release, _("16至17周岁人员原则上不单独离站。"),
    _("站长可在四项齐备后批准：年龄已核实、书面评估无风险且无受侵害迹象、已联系监护人或写明原因、已告知县民政局。"),
    rules="R-40 R-41 R-59 HB-05 SB-03", override="director",
)  # fmt: skip
