"""How a guard test looks at a refusal."""

from typing import Any

import pytest

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
