"""Categories, the duty map and the law as dated rows: what a local answer or a new law may change (§2.3, CG-3)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.triggers import renews_reference

UNITS = [("hour", _("小时")), ("calendar_day", _("日")), ("working_day", _("工作日"))]
SIDES = [("firm", _("物业企业")), ("owner", _("业主（使用人）")), ("other", _("其他方"))]
POWERS = [("handle", _("承办")), ("order", _("责令改正")), ("penalty", _("行政处罚"))]


class DatedQuerySet(models.QuerySet[Any]):
    """Rows in force from `valid_from` up to, not including, `valid_to`."""

    def in_force(self, day: Any) -> "DatedQuerySet":
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Dated(models.Model):
    """A version of a rule with the days between which it holds."""

    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="%(class)s_dates_in_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def holds_on(self, day: Any) -> bool:
        """Whether this version is in force on a day."""
        return bool(self.valid_from <= day and (self.valid_to is None or day < self.valid_to))


class CategoryVersion(Dated):
    """One version of a problem category (§2.3, §2.4).

    `limit` in `unit` is the time for rectification, `second_limit` the longer variant; both empty: no counted limit.
    `safety` says when the SAFETY set applies: always, only while urgent, or never. `common` marks common parts.
    `suspected` categories are printed with 涉嫌 and pass the gate of §5.3. `test` says what must be there before the
    category may be chosen; `basis` are the rules to look into, what is cited in a paper is chosen there by its version.
    """

    ALWAYS, URGENT, NEVER = "always", "urgent", ""

    code = models.CharField(_("类别"), max_length=8)
    name = models.CharField(_("名称"), max_length=60)
    side = models.CharField(_("责任方"), max_length=6, choices=SIDES)
    lead_organs = ArrayField(models.CharField(max_length=2), verbose_name=_("牵头"), default=list)
    assist_organs = ArrayField(models.CharField(max_length=2), verbose_name=_("协助"), default=list, blank=True)
    remedies = ArrayField(models.CharField(max_length=40), verbose_name=_("处理方式"), default=list, blank=True)
    test = models.TextField(_("判定"), blank=True)
    basis = ArrayField(models.CharField(max_length=80), verbose_name=_("法律依据"), default=list, blank=True)
    limit = models.PositiveSmallIntegerField(_("期限"), null=True, blank=True)
    unit = models.CharField(max_length=12, choices=UNITS, blank=True)
    second_limit = models.PositiveSmallIntegerField(_("第二期限"), null=True, blank=True)
    second_unit = models.CharField(max_length=12, choices=UNITS, blank=True)
    limit_note = models.CharField(_("期限说明"), max_length=80, blank=True)
    safety = models.CharField(_("安全类"), max_length=6, blank=True)
    money = models.BooleanField(_("资金类"), default=False)
    police = models.BooleanField(_("先报110"), default=False)
    common = models.BooleanField(_("涉及共用部位"), default=False)
    suspected = models.BooleanField(_("涉嫌"), default=False)

    class Meta(Dated.Meta):
        verbose_name = _("问题类别")
        verbose_name_plural = _("问题类别")
        triggers = [renews_reference("category_renews")]
        ordering = ["code", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(name="category_version_once", fields=["code", "valid_from"]),
            models.CheckConstraint(
                name="category_limit_whole",
                condition=Q(limit__isnull=True, unit="") | (Q(limit__isnull=False) & ~Q(unit="")),
            ),
            models.CheckConstraint(
                name="category_second_limit_whole",
                condition=Q(second_limit__isnull=True, second_unit="")
                | (Q(second_limit__isnull=False) & ~Q(second_unit="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Competence(Dated):
    """The duty map 权责清单 (CG-3): an organ holds a power for a category, by some basis."""

    organ = models.CharField(_("机关"), max_length=2)
    category = models.CharField(_("类别"), max_length=8)
    power = models.CharField(_("权限"), max_length=8, choices=POWERS)
    basis = models.CharField(_("依据"), max_length=120)

    class Meta(Dated.Meta):
        verbose_name = _("权责清单")
        verbose_name_plural = _("权责清单")
        triggers = [renews_reference("competence_renews")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(name="competence_once", fields=["organ", "category", "power", "valid_from"]),
        ]
        indexes = [models.Index(fields=["category", "power"], name="competence_of_category")]

    def __str__(self) -> str:
        return f"{self.organ} {self.category} {self.power}"


class LegalBasis(Dated):
    """One version of an instrument that may be cited; only verified national rules are printed as basis."""

    code = models.CharField(_("代码"), max_length=16)
    title = models.CharField(_("名称"), max_length=80)
    version_note = models.CharField(_("版本"), max_length=80, blank=True)
    confidence = models.CharField(_("可信度"), max_length=8)

    class Meta(Dated.Meta):
        verbose_name = _("法律依据")
        verbose_name_plural = _("法律依据")
        triggers = [renews_reference("legal_basis_renews")]
        ordering = ["code", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(name="legal_basis_version_once", fields=["code", "valid_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.version_note}）" if self.version_note else self.title
