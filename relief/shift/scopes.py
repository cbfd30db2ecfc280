"""Who reads the hand-overs: everybody who works the shift, their director, and the bureau."""

from casework.scopes import Scope, subtree
from relief.scopes import station

SHIFT_SCOPES: dict[str, Scope] = {
    **dict.fromkeys(("RCP", "SEC", "CSW", "CAR", "HLT", "DUT", "DIR"), station),
    "SUP": subtree,
}
