"""The protection of somebody as the page shows it to who may read it: what to do within the hour, what was decided."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.actor import Actor
from casework.masking import mask_text
from relief import choices, codes, protection, reading, rows
from relief.lifecycle.protection import PROTECTION
from relief.web.lines import block, line

_ACTS = {row.code: row.label for row in (*PROTECTION.rows, *PROTECTION.carried.values())}
_LISTS = {"take_long_term_guardianship": "long_term_ground"}


def notes(case: Any, actor: Actor) -> list[str]:
    """What answers the clock of the first hour, in one sentence."""
    if case.protection_state != protection.TO_BE_ASSESSED or not reading.reads(actor, reading.PROTECTION):
        return []
    return [_(
        "1小时内办一项：有受侵害迹象的，马上强制报告；没有的，联系监护人，找不到的请县民政局决定临时监护；"
        "证实成年、能力正常的，解除保护。"
    )]  # fmt: skip


def part(case: Any, now: Any) -> dict[str, Any] | None:
    """Each act with what it says, oldest first; nothing is looked up where nothing was doubted."""
    lines = [line(_ACTS[note.act], _words(note, now), wide=True) for note in rows.protection(case)]
    return block("protection", _("未成年人/行为能力保护"), lines)


def _words(note: Any, now: Any) -> str:
    parts = [display.moment(note.recorded_at, now)]
    parts += [_("年龄有疑问")] if note.age_doubt else []
    parts += [_("行为能力有疑问")] if note.capacity_doubt else []
    if note.ground:
        parts.append(choices.words(_LISTS.get(note.act, "guardianship_ground"), note.ground))
    if note.placement:
        parts.append(choices.words("guardianship_placement", note.placement))
    if note.guardian:
        parts.append(f"{codes.label('relationship', note.guardian.relation)} {note.guardian.name}")
    parts += [note.unit, note.paper_no, *(_masked(getattr(note, name)) for name in ("place", "note"))]
    if note.no_harm:
        parts.append(_("无受侵害迹象：%(words)s") % {"words": _masked(note.no_harm)})
    return "　".join(part for part in parts if part)


def _masked(text: Any) -> str:
    return mask_text(text.reveal()) if text else ""
