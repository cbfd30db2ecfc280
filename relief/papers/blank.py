"""Blank forms: what is written by hand when there is no power, no network or no name (AP-01).

The same wordings as everywhere, of which nothing is known yet; the law and the remedies stand on them already.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from casework import documents
from casework.models import Agency, DocumentTemplate
from casework.papers import templates, wording
from relief import codes
from relief.papers import about, basis, dying, ending, going, intake, leaving, paper, refusing

if TYPE_CHECKING:
    import weasyprint

Known = Callable[[Agency, dt.date], dict[str, Any]]


def _nothing(_station: Agency, _day: dt.date) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Blank:
    """One form as the page lists it; `known` is what stands on it all the same."""

    key: str
    code: str
    when: Any
    known: Known = field(default=_nothing)


def _notice(whom: str) -> Known:
    def known(station: Agency, day: dt.date) -> dict[str, Any]:
        law = {"whom": whom, "heading": str(intake.NOTICES[whom]), "basis": intake.law_of_notice(whom, day)}
        return law | {"bureau": about.bureau(station)}

    return known


def _refusal(station: Agency, day: dt.date) -> dict[str, Any]:
    reasons = [refusing.reason(code, chosen=False) for code, _label in codes.choices("refusal_reason")]
    return {"reasons": reasons, "basis": refusing.law(day), "remedies": refusing.remedies(station, day)}


def _ending(station: Agency, day: dt.date) -> dict[str, Any]:
    reasons = [ending.reason(code, chosen=False) for code, _label in codes.choices("termination_reason")]
    return {"reasons": reasons, "basis": ending.law(day), "remedies": refusing.remedies(station, day)}


def _death(*, announces: bool) -> Known:
    known = {"heading": str(dying.HEADINGS[announces]), "announces": announces, "letter": not announces}
    return lambda _station, _day: known


def _other(_station: Agency, _day: dt.date) -> dict[str, Any]:
    """What is no case has a number of its own."""
    return {"number": paper.other_numbers("　" * 8, "　" * 8)}


def _complaint(station: Agency, day: dt.date) -> dict[str, Any]:
    """The bureau answers, whoever wrote it down."""
    return _other(station, day) | {
        "organ": about.bureau(station)["name"], "basis": basis.cite("SHJZF", str(_("第七十六条")), day),
    }  # fmt: skip


#: Forms that call themselves something else than their paper.
_NAMES = intake.NOTICES | {"J-30-notice": dying.HEADINGS[True]}
#: The key of all of them in one file.
ALL = "all"
FORMS = (
    Blank("J-01", "J-01", _("到站登记、甄别、入站"), lambda _station, day: {"basis": intake.law_of_registration(day)}),
    Blank("J-39", "J-39", _("告知成年人"), _notice("adult")),
    Blank("J-39-guardian", "J-39", _("告知监护人"), _notice("guardian")),
    Blank("J-39-child", "J-39", _("告知不满14周岁的人的监护人"), _notice("child")),
    Blank("J-06", "J-06", _("公安送来的人")),
    Blank("J-07", "J-07", _("其他部门或者群众送来的人")),
    Blank("J-08", "J-08", _("物品寄存和领回，两联"), lambda _station, _day: {"copies": going.copies()}),
    Blank("J-09", "J-09", _("检视、叫120、送医、返站")),
    Blank("J-03", "J-03", _("本人要走，随时可用"), lambda _station, day: {"basis": leaving.law_of_leaving(day)}),
    Blank("J-17", "J-17", _("给乘车凭证，或者签收小额交通费")),
    Blank("J-32", "J-32", _("本人没有签字")),
    Blank("J-04", "J-04", _("在站服务、离站登记")),
    Blank("J-10", "J-10", _("在站超过10天"), lambda station, _day: {"bureau": about.bureau(station)}),
    Blank("J-16", "J-16", _("亲属、监护人、单位来接")),
    Blank("J-22", "J-22", _("通知亲属或流出地接站")),
    Blank("J-28", "J-28", _("看到伤害、侵害：先报告，后填表")),
    Blank("J-27", "J-27", _("未成年人：监护决定、评估、移交")),
    Blank("J-13", "J-13", _("疑似走失、被遗弃、被拐卖，报公安")),
    Blank("J-11", "J-11", _("请公安协助查身份")),
    Blank("J-29", "J-29", _("重大事件：1小时口头、24小时书面")),
    Blank("J-02", "J-02", _("两人决定不予救助，当面交本人"), _refusal),
    Blank("J-35", "J-35", _("发放宣传资料")),
    Blank("J-36", "J-36", _("开放日签到、意见")),
    Blank("J-44", "J-44", _("停电断网时接热线：先手写，恢复后补录")),
    Blank("J-31", "J-31", _("拟终止救助：两人听取本人意见")),
    Blank("J-05", "J-05", _("站长决定终止救助，当面交本人"), _ending),
    Blank("J-30", "J-30", _("有人去世：登记、遗物、通知亲属"), _death(announces=False)),
    Blank("J-30-notice", "J-30", _("遗体无人认领的公告"), _death(announces=True)),
    Blank("J-38", "J-38", _("投诉，交县民政局"), _complaint),
    Blank("J-43", "J-43", _("交接班"), _other),
    Blank("J-34", "J-34", _("出入库、盘点、销毁"), _other),
    Blank("J-41", "J-41", _("卷宗")),
)


def listed(day: dt.date) -> list[tuple[Blank, DocumentTemplate]]:
    """The forms with the version of their wording that is in force."""
    versions = templates.in_force([form.code for form in FORMS], day)
    return [(form, versions[form.code]) for form in FORMS]


def name_of(form: Blank, template: DocumentTemplate) -> str:
    """What the form calls itself."""
    return str(_NAMES.get(form.key.removeprefix("J-39-"), template.name))


def laid_out(form: Blank, template: DocumentTemplate, station: Agency, day: dt.date) -> "weasyprint.Document":
    """Its pages."""
    from casework.papers import pdf  # pango is loaded where something is printed

    own = {
        "organ": station.name, "number": paper.numbers("　" * 8, "　" * 8), "station_phone": station.public_phone,
    }  # fmt: skip
    empty = wording.blank(documents.paper_of(form.code).sample_snapshot())
    content = documents.plain(empty | own | form.known(station, day))
    body = mark_safe(wording.rendered(template.body, content))
    return pdf.laid_out(template.name, body, content, version=f"{template.code} v{template.version}")


def printed(key: str, station: Agency, day: dt.date) -> bytes | None:
    """The PDF of one form; of every form, to be printed while there is power, for ALL; None for a key that is none."""
    from casework.papers import pdf

    wanted = [(form, template) for form, template in listed(day) if key in (form.key, ALL)]
    return pdf.together([laid_out(form, template, station, day) for form, template in wanted]) if wanted else None
