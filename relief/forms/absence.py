"""What is asked when somebody is not there. A report of somebody missing asks nothing before it can be made."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask
from relief.forms import reports

CHECK = (
    Ask("found", _("点名结果"), "choice", choices="presence"),
    Ask("searched", _("查找情况"), "text", required=False, max_length=1000, personal=True,
        help=_("不在的，写找过哪里、问过谁")),
)  # fmt: skip
_ACCOUNT = Ask("account", _("文字记录"), "text", max_length=2000, personal=True,
               help=_("最后见到的时间地点、有无告知去向、物品是否带走"))  # fmt: skip
_SEEN_LAST = Ask("last_seen_at", _("最后见到时间"), "moment", required=False)
_EVIDENCE = Ask("evidence", _("监控截图等证据"), "file", choices="files", required=False,
                help=_("先在“添加材料”里上传"))  # fmt: skip
GONE = (_ACCOUNT, _SEEN_LAST, _EVIDENCE)
MISSING = (
    Ask("worry", _("危险情形"), "choice", choices="missing_worry", required=False,
        help=_("未成年人、行为能力受限的人和疑似受害人不用选；其他人怀疑有危险就选")),
    Ask("account", _("经过"), "text", required=False, max_length=2000, personal=True),
    _SEEN_LAST,
    Ask("video_kept", _("已保存监控录像"), "flag", required=False),
    *reports.TO_POLICE,
)  # fmt: skip
SEEN = (
    Ask("seen_by", _("由谁见到本人"), required=False, max_length=80, personal=True,
        help=_("本站人员、民警或其他单位人员")),
    Ask("seen_at", _("见到时间"), "moment", required=False),
    Ask("seen_where", _("见到地点"), required=False, max_length=120, personal=True),
)  # fmt: skip
