"""What the page of a case shows of somebody who is not there: checks, the search, what was reported."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.actor import Actor
from casework.masking import mask_text
from relief import choices, reading, rows
from relief.states import GONE, MISSING
from relief.web.lines import block, line


def notes(case: Any) -> list[str]:
    """What has to be kept in mind while somebody is not there."""
    if case.state != MISSING:
        return [_("点名%(n)d次不在。") % {"n": case.absent_checks}] if case.absent_checks else []
    search = rows.open_search(case)
    if any(one.to_police and one.absence_id == search.pk for one in rows.reports(case)):
        return []
    return [_("还没有登记报警：先拨打110，再登记强制报告。")]


def blocks(case: Any, actor: Actor, now: Any) -> list[dict[str, Any] | None]:
    """Each part for who may read it; nothing is looked up of somebody who was always there."""
    found = []
    if reading.reads(actor, reading.INCIDENT):
        found += [_absence(case, now), _upward(case, now)]
    if reading.reads(actor, reading.PROTECTION):
        found.append(_reports(case, now))
    return found


def _absence(case: Any, now: Any) -> dict[str, Any] | None:
    lines = []
    for one in rows.absences(case) if case.serious_at or case.outcome == GONE else []:
        lines.append(line(_("走失查找") if one.missing else _("擅自离站"), display.moment(one.recorded_at, now)))
        if one.worry:
            lines.append(line(_("危险情形"), choices.words("missing_worry", one.worry)))
        if one.last_seen_at:
            lines.append(line(_("最后见到"), display.moment(one.last_seen_at, now)))
        if one.account:
            lines.append(line(_("经过"), mask_text(one.account.reveal()), wide=True))
        if one.missing:
            lines.append(line(_("监控录像"), _("已保存") if one.video_kept else _("未登记保存")))
        if one.seen_at:
            seen = f"{display.moment(one.seen_at, now)} {mask_text(one.seen_where.reveal())}"
            lines.append(line(_("见到本人"), seen, wide=True))
    return block("absence", _("走失和擅自离站"), lines)


def _upward(case: Any, now: Any) -> dict[str, Any] | None:
    lines = []
    for told in rows.upward(case) if case.serious_at else []:
        words = f"{choices.words('upward_form', told.form)} {mask_text(told.told.reveal())}"
        lines.append(line(_("已报告"), f"{display.moment(told.reported_at, now)} {words}", wide=True))
    return block("upward", _("向上级报告"), lines)


def _reports(case: Any, now: Any) -> dict[str, Any] | None:
    lines = []
    for one in rows.reports(case) if case.reported_at else []:
        words = [
            display.moment(one.reported_at, now), one.unit or choices.words("report_organ", one.organ),
            choices.words("report_channel", one.channel), str(one.officer),
            one.receipt or _("编号待补"),
        ]  # fmt: skip
        lines.append(line(_("已报告"), "　".join(words), wide=True))
    return block("reports", _("强制报告"), lines)
