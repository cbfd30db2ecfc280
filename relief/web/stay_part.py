"""What a stay brings with it, as the page of a case shows it: longer stays that were filed."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.masking import mask_text
from relief import codes, rows
from relief.web.lines import block, line


def extensions(case: Any, now: Any) -> dict[str, Any] | None:
    """Each filing with its reason, and how far it has come."""
    return block("extensions", _("延期备案"), [_extension(one, now) for one in rows.extensions(case)])


def _extension(one: Any, now: Any) -> dict[str, Any]:
    words = [
        _("%(reason)s，延长%(days)d天") % {"reason": codes.label("extension_reason", one.reason), "days": one.days},
        mask_text(one.evidence.reveal()) if one.evidence else "", _so_far(one, now),
    ]  # fmt: skip
    return line(display.moment(one.recorded_at, now), "　".join(filter(None, words)), wide=True)


def _so_far(one: Any, now: Any) -> str:
    if one.decided_at is None:
        return _("待站长决定")
    when = {"who": one.decided_by.user.display_name, "when": display.moment(one.decided_at, now)}
    if not one.agreed:
        return _("%(who)s%(when)s退回：") % when + mask_text(one.return_note.reveal())
    said = _("%(who)s%(when)s同意并报备") % when + (_("（逾期）") if one.late else "")
    if one.acknowledged_at is None:
        return said + "　" + _("待备案")
    seen = {"who": one.acknowledged_by.agency.name, "when": display.moment(one.acknowledged_at, now)}
    return said + "　" + _("%(who)s%(when)s确认备案") % seen
