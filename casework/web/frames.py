"""The parts of a record's page that follow from its declaration: badges, stage bar, next step, history."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import clock, display, engine, kinds
from casework.actor import Actor
from casework.declaration import Region
from casework.engine import Option
from casework.models import Proposal
from casework.refusals import Denial

#: Actions shown beside the primary one, and refusals shown before 还有…项.
OTHERS, REFUSED = 3, 3


def key_of(record: Any) -> str:
    """How a page names a record: its number, or its id while it has none."""
    return record.number or str(record.pk)


def url(record: Any, name: str = "detail", **more: Any) -> str:
    """The address of one of the record's pages."""
    return reverse(f"{kinds.kind_of(record).page}-{name}", kwargs={"key": key_of(record), **more})


def state_badge(record: Any) -> dict[str, str]:
    """The one state badge of a row or header."""
    state = kinds.kind_of(record).lifecycle.states[record.state]
    return {"tone": state.tone, "text": str(state.badge), "icon": "", "url": ""}


def next_step(record: Any, actor: Actor) -> dict[str, Any]:
    """What this actor can do now, and why not the rest. Refusals of rights are not listed.

    Where the declaration names no usual act and several are possible, none of them is put before the others.
    """
    waiting = _open_proposal(record, actor)
    seen: dict[str, Any] = {}
    every = [o for o in _keep_options(record, actor, seen) if o.role_fits and not _is_waiting(o, waiting)]
    found = [o for o in every if not o.act.region]  # type: ignore[attr-defined]
    amendments = _keep_amendments(record, actor, seen)
    amending = possible_amendments(amendments)
    allowed, possible, refused = offered(record, found, amending)
    duties = [o for o in allowed if o.allowed and o.act.is_duty]  # type: ignore[attr-defined]
    first = 1 if duties and (len(duties) == 1 or allowed[0].act.usual) else 0  # type: ignore[attr-defined]
    mine = bool(duties) or (bool(refused) and record.owner_agency_id == actor.agency_id)
    return {
        "mine": mine,
        "who": _("由您办理") if mine else _waiting_for(record),
        "primary": possible[0] if first else None,
        "others": possible[first : first + OTHERS],
        "more": possible[first + OTHERS :],
        "amend": [_button(o, record, "amend") for o in amendments if o.act.code in amending],
        "refused": refused[:REFUSED],
        "refused_more": refused[REFUSED:],
        "proposal": _proposal(record, waiting, actor) if waiting else None,
        "regions": _regions(record, actor, every, amending),
    }


def offered(record: Any, found: Iterable[Any], amending: set[str]) -> tuple[list[Any], list[Any], list[Any]]:
    """What is possible, in order, as options and as buttons, and what is not with the reasons why."""
    able = sorted((o for o in found if o.allowed or o.liftable), key=_in_order)
    concerns = kinds.kind_of(record).concerns
    barred = [o for o in found if not (o.allowed or o.liftable) and concerns(record, o.act)]
    return able, [_button(o, record, "do") for o in able], [_refused(o, record, amending) for o in barred]


def _regions(record: Any, actor: Actor, found: Sequence[Any], amending: set[str]) -> list[dict[str, Any]]:
    """A line a region: how it stands, for who may read that, and what this actor can do there; none without either."""
    lines, may_read = [], kinds.kind_of(record).may_read
    for region in record.lifecycle.regions.values():
        inside = [o for o in found if o.act.region == region.code]
        _able, possible, refused = offered(record, inside, amending)
        badge = region_badge(region, getattr(record, region.field)) if may_read(region.field, actor, record) else None
        if badge or possible or refused:
            lines.append({
                "code": region.code, "label": region.label, "badge": badge, "acts": possible[:OTHERS],
                "more": possible[OTHERS:], "refused": refused,
            })  # fmt: skip
    return lines


def region_badge(region: Region, state: str) -> dict[str, str]:
    """The badge of one state of a region."""
    return {"tone": region.states[state].tone, "text": str(region.states[state].badge), "icon": "", "url": ""}


def _in_order(option: Any) -> tuple[bool, bool, bool]:
    """The usual act first, then what the record waits for, then what may be done besides; what something bars that
    could be lifted comes last."""
    return option.liftable, not option.act.usual, not option.act.is_duty


def amendments_of(record: Any, actor: Actor) -> list[Option]:
    """The amendments of this actor on a page: looked at once for this instance of the record."""
    read: dict[int | None, list[Option]] = vars(record).setdefault("_amendments_read", {})
    return read[actor.user_id] if actor.user_id in read else _keep_amendments(record, actor, {})


def _keep_amendments(record: Any, actor: Actor, seen: dict[str, Any]) -> list[Option]:
    read: dict[int | None, list[Option]] = vars(record).setdefault("_amendments_read", {})
    read[actor.user_id] = engine.amendments(record, actor, seen)
    return read[actor.user_id]


def _button(option: Option, record: Any, page: str) -> dict[str, Any]:
    code = option.act.code.replace("_", "-")
    return {"code": option.act.code, "label": option.act.label, "url": url(record, page, code=code), "icon": ""}


def options_of(record: Any, actor: Actor) -> list[Option]:
    """The transitions from here on a page: looked at once for this instance of the record."""
    read: dict[int | None, list[Option]] = vars(record).setdefault("_options_read", {})
    return read[actor.user_id] if actor.user_id in read else _keep_options(record, actor, {})


def _keep_options(record: Any, actor: Actor, seen: dict[str, Any]) -> list[Option]:
    read: dict[int | None, list[Option]] = vars(record).setdefault("_options_read", {})
    read[actor.user_id] = engine.options(record, actor, seen)
    return read[actor.user_id]


def possible_amendments(options: Iterable[Option]) -> set[str]:
    """The codes of the amendments this actor may make now."""
    return {o.act.code for o in options if o.allowed or o.liftable}


def remedied(denial: Denial, record: Any, amending: set[str]) -> Denial:
    """A denial whose way out is a link, as far as this actor can go it."""
    amendment = kinds.kind_of(record).remedy_of(denial.code)
    if denial.link or amendment not in amending:
        return denial
    return dataclasses.replace(denial, link=url(record, "amend", code=amendment.replace("_", "-")))


def _refused(option: Option, record: Any, amending: set[str]) -> dict[str, Any]:
    denials = [remedied(d, record, amending) for d in option.denials]
    reasons = [{"message": d.message, "remedy": d.remedy, "link": d.link} for d in denials]
    return {"code": option.act.code, "label": option.act.label, "reasons": reasons}


def _waiting_for(record: Any) -> str:
    since = display.day(record.state_since, clock.now())
    holder = kinds.kind_of(record).held_by(record)
    if holder:
        return _("等待：%(holder)s，自%(since)s") % {"holder": holder, "since": since}
    return _("自%(since)s") % {"since": since}


def _open_proposal(record: Any, actor: Actor) -> Proposal | None:
    """What waits for a second person, unless it belongs to a region this actor may not read; one's own is seen."""
    asked = Proposal.objects.filter(record_id=record.pk, outcome=Proposal.OPEN)
    if unheard := kinds.kind_of(record).unheard(actor):
        asked = asked.filter(~Q(transition__in=unheard) | Q(proposer__user=actor.user_id))
    return asked.select_related("proposer__user").first()


def _is_waiting(option: Option, proposal: Proposal | None) -> bool:
    """What somebody already proposed is decided there, not asked for again."""
    return proposal is not None and option.act.code == proposal.transition


def _proposal(record: Any, found: Proposal, actor: Actor) -> dict[str, str]:
    act = engine.act_of(record, found.transition)
    mine = found.proposer.user_id == actor.user_id
    may_decide = not mine and actor.role in engine.deciders(record, act, found)
    words = _("%(who)s提交了“%(act)s”，等待另一人复核，自%(when)s。") % {
        "who": found.proposer.user.display_name, "act": act.label,
        "when": display.moment(found.proposed_at, clock.now()),
    }  # fmt: skip
    page = url(record, "proposal", proposal=found.pk)
    return {"words": words, "review_url": page if may_decide else "", "withdraw_url": page if mine else ""}
