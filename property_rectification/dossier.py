"""The file of a case: what it holds, read once for a page, and what it must hold before it is archived (§1.1.2 #42)."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext_lazy as _

from casework.models import RecordFile
from property_rectification.models.checking import CallBack, Check
from property_rectification.models.deciding import Conclusion, OrderNotice
from property_rectification.models.facts import Fact, FactEvidence
from property_rectification.models.mediation import MediationAgreement
from property_rectification.states import DIVERTED


def missing(record: Any) -> list[Any]:
    """The papers the file still lacks, by name; which ones it needs follows from the way the case went. One query."""
    of_case = {"case": OuterRef("pk")}
    notices = OrderNotice.objects.filter(**of_case)
    there = type(record).objects.filter(pk=record.pk).values(
        ordered=Exists(notices), unproved=Exists(notices.filter(receipt=None)),
        passed=Exists(Check.objects.filter(**of_case, result=Check.PASSED)),
        concluded=Exists(Conclusion.objects.filter(**of_case, kind__in=Conclusion.ENDS)),
        proved=Exists(RecordFile.objects.filter(record=OuterRef("pk"), purpose="basis", removed_at=None)),
        agreed=Exists(MediationAgreement.objects.filter(**of_case)),
        called=Exists(CallBack.objects.filter(**of_case)),
    )[0]  # fmt: skip
    if record.state == DIVERTED:  # nothing was found or ordered here: what proves the route stands for all of it
        return [] if there["proved"] else [_("法定途径的依据")]
    gaps = []
    if there["unproved"]:
        gaps.append(_("送达回证"))
    checked = there["ordered"] or there["agreed"]
    if checked and not there["passed"]:
        gaps.append(_("验收结论"))
    if not checked and not there["concluded"]:
        gaps.append(_("办理结论"))
    if checked and not there["called"]:
        gaps.append(_("回访记录"))
    return gaps


# --- read once for a page -------------------------------------------------------------------------------------------


def files(record: Any) -> list[Any]:
    """The files that were not taken out, oldest first, read once for this instance of the record."""
    found = record.files.filter(removed_at=None).select_related("file", "added_by__user").order_by("added_at")
    return _read_once(record, "files", lambda: list(found))


def facts(record: Any) -> list[Fact]:
    """The facts with their evidence, read once for this instance of the record."""
    links = Prefetch("links", FactEvidence.objects.select_related("evidence"))
    return _read_once(record, "facts", lambda: list(record.facts.prefetch_related(links)))


def _read_once(record: Any, name: str, read: Callable[[], list[Any]]) -> list[Any]:
    kept: dict[str, list[Any]] = vars(record).setdefault("_file_read", {})
    if name not in kept:
        kept[name] = read()
    return kept[name]
