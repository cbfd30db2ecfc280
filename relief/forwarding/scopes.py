"""Who sees what was handed on: the bureau that did it, and the director of the station it asks (R-53)."""

from casework.scopes import Scope, subtree
from relief.scopes import station

FORWARDING_SCOPES: dict[str, Scope] = {"SUP": subtree, "DIR": station}
