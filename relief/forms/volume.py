"""What is asked when a volume is bound, and when it is opened again."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

VOLUME = (
    Ask("volume", _("卷号"), max_length=40),
    Ask("retention", _("保管期限"), "choice", choices="retention_class",
        help=_("已按案件经过选好：死亡、未成年人、身份不明、有争议的永久，入站的30年，其他10年")),
)  # fmt: skip
REOPENING = (
    Ask("reason", _("重开理由"), "choice", choices="reopen_reason", required=False),
    Ask("note", _("事由"), "text", required=False, max_length=1000, personal=True, help=_("要更正什么，依据是什么")),
)
