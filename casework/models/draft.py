"""Drafts: what somebody has typed into a form and not sent yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """One person's text for one form, encrypted, for this person alone.

    `place` names the form. `revision` counts the saves. `opening` is the key of the form that was carried out last:
    what its page still sends afterwards is not kept again. `content` is empty once the form was carried out.
    """

    user = models.ForeignKey("casework.User", models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=120)
    content = models.BinaryField(help_text="encrypted JSON: values, and those of another window that were replaced")
    revision = models.PositiveIntegerField(default=0)
    opening = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField(_("保存时间"), db_index=True)

    class Meta:
        verbose_name = _("草稿")
        verbose_name_plural = _("草稿")
        constraints = [models.UniqueConstraint(name="draft_once_per_place", fields=["user", "place"])]

    def __str__(self) -> str:
        return self.place
