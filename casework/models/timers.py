"""Clocks of a record and the kept history of every change to them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.models.rules import ROLLS, UNITS


class Timer(models.Model):
    """One clock. Length and consequence are frozen at the start; a later rule version does not touch it.

    `due_at` is exclusive and derived from start, length, pauses, extensions and calendar; it is stored for the
    sweep and for lists. `provisional` says that it reaches into `missing_years` and is the earliest possible moment.
    """

    record = models.ForeignKey("casework.Record", models.PROTECT, related_name="timers")
    rule = models.ForeignKey("casework.TimerRule", models.PROTECT, null=True, related_name="timers")
    key = models.CharField(_("期限"), max_length=40)
    started_at = models.DateTimeField(_("起算"))
    amount = models.SmallIntegerField(_("长度"))
    unit = models.CharField(_("单位"), max_length=12, choices=UNITS)
    roll = models.CharField(_("节假日"), max_length=16, choices=ROLLS)
    fixed_month = models.PositiveSmallIntegerField(null=True, blank=True)
    fixed_day = models.PositiveSmallIntegerField(null=True, blank=True)
    is_deadline = models.BooleanField(_("计入到期"))
    on_expiry = models.CharField(max_length=60)
    due_at = models.DateTimeField(_("到期"), db_index=True)
    provisional = models.BooleanField(_("暂定"), default=False)
    missing_years = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    paused_at = models.DateTimeField(_("中止"), null=True, blank=True)
    fired_at = models.DateTimeField(_("到期已处理"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("停止"), null=True, blank=True)
    stop_cause = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("期限")
        verbose_name_plural = _("期限")
        constraints = [
            models.UniqueConstraint(
                name="timer_one_running", fields=["record", "key"], condition=Q(stopped_at__isnull=True)
            ),
            models.CheckConstraint(
                name="timer_provisional_names_years",
                condition=Q(provisional=True, missing_years__len__gt=0) | Q(provisional=False, missing_years=[]),
            ),
            models.CheckConstraint(
                name="timer_stops_after_start",
                condition=Q(stopped_at__isnull=True) | Q(stopped_at__gte=F("started_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="timer_sweep",
                condition=Q(stopped_at__isnull=True, fired_at__isnull=True, paused_at__isnull=True),
            ),
            models.Index(fields=["due_at"], name="timer_provisional", condition=Q(provisional=True)),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.due_at}"


class TimerChange(models.Model):
    """A pause, resumption, extension or recomputation: old and new due moment, cause, and who approved it."""

    PAUSE, RESUME, EXTEND, RECOMPUTE = "pause", "resume", "extend", "recompute"

    append_only = True

    timer = models.ForeignKey(Timer, models.PROTECT, related_name="history")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField(_("时间"))
    amount = models.SmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=12, choices=UNITS, blank=True)
    roll = models.CharField(max_length=16, choices=ROLLS, blank=True)
    old_due = models.DateTimeField(_("原到期"))
    new_due = models.DateTimeField(_("新到期"))
    cause = models.CharField(max_length=60, help_text="code of the act; its words are in the event")
    approver = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")
    seq = models.PositiveIntegerField(help_text="the record's event that carries this change")

    class Meta:
        verbose_name = _("期限变更")
        verbose_name_plural = _("期限变更")
        ordering = ["timer", "at", "id"]
        constraints = [
            models.CheckConstraint(
                name="timer_change_extension_has_length",
                condition=(Q(kind="extend", amount__isnull=False) & ~Q(unit=""))
                | (~Q(kind="extend") & Q(amount__isnull=True, unit="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.old_due} -> {self.new_due}"
