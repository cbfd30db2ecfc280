"""What is asked when somebody has died, and for what has to be done then."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

DEATH = (
    Ask("died_at", _("死亡时间"), "moment"),
    Ask("place", _("死亡地点"), max_length=120, personal=True),
    Ask("confirmed_by", _("由谁确认"), "choice", choices="death_confirmer", required=False),
    Ask("confirmer", _("确认单位和人员"), required=False, max_length=80, personal=True),
    Ask("abnormal", _("非正常死亡"), "flag", required=False, help=_("意外、自杀、他杀或原因不明，须由公安机关确认")),
    Ask("police_ref", _("公安受理编号"), required=False, max_length=40),
    Ask("circumstances", _("经过"), "text", required=False, max_length=2000, personal=True),
    Ask("video_kept", _("已保存监控录像"), "flag", required=False),
)
_RELATION = Ask("relation", _("与死者关系"), "choice", choices="relationship")
TOLD = (
    Ask("name", _("姓名"), max_length=40, personal=True),
    _RELATION,
    Ask("told_at", _("通知时间"), "moment", required=False, help=_("不填为现在")),
    Ask("channel", _("通知方式"), "choice", choices="report_channel"),
    Ask("reached", _("已通知到本人"), "flag", required=False),
)
CERTIFICATE = (
    Ask("kind", _("证明种类"), "choice", choices="death_certificate"),
    Ask("certificate_no", _("证明编号"), max_length=60),
    Ask("issuer", _("出具单位"), max_length=80),
    Ask("cause", _("证明载明的死因"), "text", max_length=1000, personal=True),
)
COLLECTED = (
    Ask("funeral_home", _("殡仪馆"), max_length=80),
    Ask("collected_at", _("接运时间"), "moment"),
    Ask("body_at", _("遗体存放地点"), required=False, max_length=80),
)
EXTENSION = (
    Ask("storage_until", _("保存至"), "date"),
    Ask("storage_basis", _("手续"), max_length=200, help=_("例如申请人、批准单位和文号")),
)
NOTICE = (
    Ask("notice_on", _("公告日期"), "date"),
    Ask("notice_where", _("公告载体"), max_length=120),
)
CONFIRMATION = (
    Ask("signer", _("签字人"), max_length=40, personal=True),
    Ask("relation", _("签字人与死者关系"), "choice", choices="relationship"),
    Ask("signed_on", _("签字日期"), "date"),
)
CREMATION = (
    Ask("cremated_at", _("火化时间"), "moment"),
    Ask("cremation_no", _("火化证明编号"), max_length=60),
)
ASHES = (Ask("ashes", _("骨灰去向"), max_length=200, personal=True, help=_("由谁领取，或存放在哪里")),)
DISPOSITION = (
    Ask("disposition", _("处置方式"), "choice", choices="disposition"),
    Ask("disposed_on", _("处置日期"), "date"),
    Ask("basis", _("依据和经过"), "text", max_length=1000, personal=True),
)
CANCELLATION = (
    Ask("cancelled_on", _("注销日期"), "date"),
    Ask("office", _("户籍机关"), max_length=80),
)
PROPERTY = (
    Ask("items", _("遗物清单"), "text", max_length=3000, personal=True, help=_("没有的写“无”；现金写明金额，两人清点")),
)  # fmt: skip
SETTLEMENT = (
    Ask("how", _("处理方式"), "choice", choices="property_end"),
    Ask("heir", _("继承人"), required=False, max_length=40, personal=True, help=_("交付时填写，须签收")),
    Ask("kept_at", _("保管地点"), required=False, max_length=80, help=_("登记保管时填写")),
)
