"""What must hold before care is written down."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from relief import care, codes, rooms
from relief.models.care import MEALS

SERVICES_CHOSEN = v.given(
    "services_chosen", {"services": _("照料")}, _("还没有选做了什么。"), _("勾选做过的，可以一次选几样。"),
    rules="R-25",
)  # fmt: skip


def _by_a_woman(ctx: Context) -> bool:
    return ctx.record.person.gender != rooms.FEMALE or bool(ctx.data.get("female_carer"))


FEMALE_CARER = v.holds(
    "female_carer_for_women", _by_a_woman, _("妇女和女孩由女工作人员照料。"), _("请换女照料员，由她照料的勾选。"),
    rules="R-23 HB-08", on_data=True,
)  # fmt: skip


def _not_twice(ctx: Context) -> Any:
    meals = [kind for kind in ctx.data.get("services") or [] if kind in MEALS]
    had = care.done_today(ctx.record, ctx.now) if meals else set()
    twice = next((kind for kind in meals if kind in had), None)
    return True if twice is None else {"meal": codes.label("service_kind", twice), "field": "services"}


MEAL_ONCE = v.holds(
    "meal_once_a_day", _not_twice, _("今天的{meal}已登记过。"), _("加餐写在说明里。"), rules="R-25", on_data=True,
)  # fmt: skip
BY_PRESCRIPTION = v.given(
    "medication_by_prescription", {"prescription": _("处方")}, _("给药须有处方。"),
    _("写明医院、医生、日期和药名；没有处方的送医，本人自带的药交本人。"), rules="R-26 HB-18",
)  # fmt: skip
