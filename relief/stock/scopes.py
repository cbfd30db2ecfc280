"""Who sees the store: the station its own, the bureau those of its county."""

from casework.scopes import Scope, subtree
from relief.scopes import station

STOCK_SCOPES: dict[str, Scope] = {"STK": station, "DUT": station, "DIR": station, "STA": station, "SUP": subtree}
