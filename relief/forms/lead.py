"""What is asked of whoever calls: where, or how to call back. One of the two is enough to send somebody."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

LEAD = (
    Ask("place", _("发现地点"), required=False, max_length=200, personal=True, help=_("地点和电话写一样就能派人")),
    Ask("contact", _("报告人电话"), required=False, max_length=20, personal=True),
    Ask("emergency", _("紧急"), "flag", required=False, help=_("有生命危险的先打120，15分钟内到场")),
    Ask("zone", _("城乡"), "choice", choices="lead_zone", required=False, help=_("不选的按城区，30分钟内到场")),
    Ask("seen", _("看到的情况"), "text", required=False, max_length=1000, personal=True),
    Ask("spot", _("地点类型"), "choice", choices="patrol_point_type", required=False),
    Ask("source", _("谁报告的"), "choice", choices="lead_source", required=False),
    Ask("reporter", _("报告人姓名"), required=False, max_length=40, personal=True),
    Ask(
        "called_at",
        _("来电时间"),
        "moment",
        required=False,
        help=_("现在接的不填；停电断网时手写、现在补录的，填当时的时间"),
    ),
)
ENDED = (
    Ask("ended", _("线索结果"), "choice", choices="lead_end_reason", required=False),
    Ask("ended_note", _("经过"), "text", required=False, max_length=1000, personal=True),
)
