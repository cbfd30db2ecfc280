"""What the police have to do with a case, as its page shows it."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.masking import mask_text
from relief import codes
from relief.web.lines import known, line


def part(case: Any, now: Any) -> dict[str, Any] | None:
    """Every call, the latest last; asked for only where there was one."""
    if case.police_at is None:
        return None
    lines = [one for call in case.policecalls.select_related("seen_by") for one in _call(call, now)]
    return known("police", _("报警与移交公安"), lines)


def _call(call: Any, now: Any) -> list[dict[str, Any]]:
    seen = [mask_text(call.found.reveal()) if call.found else "", call.seen_by.display_name if call.seen_by else ""]
    called = [display.moment(call.called_at, now) if call.called_at else "", call.unit, call.receipt_no]
    back = (
        [display.moment(call.back_at, now), str(call.officer), mask_text(call.handling.reveal())]
        if call.back_at
        else []
    )
    kept = [display.moment(call.kept_at, now), call.unit, call.paper, call.paper_no] if call.kept_at else []
    if call.kept_at and not call.paper_no:
        kept.append(_("法律文书还没有补"))
    return [
        line(_("报警情形"), codes.label("police_matter", call.matter)),
        line(_("查获的物品"), _words(seen), wide=True),
        line(_("报警"), _words(called) if call.called_at else "", wide=True),
        line(_("交回"), _words(back), wide=True),
        line(_("移交公安"), _words(kept), wide=True),
    ]


def _words(parts: list[str]) -> str:
    return " ".join(filter(None, parts))
