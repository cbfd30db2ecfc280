"""Where people sleep: the zones and beds of a station, who lay in which from when to when, and who came with whom."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief import rooms
from relief.models.parts import CaseChild


class Zone(models.Model):
    """A part of the station, by whom it is for (R-23, R-24): where somebody sleeps, never where they must stay."""

    KINDS = (
        (rooms.WOMEN, _("女区")), (rooms.MEN, _("男区")), (rooms.CHILDREN, _("儿童区")), (rooms.FAMILY, _("家庭间")),
        (rooms.ISOLATION, _("隔离")),
    )  # fmt: skip

    agency = models.ForeignKey("casework.Agency", models.PROTECT, related_name="+", verbose_name=_("救助站"))
    kind = models.CharField(_("区域"), max_length=10, choices=KINDS)

    class Meta:
        verbose_name = _("区域")
        verbose_name_plural = _("区域")
        constraints = [models.UniqueConstraint(name="relief_zone_once", fields=["agency", "kind"])]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Bed(models.Model):
    """One bed in one room. A bed that is no longer there is closed, never deleted: stays point to it.

    `ready_at` is when its bedding was last changed and disinfected after somebody left it (R-25).
    """

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="beds", verbose_name=_("区域"))
    room = models.CharField(_("房间"), max_length=12)
    label = models.CharField(_("床位"), max_length=8)
    closed = models.BooleanField(_("停用"), default=False)
    ready_at = models.DateTimeField(_("消毒完成时间"), null=True, blank=True)
    ready_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("床位")
        verbose_name_plural = _("床位")
        ordering = ["zone", "id"]
        constraints = [models.UniqueConstraint(name="relief_bed_once", fields=["zone", "label"])]

    def __str__(self) -> str:
        return self.label


def _while() -> Func:
    """From when up to, not including, when; without an end where somebody still lies there."""
    return Func("since", "until", RangeBoundary(), function="TSTZRANGE", output_field=DateTimeRangeField())


class BedStay(CaseChild):
    """Somebody in a bed (E10): one person a bed, one bed a person, held by the database whoever writes."""

    bed = models.ForeignKey(Bed, models.PROTECT, related_name="stays", verbose_name=_("床位"))
    since = models.DateTimeField(_("自"))
    until = models.DateTimeField(_("至"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("床位")
        verbose_name_plural = _("床位")
        constraints = [
            models.CheckConstraint(
                name="relief_bed_since_until", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            ExclusionConstraint(
                name="relief_bed_of_one_person",
                expressions=[(F("bed"), RangeOperators.EQUAL), (_while(), RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="relief_person_in_one_bed",
                expressions=[(F("case"), RangeOperators.EQUAL), (_while(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.bed_id}"


class Companion(CaseChild):
    """The mother or father with whom a minor came: the case is the child's (R-24)."""

    parent = models.ForeignKey(
        "relief.ReliefCase", models.PROTECT, related_name="children_here", verbose_name=_("同来的父亲或母亲")
    )
    basis = EncryptedField(kind="prose", verbose_name=_("怎样核实的关系"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("同来的人")
        verbose_name_plural = _("同来的人")
        constraints = [
            models.UniqueConstraint(name="relief_companion_once", fields=["case", "parent"]),
            models.CheckConstraint(name="relief_companion_is_another", condition=~Q(case=F("parent"))),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.parent_id}"
