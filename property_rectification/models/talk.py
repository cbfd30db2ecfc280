"""约谈: what was said in a talk that was decided on the ladder (§1.1.4, F-20)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.fields import EncryptedField
from property_rectification.models.base import CaseChild
from property_rectification.models.escalation import Escalation


class Talk(CaseChild):
    """The record of one talk: the problems, the explanation in the words of who was talked to, what they promised."""

    escalation = models.OneToOneField(Escalation, models.PROTECT, related_name="talk", verbose_name=_("督办处置"))
    party = models.CharField(_("约谈对象"), max_length=4, help_text="code of the list talk_party")
    held_at = models.DateTimeField(_("时间"))
    place = models.CharField(_("地点"), max_length=120, blank=True)
    persons = EncryptedField(kind="prose", verbose_name=_("参加人"))
    problems = EncryptedField(kind="prose", verbose_name=_("问题清单"))
    explanation = EncryptedField(kind="prose", verbose_name=_("对方的说明"))
    commitments = models.JSONField(_("承诺"), default=list, blank=True, help_text="rows of what, owner and day")

    class Meta(CaseChild.Meta):
        verbose_name = _("约谈")
        verbose_name_plural = _("约谈")

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_at:%Y-%m-%d}"
