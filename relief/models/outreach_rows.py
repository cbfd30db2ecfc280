"""Open days that were held (E40), leaflets that were given out (E39). Nobody who is helped stands in either."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from casework.ids import uuid7


class OutreachRow(models.Model):
    """A row of a year."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class OpenDay(OutreachRow):
    """When, under which theme, where, who came, what they said. No picture belongs to it (HB-19)."""

    STATION, FOSTER = "station", "foster"

    outreach = models.ForeignKey("relief.OutreachYear", models.PROTECT, related_name="open_days")
    day = models.DateField(_("举办日期"))
    theme = models.CharField(_("主题"), max_length=80)
    place = models.CharField(_("地点"), max_length=8, help_text="code of the list open_day_place")
    place_name = models.CharField(_("托养机构名称"), max_length=80, blank=True)
    agencies = models.CharField(_("参加单位"), max_length=500, blank=True)
    visitors = models.PositiveIntegerField(_("参观人次"))
    feedback = EncryptedField(kind="prose", verbose_name=_("意见和建议"), blank=True)

    class Meta(OutreachRow.Meta):
        verbose_name = _("开放日")
        verbose_name_plural = _("开放日")
        ordering = ["day", "id"]
        indexes = [models.Index(fields=["outreach", "day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.theme}"


class LeafletLog(OutreachRow):
    """So many copies of something at one place on one day."""

    outreach = models.ForeignKey("relief.OutreachYear", models.PROTECT, related_name="leaflets")
    given_on = models.DateField(_("发放日期"))
    place = models.CharField(_("发放地点"), max_length=80)
    kind = models.CharField(_("资料种类"), max_length=40)
    copies = models.PositiveIntegerField(_("份数"))

    class Meta(OutreachRow.Meta):
        verbose_name = _("宣传资料发放")
        verbose_name_plural = _("宣传资料发放")
        ordering = ["given_on", "id"]
        constraints = [models.CheckConstraint(name="relief_leaflets_some", condition=models.Q(copies__gt=0))]
        indexes = [models.Index(fields=["outreach", "given_on"])]

    def __str__(self) -> str:
        return f"{self.given_on} {self.copies}"
