"""After a death: the register, the list of belongings, the letter to relatives, the notice of whom nobody claims."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.context import Context
from relief import choices, codes, reading, rows
from relief.papers import about
from relief.papers.paper import paper

#: What the paper calls itself: the register, or what is posted up.
HEADINGS = {False: gettext_lazy("死亡登记表、遗物清单"), True: gettext_lazy("无人认领遗体公告")}
#: The letter goes out when somebody has died.
DIED, ANNOUNCED = "record_death", "record_unclaimed_notice"


def death(ctx: Context) -> dict[str, Any]:
    """What is known of it so far; nothing is burnt without certificate and confirmation (R-64)."""
    case, one = ctx.record, rows.death(ctx.record)
    return {
        "heading": str(HEADINGS[ctx.act.code == ANNOUNCED]),
        "person": about.person(ctx), "announces": ctx.act.code == ANNOUNCED, "letter": ctx.act.code == DIED,
        "admitted_at": about.moment(case.admitted_at), "died_at": about.moment(one.died_at),
        "place": about.plain(one.place), "confirmed": _confirmed(one), "abnormal": one.abnormal,
        "police_ref": one.police_ref, "certificate": _certificate(one), "cause": about.lines(one.cause),
        "relatives": [_told(told) for told in case.relativetolds.all()], "video_kept": one.video_kept,
        "handler": about.handler(ctx), "day": about.today(ctx),
    } | _body(one) | _property(one)  # fmt: skip


def _confirmed(one: Any) -> str:
    return _joined(choices.words("death_confirmer", one.confirmed_by), about.plain(one.confirmer))


def _certificate(one: Any) -> str:
    if not one.certificate_no:
        return ""
    return _joined(
        choices.words("death_certificate", one.certificate_kind), one.certificate_no, one.certificate_issuer
    )  # fmt: skip


def _told(one: Any) -> str:
    reached = _("已通知到") if one.reached else _("没有联系上")
    relation = codes.label("relationship", one.relation)
    return _joined(relation, about.plain(one.name), reached, about.moment(one.told_at))


def _body(one: Any) -> dict[str, str]:
    """Where the body is, and what became of it."""
    relation = codes.label("relationship", one.signer_relation) if one.signer_relation else ""
    return {
        "funeral_home": one.funeral_home, "collected_at": about.moment(one.collected_at), "body_at": one.body_at,
        "storage": _joined(about.day(one.storage_until), one.storage_basis),
        "signer": _joined(about.plain(one.signer), relation, about.day(one.signed_on)),
        "cremated": _joined(about.moment(one.cremated_at), one.cremation_no), "ashes": about.plain(one.ashes),
        "disposition": _joined(
            choices.words("disposition", one.disposition) if one.disposition else "", about.day(one.disposed_on)
        ),
        "cancelled": _joined(about.day(one.cancelled_on), one.cancelled_by),
        "notice_on": about.day(one.notice_on), "notice_where": one.notice_where,
    }  # fmt: skip


def _property(one: Any) -> dict[str, Any]:
    return {
        "items": about.lines(one.items),
        "property_end": choices.words("property_end", one.property_end) if one.property_end else "",
        "heir": _joined(about.plain(one.heir), one.kept_at),
    }


def _joined(*words: str) -> str:
    return "　".join(filter(None, words))


DEATH = paper(
    "J-30", gettext_lazy("死亡登记表、遗物清单、通知亲属函、无人认领公告"), death,
    holds=(reading.REGISTRATION, reading.INCIDENT),
)  # fmt: skip
