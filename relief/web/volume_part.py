"""The file of a case as its page shows it: what it owes, how it was bound, why it was opened again, what follows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import display
from casework.actor import Actor
from casework.masking import mask_text
from casework.web import frames
from relief import archive, codes, rows
from relief.lifecycle.intake import RECEIVE
from relief.web.lines import block, line


def part(case: Any, now: Any) -> dict[str, Any] | None:
    """The checklist as it was bound, or as it stands today, and every binding."""
    if not case.outcome:
        return None
    bound = rows.volumes(case)
    waived = bound[-1].waived if bound and bound[-1].reopened_at is None else ()
    return block("volume", _("归档清单"), [
        *(line(paper.name, _state(paper, waived)) for paper in archive.checklist(case)),
        *(one for volume in bound for one in _binding(volume, now)),
    ])  # fmt: skip


def _state(paper: archive.Paper, waived: Any) -> str:
    if paper.there:
        return _("有")
    return _("缺，站长已免除") if paper.code in waived else _("缺")


def _binding(one: Any, now: Any) -> list[dict[str, Any]]:
    words = [
        one.number, codes.label("retention_class", one.retention), one.recorded_by.user.display_name,
        display.moment(one.recorded_at, now), mask_text(one.waived_why.reveal()) if one.waived_why else "",
    ]  # fmt: skip
    lines = [line(_("第%(n)d版目录") % {"n": one.version}, "　".join(filter(None, words)), wide=True)]
    if one.reopened_at:
        words = [
            codes.label("reopen_reason", one.reopen_reason), mask_text(one.reopen_note.reveal()),
            _("%(who)s提出") % {"who": one.reopen_asked_by.user.display_name},
            _("%(who)s同意") % {"who": one.reopened_by.user.display_name}, display.moment(one.reopened_at, now),
        ]  # fmt: skip
        lines.append(line(_("重开"), "　".join(words), wide=True))
    return lines


def linked(case: Any, actor: Actor) -> list[dict[str, Any]]:
    """The case this one goes on from, and what follows where relief was wrongly refused or ended (R-53)."""
    lines = []
    if case.follows_id:
        lines.append(line(_("接续的案件"), case.follows.number, url=frames.url(case.follows)))
    if archive.wrongly_ended(case):
        lines += [
            line(_("后续救助"), one.number, url=frames.url(one)) for one in case.followed_by.order_by("opened_at")
        ]
        if actor.role in RECEIVE.by:
            address = f"{reverse('relief-reception-new')}?follows={case.number}"
            lines.append(line(_("重新救助"), _("登记到站，接续本案"), url=address))
    return lines


def notes(case: Any) -> list[str]:
    """Help does not wait until the file is mended."""
    if not archive.wrongly_ended(case):
        return []
    return [_("卷宗已重开。救助被错误拒绝或终止的，由接待员马上重新登记到站，不等更正。")]
