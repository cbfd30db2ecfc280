"""Receiving somebody: the acts of one step of the reception one after the other, in one commit, each an event of its
own that passes its own guards. A later act that is refused leaves the person where they then stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casework import boundary, commit, engine
from casework.actor import Actor
from casework.refusals import Refusal


@dataclass
class Taken:
    """The case as it then is, the acts that were carried out, and the one that was refused, with its reasons."""

    case: Any
    done: list[str] = field(default_factory=list)
    stopped: str = ""
    refusal: Refusal | None = None


def carry_out(case: Any, codes: Sequence[str], *, actor: Actor, data: Any, version: int | None) -> Taken:
    """Carry out these acts. Raises a `Refusal` where already the first one is refused: then nothing has changed."""
    with commit.together():
        taken = Taken(case)
        for code in codes:
            expected = version if not taken.done else None
            try:
                with transaction.atomic():
                    taken.case = boundary.follow_up(_act(taken.case, code, actor, data, expected))
            except Refusal as refusal:
                if not taken.done:
                    raise
                taken.stopped, taken.refusal = code, refusal
                break
            taken.done.append(code)
        return taken


def _act(case: Any, code: str, actor: Actor, data: Any, version: int | None) -> Any:
    act = engine.perform if code in case.lifecycle.rows else engine.amend
    return act(case, code, actor=actor, data=data, expected_version=version).record


def gaps(case: Any) -> list[str]:
    """What is still to be filled in about somebody who was let in first, in words (R-10, R-12)."""
    person = case.person
    there = {
        _("告知权利"): case.rights_told_at, _("姓名"): person.name_declared or person.name_verified,
        _("证件号"): person.id_declared or person.id_verified, _("求助需求"): case.needs_requested,
    }  # fmt: skip
    return [name for name, value in there.items() if not value]
