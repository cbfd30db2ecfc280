"""Which posts of §6 one person may not hold together."""

from django.utils.translation import gettext_lazy as _

from casework.separation import Separation
from property_rectification.roles import ROLES

CHECKERS, CLOSERS, HANDLERS = frozenset({"R25"}), frozenset({"R02"}), frozenset({"R05", "R07", "R08"})
_EVERY = frozenset(ROLES) - {"system"}

#: Handler, checker and closer are three persons; auditor and administrator have no part in any case (§6, §5.16). An
#: account of a firm or a committee is that one's alone; a committee takes part in checks, so its people may sit on one.
SEPARATIONS = (
    Separation("checker_not_handler", CHECKERS, HANDLERS, _("经办和验收要分开")),
    Separation("checker_not_closer", CHECKERS, CLOSERS, _("验收和销号要分开")),
    Separation("handler_not_closer", HANDLERS, CLOSERS, _("经办和销号要分开")),
    Separation(
        "writer_not_reviewer", frozenset({"R18"}), frozenset({"R01", "R09", "R19"}), _("编写和审核、批准要分开")
    ),
    Separation("firm_apart", frozenset({"R15"}), _EVERY, _("企业账户不兼别的岗位，也不在两家合用"), same_agency=False),
    Separation(
        "committee_apart",
        frozenset({"R16"}),
        _EVERY - {"R25"},
        _("业委会账户不兼别的岗位，也不在两处合用"),
        same_agency=False,
    ),
    Separation("auditor_apart", frozenset({"R20"}), _EVERY - {"R20"}, _("审计不参与办案"), same_agency=False),
    Separation(
        "administrator_apart", frozenset({"R21"}), _EVERY - {"R20", "R21"}, _("系统管理员不参与办案"), same_agency=False
    ),
)
