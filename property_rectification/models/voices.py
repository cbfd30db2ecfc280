"""What goes back and forth with the reporter of a registered case: what is missing, what is added, objections."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild


class SupplementRequest(CaseChild):
    """The one list of what is missing, and what came of it (§1.1.2 #02, #03). Asked for once in the life of a case."""

    items = EncryptedField(kind="prose", verbose_name=_("补正清单"), help_text="one missing fact a line")
    answer = EncryptedField(kind="prose", verbose_name=_("补充的情况"), blank=True)
    answered_at = models.DateTimeField(_("补充时间"), null=True, blank=True)
    lapsed_at = models.DateTimeField(_("逾期时间"), null=True, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("补正要求")
        verbose_name_plural = _("补正要求")
        constraints = [
            models.UniqueConstraint(name="supplement_once", fields=["case"]),
            models.CheckConstraint(
                name="supplement_answered_or_lapsed",
                condition=Q(answered_at__isnull=True) | Q(lapsed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"

    @property
    def lines(self) -> list[str]:
        """The missing facts, one by one."""
        return self.items.reveal().splitlines()  # type: ignore[no-any-return]


class ReporterNote(CaseChild):
    """What the reporter added while the case was open, in their own words. Written by nobody else."""

    text = EncryptedField(kind="prose", verbose_name=_("补充的情况"))

    class Meta(CaseChild.Meta):
        verbose_name = _("反映人补充")
        verbose_name_plural = _("反映人补充")

    def __str__(self) -> str:
        return f"{self.case_id} {self.recorded_at:%Y-%m-%d}"


class Objection(CaseChild):
    """Somebody does not accept the result (§1.1.2 #34, #35): what is not put right, what is new, and the answer."""

    OPEN, UPHELD, REOPENED, DISMISSED, ENDED = "", "upheld", "reopened", "dismissed", "ended"
    OUTCOMES = [
        (OPEN, _("待复核")), (UPHELD, _("异议成立")), (REOPENED, _("重新核查")), (DISMISSED, _("驳回异议")),
        (ENDED, _("案件已终止")),
    ]  # fmt: skip

    objector = models.CharField(_("谁提出"), max_length=2, help_text="code of the list objector")
    defect = EncryptedField(kind="prose", verbose_name=_("没有整改到位的"), blank=True)
    new_fact = EncryptedField(kind="prose", verbose_name=_("新的情况"), blank=True)
    outcome = models.CharField(_("结果"), max_length=9, choices=OUTCOMES, blank=True)
    reasons = EncryptedField(kind="prose", verbose_name=_("理由"), blank=True)
    remedies = EncryptedField(kind="prose", verbose_name=_("救济途径"), blank=True)
    decided_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    decided_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("异议")
        verbose_name_plural = _("异议")
        constraints = [
            models.UniqueConstraint(name="objection_one_open", fields=["case"], condition=Q(outcome="")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"
