"""What was typed into the national system of relief of a case: its number there, and when (R-15, R-54)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NationalEntry(models.Model):
    """A case in the national system. There is no interface: somebody types, and writes down here that it was done."""

    case = models.OneToOneField(
        "relief.ReliefCase", models.PROTECT, primary_key=True, related_name="national", verbose_name=_("救助案件")
    )
    number = models.CharField(_("全国救助编号"), max_length=40, unique=True)
    entered_at = models.DateTimeField(_("入站信息录入时间"))
    departure_entered_at = models.DateTimeField(_("离站信息录入时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("全国系统录入")
        verbose_name_plural = _("全国系统录入")

    def __str__(self) -> str:
        return self.number
