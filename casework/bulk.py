"""One thing done to several records: each passes its own guards, and what is refused is said with its reasons.

Only assigning, reminding, following and printing. Nothing that decides about somebody's matter is here:
refusing, finding unfounded, merging, closing, hanging, extending, penalties, publishing, unmasking.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework import access, boundary, clock, engine, kinds, reminding
from casework.actor import Actor
from casework.listing import BulkAct
from casework.models import Follow, Record
from casework.refusals import BadRequest, Denial, NotYourRole, Refusal

#: Records on one printed list, and reminded or followed in one go.
MOST_PRINTED = MOST = 100
#: The object of the permission matrix that lets a role work with many cases at once.
OBJECT = "case_basics"


@dataclass
class Report:
    """What became of each: done, or refused with the reasons; lines are plain, so that an answer can be kept."""

    done: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, record: Record, refusal: Refusal) -> None:
        """Note a refusal with the words of each of its denials."""
        denials = refusal.denials or [Denial(refusal.code, refusal.message or _("没有办成。"))]
        reasons = [{"message": str(d.message), "remedy": str(d.remedy)} for d in denials]
        reasons += [{"message": str(m), "remedy": ""} for words in refusal.errors.values() for m in words]
        self.refused.append(_line(record) | {"reasons": reasons, "codes": refusal.codes, "status": refusal.status})


def _line(record: Record) -> dict[str, Any]:
    number = record.number or _("未编号")
    return {"pk": str(record.pk), "number": number, "key": record.number or str(record.pk), "title": record.title}


def picked(kind: kinds.Kind, actor: Actor, keys: Sequence[str], most: int) -> list[Record]:
    """The records with these ids in the actor's scope, oldest first. Raises BadRequest for none or too many.

    What is not there or not in scope is left out without a word, as a list leaves it out.
    """
    ids = {UUID(key) for key in keys if _is_uuid(key)}
    if len(ids) > most:
        raise BadRequest(_("一次最多%(most)d件，现在选了%(n)d件。") % {"most": most, "n": len(ids)})
    found = Record.objects.visible_to(actor, kind.name).filter(pk__in=ids).select_related("owner_agency")
    records = list(found.order_by("opened_at", "pk"))
    if not records:
        raise BadRequest(_("还没有勾选。在列表里勾选要办的，再点这个按钮。"))
    return records


def _is_uuid(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def may(actor: Actor, kind: kinds.Kind, *, internal: bool = True) -> bool:
    """Whether the role works with several cases at once; internal: a deed of the office, not for parties outside."""
    left_out = kind.case_by_case | (kind.outside_roles if internal else frozenset())
    return actor.role not in left_out and access.may(actor, OBJECT, "R")


def check_role(actor: Actor, kind: kinds.Kind, *, internal: bool = True) -> None:
    """Raises NotYourRole unless `may`."""
    if not may(actor, kind, internal=internal):
        raise NotYourRole


# --- assigning ------------------------------------------------------------------------------------------------------


def full_of(kind: kinds.Kind, records: Sequence[Record]) -> list[Any]:
    """The records as their own kind, in the same order, in one statement."""
    found = kind.model.objects.select_related("owner_agency").in_bulk([r.pk for r in records])
    return [found[r.pk] for r in records]


def check_alike(bulk: BulkAct, cases: Sequence[Any]) -> None:
    """Refuse cases that differ in what all of them must share; the sentence counts the kinds of them."""
    for n, (label, _value) in enumerate(bulk.same(cases[0])):
        counts = Counter(str(bulk.same(case)[n][1]) for case in cases)
        if len(counts) > 1:
            told = "、".join(_("%(what)s %(n)d件") % {"what": what, "n": count} for what, count in counts.most_common())
            raise BadRequest(_("一次只能交办同一%(label)s的案件，这次有：%(told)s。") % {"label": label, "told": told})


def assign(bulk: BulkAct, cases: Sequence[Any], actor: Actor, data: Any, versions: Mapping[str, int]) -> Report:
    """Carry out the act for each case on its own; a refusal rolls back that case alone."""
    report = Report()
    for case in cases:
        try:
            with transaction.atomic():
                boundary.with_follow_up(lambda one=case: engine.perform(  # type: ignore[misc]
                    one, bulk.code, actor=actor, data=data, expected_version=versions.get(str(one.pk))
                ).record)  # fmt: skip
        except Refusal as refusal:
            report.refuse(case, refusal)
        else:
            report.done.append(_line(case))
    return report


def refusals_beforehand(bulk: BulkAct, cases: Sequence[Any], actor: Actor) -> Report:
    """Which of them could not be done now whatever the form says, so that one sees it before filling it."""
    report = Report()
    for case in cases:
        options = {o.act.code: o for o in engine.options(case, actor) if o.role_fits}
        option = options.get(bulk.code)
        if option is None:
            state = case.lifecycle.states[case.state].badge
            report.refuse(case, BadRequest(_("案件现为“%(state)s”，不在这一步。") % {"state": state}))
        elif option.denials:
            report.refuse(case, Refusal(denials=option.denials))
        else:
            report.done.append(_line(case))
    return report


# --- reminding and following ----------------------------------------------------------------------------------------


def remind(records: Sequence[Record], actor: Actor) -> Report:
    """Ask whoever has each of them to go on: politely, once a day, never one's own unit."""
    report = Report()
    for record in records:
        try:
            _check_held(record, actor)
            reminding.remind(record, actor)
        except Refusal as refusal:
            report.refuse(record, refusal)
        else:
            report.done.append(_line(record))
    return report


def _check_held(record: Record, actor: Actor) -> None:
    """Refuse a record that no other unit has in hand."""
    if record.closed_at:
        raise BadRequest(_("已办结，不用提醒。"))
    if record.owner_agency_id is None:
        raise BadRequest(_("还没有承办单位。"))
    if record.owner_agency_id == actor.agency_id:
        raise BadRequest(_("由本单位办理，不用提醒自己。"))


def follow(records: Sequence[Record], actor: Actor) -> Report:
    """Let the actor hear what happens to these records; what is followed already stays so."""
    rows = [Follow(user=actor.person.user, record=record, since=clock.now()) for record in records]
    Follow.objects.bulk_create(rows, ignore_conflicts=True)
    return Report(done=[_line(record) for record in records])


def unfollow(record: Record, actor: Actor) -> None:
    """Hear no more of it."""
    Follow.objects.filter(user=actor.user_id, record=record).delete()


def follows(record: Record, actor: Actor) -> bool:
    """Whether the actor follows it."""
    return Follow.objects.filter(user=actor.user_id, record=record).exists()
