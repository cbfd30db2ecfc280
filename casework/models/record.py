"""Record: anything with a life. Every kind extends it by exactly one level of multi-table inheritance."""

from functools import reduce
from operator import or_

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Right, Upper
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from casework.declaration import Lifecycle
from casework.ids import uuid7
from casework.scopes import RecordQuerySet
from casework.triggers import stays
from geo.models.placed import Placed

#: The engine names the rows whose state it is about to write in this transaction-local setting.
TRANSITION_SETTING = "angui.transition"

#: The flag of what cannot wait, and the sort key that puts it first while a clock runs: 0 for it, 1 for the rest.
SAFETY = "SAFETY_URGENT"
SAFETY_LAST = Case(When(due_at__isnull=False, flags__contains=[SAFETY], then=Value(0)), default=Value(1))

_STATE_GUARD = f"""
    IF position(NEW.{{key}}::text in coalesce(current_setting('{TRANSITION_SETTING}', true), '')) = 0 THEN
        RAISE EXCEPTION 'record %: a state or version is written by the engine only', NEW.{{key}}
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


def regions_by_engine_only(declared: Lifecycle) -> list[pgtrigger.Trigger]:
    """The same guard for the state fields of a kind's regions; for the `Meta` of its model."""
    fields = [region.field for region in declared.regions.values()]
    changed = [pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in fields]
    return [
        pgtrigger.Trigger(
            name="regions_by_engine_only",
            when=pgtrigger.Before,
            operation=pgtrigger.UpdateOf(*fields),
            condition=reduce(or_, changed),
            func=_STATE_GUARD.format(key="record_ptr_id"),
        )
    ]


class Topic(models.CharField):  # type: ignore[type-arg]
    """What a record is about: the code its kind sorts by (`Record.topic_now`), beside the kind's own column."""

    derived = True


class Record(Placed):
    """What every case, lead, patrol or handoff has in common. Lists filter, scope, sort and count on this table alone.

    `version` equals the sequence of the record's last ledger event, so that a cut tail is found.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40, editable=False)
    number = models.CharField(_("编号"), max_length=40, null=True, blank=True, unique=True)
    title = models.CharField(_("事由"), max_length=120, blank=True)
    state = FSMField(_("状态"), max_length=24, protected=True)
    previous_state = models.CharField(max_length=24, blank=True)
    topic = Topic(max_length=12, blank=True, editable=False)
    division = models.ForeignKey(
        "geo.Division", models.PROTECT, verbose_name=_("所在地"), related_name="+", db_index=False
    )
    owner_agency = models.ForeignKey(
        "casework.Agency", models.PROTECT, null=True, blank=True, verbose_name=_("承办单位"), related_name="+"
    )
    flags = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    version = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(_("开始"))
    state_since = models.DateTimeField(_("进入当前状态"))
    closed_at = models.DateTimeField(_("办结"), null=True, blank=True)
    due_at = models.DateTimeField(_("到期"), null=True, blank=True)
    updated_at = models.DateTimeField(_("更新"))

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("记录")
        verbose_name_plural = _("记录")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(name="record_state_named", condition=~Q(state="")),
            models.CheckConstraint(
                name="record_closes_after_opening",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
            ),
        ]
        indexes = [
            models.Index(OpClass("division", name="varchar_pattern_ops"), "kind", name="record_division_subtree"),
            models.Index(fields=["kind", "state", "due_at"], name="record_kind_state_due"),
            models.Index(fields=["kind", "-opened_at", "-id"], name="record_kind_opened"),
            models.Index(fields=["kind", "state", "-opened_at", "-id"], name="record_kind_state_opened"),
            models.Index(fields=["kind", "due_at"], name="record_kind_due"),
            models.Index(F("kind"), F("due_at").desc(nulls_last=True), F("id").desc(), name="record_kind_due_last"),
            models.Index(fields=["kind", "-updated_at"], name="record_kind_updated"),
            models.Index(F("kind"), SAFETY_LAST, F("due_at"), F("id"), name="record_kind_work"),
            models.Index(
                F("kind"), F("state"), SAFETY_LAST, F("due_at"), F("id"), name="record_state_work", include=["division"]
            ),
            models.Index(
                F("kind"), F("topic"), SAFETY_LAST, F("due_at"), F("id"), name="record_topic_work", include=["division"]
            ),
            models.Index(fields=["kind"], name="record_titles", include=["division", "title"]),
            models.Index(fields=["owner_agency", "kind", "state"], name="record_owner_kind_state"),
            models.Index(Right("number", 5), name="record_number_tail"),
            GinIndex(OpClass("number", name="gin_trgm_ops"), name="record_number_trgm"),
            GinIndex(fields=["flags"], name="record_flags"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="record_title_words"),
            # what lists filter, scope, sort and count by: page and totals are found without reading the rows
            models.Index(
                fields=["kind", "state"],
                name="record_listed",
                include=["division", "owner_agency", "due_at", "closed_at", "opened_at", "updated_at", "id", "flags"],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="state_by_engine_only",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state", "version"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                | pgtrigger.Q(old__version__df=pgtrigger.F("new__version")),
                func=_STATE_GUARD.format(key="id"),
            ),
            pgtrigger.Trigger(
                name="created_by_engine_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_STATE_GUARD.format(key="id"),
            ),
            *stays("records_stay", pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)

    @property
    def topic_now(self) -> str:
        """The code by which lists of its kind are narrowed first; a kind without one leaves it empty."""
        return ""


class Relation(models.Model):
    """Who stands in which relation to a record: the scope of everybody who does not see a whole division."""

    LEAD, ASSIST, HANDLER, PANEL, FIRM, REVIEWER = "lead", "assist", "handler", "panel", "firm", "reviewer"

    record = models.ForeignKey(Record, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12)
    agency = models.ForeignKey("casework.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey("casework.User", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="relation_to_somebody", condition=Q(agency__isnull=False) | Q(user__isnull=False)
            ),
            models.UniqueConstraint(
                name="relation_once",
                fields=["record", "kind", "agency", "user"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "kind"],
                include=["record"],
                condition=Q(until__isnull=True),
                name="relation_of_agency",
            ),
            models.Index(
                fields=["user", "kind"], include=["record"], condition=Q(until__isnull=True), name="relation_of_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.agency_id or self.user_id}"
