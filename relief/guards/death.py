"""What must hold after a death. The station confirms no death itself, and burns nobody without two papers (HB-17)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import rows
from relief.models.death import DeathRecord


def _confirmed(ctx: Context) -> bool:
    """By a hospital; a death that is not natural by the police alone."""
    by = ctx.data.get("confirmed_by")
    return bool(by and ctx.data.get("confirmer")) and (by == DeathRecord.POLICE or not ctx.data.get("abnormal"))


DEATH_CONFIRMED = v.holds(
    "death_confirmed", _confirmed, _("死亡尚未经医院或公安机关确认。"), _("请先拨打120或110；取得确认后登记。"),
    rules="R-64", on_data=True,
)  # fmt: skip


def _death(ctx: Context) -> Any:
    return rows.death(ctx.record)


BODY_COLLECTED = v.holds(
    "body_collected", lambda ctx: _death(ctx).collected_at is not None, _("遗体还没有由殡仪馆接运。"),
    _("请先登记遗体接运。"), rules="R-64",
)  # fmt: skip
CREMATION_PAPERS_COMPLETE = v.holds(
    "cremation_papers_complete", lambda ctx: bool(_death(ctx).certificate_no and _death(ctx).signed_on),
    _("缺少死亡证明或火化确认书，不能登记火化。"), _("请先取得两项文书。"), rules="R-64 HB-17",
)  # fmt: skip


def _disposed(ctx: Context) -> bool:
    """Cremated on both papers; or buried on a certificate where the law lets; or by the three departments' rules."""
    one = _death(ctx)
    cremated = bool(one.certificate_no and one.signed_on and one.cremated_at)
    buried = bool(one.certificate_no) and one.disposition == DeathRecord.BURIED
    return cremated or buried or one.disposition == DeathRecord.JOINT_RULES


DISPOSITION_COMPLETE = v.holds(
    "disposition_complete", _disposed, _("遗体处置手续尚未完成。"),
    _("请补齐死亡证明、火化确认书等材料；无人认领的按三部门规定办理。"), rules="R-64 HB-17",
)  # fmt: skip
PROPERTY_LISTED = v.holds(
    "property_listed", lambda ctx: bool(_death(ctx).items), _("还没有遗物清单。"), _("请先清点并登记遗物清单。"),
    rules="R-14 R-64",
)  # fmt: skip
PROPERTY_SETTLED = v.holds(
    "property_settled", lambda ctx: bool(_death(ctx).items and _death(ctx).property_end),
    _("遗物尚未处理完毕。"), _("请将遗物交继承人签收，或登记保管。"), rules="R-14 R-64",
)  # fmt: skip
