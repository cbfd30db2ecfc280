"""An outage of reception or hotline, which are open around the clock (TM-01)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from relief.outage.lifecycle import OUTAGE


class Outage(lifecycle(OUTAGE), Record):  # type: ignore[misc]
    """Which service of which station, since when, until when, why, and what people did instead."""

    kind_name = OUTAGE.name

    station = models.ForeignKey("casework.Agency", models.PROTECT, related_name="+", verbose_name=_("救助管理站"))
    service = models.CharField(_("什么停用"), max_length=10, help_text="code of the list outage_service")
    since = models.DateTimeField(_("停用时间"))
    until = models.DateTimeField(_("恢复时间"), null=True, blank=True)
    cause = models.CharField(_("原因"), max_length=120, blank=True)
    instead = EncryptedField(kind="prose", verbose_name=_("停用期间怎样办"), blank=True)

    class Meta:
        verbose_name = _("停用记录")
        verbose_name_plural = _("停用记录")
        constraints = [
            models.UniqueConstraint(
                name="relief_one_outage_at_a_time",
                fields=["station", "service"],
                condition=models.Q(until__isnull=True),
            ),
            models.CheckConstraint(
                name="relief_outage_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
        ]
        indexes = [models.Index(fields=["station", "since"])]
