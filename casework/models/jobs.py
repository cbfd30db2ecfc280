"""Long work that a person starts and need not wait for: exports, files, whatever takes more than a request."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.ids import uuid7


class Job(models.Model):
    """One piece of long work. What it means is said by its `kind`, see `casework.jobs`.

    `params` holds codes and numbers, never a person. `done` of `total` are in the unit the work itself chose (rows,
    files). A result lies encrypted at `VAR_DIR/jobs/<id>` until `expires_at`; then only this row is left.
    """

    WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
    OPEN = (WAITING, RUNNING)
    STATES = [(WAITING, _("排队")), (RUNNING, _("正在生成")), (DONE, _("已完成")), (FAILED, _("没有办成"))]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("种类"), max_length=40)
    post = models.ForeignKey("casework.Post", models.PROTECT, related_name="jobs", verbose_name=_("提交岗位"))
    params = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("状态"), max_length=8, choices=STATES, default=WAITING)
    done = models.PositiveIntegerField(_("已完成"), default=0)
    total = models.PositiveIntegerField(_("总数"), default=0)
    attempts = models.PositiveSmallIntegerField(_("开始次数"), default=0)
    problem = models.CharField(_("原因"), max_length=200, blank=True)
    file_name = models.CharField(_("文件"), max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("大小"), default=0, help_text="bytes")
    created_at = models.DateTimeField(_("提交"))
    started_at = models.DateTimeField(_("开始"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束"), null=True, blank=True)
    expires_at = models.DateTimeField(_("保留至"), null=True, blank=True)

    class Meta:
        verbose_name = _("后台任务")
        verbose_name_plural = _("后台任务")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="job_state_known", condition=Q(state__in=["waiting", "running", "done", "failed"])
            ),
            models.CheckConstraint(
                name="job_finished_when", condition=Q(state__in=["waiting", "running"]) | Q(finished_at__isnull=False)
            ),
            models.CheckConstraint(name="job_done_of_total", condition=Q(total=0) | Q(done__lte=F("total"))),
        ]
        indexes = [
            models.Index(fields=["post", "-created_at"], name="job_of_post"),
            models.Index(fields=["state"], name="job_open", condition=Q(state__in=["waiting", "running"])),
            models.Index(fields=["expires_at"], name="job_expiring", condition=Q(expires_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
