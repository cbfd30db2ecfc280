"""What law may change: timer rules in dated versions, and the gates that keep a part off until they are answered."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from casework.triggers import renews_reference

UNITS = [
    ("minute", _("分钟")),
    ("hour", _("小时")),
    ("calendar_day", _("日")),
    ("working_day", _("工作日")),
    ("month", _("月")),
    ("fixed_date", _("固定日期")),
]
ROLLS = [("none", _("不顺延")), ("next_working_day", _("顺延至下一工作日"))]


class TimerRule(models.Model):
    """One version of one timer's rule, in force from `valid_from` up to, not including, `valid_to`.

    An empty `amount` and `unit` mean that the length comes from the record (for a case: from its category).
    A version in force is never edited: a change is a later version, and running timers keep the one they began with.
    """

    SEED, LOCAL = "seed", "local"

    key = models.CharField(_("期限"), max_length=40)
    lifecycle = models.CharField(max_length=40)
    amount = models.SmallIntegerField(_("长度"), null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=12, choices=UNITS, blank=True)
    fixed_month = models.PositiveSmallIntegerField(null=True, blank=True)
    fixed_day = models.PositiveSmallIntegerField(null=True, blank=True)
    roll = models.CharField(_("节假日"), max_length=16, choices=ROLLS, default="none")
    is_deadline = models.BooleanField(_("计入到期"), help_text=_("计入案件的到期时间；当事人的权利期和回看期不计入。"))
    on_expiry = models.CharField(_("到期后"), max_length=60)
    basis = models.CharField(_("依据"), max_length=60, blank=True)
    confidence = models.CharField(_("可信度"), max_length=8)
    origin = models.CharField(max_length=5, default=SEED)
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("期限规则")
        verbose_name_plural = _("期限规则")
        ordering = ["lifecycle", "key", "valid_from"]
        constraints = [
            ExclusionConstraint(
                name="timer_rule_versions_apart",
                expressions=[
                    (F("key"), RangeOperators.EQUAL),
                    (F("lifecycle"), RangeOperators.EQUAL),
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
            models.CheckConstraint(
                name="timer_rule_dates_in_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="timer_rule_length_whole",
                condition=Q(amount__isnull=True, unit="") | (Q(amount__isnull=False) & ~Q(unit="")),
            ),
            models.CheckConstraint(
                name="timer_rule_fixed_date",
                condition=Q(
                    unit="fixed_date",
                    fixed_month__isnull=False,
                    fixed_day__isnull=False,
                    fixed_month__range=(1, 12),
                    fixed_day__range=(1, 31),
                )
                | (~Q(unit="fixed_date") & Q(fixed_month__isnull=True, fixed_day__isnull=True)),
            ),
        ]
        triggers = [renews_reference("timer_rule_renews")]

    def __str__(self) -> str:
        return f"{self.key} {self.valid_from}"


class Gate(models.Model):
    """Something only the place itself can answer (CG-1…CG-7); what hangs on it stays off until it is set."""

    code = models.CharField(_("编号"), max_length=8, primary_key=True)
    title = models.CharField(_("内容"), max_length=120)
    owner = models.CharField(_("负责"), max_length=60)
    keeps_off = models.CharField(_("确认前停用"), max_length=200)
    value_note = models.CharField(_("确认说明"), max_length=500, blank=True)
    set_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    set_by = models.ForeignKey("casework.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("上线确认项")
        verbose_name_plural = _("上线确认项")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="gate_set_with_a_note", condition=Q(set_at__isnull=True) | ~Q(value_note="")),
        ]
        triggers = [renews_reference("gate_renews")]

    def __str__(self) -> str:
        return self.code


class ReferenceVersion(models.Model):
    """One row with a token that a trigger renews whenever a table of reference changes: see `casework.reference`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(name="reference_version_single", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.token)
