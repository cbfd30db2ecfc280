"""The ledger: append-only events, chained per record, and the encrypted values they speak of."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.triggers import stays


class Event(models.Model):
    """One thing that happened to one record.

    Holds codes, references and salted digests only; values and free text live encrypted in `LedgerValue`.
    `hash` covers every other field and `prev_hash`, so that a changed or removed event is found.
    """

    append_only = True

    record = models.ForeignKey("casework.Record", models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    name = models.CharField(_("事项"), max_length=60)
    at = models.DateTimeField(_("时间"))
    recorded_at = models.DateTimeField(_("记入时间"))
    actor = models.ForeignKey("casework.User", models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey("casework.Post", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=8)
    state_from = models.CharField(max_length=24, blank=True)
    state_to = models.CharField(max_length=24)
    changes = models.JSONField(default=dict)
    timers = models.JSONField(default=list)
    detail = models.JSONField(default=dict)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("办理经过")
        verbose_name_plural = _("办理经过")
        constraints = [
            models.UniqueConstraint(name="event_once_per_step", fields=["record", "seq"]),
            models.CheckConstraint(name="event_seq_from_one", condition=Q(seq__gte=1)),
        ]
        indexes = [
            models.Index(fields=["-at"]),
            models.Index(fields=["post", "-at"], name="event_post_at"),
            models.Index(fields=["name", "-at"], name="event_name_at"),
        ]
        triggers = [
            *stays("events_stay", pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} #{self.seq} {self.name}"


class LedgerValue(models.Model):
    """One encrypted value of an event. Lawful erasure deletes the row, salt and all; the digest stays in the event."""

    append_only = "erasable"

    OLD, NEW, TEXT = "old", "new", "text"

    event = models.ForeignKey(Event, models.PROTECT, related_name="values")
    path = models.CharField(max_length=120)
    side = models.CharField(max_length=4)
    salt = models.BinaryField()
    value = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(name="ledger_value_once", fields=["event", "path", "side"])]
        triggers = [
            *stays("values_unchanged", pgtrigger.Update),
            pgtrigger.Trigger(
                name="erased_by_the_register_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                    IF coalesce(current_setting('angui.erasure', true), '') <> OLD.event_id::text THEN
                        RAISE EXCEPTION 'ledger value %: erased through the deletion register only', OLD.id
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN OLD;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.path} {self.side}"


class Seal(models.Model):
    """A day's Merkle root over the heads of all records; it also leaves the database as a file."""

    append_only = True

    day = models.DateField(_("日期"), unique=True)
    last_event = models.BigIntegerField()
    records = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("账本封签")
        verbose_name_plural = _("账本封签")
        triggers = [
            *stays("seals_stay", pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.root[:8]}"
