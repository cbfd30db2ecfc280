"""What a stay brings with it, as the page of a case shows it: longer stays that were filed."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.masking import mask_text
from relief import codes, rows, terminations
from relief.models.termination import Termination
from relief.web.lines import block, known, line


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


def termination(case: Any, now: Any) -> dict[str, Any] | None:
    """The last one: why, what the person said, what became of it."""
    found = terminations.shown(case)
    if not found:
        return None
    last = found[-1]
    opened = f"{last.recorded_by.user.display_name if last.recorded_by else ''} {display.moment(last.recorded_at, now)}"
    return known("termination", _("拟终止救助"), [
        line(_("理由"), "、".join(codes.label("termination_reason", code) for code in last.reasons), wide=True),
        line(_("事实"), mask_text(last.facts.reveal()), wide=True), line(_("提出"), opened),
        line(_("本人意见"), _opinion(last, now), wide=True),
        line(_("较轻的措施为何不足"), mask_text(last.lesser.reveal()) if last.lesser else "", wide=True),
        line(_("写给本人的理由"), mask_text(last.told.reveal()) if last.told else "", wide=True),
        line(_("结果"), _result(last, now)), line(_("送达"), _served(last, now), wide=True),
    ])  # fmt: skip


def _opinion(one: Any, now: Any) -> str:
    if one.heard_at is None:
        return _("还没有听取")
    by = f"{one.heard_by.display_name}、{one.heard_second.display_name}"
    return f"{mask_text(one.opinion.reveal())}　{by} {display.moment(one.heard_at, now)}"


def _result(one: Any, now: Any) -> str:
    words = {
        Termination.DECIDED: _("终止救助"), Termination.DISMISSED: _("不予终止"), Termination.LAPSED: _("因就医终结"),
    }  # fmt: skip
    if not one.result:
        return ""
    return f"{words[one.result]} {one.decided_by.user.display_name} {display.moment(one.decided_at, now)}"


def _served(one: Any, now: Any) -> str:
    if one.result != Termination.DECIDED:
        return ""
    if one.served_at is None:
        return _("还没有送达")
    how = [codes.label("service_method", one.served_how), codes.label("signature_kind", one.signature)]
    people = [person.display_name for person in (one.served_by, one.served_second) if person]
    return " ".join([display.moment(one.served_at, now), *how, "、".join(people)])
