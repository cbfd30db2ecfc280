"""A refusal of relief as the page of a case shows it: why, who, what other help was named, how it was served."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.masking import mask_text
from relief import codes, rows
from relief.web.lines import known, line


def part(case: Any, now: Any) -> dict[str, Any] | None:
    """The block; None for everybody else, who are asked for no row of it."""
    found = rows.refusal(case)
    if found is None:
        return None
    served = _("还没有送达")
    if found.served_at:
        how = [codes.label("service_method", found.served_how), codes.label("signature_kind", found.signature)]
        people = [one.display_name for one in (found.served_by, found.served_second) if one]
        served = " ".join([display.moment(found.served_at, now), *how, "、".join(people)])
    decided = f"{found.recorded_by.user.display_name} {display.moment(found.recorded_at, now)}"
    return known("refusal", _("不予救助"), [
        line(_("理由"), _several("refusal_reason", found.reasons), wide=True),
        line(_("事实"), mask_text(found.facts.reveal()), wide=True),
        line(_("写给本人的理由"), mask_text(found.told.reveal()), wide=True),
        line(_("已告知的其他求助途径"), _several("refusal_alternative", found.alternatives), wide=True),
        line(_("送来单位"), case.brought_by_unit),
        line(_("告知送来单位的情况"), mask_text(found.sender_told.reveal()) if found.sender_told else "", wide=True),
        line(_("提出"), found.proposed_by.user.display_name), line(_("决定"), decided),
        line(_("送达"), served, wide=True),
        line(_("转介"), found.referred_to),
        line(_("转介结果"), mask_text(found.referral_result.reveal()) if found.referral_result else "", wide=True),
    ])  # fmt: skip


def _several(name: str, chosen: list[str]) -> str:
    return "、".join(codes.label(name, code) for code in chosen)
