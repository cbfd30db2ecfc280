"""Stored files (the content, once) and their place in a record (why it is there, and what it is called)."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from casework.ids import uuid7

SHA256_HEX = RegexValidator(r"^[0-9a-f]{64}$")


class StoredFile(models.Model):
    """One content, kept once and encrypted under its SHA-256. Seen through a RecordFile only, never by itself."""

    sha256 = models.CharField(primary_key=True, max_length=64, validators=[SHA256_HEX])
    size = models.PositiveIntegerField(_("大小"), help_text="bytes of the original")
    media_type = models.CharField(_("类型"), max_length=100, help_text="by content")
    has_thumbnail = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("存入时间"))
    created_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")
    retention_until = models.DateField(_("保存至"), null=True, blank=True)

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        constraints = [
            models.CheckConstraint(name="stored_file_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="stored_file_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class RecordFile(models.Model):
    """A file in a record: its purpose there, its title, where it came from. Removing keeps the line."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey("casework.Record", models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="places")
    purpose = models.CharField(_("用途"), max_length=32, help_text="code: evidence, notice, receipt, …")
    title = models.CharField(_("名称"), max_length=120)
    name = EncryptedField(kind="filename", verbose_name=_("文件名"))
    source_note = EncryptedField(kind="prose", verbose_name=_("来源"), blank=True)
    added_at = models.DateTimeField(_("加入时间"))
    added_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("案卷文件")
        verbose_name_plural = _("案卷文件")
        constraints = [
            models.UniqueConstraint(
                name="record_file_once", fields=["record", "file", "purpose"], condition=Q(removed_at__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["record", "added_at"], name="record_file_of_record")]

    def __str__(self) -> str:
        return self.title
