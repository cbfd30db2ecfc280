"""The volume of a case as it was bound: number, how long it is kept, what was missing, why it was opened again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class ArchiveVolume(CaseChild):
    """One binding (E49). Opened again it stays as it was; binding anew makes the next version beside it (R-54)."""

    number = models.CharField(_("卷号"), max_length=40)
    retention = models.CharField(_("保管期限"), max_length=10, help_text="code of the list retention_class")
    version = models.PositiveSmallIntegerField(_("目录版本"))
    there = ArrayField(models.CharField(max_length=16), verbose_name=_("已有的材料"), default=list)
    waived = ArrayField(models.CharField(max_length=16), verbose_name=_("免除的材料"), default=list)
    waived_why = EncryptedField(kind="prose", verbose_name=_("免除的理由"), blank=True)

    reopened_at = models.DateTimeField(_("重开时间"), null=True, blank=True)
    reopen_reason = models.CharField(
        _("重开理由"), max_length=16, blank=True, help_text="code of the list reopen_reason"
    )
    reopen_note = EncryptedField(kind="prose", verbose_name=_("重开的事由"), blank=True)
    reopen_asked_by = models.ForeignKey(
        "casework.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("提出重开")
    )
    reopened_by = models.ForeignKey(
        "casework.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("同意重开")
    )

    class Meta(CaseChild.Meta):
        verbose_name = _("卷宗")
        verbose_name_plural = _("卷宗")
        constraints = [
            models.UniqueConstraint(name="relief_one_catalogue_version", fields=["case", "version"]),
            models.CheckConstraint(
                name="relief_reopened_with_reason_by_two",
                condition=models.Q(reopened_at__isnull=True)
                | ~models.Q(reopen_reason="")
                & models.Q(reopen_asked_by__isnull=False, reopened_by__isnull=False)
                & ~models.Q(reopen_asked_by=models.F("reopened_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} v{self.version}"
