"""What a file must hold before it goes to the archive (R-54)."""

from typing import Any

from django.utils.translation import gettext as _

from relief import rows, terminations, word_ahead
from relief.protection import FIT, TO_BE_ASSESSED
from relief.states import DECEASED, LEFT, PICKED_UP, REFUSED, TERMINATED

#: Signatures that stand for themselves; whoever did not sign is vouched for by two of the staff.
SIGNED = ("signed", "fingerprint")
#: The form of a report upward that can be filed.
WRITTEN = "written"
#: Home by oneself with a voucher, in the list departure_mode: word is sent ahead (R-43).
WITH_VOUCHER = "5.2"


def missing(case: Any) -> list[str]:
    """What is not there yet, in words."""
    wanted = {
        _("告知权利的记录"): case.rights_told_at is not None or case.arrived_at is None or case.outcome == DECEASED,
        _("自行离站声明或拒签说明"): case.outcome != LEFT or _declared(case),
        _("重大事项书面报告"): case.serious_at is None or _told_upward(case),
        _("公安法律文书"): not rows.paper_missing(case),
        _("接领人证件复印件"): case.outcome != PICKED_UP or case.picked_up_by.copy_id is not None,
        _("年龄、能力疑问的处置"): case.outcome != PICKED_UP or case.protection_state != TO_BE_ASSESSED,
        _("返回监护和家庭教育指导"): case.outcome != PICKED_UP or case.protection_state != FIT,
        _("终止救助通知书的送达"): case.outcome != TERMINATED or _told_of_the_end(case),
        _("通知亲属和去向单位的记录"): case.departure_mode != WITH_VOUCHER or word_ahead.is_settled(case),
    } | _of_refusal(case)
    return [name for name, there in wanted.items() if not there]


def _of_refusal(case: Any) -> dict[str, bool]:
    decision = rows.refusal(case) if case.outcome == REFUSED else None
    if decision is None:
        return {}
    return {
        _("不予救助通知书的送达"): decision.served_at is not None,
        _("转介乡镇（街道）的结果"): bool(decision.referral_result or not decision.referred_to),
    }


def _told_of_the_end(case: Any) -> bool:
    found = terminations.decided(case)
    return found is not None and found.served_at is not None


def _declared(case: Any) -> bool:
    return case.statement_kind in SIGNED or (bool(case.statement_kind) and case.statement_second_id is not None)


def _told_upward(case: Any) -> bool:
    """In writing, and not before it happened."""
    return any(one.form == WRITTEN and one.recorded_at >= case.serious_at for one in rows.upward(case))
