"""What the station did for somebody on a day (E11)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild

#: What is done once a day, in the list service_kind.
MEALS = ("breakfast", "lunch", "supper")
MEDICATION = "medication"


class DailyService(CaseChild):
    """One service to one person: a meal, clean bedding, a bath, a look in, something to do (R-25)."""

    kind = models.CharField(_("照料"), max_length=12, help_text="code of the list service_kind")
    day = models.DateField(_("日期"))
    note = EncryptedField(kind="prose", verbose_name=_("说明"), blank=True)
    prescription = EncryptedField(kind="text", verbose_name=_("处方"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("日常照料")
        verbose_name_plural = _("日常照料")
        constraints = [
            models.UniqueConstraint(
                name="relief_meal_once_a_day", fields=["case", "day", "kind"], condition=Q(kind__in=MEALS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.day} {self.kind}"
