"""What must hold on the way in. No name, paper or network is ever among it (AP-01)."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import standing

PERSON_PRESENT = v.answered(
    "person_present", "present", (True,), _("当事人尚未到站，暂不能办理到站接待。"),
    _("请待本人到站后登记；如仍在途中，请先登记线索。"), rules="R-11",
)  # fmt: skip
VISIBLE_EMERGENCY = v.answered(
    "visible_emergency", "emergency", (True,), _("未标注紧急情形，请按正常流程办理。"),
    _("如看到伤病、昏迷、失温等情形，勾选“紧急”即可，无需其他材料。"), rules="R-19",
)  # fmt: skip
CONSENTS_TO_CHECK = v.answered(
    "consents_to_check", "consent", (True,), _("当事人尚未同意安检。"),
    _("请再次说明安检目的和范围；确实不同意的，可转入求助甄别，不得强行检查。"), rules="R-16",
)  # fmt: skip


def _same_sex(ctx: Context) -> bool:
    return not ctx.data.get("body_check") or bool(ctx.data.get("same_sex"))


CHECK_BY_SAME_SEX = v.holds(
    "check_by_same_sex", _same_sex, _("身体检查须由同性工作人员进行。"),
    _("请换同性工作人员，或改用安检门、手持仪器和物品检查。"), rules="R-16 R-23", on_data=True,
)  # fmt: skip
SECURITY_CHECK_RECORDED = v.given(
    "security_check_recorded", {"items": _("结果和物品清单")}, _("安检结果尚未记录。"),
    _("请填写安检方式、结果和物品清单。"), rules="R-16",
)  # fmt: skip
MEDICAL_NEED_FOUND = v.given(
    "medical_need_found", {"need": _("送医情形")}, _("尚未标注送医情形。"),
    _("勾选伤病情形即可先送医，病情记录可事后补填。"), rules="R-19 R-26 R-28",
)  # fmt: skip
STABLE_OR_DISCHARGED = v.given(
    "stable_or_discharged", {"back_note": _("出院或病情稳定的说明")}, _("医院尚未确认病情稳定或出院。"),
    _("请取得出院或病情稳定的说明（口头说明可先记录医生姓名和时间）。"), rules="R-19 R-38",
)  # fmt: skip
SCREENING_RECORDED = v.given(
    "screening_recorded", {"findings": _("身体和精神状况")}, _("初步检视尚未记录。"),
    _("请先完成身体和精神状况的初步检视；紧急时先送医，记录可补。"), rules="R-18",
)  # fmt: skip
NO_EMERGENCY = v.answered(
    "no_emergency", "emergency", (False, None), _("检视显示有紧急情形，应先救治。"),
    _("请先送医或报警；情况稳定后再继续登记。"), rules="R-19",
)  # fmt: skip


def _eligible(ctx: Context) -> bool:
    case = ctx.record
    return case.narrow_test or case.practice_test or standing.is_admissible_anyway(case, ctx.now)


ELIGIBLE_OR_PROTECTED = v.holds(
    "eligible_or_protected", _eligible, _("按现有记录，尚不符合入站救助条件。"),
    _("请核对：本人自身无力解决食宿并正在或即将流落街头，或属无法表述、未成年人、疑似受害人，任一项成立即可入站；"
      "缺少姓名或证件不影响。"),
    rules="R-03 R-04 R-05 R-12",
)  # fmt: skip


def _countersigned(ctx: Context) -> bool:
    case = ctx.record
    narrow = case.narrow_test or standing.is_admissible_anyway(case, ctx.now)
    return narrow or case.countersigned_at is not None


COUNTERSIGNED_IF_BEYOND_NARROW_TEST = v.holds(
    "countersigned_if_beyond_narrow_test", _countersigned, _("此情形需要值班领导加签。"),
    _("请值班领导当场加签；值班领导24小时在岗，不因等待加签中断食宿。"), rules="R-02 R-03 R-04 R-05",
)  # fmt: skip
