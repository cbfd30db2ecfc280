"""The hand-over of a shift 交接班记录 (document 43)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.declaration import lifecycle
from casework.fields import EncryptedField
from casework.models import Record
from relief.shift.lifecycle import SHIFT


class ShiftHandover(lifecycle(SHIFT), Record):  # type: ignore[misc]
    """One shift to the next. Cases stand in it by their number alone; what was signed does not change any more."""

    kind_name = SHIFT.name

    shift = models.CharField(_("班次"), max_length=8, help_text="code of the list shift")
    keys = models.CharField(_("钥匙和设备"), max_length=200, blank=True)
    cash = models.BigIntegerField(_("备用金"), null=True, blank=True, help_text="fen")
    notes = EncryptedField(kind="prose", verbose_name=_("要接着做的事"), blank=True)
    figures = models.JSONField(_("交班时的情况"), default=dict, blank=True)
    signed_by = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("交班人")
    )
    signed_at = models.DateTimeField(_("交班时间"), null=True, blank=True)
    taken_by = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("接班人")
    )
    taken_at = models.DateTimeField(_("接班时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("交接班")
        verbose_name_plural = _("交接班")
        constraints = [
            models.CheckConstraint(
                name="relief_shift_between_two",
                condition=models.Q(taken_by__isnull=True) | ~models.Q(taken_by=models.F("signed_by")),
            ),
        ]
