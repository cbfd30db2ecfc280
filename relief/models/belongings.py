"""What somebody has with them, piece by piece, and where it is (E07). It is theirs all the time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild

#: What stays with the person unless they ask for storage in writing, in the list belonging_kind (HB-04).
OWN = ("id", "cash", "phone", "letter")
STORED = "stored"


class Belonging(CaseChild):
    """A thing and how many of it. What the station keeps is given back whenever the person says so (R-14, R-52)."""

    kind = models.CharField(_("种类"), max_length=8, help_text="code of the list belonging_kind")
    item = EncryptedField(kind="text", verbose_name=_("物品"))
    quantity = models.PositiveSmallIntegerField(_("数量"), default=1)
    condition = models.CharField(_("状况"), max_length=60, blank=True)
    disposition = models.CharField(_("处理"), max_length=24, help_text="code of the list belonging_disposition")
    locker = models.CharField(_("柜号"), max_length=12, blank=True)
    asked_in_writing = models.BooleanField(_("本人书面要求寄存"), default=False)
    acknowledged = models.BooleanField(_("本人核对无误"), default=False)
    returned_at = models.DateTimeField(_("归还时间"), null=True, blank=True)
    returned_by = models.ForeignKey(
        "casework.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("归还人")
    )
    return_signed = models.CharField(
        _("领取签收"), max_length=12, blank=True, help_text="code of the list signature_kind"
    )

    class Meta(CaseChild.Meta):
        verbose_name = _("随身物品")
        verbose_name_plural = _("随身物品")
        constraints = [
            models.CheckConstraint(name="relief_belonging_some", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="relief_own_kept_on_request",
                condition=~Q(kind__in=OWN) | ~Q(disposition=STORED) | Q(asked_in_writing=True),
            ),
            models.CheckConstraint(
                name="relief_stored_returned", condition=Q(returned_at__isnull=True) | Q(disposition=STORED)
            ),
        ]
        indexes = [
            models.Index(
                fields=["case"], condition=Q(disposition=STORED, returned_at__isnull=True), name="relief_in_locker"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"

    @property
    def held(self) -> bool:
        """Whether the station still has it."""
        return self.disposition == STORED and self.returned_at is None
