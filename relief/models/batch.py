"""Batches of what the station keeps, and every piece that came or went (E37, E38)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from casework.ids import uuid7


class Batch(models.Model):
    """Pieces that came in together and expire together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey("relief.StockItem", models.PROTECT, related_name="batches")
    batch_no = models.CharField(_("批号"), max_length=40)
    expiry = models.DateField(_("有效期至"), null=True, blank=True)
    left = models.PositiveIntegerField(_("结存"), default=0)

    class Meta:
        verbose_name = _("批次")
        verbose_name_plural = _("批次")
        ordering = ["expiry", "batch_no", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "batch_no", "expiry"], name="relief_batch_once", nulls_distinct=False
            ),
            models.CheckConstraint(name="relief_batch_never_below_nothing", condition=models.Q(left__gte=0)),
        ]

    def __str__(self) -> str:
        return self.batch_no


class StockMove(models.Model):
    """Pieces that came into a batch (more than 0) or left it. Never changed: what was wrong is moved back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="moves")
    kind = models.CharField(_("种类"), max_length=18, help_text="code of the list stock_move")
    pieces = models.IntegerField(_("数量"))
    moved_at = models.DateTimeField(_("时间"))
    moved_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(
        "relief.ReliefCase", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("救助案件")
    )
    received = models.CharField(_("签收"), max_length=12, blank=True, help_text="code of the list signature_kind")
    medical_order = EncryptedField(kind="prose", verbose_name=_("医嘱"), blank=True)
    note = EncryptedField(kind="text", verbose_name=_("说明"), blank=True)

    class Meta:
        verbose_name = _("出入库")
        verbose_name_plural = _("出入库")
        ordering = ["-moved_at", "-id"]
        constraints = [
            models.CheckConstraint(name="relief_move_of_something", condition=~models.Q(pieces=0)),
        ]
        indexes = [models.Index(fields=["batch", "-moved_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pieces}"
