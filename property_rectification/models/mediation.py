"""Mediation as a record linked to its case: who asked, who agreed, what was settled and kept (§2.1, L-70, L-71)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild
from property_rectification.models.facts import STATEMENT_SIDES


class Mediation(CaseChild):
    """One round, from a party's wish to its end. Each round needs the consent of both sides anew.

    A refusal is a result of its own: nobody's failure, and no part of a rate of success (K-27).
    """

    OPEN, REACHED, FAILED, REFUSED, ENDED = "", "reached", "failed", "refused", "ended"
    RESULTS = [
        (OPEN, _("进行中")), (REACHED, _("达成")), (FAILED, _("未达成")), (REFUSED, _("拒绝")), (ENDED, _("终止")),
    ]  # fmt: skip

    round = models.PositiveSmallIntegerField(_("第几次"))
    asked_by = models.CharField(_("哪一方提出"), max_length=6, choices=STATEMENT_SIDES)
    asked_at = models.DateTimeField(_("提出时间"))
    asked_mode = models.CharField(_("方式"), max_length=2, blank=True, help_text="code of the list statement_mode")
    dispute = EncryptedField(kind="prose", verbose_name=_("争议事项和请求"))
    proof = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    court_no = models.CharField(_("法院委派文号"), max_length=60, blank=True)
    mediator = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("调解员")
    )
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    result = models.CharField(_("结果"), max_length=8, choices=RESULTS, blank=True)
    refused_by = models.CharField(_("哪一方不愿调解"), max_length=6, choices=STATEMENT_SIDES, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("调解")
        verbose_name_plural = _("调解")
        ordering = ["case", "round"]
        constraints = [
            models.UniqueConstraint(name="mediation_round_once", fields=["case", "round"]),
            models.UniqueConstraint(name="mediation_one_open", fields=["case"], condition=Q(result="")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.round} {self.result}"

    @property
    def counts(self) -> bool:
        """Whether this round is one of those that a rate of success is made of."""
        return self.result in (self.REACHED, self.FAILED, self.ENDED)


class MediationConsent(CaseChild):
    """What one side said to the question whether it wants to be mediated. A no needs no reason."""

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="consents")
    side = models.CharField(_("哪一方"), max_length=6, choices=STATEMENT_SIDES)
    agreed = models.BooleanField(_("同意"))
    at = models.DateTimeField(_("时间"))
    mode = models.CharField(_("方式"), max_length=2, blank=True, help_text="code of the list statement_mode")
    witness = EncryptedField(kind="name", verbose_name=_("见证人"), blank=True)
    file = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(CaseChild.Meta):
        verbose_name = _("调解意愿")
        verbose_name_plural = _("调解意愿")
        ordering = ["case", "at"]

    def __str__(self) -> str:
        return f"{self.mediation_id} {self.side} {self.agreed}"


class MediationSession(CaseChild):
    """One meeting with the mediator. Read by the mediator and the parties alone."""

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="sessions")
    at = models.DateTimeField(_("时间"))
    mode = models.CharField(_("方式"), max_length=2, help_text="code of the list statement_mode")
    present = EncryptedField(kind="text", verbose_name=_("参加人"))
    record = EncryptedField(kind="prose", verbose_name=_("调解记录"))

    class Meta(CaseChild.Meta):
        verbose_name = _("调解记录")
        verbose_name_plural = _("调解记录")
        ordering = ["case", "at"]

    def __str__(self) -> str:
        return f"{self.mediation_id} {self.at:%Y-%m-%d}"


class MediationAgreement(CaseChild):
    """What both sides agreed on (调解法 28, 29), whether it was kept, and what a court said to it (L-71)."""

    mediation = models.OneToOneField(Mediation, models.PROTECT, related_name="agreement")
    form = models.CharField(_("形式"), max_length=2, help_text="code of the list agreement_form")
    content = EncryptedField(kind="prose", verbose_name=_("协议内容"))
    plan = EncryptedField(kind="prose", verbose_name=_("履行事项"), blank=True)
    proof = EncryptedField(kind="text", verbose_name=_("履行凭证"), blank=True)
    perform_by = models.DateField(_("履行期限"), null=True, blank=True)
    effective_at = models.DateTimeField(_("生效时间"))
    decides_ownership = models.BooleanField(_("确认物权归属"), default=False)
    file = models.ForeignKey("casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+")
    performed_on = models.DateField(_("履行完毕"), null=True, blank=True)
    applied_on = models.DateField(_("申请司法确认"), null=True, blank=True)
    court = models.CharField(_("法院"), max_length=60, blank=True)
    confirmation = models.CharField(
        _("司法确认结果"), max_length=2, blank=True, help_text="code of the list confirmation"
    )

    class Meta(CaseChild.Meta):
        verbose_name = _("调解协议")
        verbose_name_plural = _("调解协议")
        constraints = [
            models.CheckConstraint(
                name="agreement_confirmed_only_where_possible",
                condition=Q(decides_ownership=False) | Q(applied_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mediation_id} {self.effective_at:%Y-%m-%d}"
