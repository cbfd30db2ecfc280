"""How somebody is, and where they were treated, as the page of a case shows it to those who care for it."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.masking import mask_text
from relief import codes
from relief.web import health_parts
from relief.web.lines import block, line

Lines = list[dict[str, Any]]


def part(case: Any, now: Any) -> dict[str, Any] | None:
    """The first look, then each time in hospital with what its transfer sheet says."""
    lines = [line(_("检视"), _looked(one), wide=True) for one in case.screenings.all()]
    for event in case.medicalevents.select_related("accompanied_by"):
        lines += _event(event, now)
    lines += [line(label, words, wide=True) for label, words in health_parts.lines(case, now)]
    return block("health", _("检视与就医"), lines)


def _looked(one: Any) -> str:
    signs = "、".join(codes.label("screening_sign", code) for code in one.signs)
    return "　".join(filter(None, [signs, mask_text(one.findings.reveal())]))


def _event(event: Any, now: Any) -> Lines:
    went = f"{display.moment(event.recorded_at, now)} {event.hospital}".strip()
    called = _("%(when)s呼叫120") % {"when": display.moment(event.called_at, now)} if event.called_at else ""
    along = _("%(who)s陪同") % {"who": event.companion} if event.companion else ""
    lines = [line(_("送医"), f"{went} {mask_text(event.need.reveal())}", wide=True)]
    if called or along:
        lines.append(line(_("转送"), "　".join(filter(None, [called, along]))))
    if event.accompanied_by:
        lines.append(line(_("住院陪护"), event.accompanied_by.display_name))
    if event.registration:
        lines.append(line(_("医院要求登记"), mask_text(event.registration.reveal()), wide=True))
    return [*lines, line(_("出院或返站"), _back(event, now), wide=True)] if event.back_at else lines


def _back(event: Any, now: Any) -> str:
    words = [
        display.moment(event.back_at, now), event.certificate, _("本人自愿出院") if event.by_own_will else "",
        mask_text(event.back_note.reveal()) if event.back_note else "",
    ]  # fmt: skip
    return "　".join(filter(None, words))
