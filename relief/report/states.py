"""The states of a monthly report."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import State

RUNNING, TO_MAKE, TO_LOCK, LOCKED = "month_running", "to_make", "to_lock", "locked"

STEPS = (("running", _("统计中")), ("made", _("编制")), ("locked", _("锁定")))
STATES = (
    State(RUNNING, _("本月统计中"), _("统计中"), "plain", "running"),
    State(TO_MAKE, _("待编制"), _("待编制"), "active", "made"),
    State(TO_LOCK, _("待锁定"), _("待锁定"), "wait", "made"),
    State(LOCKED, _("已锁定"), _("已锁定"), "done", "locked", terminal=True),
)
