"""Relief of another kind: which organ took the person on, by which paper, and what became of it (E43)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class Referral(CaseChild):
    """The other side has accepted in writing and the person wants to go there. Asked for by one, agreed to by the
    bureau (R-04, R-07)."""

    TEMPORARY = "temporary_relief"

    kind = models.CharField(_("转介类别"), max_length=20, help_text="code of the list referral_kind")
    agency = models.CharField(_("接收单位"), max_length=80)
    accepted_by = EncryptedField(kind="name", verbose_name=_("接收人"))
    accepted_at = models.DateTimeField(_("接收时间"))
    paper_no = models.CharField(_("接收函或回执编号"), max_length=80)
    copy = models.ForeignKey(
        "casework.RecordFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("接收函或回执")
    )
    wish = EncryptedField(kind="prose", verbose_name=_("本人意愿"), blank=True)
    proposed_by = models.ForeignKey("casework.Post", models.PROTECT, related_name="+", verbose_name=_("提出人"))
    result = EncryptedField(kind="prose", verbose_name=_("转介结果"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("转介")
        verbose_name_plural = _("转介")

    @property
    def answered(self) -> bool:
        """Whether anybody knows what became of it."""
        return bool(self.result)

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
