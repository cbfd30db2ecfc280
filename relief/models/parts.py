"""What is written down about a person in a case: checks, looks, hospital, who comes to collect, who assessed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from casework.ids import uuid7


class CaseChild(models.Model):
    """A row that belongs to one case. Written by effects only, through `ctx.add` and `ctx.update`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("relief.ReliefCase", models.PROTECT, related_name="%(class)ss")
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["recorded_at", "id"]


class ServedNotice(CaseChild):
    """A decision that reaches the person in writing; who does not sign is vouched for by two of the staff."""

    served_at = models.DateTimeField(_("送达时间"), null=True, blank=True)
    served_how = models.CharField(_("送达方式"), max_length=12, blank=True, help_text="code of the list service_method")
    signature = models.CharField(_("签收"), max_length=12, blank=True, help_text="code of the list signature_kind")
    served_by = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("送达人")
    )
    served_second = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("第二名在场工作人员")
    )

    class Meta(CaseChild.Meta):
        abstract = True


class SecurityCheck(CaseChild):
    """A security check, to which the person agreed (E06). Nobody is searched against their will (R-16)."""

    method = models.CharField(_("方式"), max_length=12, help_text="code of the list check_method")
    body_check = models.BooleanField(_("身体检查"), default=False)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    items = EncryptedField(kind="prose", verbose_name=_("物品清单"), blank=True)
    prohibited = EncryptedField(kind="prose", verbose_name=_("违禁物品"), blank=True)
    refused = EncryptedField(kind="prose", verbose_name=_("拒检：说明的内容和本人的回答"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("安检")
        verbose_name_plural = _("安检")

    def __str__(self) -> str:
        return f"{self.case_id} {self.method}"


class Screening(CaseChild):
    """The first look at body and mind (E08, R-18)."""

    signs = ArrayField(
        models.CharField(max_length=16), default=list, blank=True, verbose_name=_("迹象"),
        help_text="codes of the list screening_sign",
    )  # fmt: skip
    findings = EncryptedField(kind="prose", verbose_name=_("身体和精神状况"))

    class Meta(CaseChild.Meta):
        verbose_name = _("初步检视")
        verbose_name_plural = _("初步检视")

    def __str__(self) -> str:
        return f"{self.case_id} {self.recorded_at}"


class MedicalEvent(CaseChild):
    """Going to a hospital and coming back (E12). One word is enough to go (R-19); who leaves by their own will needs no
    certificate (R-29)."""

    need = EncryptedField(kind="prose", verbose_name=_("送医情形"))
    hospital = models.CharField(_("医院"), max_length=80, blank=True)
    called_at = models.DateTimeField(_("呼叫120时间"), null=True, blank=True)
    companion = models.CharField(_("陪同"), max_length=40, blank=True)
    accompanied_by = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("住院陪护")
    )
    registration = EncryptedField(kind="prose", verbose_name=_("医院对住院登记的要求"), blank=True)
    back_at = models.DateTimeField(_("返站时间"), null=True, blank=True)
    back_note = EncryptedField(kind="prose", verbose_name=_("出院或病情稳定的说明"), blank=True)
    certificate = models.CharField(_("出院证明"), max_length=80, blank=True)
    certificate_copy = models.ForeignKey(
        "casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("出院证明复印件")
    )
    by_own_will = models.BooleanField(_("本人自愿出院"), default=False)

    class Meta(CaseChild.Meta):
        verbose_name = _("就医")
        verbose_name_plural = _("就医")

    def __str__(self) -> str:
        return f"{self.case_id} {self.recorded_at}"


class Collector(CaseChild):
    """A relative, guardian, unit or organ that would take the person along (E05, R-45, R-61)."""

    name = EncryptedField(kind="name", verbose_name=_("接领人"))
    relation = models.CharField(_("与本人关系"), max_length=2, help_text="code of the list relationship")
    id_number = EncryptedField(kind="identity", verbose_name=_("接领人证件号"), blank=True)
    phone = EncryptedField(kind="phone", verbose_name=_("接领人电话"), blank=True)
    proof = models.CharField(_("关系证明"), max_length=120, blank=True)
    copy = models.ForeignKey(
        "casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("证件复印件")
    )
    risk = models.CharField(
        _("风险标记"), max_length=24, default="none", help_text="code of the list relative_risk_flag"
    )
    fit = models.BooleanField(_("监护评估合格"), null=True, blank=True)
    fit_basis = EncryptedField(kind="prose", verbose_name=_("监护评估依据"), blank=True)
    true_wish = EncryptedField(kind="prose", verbose_name=_("单独询问的真实意愿"), blank=True)
    wish_heard_at = models.DateTimeField(_("单独询问时间"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("接领人")
        verbose_name_plural = _("接领人")

    def __str__(self) -> str:
        return f"{self.case_id} {self.relation}"


class Assessment(CaseChild):
    """What two staff members found when an adult of doubtful capacity asked to leave: free, or in concrete danger.

    Nobody is held by it: a danger means that a hospital or the police were called (R-39, R-41).
    """

    danger = models.BooleanField(_("有具体危险"))
    findings = EncryptedField(kind="prose", verbose_name=_("评估意见"))
    called = models.CharField(_("已联系"), max_length=80, blank=True)
    first = models.ForeignKey("casework.User", models.PROTECT, related_name="+", verbose_name=_("第一评估人"))
    second = models.ForeignKey("casework.User", models.PROTECT, related_name="+", verbose_name=_("第二评估人"))

    class Meta(CaseChild.Meta):
        verbose_name = _("离站评估")
        verbose_name_plural = _("离站评估")
        constraints = [
            models.CheckConstraint(name="relief_assessed_by_two", condition=~models.Q(first=models.F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.danger}"
