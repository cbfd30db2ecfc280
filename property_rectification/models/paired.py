"""Cases that came out of one complaint and are decided apart."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_rectification.models.base import CaseChild


class PairedQuerySet(models.QuerySet[Any]):
    """Pairs, from either side."""

    def of(self, case: Any) -> "PairedQuerySet":
        return self.filter(Q(case=case) | Q(other=case))


class PairedCase(CaseChild):
    """Two sides of one complaint, each a case of its own with its own decision (§2.4)."""

    other = models.ForeignKey(
        "property_rectification.RectificationCase", models.PROTECT, related_name="paired_from",
        verbose_name=_("关联案件"),
    )  # fmt: skip

    objects: ClassVar[Any] = PairedQuerySet.as_manager()

    class Meta(CaseChild.Meta):
        verbose_name = _("关联案件")
        verbose_name_plural = _("关联案件")
        constraints = [
            models.UniqueConstraint(name="paired_once", fields=["case", "other"]),
            models.CheckConstraint(name="paired_with_another", condition=~Q(case=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.other_id}"
