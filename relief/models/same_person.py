"""Two persons of two cases who may be one human: a pair with its reviewers. Rows are never merged (R-54, SB-10)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class SamePerson(CaseChild):
    """Said in `case` of the person of `other`, by the first reviewer; a second one looks again; either is undone."""

    other = models.ForeignKey(
        "relief.ReliefCase", models.PROTECT, related_name="said_of_others", verbose_name=_("另一件")
    )
    basis = EncryptedField(kind="prose", verbose_name=_("依据"))
    first = models.ForeignKey("casework.User", models.PROTECT, related_name="+", verbose_name=_("第一核实人"))
    second = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("第二核实人")
    )
    confirmed_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    why_undone = EncryptedField(kind="prose", verbose_name=_("撤销原因"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("可能是同一人")
        verbose_name_plural = _("可能是同一人")
        constraints = [
            models.CheckConstraint(name="relief_pair_of_two_cases", condition=~Q(case=F("other"))),
            models.CheckConstraint(
                name="relief_pair_seen_by_two", condition=Q(second__isnull=True) | ~Q(first=F("second"))
            ),
            models.CheckConstraint(
                name="relief_pair_confirmed_by_a_second",
                condition=Q(confirmed_at__isnull=True) | Q(second__isnull=False),
            ),
            models.UniqueConstraint(
                name="relief_one_open_pair", fields=["case", "other"], condition=Q(undone_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.other_id}"
