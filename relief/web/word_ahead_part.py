"""Who was told that somebody comes home, as the page of a case shows it."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.masking import mask_text
from relief import choices, word_ahead
from relief.web.lines import block, line


def part(case: Any, now: Any) -> dict[str, Any] | None:
    """Each word in its order: to whom, when and how; or why not. No relative is named."""
    lines = [line(one.get_addressee_display(), _words(one, now), wide=True) for one in word_ahead.of(case)]
    return block("word-ahead", _("离站通知"), lines)


def _words(one: Any, now: Any) -> str:
    if one.result == one.TOLD:
        how = choices.words("report_channel", one.channel)
        whom = mask_text(one.told.reveal()) if one.addressee == one.DESTINATION else ""
        return f"{one.get_result_display()} {display.moment(one.told_at, now)} {how} {whom}".strip()
    return f"{one.get_result_display()}：{mask_text(one.reason.reveal())}"
