"""What the page of a case shows of a death, and what is still to be done."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.actor import Actor
from casework.masking import mask_text
from relief import choices, codes, reading, rows
from relief.effects.death import DEATH
from relief.states import POST_DEATH
from relief.web.lines import known, line


def notes(case: Any) -> list[str]:
    """What is missing, so that nothing has to be kept in mind."""
    if case.state != POST_DEATH:
        return []
    one = rows.death(case)
    wanted = {
        _("通知亲属"): bool(rows.relatives_told(case)), _("死亡证明"): bool(one.certificate_no),
        _("遗体接运"): one.collected_at is not None, _("火化确认书或其他处置"): bool(one.signed_on or one.disposition),
        _("户口注销"): one.cancelled_on is not None, _("遗物清单"): bool(one.items),
        _("遗物处理"): bool(one.property_end),
    }  # fmt: skip
    gaps = [name for name, there in wanted.items() if not there]
    return [_("还没有登记：%(what)s。") % {"what": "、".join(gaps)}] if gaps else []


def blocks(case: Any, actor: Actor, now: Any) -> list[dict[str, Any] | None]:
    """Nothing is looked up of the living."""
    if case.departure_mode != DEATH or not reading.reads(actor, reading.AFTER_DEATH):
        return []
    one = rows.death(case)
    return [_death(one, now), _body(one, now), _relatives(case, now), _property(one)]


def _death(one: Any, now: Any) -> dict[str, Any] | None:
    certificate = " ".join(
        filter(None, [choices.words("death_certificate", one.certificate_kind) if one.certificate_kind else "",
                      one.certificate_no, one.certificate_issuer])
    )  # fmt: skip
    return known("death", _("死亡登记"), [
        line(_("死亡时间"), display.moment(one.died_at, now)), line(_("地点"), mask_text(one.place.reveal())),
        line(_("确认"), f"{choices.words('death_confirmer', one.confirmed_by)} {mask_text(one.confirmer.reveal())}"),
        line(_("非正常死亡"), _("是") if one.abnormal else ""), line(_("公安受理编号"), one.police_ref),
        line(_("监控录像"), _("已保存") if one.video_kept else _("未登记保存")), line(_("死亡证明"), certificate),
        line(_("死因"), mask_text(one.cause.reveal()) if one.cause else "", wide=True),
        line(_("经过"), mask_text(one.circumstances.reveal()) if one.circumstances else "", wide=True),
    ])  # fmt: skip


def _body(one: Any, now: Any) -> dict[str, Any] | None:
    kept = f"{one.storage_until} {one.storage_basis}" if one.storage_until else ""
    signer = f"{one.signer} {codes.label('relationship', one.signer_relation)} {one.signed_on}" if one.signed_on else ""
    return known("body", _("遗体处置"), [
        line(_("殡仪馆"), one.funeral_home), line(_("接运"), _moment(one.collected_at, now)),
        line(_("存放地点"), one.body_at), line(_("延长保存"), kept),
        line(_("无人认领公告"), f"{one.notice_on} {one.notice_where}" if one.notice_on else ""),
        line(_("火化确认书"), signer), line(_("火化"), f"{_moment(one.cremated_at, now)} {one.cremation_no}".strip()),
        line(_("骨灰去向"), mask_text(one.ashes.reveal()) if one.ashes else ""),
        line(_("其他处置"), choices.words("disposition", one.disposition) if one.disposition else ""),
        line(_("户口注销"), f"{one.cancelled_on} {one.cancelled_by}" if one.cancelled_on else ""),
    ])  # fmt: skip


def _relatives(case: Any, now: Any) -> dict[str, Any] | None:
    return known("told", _("通知亲属"), [
        line(codes.label("relationship", one.relation),
             f"{one.name} {_('已通知到') if one.reached else _('没有联系上')} {display.moment(one.told_at, now)}")
        for one in rows.relatives_told(case)
    ])  # fmt: skip


def _property(one: Any) -> dict[str, Any] | None:
    return known("property", _("遗物"), [
        line(_("清单"), mask_text(one.items.reveal()) if one.items else "", wide=True),
        line(_("处理"), choices.words("property_end", one.property_end) if one.property_end else ""),
        line(_("继承人"), str(one.heir or "")), line(_("保管地点"), one.kept_at),
    ])  # fmt: skip


def _moment(at: Any, now: Any) -> str:
    return display.moment(at, now) if at else ""
