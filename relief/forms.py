"""What the acts of a relief case ask. Only what law or safety needs is required: the rest may follow."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import LIFT, Ask

IDENTITY = (
    Ask("name_declared", _("自称姓名"), required=False, max_length=40, personal=True,
        help=_("说不出的留空，系统给一个临时称呼")),
    Ask("gender_declared", _("性别"), "choice", choices="gender"),
    Ask("id_type", _("证件类型"), "choice", choices="id_document_type", required=False),
    Ask("id_declared", _("身份证号码"), required=False, max_length=24, personal=True,
        help=_("没有证件不影响救助；号码对得上也不等于身份已核实")),
    Ask("birth_declared", _("自述出生日期"), "date", required=False, help=_("有身份证号码的不用填")),
    Ask("age_least", _("年龄约（最小）"), "integer", required=False, help=_("看上去可能未满18周岁的，按未成年人保护")),
    Ask("age_most", _("年龄约（最大）"), "integer", required=False),
    Ask("age_source", _("年龄依据"), "choice", choices="age_source", required=False),
    Ask("accent", _("口音、语言"), required=False, max_length=40),
    Ask("features", _("身高、特征"), "text", required=False, max_length=500, personal=True),
)  # fmt: skip
RIGHTS = Ask("rights_language", _("告知所用语言"), required=False, max_length=20)
RECEPTION = (
    Ask("present", _("本人已到站"), "flag", required=False),
    Ask("arrival_mode", _("来站方式"), "choice", choices="arrival_mode"),
    Ask("brought_by_unit", _("护送单位"), required=False, max_length=80, help=_("自行求助、本站巡查引导的不用填")),
    Ask("brought_by", _("护送人姓名"), required=False, max_length=40, personal=True),
    *IDENTITY,
    Ask("request", _("求助事由"), "text", required=False, max_length=2000, personal=True),
    Ask("rights_told", _("已告知权利"), "flag", required=False,
        help=_("自愿、免费、可以随时离开，怎样投诉，个人信息怎样使用")),
    RIGHTS,
)  # fmt: skip
VERIFIED = (
    Ask("verified_from", _("核实来源"), "choice", choices="verify_source"),
    Ask("name_verified", _("核实姓名"), max_length=40, personal=True),
    Ask("gender_verified", _("核实性别"), "choice", choices="gender"),
    Ask("id_verified", _("核实证件号"), required=False, max_length=24, personal=True),
    Ask("birth_verified", _("核实出生日期"), "date", required=False, help=_("有身份证号码的不用填")),
)
CAPACITY = (
    Ask("capacity", _("行为能力"), "choice", choices="capacity"),
    Ask("signs", _("能力受限的迹象"), "text", required=False, max_length=1000, personal=True),
)
CHECK = (
    Ask("consent", _("本人同意安检"), "flag", required=False),
    Ask("method", _("方式"), "choice", choices="check_method"),
    Ask("body_check", _("要做身体检查"), "flag", required=False),
    Ask("same_sex", _("由同性工作人员检查"), "flag", required=False),
)
CHECKED = (
    Ask("items", _("结果和物品清单"), "text", required=False, max_length=2000, personal=True,
        help=_("证件、现金、手机由本人自持")),
    Ask("prohibited", _("违禁物品"), "text", required=False, max_length=1000, personal=True),
)  # fmt: skip
EMERGENCY = (
    Ask("emergency", _("紧急"), "flag", required=False),
    Ask("seen", _("看到的情形"), required=False, max_length=200, personal=True),
)
SCREENING = (
    Ask("findings", _("身体和精神状况"), "text", required=False, max_length=2000, personal=True),
    Ask("emergency", _("有紧急情形"), "flag", required=False),
)
HOSPITAL = (
    Ask("need", _("送医情形"), "text", required=False, max_length=500, personal=True, help=_("一个词就够，例如“外伤”")),
    Ask("hospital", _("医院"), required=False, max_length=80),
    Ask("called_at", _("呼叫120时间"), "moment", required=False),
    Ask("companion", _("陪同"), required=False, max_length=40, personal=True),
)
BACK = (
    Ask("back_note", _("出院或病情稳定的说明"), "text", required=False, max_length=1000, personal=True,
        help=_("口头说明的，写医生姓名和时间")),
)  # fmt: skip
REVIEW = (
    Ask("narrow_test", _("自身无力解决食宿，无亲友投靠，不享受低保、特困供养，正在流浪乞讨"), "flag", required=False),
    Ask("practice_test", _("离家在外、自身无力解决食宿，正在或即将流落街头"), "flag", required=False),
    Ask("cannot_state", _("无法表述"), "flag", required=False, help=_("先帮助，后核实")),
    Ask("suspected_victim", _("疑似受害人"), "flag", required=False),
    Ask("review_note", _("甄别意见"), "text", max_length=2000, personal=True),
)
WITHDRAWAL = (Ask("leaflet", _("已给救助政策单页和求助电话"), "flag", required=False),)
LEAVING = (
    Ask("voucher", _("提供乘车凭证"), "flag", required=False),
    Ask("food", _("提供途中食品"), "flag", required=False),
    Ask("destination", _("去向"), "choice", choices="destination", required=False),
    Ask("statement_kind", _("离站声明"), "choice", choices="signature_kind", required=False,
        help=_("没有签名不影响离站，可以事后补记")),
)  # fmt: skip
FINDINGS = Ask("findings", _("评估意见"), "text", required=False, max_length=2000, personal=True)
ASSESSED = (FINDINGS, Ask("danger", _("目前离开有具体危险"), "flag", required=False))
WITHDRAWAL_ASSESSED, LEAVING_ASSESSED = (*ASSESSED, *WITHDRAWAL), (*ASSESSED, *LEAVING)
DEFERRAL = (
    FINDINGS,
    Ask("called", _("已联系的医院或公安"), required=False, max_length=80),
)
RELEASE = (
    Ask("no_risk", _("评估无风险，且无受侵害迹象"), "flag", required=False),
    Ask("assessment", _("书面评估"), "text", required=False, max_length=2000, personal=True),
    Ask("guardian_contact", _("联系监护人的情况，没有联系的写原因"), "text", required=False, max_length=1000,
        personal=True),
    Ask("bureau_informed", _("何时告知县民政局何人"), required=False, max_length=80, personal=True),
)  # fmt: skip
PLAN = (
    Ask("mode", _("离站方式"), "choice", choices="departure_plan", required=False),
    Ask("destination", _("去向"), "choice", choices="destination", required=False),
    Ask("destination_note", _("去向说明"), required=False, max_length=200, personal=True),
)
REASON = (Ask("reason", _("原因"), "text", required=False, max_length=500, personal=True),)
COLLECTOR = Ask("collector", _("接领人"), "choice", choices="collectors")
RISK = Ask("risk", _("风险标记"), "choice", choices="relative_risk_flag")
PAPERS = (
    Ask("id_number", _("接领人证件号"), required=False, max_length=24, personal=True),
    Ask("proof", _("关系证明"), required=False, max_length=120, help=_("例如户口簿、村委会证明、单位介绍信")),
    Ask("copy", _("证件复印件"), "file", choices="files", required=False),
)
NEW_COLLECTOR = (
    Ask("name", _("姓名"), max_length=40, personal=True),
    Ask("relation", _("与本人关系"), "choice", choices="relationship"),
    Ask("phone", _("电话"), required=False, max_length=20, personal=True),
    *PAPERS,
    RISK,
)
COLLECTOR_PAPERS = (COLLECTOR, *PAPERS, RISK)
FITNESS = (
    COLLECTOR,
    Ask("fit", _("结论"), "choice", choices="fitness"),
    Ask("basis", _("依据"), "text", max_length=1000, personal=True, help=_("流出地村（居）委会或乡镇的评估意见")),
)
WISH = (
    COLLECTOR,
    Ask("wish", _("本人真实意愿"), "text", max_length=1000, personal=True),
    Ask("same_sex", _("由同性工作人员单独询问"), "flag", required=False),
)
HANDOVER = (
    COLLECTOR,
    Ask("agrees", _("本人同意随其离开"), "flag", required=False),
    Ask("wish", _("本人意愿"), "text", required=False, max_length=1000, personal=True,
        help=_("未成年人和行为能力受限的人，写其能够表达的意愿")),
)  # fmt: skip
STATEMENT = (
    Ask("statement_kind", _("离站声明"), "choice", choices="signature_kind"),
    Ask("second", _("第二名在场工作人员"), "user", choices="staff", required=False),
)
ARCHIVE = (
    Ask("volume", _("卷号"), max_length=40),
    Ask("retention", _("保管期限"), "choice", choices="retention_class"),
)
LIFTING = Ask(
    LIFT, _("特殊情况的理由"), "text", required=False, max_length=1000, personal=True,
    help=_("条件不齐又确有理由时填写，由另一位有权的人确认后生效"),
)  # fmt: skip
DOUBT = (Ask("doubt", _("疑点"), "text", max_length=1000, personal=True, help=_("写明矛盾之处或公安通知的内容")),)
SETTLED = (Ask("conclusion", _("核查结论"), "text", max_length=1000, personal=True),)
