"""What somebody may say of themselves and their family. None of it is a condition of any help (R-10, R-12)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

_KEPT = _("空着就保留原来写的")
BACKGROUND = (
    Ask("ethnic", _("民族"), "choice", choices="ethnic_group", required=False),
    Ask("education", _("文化程度"), "choice", choices="education", required=False),
    Ask("household", _("户籍地"), required=False, max_length=120, personal=True, help=_KEPT),
    Ask("residence", _("住所地"), required=False, max_length=120, personal=True, help=_KEPT),
    Ask("workplace", _("工作单位"), required=False, max_length=80, personal=True, help=_KEPT),
    Ask("phone", _("本人电话"), required=False, max_length=20, personal=True, help=_KEPT),
    Ask("diet", _("饮食需要"), required=False, max_length=80, personal=True,
        help=_("清真、忌口、软食等，只用于备餐")),
    Ask("height_cm", _("身高（厘米）"), "integer", required=False),
    Ask("build", _("体态"), required=False, max_length=20, help=_("例如偏瘦、微胖")),
    Ask("disability", _("残疾"), "choice", choices="disability_class", required=False),
    Ask("disability_grade", _("残疾等级"), "choice", choices="disability_grade", required=False),
)  # fmt: skip
SIGNED = (
    Ask("filled_by", _("由谁填写"), "choice", choices="filled_by"),
    Ask("proxy_reason", _("代填原因"), required=False, max_length=80, help=_("代填的必写，例如不识字、说不清")),
    Ask("signature", _("登记表签名"), "choice", choices="signature_kind"),
    Ask("witness", _("见证人一"), "user", choices="staff", required=False, help=_("拒签或无法签的，须两名见证人")),
    Ask("second_witness", _("见证人二"), "user", choices="staff", required=False),
)
RELATIVE = (
    Ask("name", _("姓名"), max_length=40, personal=True),
    Ask("relation", _("与本人关系"), "choice", choices="relationship"),
    Ask("phone", _("电话"), required=False, max_length=20, personal=True),
    Ask("address", _("住址"), required=False, max_length=120, personal=True),
    Ask("employer", _("工作单位"), required=False, max_length=80, personal=True),
    Ask("willing", _("愿意来接"), "flag", required=False),
    Ask("risk", _("风险标记"), "choice", choices="relative_risk_flag"),
)
RELATIVE_AGAIN = (
    Ask("relative", _("亲属"), "choice", choices="relatives"),
    Ask("risk", _("风险标记"), "choice", choices="relative_risk_flag"),
    Ask("basis", _("依据"), "text", max_length=500, personal=True, help=_("加上或排除风险的，写公安或县民政局的意见")),
    Ask("phone", _("电话"), required=False, max_length=20, personal=True, help=_KEPT),
    Ask("address", _("住址"), required=False, max_length=120, personal=True, help=_KEPT),
    Ask("willing", _("愿意来接"), "flag", required=False),
)
ATTEMPT = (
    Ask("relative", _("亲属"), "choice", choices="relatives", required=False),
    Ask("whom", _("联系谁"), required=False, max_length=80, help=_("不是亲属的写单位，例如某某村委会")),
    Ask("tried_at", _("联系时间"), "moment", required=False, help=_("不填就是现在")),
    Ask("channel", _("联系方式"), "choice", choices="report_channel"),
    Ask("reached", _("联系上了"), "flag", required=False),
    Ask("note", _("情况"), "text", required=False, max_length=1000, personal=True,
        help=_("不告诉对方本人住在哪里，先弄清有没有危险")),
)  # fmt: skip
