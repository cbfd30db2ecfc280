"""What follows from a binding for matters that run already, as work of the worker: each in an event of its own (§6)."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import commit, engine, jobs
from casework.actor import Actor
from casework.models import Job, Relation
from casework.refusals import Refusal
from property_rectification.effects import party_access
from property_rectification.models import Penalty, RectificationCase


def concerned(agency: int) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Cases and penalty procedures of what the unit stands for, and those it still sees from an earlier binding.

    All cases of the firm, those before fact-finding too: one that just begins it holds its lock until it has ended.
    """
    seen = Relation.objects.filter(agency=agency, kind__in=party_access.KINDS, until__isnull=True).values("record")
    cases = RectificationCase.objects.filter(
        Q(pk__in=seen) | Q(firm__agency=agency) | Q(compound__owners_bodies__agency=agency)
    )
    penalties = Penalty.objects.filter(Q(pk__in=seen) | Q(source__firm__agency=agency))
    return cases.distinct().order_by("pk"), penalties.order_by("pk")


def align(record: Any) -> bool:
    """Settle who sees a record, where that differs from the bindings; whether it did."""
    wanted_of = party_access.of_penalty if isinstance(record, Penalty) else party_access.of_case
    with commit.together():
        locked = engine.lock(record, Actor.system(), None)
        if party_access.standing(locked).keys() == wanted_of(locked):
            return False
        engine.amend(locked, party_access.ALIGN, actor=Actor.system())
        return True


def align_all(agency: int, step: Callable[[int, int], None]) -> int:
    """Settle every matter of the unit; returns how many could not be."""
    records = [record for found in concerned(agency) for record in found.only("pk", "kind")]
    failed = 0
    for n, record in enumerate(records, start=1):
        try:
            align(record)
        except Refusal:
            failed += 1
        step(n, len(records))
    return failed


class Align(jobs.Work):
    """After a binding: its unit sees its matters as if it had stood from the start, or sees them no more."""

    code = "property.parties"
    label = gettext_lazy("更新当事人账号")
    back_label = gettext_lazy("回到当事人账号")

    def run(self, job: Job, step: jobs.Step) -> None:
        if failed := align_all(job.params["agency"], step):
            raise jobs.Unfinished(_("%(n)d件没有更新，请再来一次。") % {"n": failed})

    def back_url(self, job: Job) -> str:
        return reverse("party-accounts")
