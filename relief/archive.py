"""What the file of a case must hold before it goes to the archive, by what this case went through (R-54)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from relief import referrals, rows, standing, terminations, word_ahead
from relief.protection import FIT, NOT_APPLICABLE, TO_BE_ASSESSED
from relief.states import DECEASED, LEFT, PICKED_UP, REFERRED, REFUSED, TERMINATED

#: Signatures that stand for themselves; whoever did not sign is vouched for by two of the staff.
SIGNED = ("signed", "fingerprint")
#: The form of a report upward that can be filed.
WRITTEN = "written"
#: Home by oneself with a voucher, in the list departure_mode: word is sent ahead (R-43).
WITH_VOUCHER = "5.2"
#: How long a volume is kept, in the list retention_class.
TEN_YEARS, THIRTY_YEARS, FOR_GOOD = "years_10", "years_30", "permanent"
#: Why a volume was opened again, in the list reopen_reason: a dispute, and somebody known after all.
KEPT_FOR_GOOD = ("appeal", "late_dna_match")


@dataclass(frozen=True)
class Paper:
    """One line of the checklist: what this case owes, and whether it is there."""

    code: str
    name: str
    there: bool


_Line = tuple[str, str, bool, bool]


def checklist(case: Any) -> list[Paper]:
    """What this case owes; of what it never went through nothing is asked."""
    lines = (*_of_the_stay(case), *_of_the_end(case), *_of_death(case))
    return [Paper(code, name, there) for code, name, due, there in lines if due]


def missing(case: Any) -> list[str]:
    """What is not there yet, in words."""
    return [paper.name for paper in checklist(case) if not paper.there]


def _of_the_stay(case: Any) -> list[_Line]:
    filed = [one for one in rows.extensions(case) if one.agreed]
    reports = rows.reports(case) if case.reported_at else []
    back = [one for one in case.medicalevents.all() if one.back_at]
    return [
        ("rights", _("告知权利的记录"), case.arrived_at is not None and case.outcome != DECEASED,
         case.rights_told_at is not None),
        ("police_paper", _("公安法律文书"), case.police_at is not None, not rows.paper_missing(case)),
        ("hospital", _("出院证明或病情稳定、自愿出院的说明"), bool(back),
         all(one.certificate or one.back_note or one.by_own_will for one in back)),
        ("extension", _("延期备案的确认"), bool(filed), all(one.acknowledged_at for one in filed)),
        ("reports", _("强制报告的回执编号"), bool(reports), all(one.receipt for one in reports)),
        ("upward", _("重大事项书面报告"), case.serious_at is not None, _told_upward(case)),
    ]  # fmt: skip


def _of_the_end(case: Any) -> list[_Line]:
    refused, ended, sent = rows.refusal(case), terminations.decided(case), rows.referral(case)
    asked = referrals.due(case)
    protected = case.outcome == PICKED_UP and case.protection_state != NOT_APPLICABLE
    return [
        ("statement", _("自行离站声明或拒签说明"), case.outcome == LEFT, _declared(case)),
        ("collector", _("接领人证件复印件"), case.outcome == PICKED_UP,
         case.outcome == PICKED_UP and case.picked_up_by.copy_id is not None),
        ("doubt", _("年龄、能力疑问的处置"), protected, case.protection_state != TO_BE_ASSESSED),
        ("guardian", _("返回监护和家庭教育指导"), protected, case.protection_state != FIT),
        ("word_ahead", _("通知亲属和去向单位的记录"), case.departure_mode == WITH_VOUCHER, word_ahead.is_settled(case)),
        ("refusal", _("不予救助通知书的送达"), case.outcome == REFUSED, bool(refused and refused.served_at)),
        ("termination", _("终止救助通知书的送达"), case.outcome == TERMINATED, bool(ended and ended.served_at)),
        ("acceptance", _("接收函或受理回执"), case.outcome == REFERRED, bool(sent and sent.copy_id)),
        ("referral", _("转介乡镇（街道）的结果"), asked is not None, bool(asked and asked.answered)),
    ]  # fmt: skip


def _of_death(case: Any) -> list[_Line]:
    one = rows.death(case) if case.outcome == DECEASED else None
    if one is None:
        return []
    return [
        ("certificate", _("死亡证明"), True, bool(one.certificate_no)),
        ("disposition", _("火化证明或其他处置的记录"), True, bool(one.cremation_no or one.disposition)),
        ("property", _("遗物清单和处理"), True, bool(one.items and one.property_end)),
        ("household", _("户口注销"), case.person.verified_at is not None, one.cancelled_on is not None),
    ]


def _declared(case: Any) -> bool:
    return case.statement_kind in SIGNED or (bool(case.statement_kind) and case.statement_second_id is not None)


def _told_upward(case: Any) -> bool:
    """In writing, and not before it happened."""
    if case.serious_at is None:
        return True
    return any(one.form == WRITTEN and one.recorded_at >= case.serious_at for one in rows.upward(case))


def wrongly_ended(case: Any) -> bool:
    """Whether the file of a refusal or termination was opened again: relief is then given at once, anew (R-53)."""
    return case.outcome in (REFUSED, TERMINATED) and any(one.reopened_at for one in rows.volumes(case))


def retention(case: Any) -> str:
    """How long a volume is kept, as the station proposes it to the archives bureau (Appendix B.5).

    For good of the dead, of minors, of whoever stayed unknown, and of what was disputed or found late; thirty years of
    whoever was admitted, ten of who was not.
    """
    at = case.admitted_at or case.left_at
    minor = case.arrived_at is not None and at is not None and standing.is_minor(case, at)
    if case.outcome == DECEASED or minor or _disputed(case):
        return FOR_GOOD
    if case.admitted_at is None:
        return TEN_YEARS
    return FOR_GOOD if _unknown(case.person) else THIRTY_YEARS


def _unknown(person: Any) -> bool:
    return person.verified_at is None and not person.name_declared and not person.id_declared


def _disputed(case: Any) -> bool:
    return any(one.reopen_reason in KEPT_FOR_GOOD for one in rows.volumes(case))
