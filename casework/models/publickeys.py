"""What lets a person without an account come back to one record: a token in the QR, a code that can be read out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import BlindIndexField, EncryptedField
from casework.ids import uuid7


class PublicKey(models.Model):
    """One key to one record. Both writings are encrypted, so that a receipt can be printed again, and found by index.

    `token` is 32 hexadecimal digits (128 random bits), `code` eight characters without I, O, 0 and 1. A row is no part
    of the ledger: what opens a record is not kept where others read what happened to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey("casework.Record", models.PROTECT, related_name="public_keys")
    token = EncryptedField(kind="text", verbose_name=_("查询凭证"))
    token_index = BlindIndexField(source="token", purpose="public token", unique=True)
    code = EncryptedField(kind="text", verbose_name=_("查询码"))
    code_index = BlindIndexField(source="code", purpose="public code", unique=True)
    made_at = models.DateTimeField(_("发出时间"))
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("查询凭证")
        verbose_name_plural = _("查询凭证")
        constraints = [
            models.UniqueConstraint(
                name="public_key_one_standing", fields=["record"], condition=Q(revoked_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"public key of {self.record_id}"

    @property
    def spoken_code(self) -> str:
        """The code as paper and screens show it: 7K2M-94QD. For the holder's own eyes only."""
        plain = self.code.reveal()
        return f"{plain[:4]}-{plain[4:]}"
