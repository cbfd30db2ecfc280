"""What every child of a case has: its case, when it was written down, and by which post."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.ids import uuid7


class CaseChild(models.Model):
    """A row that belongs to one case. Written by effects only, through `ctx.add` and `ctx.update`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("property_rectification.RectificationCase", models.PROTECT, related_name="%(class)ss")
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["recorded_at", "id"]
