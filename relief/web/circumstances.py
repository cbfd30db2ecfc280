"""Why somebody came and what they want, as the page of a case shows it."""

from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.masking import mask_text
from relief import codes, reading
from relief.web.lines import known, line


def part(case: Any, actor: Actor) -> dict[str, Any] | None:
    """The block for who may read it; how somebody's health is, for those who care for it."""
    if not reading.reads(actor, reading.REGISTRATION):
        return None
    followed = "" if case.region_said or not case.region else _("（按证件推定）")
    health = codes.label("health_status", case.health) if reading.reads(actor, reading.HEALTH) else ""
    age = _("%(n)d岁") % {"n": case.age_at_admission} if case.age_at_admission is not None else ""
    return known("circumstances", _("求助情况"), [
        line(_("求助原因"), codes.label("cause", case.cause)),
        line(_("需要的帮助"), _several("need_requested", case.needs_requested)),
        line(_("人员类别"), codes.label("person_category", case.person_category)),
        line(_("主要救助类型"), codes.label("relief_type", case.relief_type)),
        line(_("其他救助类型"), _several("relief_type", case.relief_types_other)),
        line(_("健康状况"), health),
        line(_("来自区域"), codes.label("origin_region", case.region) + followed),
        line(_("入站时年龄"), age),
        line(_("低保、特困"), codes.label("benefit_status", case.benefit_status)),
        line(_("流落的时间和经过"), mask_text(case.course.reveal()) if case.course else "", wide=True),
    ])  # fmt: skip


def _several(name: str, chosen: list[str]) -> str:
    return "、".join(codes.label(name, code) for code in chosen)
