"""What a file must hold before it is archived: one case, one file (一案一卷, §1.1.2 #42)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from property_rectification.models.checking import Check
from property_rectification.models.deciding import Conclusion


def missing(record: Any) -> list[Any]:
    """The papers the file still lacks, by name; which ones it needs follows from the way the case went."""
    gaps = []
    notices = list(record.ordernotices.all())
    if any(n.receipt_id is None for n in notices):
        gaps.append(_("送达回证"))
    if notices and not record.checks.filter(result=Check.PASSED).exists():
        gaps.append(_("验收结论"))
    if not notices and not record.conclusions.filter(kind=Conclusion.UNFOUNDED).exists():
        gaps.append(_("办理结论"))
    if not record.callbacks.exists() and notices:
        gaps.append(_("回访记录"))
    return gaps
