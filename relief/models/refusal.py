"""Relief that was refused: why, by whom, what other help was named, and how the person got it in writing (E09)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import ServedNotice


class RefusalDecision(ServedNotice):
    """One decides what another proposed. It binds nobody before it is served, in writing and with reasons (R-05)."""

    reasons = ArrayField(
        models.CharField(max_length=1), verbose_name=_("不予救助理由"), help_text="code of the list refusal_reason"
    )
    facts = EncryptedField(kind="prose", verbose_name=_("事实"))
    told = EncryptedField(kind="prose", verbose_name=_("写给本人的理由"))
    alternatives = ArrayField(
        models.CharField(max_length=16), verbose_name=_("已告知的其他求助途径"),
        help_text="code of the list refusal_alternative",
    )  # fmt: skip
    sender_told = EncryptedField(kind="prose", verbose_name=_("告知送来单位的情况"), blank=True)
    referred_to = models.CharField(_("转介的乡镇（街道）"), max_length=80, blank=True)
    referral_result = EncryptedField(kind="prose", verbose_name=_("转介结果"), blank=True)
    proposed_by = models.ForeignKey("casework.Post", models.PROTECT, related_name="+", verbose_name=_("提出人"))

    class Meta(ServedNotice.Meta):
        verbose_name = _("不予救助决定")
        verbose_name_plural = _("不予救助决定")

    @property
    def answered(self) -> bool:
        """Whether anybody knows what became of the referral."""
        return bool(self.referral_result)

    def __str__(self) -> str:
        return f"{self.case_id} {''.join(self.reasons)}"
