"""Reports that have to be made: to police and other organs (E29), and upward."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class MandatoryReport(CaseChild):
    """What was seen, when, and when, how and to whom it was reported; the reporter is whoever recorded it (E29).

    The number may follow. A report about a search names it, so that no older report is taken for it.
    """

    POLICE = "police"

    about = EncryptedField(kind="prose", verbose_name=_("看到的情形"), blank=True)
    discovered_at = models.DateTimeField(_("发现时间"))
    reported_at = models.DateTimeField(_("报告时间"))
    channel = models.CharField(_("报告方式"), max_length=12)
    organ = models.CharField(_("报告单位"), max_length=16)
    unit = models.CharField(_("单位名称"), max_length=80, blank=True)
    officer = EncryptedField(kind="name", verbose_name=_("接报人"))
    receipt = models.CharField(_("回执或受理编号"), max_length=40, blank=True)
    absence = models.ForeignKey(
        "relief.Absence", models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("走失查找")
    )

    class Meta(CaseChild.Meta):
        verbose_name = _("强制报告")
        verbose_name_plural = _("强制报告")
        constraints = [
            models.CheckConstraint(
                name="relief_reported_after_discovery", condition=models.Q(reported_at__gte=models.F("discovered_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.organ}"

    @property
    def to_police(self) -> bool:
        """Whether the police were told."""
        return self.organ == self.POLICE


class UpwardReport(CaseChild):
    """A death or a missing person, told to the bureau: by mouth, then in writing."""

    ORAL, WRITTEN = "oral", "written"

    form = models.CharField(_("报告形式"), max_length=8)
    reported_at = models.DateTimeField(_("报告时间"))
    told = EncryptedField(kind="text", verbose_name=_("向何人报告"))

    class Meta(CaseChild.Meta):
        verbose_name = _("向上级报告")
        verbose_name_plural = _("向上级报告")

    def __str__(self) -> str:
        return f"{self.case_id} {self.form}"
