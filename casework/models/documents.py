"""Papers: the dated versions of their templates, and every paper ever asked for, with what it says kept for good."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from casework.ids import uuid7
from casework.models.files import SHA256_HEX
from casework.triggers import renews_reference, stays


class DocumentTemplate(models.Model):
    """One version of a paper's wording, in force from `valid_from` up to, not including, `valid_to`.

    Only its end can change. A version that ends on the day it begins never came into force: a later one took its place.
    """

    SEED, LOCAL = "seed", "local"

    code = models.CharField(_("文书"), max_length=8)
    version = models.PositiveSmallIntegerField(_("版本"))
    name = models.CharField(_("名称"), max_length=60)
    body = models.TextField(_("正文"))
    sha256 = models.CharField(max_length=64, validators=[SHA256_HEX])
    origin = models.CharField(max_length=5, default=SEED)
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)
    added_at = models.DateTimeField(_("加入时间"))
    added_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("文书模板")
        verbose_name_plural = _("文书模板")
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(name="template_version_once", fields=["code", "version"]),
            models.CheckConstraint(
                name="template_dates_in_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
            ExclusionConstraint(
                name="template_versions_apart",
                expressions=[
                    (F("code"), RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from",
                            "valid_to",
                            RangeBoundary(),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="template_text_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(NEW.code, NEW.version, NEW.name, NEW.body, NEW.sha256, NEW.valid_from) IS DISTINCT FROM "
                    "ROW(OLD.code, OLD.version, OLD.name, OLD.body, OLD.sha256, OLD.valid_from)"
                ),
            ),
            *stays("templates_stay", pgtrigger.Delete),
            renews_reference("template_renews"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Document(models.Model):
    """One paper of one event of a record: what it says, encrypted, and the PDF it was frozen as, once.

    `digest` is the salted SHA-256 over template and snapshot; it stands in the event and, as its last eight digits, on
    the paper. `sha256` is that of the PDF and outlives it. Nothing of these changes; lawful erasure empties both texts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey("casework.Record", models.PROTECT, related_name="documents")
    event_seq = models.PositiveIntegerField()
    code = models.CharField(_("文书"), max_length=8)
    template = models.ForeignKey(DocumentTemplate, models.PROTECT, related_name="documents")
    snapshot = models.BinaryField(help_text="encrypted JSON of the fields; empty once erased")
    digest = models.CharField(_("校验码"), max_length=64, validators=[SHA256_HEX])
    requested_at = models.DateTimeField(_("出具时间"))
    requested_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(
        "casework.StoredFile", models.PROTECT, null=True, blank=True, related_name="documents", help_text="the PDF"
    )
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the PDF")
    frozen_at = models.DateTimeField(_("定稿时间"), null=True, blank=True)
    erased_at = models.DateTimeField(_("依法删除"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="failed attempts of the worker")

    class Meta:
        verbose_name = _("文书")
        verbose_name_plural = _("文书")
        constraints = [
            models.UniqueConstraint(name="document_once_per_event", fields=["record", "event_seq", "code"]),
            models.CheckConstraint(
                name="document_frozen_whole",
                condition=Q(frozen_at__isnull=True, sha256="", file__isnull=True)
                | (Q(frozen_at__isnull=False) & ~Q(sha256="") & (Q(file__isnull=False) | Q(erased_at__isnull=False))),
            ),
            models.CheckConstraint(
                name="document_erased_whole",
                condition=Q(erased_at__isnull=True) | Q(snapshot=b"", file__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["requested_at"],
                name="document_waiting",
                condition=Q(frozen_at__isnull=True, erased_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="document_stays_as_asked",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(NEW.record_id, NEW.event_seq, NEW.code, NEW.template_id, NEW.digest, NEW.requested_at)"
                    " IS DISTINCT FROM"
                    " ROW(OLD.record_id, OLD.event_seq, OLD.code, OLD.template_id, OLD.digest, OLD.requested_at)"
                    " OR (OLD.sha256 <> '' AND NEW.sha256 <> OLD.sha256)"
                    " OR (OLD.file_id IS NOT NULL AND NEW.file_id IS DISTINCT FROM OLD.file_id"
                    " AND NEW.erased_at IS NULL)"
                    " OR (NEW.snapshot <> OLD.snapshot AND NEW.erased_at IS NULL)"
                    " OR (OLD.erased_at IS NOT NULL AND NEW.erased_at IS DISTINCT FROM OLD.erased_at)"
                ),
            ),
            *stays("documents_stay", pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.record_id}"

    @property
    def tail(self) -> str:
        """The eight digits that stand at the foot of the paper."""
        return self.digest[-8:]
