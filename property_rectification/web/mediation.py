"""Mediation on the page of a case: its course for everybody whom it concerns, its words for mediator and parties."""

from typing import Any

from django.utils.translation import gettext as _

from casework import access, clock, display
from casework.actor import Actor
from casework.masking import mask_text
from property_rectification import case_detail, codes
from property_rectification.mediation_words import OTHER_WAYS
from property_rectification.models import RectificationCase
from property_rectification.models.mediation import Mediation, MediationAgreement

_TONES = {
    Mediation.OPEN: "active", Mediation.REACHED: "done", Mediation.FAILED: "plain", Mediation.REFUSED: "plain",
    Mediation.ENDED: "plain",
}  # fmt: skip


def section(case: RectificationCase, actor: Actor) -> dict[str, Any] | None:
    """Every round, the last one first; None for posts to which nothing of it is shown."""
    if not any(access.may(actor, "mediation", letter) for letter in "RCs"):
        return None
    rounds = case.mediations.select_related("mediator", "agreement").prefetch_related("consents").order_by("-round")
    opens = case_detail.may_read("mediationsession/", actor)
    asked = case_detail.may_read("mediationconsent/", actor)
    return {"rounds": [_round(one, opens=opens, asked=asked) for one in rounds]}


def _round(one: Mediation, *, opens: bool, asked: bool) -> dict[str, Any]:
    now = clock.now()
    lines = [
        (_("提出"), f"{one.get_asked_by_display()} {display.moment(one.asked_at, now)}"),
        (_("调解员"), one.mediator.display_name if one.mediator else ""),
        (_("法院委派"), one.court_no),
        (_("开始"), display.moment(one.started_at, now) if one.started_at else ""),
        (_("结束"), display.moment(one.ended_at, now) if one.ended_at else ""),
    ]
    if asked:
        lines += [(_("争议和请求"), mask_text(one.dispute.reveal())), *_consents(one)]
    if opens:
        lines += [(_("调解记录"), _session(s, now)) for s in one.sessions.all()]
    agreement = getattr(one, "agreement", None)
    if agreement is not None:
        lines += _agreement(agreement, opens=opens)
    stopped = one.result in (Mediation.FAILED, Mediation.REFUSED, Mediation.ENDED)
    if one.result == Mediation.REFUSED:
        lines.append((_("说明"), _("不问理由；不计入调解成功率")))
    return {
        "title": _("第%(n)d次调解") % {"n": one.round},
        "badge": {"tone": _TONES[one.result], "text": one.get_result_display(), "icon": "", "url": ""},
        "lines": [{"label": label, "text": text} for label, text in lines if text],
        "ways": [str(way) for way in OTHER_WAYS] if stopped else [],
    }


def _consents(one: Mediation) -> list[tuple[str, str]]:
    now = clock.now()
    return [
        (c.get_side_display(), " ".join(filter(None, (
            _("同意调解") if c.agreed else _("不同意调解"), display.moment(c.at, now),
            codes.label("statement_mode", c.mode) if c.mode else "",
        ))))
        for c in one.consents.all()
    ]  # fmt: skip


def _session(session: Any, now: Any) -> str:
    return f"{display.moment(session.at, now)} {mask_text(session.record.reveal())}"


def _agreement(agreement: MediationAgreement, *, opens: bool) -> list[tuple[str, str]]:
    """The day for everybody: it is the clock of the case. The words for whom they are meant alone."""
    day = agreement.perform_by
    now = clock.now()
    lines = [(_("履行期限"), display.day(day, now) if day else "")]
    if not opens:
        return lines
    said = ((_("协议内容"), agreement.content), (_("履行事项"), agreement.plan), (_("履行凭证"), agreement.proof))
    lines += [(label, mask_text(text.reveal())) for label, text in said if text]
    if agreement.performed_on:
        lines.append((_("已履行"), display.day(agreement.performed_on, now)))
    if agreement.applied_on:
        result = codes.label("confirmation", agreement.confirmation) if agreement.confirmation else _("等待裁定")
        lines.append((_("司法确认"), f"{agreement.court} {display.day(agreement.applied_on, now)} {result}"))
    elif not agreement.decides_ownership:
        lines.append((_("司法确认"), _("自生效之日起30日内，双方可共同申请")))
    return lines
