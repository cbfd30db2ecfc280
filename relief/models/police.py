"""The police and a case: called before admission, the person handed back, or kept by a lawful paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from relief.models.parts import CaseChild


class PoliceCall(CaseChild):
    """Why they were called, what they did, and on what paper they took the person; never on a word alone (R-51)."""

    matter = models.CharField(_("报警情形"), max_length=16, blank=True, help_text="code of the list police_matter")
    found = EncryptedField(kind="prose", verbose_name=_("查获的物品"), blank=True)
    seen_by = models.ForeignKey(
        "casework.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("第二名在场工作人员")
    )
    called_at = models.DateTimeField(_("报警时间"), null=True, blank=True)
    unit = models.CharField(_("公安机关"), max_length=80, blank=True)
    receipt_no = models.CharField(_("接处警编号"), max_length=40, blank=True)
    back_at = models.DateTimeField(_("交回时间"), null=True, blank=True)
    officer = EncryptedField(kind="name", verbose_name=_("民警"), blank=True)
    handling = EncryptedField(kind="prose", verbose_name=_("处理情况"), blank=True)
    kept_at = models.DateTimeField(_("带走时间"), null=True, blank=True)
    paper = models.CharField(_("法律文书"), max_length=80, blank=True)
    paper_no = models.CharField(_("文书编号"), max_length=60, blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("报警与移交公安")
        verbose_name_plural = _("报警与移交公安")

    def __str__(self) -> str:
        return f"{self.case_id} {self.recorded_at}"
