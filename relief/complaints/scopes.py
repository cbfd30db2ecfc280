"""Who sees which complaint: the bureau those of its county. The station none, not even the one it wrote down (R-53)."""

from casework.scopes import Scope, subtree

COMPLAINT_SCOPES: dict[str, Scope] = {"SUP": subtree}
