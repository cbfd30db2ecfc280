"""What each run walks, and what is left to `./test --long`: the whole suite has half an hour on two cores.

Thinned are walks over many alike cases that one cause breaks all at once. What guards a right is never thinned.
"""

from collections.abc import Iterable
from typing import Any

import pytest


def thinned(cases: Iterable[Any], one_in: int) -> list[Any]:
    """Every `one_in`th case in each run, the same ones each time; the long run takes the others."""
    return [case if n % one_in == 0 else longer(case) for n, case in enumerate(cases)]


def longer(case: Any, id: str | None = None) -> Any:
    """A case for the long run."""
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.long, id=id)
