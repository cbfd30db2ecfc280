"""Who reported a case, and who must keep away from it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import BlindIndexField, EncryptedField
from property_rectification.models.base import CaseChild


class Reporter(models.Model):
    """The one reporter of a case. Firm roles never see this row (§5.4); a name is never needed (L-75)."""

    case = models.OneToOneField(
        "property_rectification.RectificationCase", models.PROTECT, primary_key=True, related_name="reporter"
    )
    name = EncryptedField(kind="name", verbose_name=_("姓名"), blank=True)
    phone = EncryptedField(kind="phone", verbose_name=_("电话"), blank=True)
    phone_index = BlindIndexField(source="phone", purpose="phone")
    address = EncryptedField(kind="address", verbose_name=_("住址"), blank=True)
    guardian = EncryptedField(kind="name", verbose_name=_("监护人"), blank=True)
    interpreter = EncryptedField(kind="text", verbose_name=_("翻译"), blank=True)
    wants_secrecy = models.BooleanField(_("不让物业知道是谁"), default=False)

    class Meta:
        verbose_name = _("反映人")
        verbose_name_plural = _("反映人")

    def __str__(self) -> str:
        return f"reporter of {self.case_id}"

    @property
    def reachable(self) -> bool:
        """Whether there is a way to reach the reporter."""
        return bool(self.phone) or bool(self.address)


class SuspectedDuplicate(CaseChild):
    """Whoever took the case in proposes that another is the same matter; whether to merge is the dispatcher's word.

    The reporter of either keeps the right to an answer of their own (§1.1.2 #07).
    """

    other = models.ForeignKey(
        "property_rectification.RectificationCase",
        models.PROTECT,
        related_name="proposed_for",
        verbose_name=_("疑似重复"),
    )

    class Meta(CaseChild.Meta):
        verbose_name = _("疑似重复")
        verbose_name_plural = _("疑似重复")
        constraints = [models.UniqueConstraint(name="suspected_duplicate_once", fields=["case", "other"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.other_id}"


class RecusalDeclaration(CaseChild):
    """Somebody declared, on the occasion of a case, to have an interest in its firm or compound (§5.11, L-75).

    It holds for every case of that firm or compound while it is active.
    """

    user = models.ForeignKey("casework.User", models.PROTECT, related_name="+", verbose_name=_("申报人"))
    firm = models.ForeignKey("property_rectification.Firm", models.PROTECT, null=True, blank=True, related_name="+")
    compound = models.ForeignKey("geo.Compound", models.PROTECT, null=True, blank=True, related_name="+")
    reason = EncryptedField(kind="text", verbose_name=_("关系"))
    active = models.BooleanField(_("有效"), default=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("回避申报")
        verbose_name_plural = _("回避申报")
        constraints = [
            models.CheckConstraint(
                name="recusal_of_something", condition=Q(firm__isnull=False) | Q(compound__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["user"], name="recusal_by_user", condition=Q(active=True))]

    def __str__(self) -> str:
        return f"{self.user_id} {self.firm_id or self.compound_id}"
