"""Where somebody belongs, how the registration was signed, the family: as the page of a case shows it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access, clock, display
from casework.actor import Actor
from casework.masking import mask_text
from casework.web import frames
from relief import choices, codes, reading, rows, standing
from relief.models.background import Background
from relief.web.lines import block, known, line

#: What is masked, and opened for a purpose.
MASKED = {
    "household": gettext_lazy("户籍地"), "residence": gettext_lazy("住所地"),
    "workplace": gettext_lazy("工作单位"), "phone": gettext_lazy("本人电话"), "diet": gettext_lazy("饮食需要"),
}  # fmt: skip


def parts(case: Any, actor: Actor) -> list[dict[str, Any] | None]:
    """For who reads of the registration; how somebody is disabled, for those who care for it."""
    if not reading.reads(actor, reading.REGISTRATION):
        return []
    found = rows.background(case)
    return [_background(case, found, actor) if found else None, _family(case)]


def _background(case: Any, one: Background, actor: Actor) -> dict[str, Any] | None:
    opens = access.may_unmask(actor, reading.REGISTRATION)
    secret = [
        line(label, str(getattr(one, name) or ""), reveal=frames.url(case, "reveal", field=name) if opens else "")
        for name, label in MASKED.items() if getattr(one, name)
    ]  # fmt: skip
    disabled = [codes.label("disability_class", one.disability), codes.label("disability_grade", one.disability_grade)]
    return known("background", _("详细情况"), [
        line(_("民族"), codes.label("ethnic_group", one.ethnic)),
        line(_("文化程度"), codes.label("education", one.education)),
        *secret,
        line(_("身高、体态"), "　".join(filter(None, [f"{one.height_cm}cm" if one.height_cm else "", one.build]))),
        line(_("残疾"), "　".join(filter(None, disabled)) if reading.reads(actor, reading.HEALTH) else ""),
        line(_("登记表签名"), _signed(one)),
    ])  # fmt: skip


def _signed(one: Background) -> str:
    if one.signed_at is None:
        return ""
    told = [codes.label("signature_kind", one.signature), display.moment(one.signed_at, clock.now())]
    if one.filled_by == "proxy":
        told.append(_("代填：%(why)s") % {"why": one.proxy_reason})
    if one.witness and one.second_witness:
        names = {"first": one.witness.display_name, "second": one.second_witness.display_name}
        told.append(_("见证：%(first)s、%(second)s") % names)
    return "　".join(told)


def _family(case: Any) -> dict[str, Any] | None:
    now = clock.now()
    lines = [line(codes.label("relationship", one.relation), _relative(one), wide=True) for one in rows.relatives(case)]
    lines += [
        line(_("联系 %(when)s") % {"when": display.moment(one.tried_at, now)}, _attempt(one), wide=True)
        for one in case.contactattempts.select_related("relative")
    ]
    return block("family", _("亲属"), lines)


def _relative(one: Any) -> str:
    told = [str(one.name), str(one.phone or ""), str(one.address or "")]
    if one.willing:
        told.append(_("愿意来接"))
    if one.risk != standing.NO_RISK:
        told.append(codes.label("relative_risk_flag", one.risk))
    return "　".join(filter(None, told))


def _attempt(one: Any) -> str:
    whom = str(one.relative.name) if one.relative else one.whom
    told = [whom, choices.words("report_channel", one.channel), _("联系上了") if one.reached else _("没有联系上")]
    return "　".join(filter(None, [*told, mask_text(one.note.reveal()) if one.note else ""]))
