"""What the law asks somebody to say of themselves, as far as they can and want to (R-10, E01, E04, E05)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class Background(CaseChild):
    """Where somebody belongs and how to reach them, and how the registration was signed. One row a case."""

    ethnic = models.CharField(_("民族"), max_length=2, blank=True, help_text="code of the list ethnic_group")
    education = models.CharField(_("文化程度"), max_length=2, blank=True, help_text="code of the list education")
    household = EncryptedField(kind="text", verbose_name=_("户籍地"), blank=True)
    residence = EncryptedField(kind="text", verbose_name=_("住所地"), blank=True)
    workplace = EncryptedField(kind="text", verbose_name=_("工作单位"), blank=True)
    phone = EncryptedField(kind="phone", verbose_name=_("本人电话"), blank=True)
    diet = EncryptedField(kind="text", verbose_name=_("饮食需要"), blank=True)
    height_cm = models.PositiveSmallIntegerField(_("身高"), null=True, blank=True)
    build = models.CharField(_("体态"), max_length=20, blank=True)
    disability = models.CharField(_("残疾"), max_length=1, blank=True, help_text="code of the list disability_class")
    disability_grade = models.CharField(
        _("残疾等级"), max_length=1, blank=True, help_text="code of the list disability_grade"
    )
    filled_by = models.CharField(_("由谁填写"), max_length=5, blank=True, help_text="code of the list filled_by")
    proxy_reason = models.CharField(_("代填原因"), max_length=80, blank=True)
    signature = models.CharField(
        _("登记表签名"), max_length=12, blank=True, help_text="code of the list signature_kind"
    )
    signed_at = models.DateTimeField(_("签名时间"), null=True, blank=True)
    witness = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("见证人一")
    )
    second_witness = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("见证人二")
    )

    class Meta(CaseChild.Meta):
        verbose_name = _("详细情况")
        verbose_name_plural = _("详细情况")
        constraints = [
            models.UniqueConstraint(fields=["case"], name="relief_one_background"),
            models.CheckConstraint(
                name="relief_unsigned_by_two",
                condition=Q(signature__in=["", "signed", "fingerprint"])
                | (Q(witness__isnull=False, second_witness__isnull=False) & ~Q(witness=models.F("second_witness"))),
            ),
            models.CheckConstraint(
                name="relief_proxy_has_a_reason", condition=~Q(filled_by="proxy") | ~Q(proxy_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"background of {self.case_id}"


class Relative(CaseChild):
    """Somebody of the family, as the person named them; a risk stays with the name, whoever comes to collect."""

    name = EncryptedField(kind="name", verbose_name=_("亲属"))
    relation = models.CharField(_("与本人关系"), max_length=2, help_text="code of the list relationship")
    phone = EncryptedField(kind="phone", verbose_name=_("电话"), blank=True)
    address = EncryptedField(kind="text", verbose_name=_("住址"), blank=True)
    employer = EncryptedField(kind="text", verbose_name=_("工作单位"), blank=True)
    willing = models.BooleanField(_("愿意来接"), null=True, blank=True)
    risk = models.CharField(_("风险标记"), max_length=24, help_text="code of the list relative_risk_flag")

    class Meta(CaseChild.Meta):
        verbose_name = _("亲属联系人")
        verbose_name_plural = _("亲属联系人")

    def __str__(self) -> str:
        return f"{self.case_id} {self.relation}"


class ContactAttempt(CaseChild):
    """One try to reach a relative, or an organ that may know the family (TM-06)."""

    relative = models.ForeignKey(
        Relative, models.PROTECT, null=True, blank=True, related_name="attempts", verbose_name=_("亲属")
    )
    whom = models.CharField(_("联系谁"), max_length=80, blank=True)
    tried_at = models.DateTimeField(_("联系时间"))
    channel = models.CharField(_("联系方式"), max_length=12)
    reached = models.BooleanField(_("联系上了"), default=False)
    note = EncryptedField(kind="prose", verbose_name=_("情况"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("联系记录")
        verbose_name_plural = _("联系记录")
        constraints = [
            models.CheckConstraint(
                name="relief_contact_of_somebody", condition=Q(relative__isnull=False) | ~Q(whom="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.tried_at}"
