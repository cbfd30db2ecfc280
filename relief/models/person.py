"""The person whom a case is about (E01)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.fields import BlindIndexField, EncryptedField
from relief.age import Known


class Person(models.Model):
    """Who somebody says to be, who they were proved to be, and what they are called until then: three things apart.

    A name is never needed. A number that holds together proves nothing: what is verified names its source (R-10, R-12).
    """

    case = models.OneToOneField("relief.ReliefCase", models.PROTECT, primary_key=True, related_name="person")
    name_declared = EncryptedField(kind="name", verbose_name=_("自称姓名"), blank=True)
    name_verified = EncryptedField(kind="name", verbose_name=_("核实姓名"), blank=True)
    name_declared_index = BlindIndexField(source="name_declared", purpose="relief person name")
    name_verified_index = BlindIndexField(source="name_verified", purpose="relief person name")
    name_temp = models.CharField(_("临时称呼"), max_length=24, blank=True)
    gender_declared = models.CharField(_("性别"), max_length=1, help_text="code of the list gender")
    gender_verified = models.CharField(_("核实性别"), max_length=1, blank=True, help_text="code of the list gender")
    birth_declared = models.DateField(_("自述出生日期"), null=True, blank=True)
    birth_verified = models.DateField(_("核实出生日期"), null=True, blank=True)
    age_least = models.PositiveSmallIntegerField(_("估计年龄不小于"), null=True, blank=True)
    age_most = models.PositiveSmallIntegerField(_("估计年龄不大于"), null=True, blank=True)
    age_source = models.CharField(_("年龄依据"), max_length=16, blank=True, help_text="code of the list age_source")
    id_type = models.CharField(_("证件类型"), max_length=24, blank=True, help_text="code of the list id_document_type")
    id_declared = EncryptedField(kind="identity", verbose_name=_("自述证件号"), blank=True)
    id_verified = EncryptedField(kind="identity", verbose_name=_("核实证件号"), blank=True)
    id_declared_index = BlindIndexField(source="id_declared", purpose="relief person identity")
    id_verified_index = BlindIndexField(source="id_verified", purpose="relief person identity")
    verified_from = models.CharField(
        _("核实来源"), max_length=12, blank=True, help_text="code of the list verify_source"
    )
    verified_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    doubt = EncryptedField(kind="prose", verbose_name=_("身份疑点"), blank=True)
    accent = models.CharField(_("口音、语言"), max_length=40, blank=True)
    features = EncryptedField(kind="text", verbose_name=_("身高、特征"), blank=True)
    capacity = models.CharField(_("行为能力"), max_length=20, blank=True, help_text="code of the list capacity_flag")
    capacity_signs = EncryptedField(kind="prose", verbose_name=_("能力受限的迹象"), blank=True)
    capacity_by = models.ForeignKey(
        "casework.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("能力评估人")
    )
    capacity_at = models.DateTimeField(_("能力评估时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        constraints = [
            models.CheckConstraint(
                name="relief_age_in_order",
                condition=Q(age_least__isnull=True) | Q(age_most__isnull=True) | Q(age_most__gte=F("age_least")),
            ),
            models.CheckConstraint(
                name="relief_verified_from_somewhere",
                condition=Q(verified_at__isnull=True) | ~Q(verified_from=""),
            ),
        ]

    def __str__(self) -> str:
        return f"person of {self.case_id}"

    @property
    def known_age(self) -> Known:
        """What is known of the age."""
        return Known(self.birth_verified, self.birth_declared, self.age_least, self.age_most)

    @property
    def gender(self) -> str:
        """The sex as verified, else as declared."""
        return self.gender_verified or self.gender_declared
