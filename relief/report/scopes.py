"""Who sees the monthly reports: the station its own, the county bureau those of its county (Part 6)."""

from casework.scopes import Scope, subtree
from relief.scopes import station

REPORT_SCOPES: dict[str, Scope] = {"STA": station, "DUT": station, "DIR": station, "SUP": subtree}
