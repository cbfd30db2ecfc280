"""Which posts one person may not hold together: the station's people may be few and hold several, but not these."""

from django.utils.translation import gettext_lazy as _

from casework.separation import Separation
from relief.roles import ROLES

#: Audit, administration and whoever watches over personal data serve the whole house and see no case; the bureau does
#: not supervise itself (R-54).
HOUSE, BUREAU = frozenset({"R20", "R21", "ADM", "DPO"}), frozenset({"SUP"})
_ALL = frozenset(ROLES) - {"system", "ADM", "DPO"}

SEPARATIONS = (
    Separation(
        "house_apart_from_relief", HOUSE, _ALL, _("审计、系统管理和个人信息保护不参与救助办案"), same_agency=False
    ),
    Separation("bureau_apart", BUREAU, _ALL - BUREAU, _("监督的人不在站里任职"), same_agency=False),
)
