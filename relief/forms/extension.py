"""What is asked when a longer stay is filed with the bureau."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

EXTENSION = (
    Ask("reason", _("特殊原因"), "choice", choices="extension_reason", required=False),
    Ask("days", _("延长天数"), "integer", least=1),
    Ask("evidence", _("情况和依据"), "text", required=False, max_length=1000, personal=True,
        help=_("例如：弟弟12月5日到站接人；第几次延期、前次结果")),
)  # fmt: skip
DECISION = (
    Ask("decision", _("决定"), "choice", choices="extension_decision"),
    Ask("note", _("退回理由"), "text", required=False, max_length=500, personal=True),
)
