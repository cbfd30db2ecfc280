"""Imports: how a table's columns become our fields, each run, and every row met so that none comes in twice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ImportProfile(models.Model):
    """A saved column mapping for one record kind. `mapping` and `options` are read by `importing.Profile.read`."""

    name = models.SlugField(_("方案"), max_length=60, unique=True)
    label = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("记录类别"), max_length=40)
    mapping = models.JSONField(_("列对应"))
    options = models.JSONField(_("选项"), default=dict, blank=True)

    class Meta:
        verbose_name = _("导入方案")
        verbose_name_plural = _("导入方案")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.label


class ImportRun(models.Model):
    """One file going in. `progress` is the last line committed; a run cut short goes on by being started again.

    `rehearsal` is what a reading without writing found: counts, and `refusals` as pairs of line and reason.
    """

    class State(models.TextChoices):
        MAPPING = "mapping", _("待对应列")
        REHEARSED = "rehearsed", _("已试读")
        WAITING = "waiting", _("等待")
        RUNNING = "running", _("进行中")
        DONE = "done", _("已完成")
        REFUSED = "refused", _("文件没有收")
        FAILED = "failed", _("中断")

    profile = models.ForeignKey(ImportProfile, models.PROTECT, null=True, related_name="runs")
    file_name = models.CharField(_("文件"), max_length=200)
    file_sha256 = models.CharField(_("文件摘要"), max_length=64, db_index=True)
    post = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(_("提交"))
    started_at = models.DateTimeField(_("开始"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束"), null=True, blank=True)
    progress = models.PositiveIntegerField(_("已读到行"), default=0)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    new = models.PositiveIntegerField(_("新增"), default=0)
    already = models.PositiveIntegerField(_("此前已导入"), default=0)
    repeated = models.PositiveIntegerField(_("文件内重复"), default=0)
    refused = models.PositiveIntegerField(_("没有收"), default=0)
    problem = models.CharField(_("原因"), max_length=200, blank=True)
    rehearsal = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = _("导入")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.file_sha256[:12]}"


class ImportedRow(models.Model):
    """A row that became a record, or was refused with a reason. Its key identifies it under its profile for good."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="imported_rows")
    profile = models.ForeignKey(ImportProfile, models.PROTECT, related_name="+")
    line = models.PositiveIntegerField(_("行"))
    key = models.CharField(max_length=80, blank=True)
    record = models.ForeignKey("casework.Record", models.PROTECT, null=True, blank=True, related_name="import_rows")
    reason = models.CharField(_("原因"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="imported_once_per_profile", fields=["profile", "key"], condition=Q(record__isnull=False)
            ),
            models.CheckConstraint(
                name="imported_or_refused",
                condition=Q(record__isnull=False, reason="") & ~Q(key="") | Q(record__isnull=True) & ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["run", "line"])]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.line}"
