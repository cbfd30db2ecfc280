"""What the 12345 hotline calls the states of our records; the place's own words and codes (CG-2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HotlineStatus(models.Model):
    """A state of a lead or a case, and the status that goes back to the hotline for it."""

    state = models.CharField(
        _("状态"), max_length=80, primary_key=True, help_text="kind and state: property.case:triage"
    )
    code = models.CharField(_("热线代码"), max_length=12)
    words = models.CharField(_("热线状态"), max_length=40)
    ended = models.BooleanField(_("算办结"), default=False)

    class Meta:
        verbose_name = _("热线状态")
        verbose_name_plural = _("热线状态")
        ordering = ["state"]

    def __str__(self) -> str:
        return f"{self.state} {self.code}"
