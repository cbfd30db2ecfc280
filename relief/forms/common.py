"""What acts of every stage ask: a reason, and why a condition should be lifted this once."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import LIFT, Ask

REASON = (Ask("reason", _("原因"), "text", required=False, max_length=500, personal=True),)
LIFTING = Ask(
    LIFT, _("特殊情况的理由"), "text", required=False, max_length=1000, personal=True,
    help=_("条件不齐又确有理由时填写，由另一位有权的人确认后生效"),
)  # fmt: skip
