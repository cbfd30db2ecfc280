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
    under_14 = models.BooleanField(_("未满14周岁"), default=False)
    guardian_consent = models.BooleanField(_("监护人同意登记"), default=False)
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


class RecusalRequest(CaseChild):
    """A party or an official asks that somebody step aside in this case; somebody else decides (§5.11, F-39).

    Of a party only its side is kept: who reported stands nowhere on it (§5.4).
    """

    GRANTED, REFUSED = "granted", "refused"

    applicant = models.CharField(_("谁提出"), max_length=8, help_text="code of the list recusal_applicant")
    person = models.ForeignKey("casework.User", models.PROTECT, related_name="+", verbose_name=_("申请谁回避"))
    reason = EncryptedField(kind="prose", verbose_name=_("理由"))
    decision = models.CharField(_("决定"), max_length=8, blank=True, help_text="code of the list recusal_decision")
    decision_reasons = EncryptedField(kind="prose", verbose_name=_("决定的理由"), blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("回避申请")
        verbose_name_plural = _("回避申请")
        constraints = [
            models.UniqueConstraint(name="recusal_asked_once", fields=["case", "person"], condition=Q(decision="")),
            models.CheckConstraint(name="recusal_decision_known", condition=Q(decision__in=["", "granted", "refused"])),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id}"
