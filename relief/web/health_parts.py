"""What the page shows of the acts of health; the caller asks whether the reader may see them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display
from casework.masking import mask_text
from relief.lifecycle.health import HEALTH

_ACTS = {row.code: row.label for row in HEALTH.rows}
#: Texts of a note with their own word before them.
_NAMED = (
    ("asked_by", gettext_lazy("提出")), ("paper", gettext_lazy("依据")), ("told", gettext_lazy("已告知")),
    ("police", gettext_lazy("公安")),
)  # fmt: skip


def lines(case: Any, now: Any) -> list[tuple[Any, str]]:
    """Label and words of each note, oldest first; free text masked."""
    return [(_ACTS[note.act], _words(note, now)) for note in case.healthnotes.all()]


def _words(note: Any, now: Any) -> str:
    parts = [display.moment(note.happened_at or note.recorded_at, now), note.hospital, _masked(note.note)]
    if note.voluntary is not None:
        parts.append(_("本人同意") if note.voluntary else _("本人不同意"))
    if note.danger:
        parts.append(_("有伤害自身或他人的危险"))
    parts += [f"{word}：{_masked(getattr(note, name))}" for name, word in _NAMED if getattr(note, name)]
    return " ".join(part for part in parts if part)


def _masked(text: Any) -> str:
    return mask_text(text.reveal()) if text else ""
