"""Who sees it: whoever plans and holds it, the statistician who counts it, the bureau."""

from casework.scopes import Scope, subtree
from relief.scopes import station

OUTREACH_SCOPES: dict[str, Scope] = {**dict.fromkeys(("CSW", "DUT", "DIR", "STA"), station), "SUP": subtree}
