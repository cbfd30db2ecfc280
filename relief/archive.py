"""What a file must hold before it goes to the archive (R-54)."""

from typing import Any

from django.utils.translation import gettext as _

from relief.states import LEFT, PICKED_UP

#: Signatures that stand for themselves; whoever did not sign is vouched for by two of the staff.
SIGNED = ("signed", "fingerprint")


def missing(case: Any) -> list[str]:
    """What is not there yet, in words."""
    wanted = {
        _("告知权利的记录"): case.rights_told_at is not None,
        _("自行离站声明或拒签说明"): case.outcome != LEFT or _declared(case),
        _("接领人证件复印件"): case.outcome != PICKED_UP or case.picked_up_by.copy_id is not None,
    }
    return [name for name, there in wanted.items() if not there]


def _declared(case: Any) -> bool:
    return case.statement_kind in SIGNED or (bool(case.statement_kind) and case.statement_second_id is not None)
