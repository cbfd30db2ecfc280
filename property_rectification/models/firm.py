"""Property firms and which compound each of them serves, and since when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_rectification import uscc


class Firm(models.Model):
    """A property firm 物业企业. `agency` is its account's organisation, where it has one (R15)."""

    uscc = models.CharField(_("统一社会信用代码"), max_length=18, unique=True, validators=[uscc.validate])
    name = models.CharField(_("企业名称"), max_length=120)
    agency = models.OneToOneField(
        "casework.Agency", models.PROTECT, null=True, blank=True, related_name="firm", verbose_name=_("账号单位")
    )
    active = models.BooleanField(_("存续"), default=True)

    class Meta:
        verbose_name = _("物业企业")
        verbose_name_plural = _("物业企业")
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="firm_named", condition=~Q(name=""))]

    def __str__(self) -> str:
        return self.name


class FirmService(models.Model):
    """A firm serves a compound from a day on; at most one firm at a time."""

    firm = models.ForeignKey(Firm, models.PROTECT, related_name="services")
    compound = models.ForeignKey("geo.Compound", models.PROTECT, related_name="services")
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("物业服务关系")
        verbose_name_plural = _("物业服务关系")
        constraints = [
            models.UniqueConstraint(
                name="service_one_firm_at_a_time", fields=["compound"], condition=Q(valid_to__isnull=True)
            ),
            models.CheckConstraint(
                name="service_dates_in_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm_id} {self.compound_id}"


class OwnersBody(models.Model):
    """The owners' or management committee 业委会、物管会 of a compound (R16)."""

    agency = models.ForeignKey("casework.Agency", models.PROTECT, related_name="represented_compounds")
    compound = models.ForeignKey("geo.Compound", models.PROTECT, related_name="owners_bodies")

    class Meta:
        verbose_name = _("业主组织")
        verbose_name_plural = _("业主组织")
        constraints = [models.UniqueConstraint(name="owners_body_once", fields=["agency", "compound"])]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.compound_id}"
