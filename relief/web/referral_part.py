"""Relief of another kind as the page of a case shows it: who accepted the person, and what became of it."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.masking import mask_text
from relief import codes, rows
from relief.web.lines import known, line


def part(case: Any, now: Any) -> dict[str, Any] | None:
    """The block; None for everybody else, who are asked for no row of it."""
    found = rows.referral(case)
    if found is None:
        return None
    agreed = f"{found.recorded_by.user.display_name} {display.moment(found.recorded_at, now)}"
    accepted = f"{found.accepted_by} {display.moment(found.accepted_at, now)} {found.paper_no}"
    return known("referral", _("转介"), [
        line(_("转介类别"), codes.label("referral_kind", found.kind)), line(_("接收单位"), found.agency),
        line(_("书面接收"), accepted, wide=True),
        line(_("接收函或回执"), _("已留存") if found.copy_id else _("还没有留存")),
        line(_("本人意愿"), mask_text(found.wish.reveal()) if found.wish else "", wide=True),
        line(_("提出"), found.proposed_by.user.display_name), line(_("同意"), agreed),
        line(_("转介结果"), mask_text(found.result.reveal()) if found.result else _("还没有登记"), wide=True),
    ])  # fmt: skip
