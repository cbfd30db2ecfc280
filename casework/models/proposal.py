"""Proposal: an act that waits for a second person. It changes nothing until agreed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.ids import uuid7


class Proposal(models.Model):
    """An asked-for transition with its data, for somebody else to agree to or return with reasons."""

    OPEN, AGREED, RETURNED, WITHDRAWN, LAPSED = "open", "agreed", "returned", "withdrawn", "lapsed"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey("casework.Record", models.PROTECT, related_name="proposals")
    transition = models.CharField(max_length=60)
    data = models.BinaryField(help_text="encrypted JSON of the form")
    based_on_version = models.PositiveIntegerField()
    proposer = models.ForeignKey("casework.Post", models.PROTECT, related_name="+")
    decider = models.ForeignKey("casework.User", models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(_("提出时间"))
    outcome = models.CharField(max_length=10, default=OPEN)
    decided_by = models.ForeignKey("casework.Post", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("待复核事项")
        verbose_name_plural = _("待复核事项")
        constraints = [
            models.UniqueConstraint(
                name="proposal_one_open", fields=["record", "transition"], condition=Q(outcome="open")
            ),
            models.CheckConstraint(
                name="proposal_decided_by_another",
                condition=Q(decided_by__isnull=True) | Q(outcome="withdrawn") | ~Q(decided_by=models.F("proposer")),
            ),
        ]
        indexes = [models.Index(fields=["outcome", "decider"])]

    def __str__(self) -> str:
        return f"{self.transition} {self.outcome}"
