"""Who reads of an outage: everybody who works the shift, the director, the bureau."""

from casework.scopes import Scope
from relief.shift.scopes import SHIFT_SCOPES

OUTAGE_SCOPES: dict[str, Scope] = SHIFT_SCOPES
