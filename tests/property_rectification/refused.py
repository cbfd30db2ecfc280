"""How a guard test looks at a refusal."""

from datetime import datetime
from typing import Any

import pytest

from casework.actor import Actor
from casework.context import Context
from casework.refusals import Denial, GuardsFailed


def denial(code: str, act: Any) -> Denial:
    """The denial of this code among those the act is refused with."""
    with pytest.raises(GuardsFailed) as refused:
        act()
    found = [d for d in refused.value.denials if d.code == code]
    assert found, f"refused, but not by {code}: {refused.value.codes}"
    return found[0]


def only(code: str, act: Any) -> Denial:
    """The same, where nothing else may refuse it."""
    with pytest.raises(GuardsFailed) as refused:
        act()
    assert refused.value.codes == [code]
    return denial(code, act)


def denied(record: Any, code: str, actor: Actor, now: datetime) -> set[str]:
    """What the guards of a transition say themselves, where something before them refuses already."""
    row = record.lifecycle.rows[code]
    ctx = Context(record, row, actor, now)
    return {said.code for guard in row.needs if (said := guard.denial(ctx))}
