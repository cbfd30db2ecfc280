"""The link with which a reporter who was drawn says once how it went."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import BlindIndexField, EncryptedField
from casework.ids import uuid7


class RatingLink(models.Model):
    """One link to one case, for one answer, until a moment. No part of the ledger, which keeps nothing that opens."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("property_rectification.RectificationCase", models.PROTECT, related_name="rating_links")
    token = EncryptedField(kind="text", verbose_name=_("评价凭证"))
    token_index = BlindIndexField(source="token", purpose="rating token", unique=True)
    made_at = models.DateTimeField(_("发出时间"))
    expires_at = models.DateTimeField(_("失效时间"))
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("评价链接")
        verbose_name_plural = _("评价链接")

    def __str__(self) -> str:
        return f"rating link of {self.case_id}"
