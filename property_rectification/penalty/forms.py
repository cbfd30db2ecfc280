"""What the acts of a penalty procedure ask for."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

OFFICERS = Ask(
    "officers", _("执法人员"), "items", help=_("至少两人，证件在有效期内"),
    columns=(
        Ask("officer", _("姓名"), "choice", choices="officers"),
        Ask("certificate", _("执法证号"), max_length=40),
        Ask("valid_to", _("有效期至"), "date"),
    ),
)  # fmt: skip
FILING = (
    OFFICERS,
    Ask("party_kind", _("当事人"), "choice", choices="penalty_party"),
    Ask("party_name", _("当事人名称"), required=False, max_length=60, personal=True,
        help=_("单位或个人；物业企业取本案登记的名称，不用填")),
    Ask("born_on", _("出生日期"), "date", required=False, personal=True, help=_("个人必填")),
    Ask("guardian", _("监护人"), required=False, max_length=40, personal=True),
    Ask("acted_until", _("违法行为终了日"), "date", help=_("持续的，填发现日")),
    Ask("found_on", _("发现日"), "date"),
    Ask("long_limit", _("涉及生命健康安全、金融安全且有危害后果"), "flag", required=False, help=_("时效按五年")),
)  # fmt: skip
SERVICE = (
    Ask("served_to", _("受送达人"), max_length=60, personal=True),
    Ask("service_mode", _("送达方式"), "choice", choices="service_mode"),
    Ask("served_at", _("送达时间"), "moment", help=_("期限从这时起算")),
    Ask("receipt", _("送达回证"), "file", choices="files", required=False, help=_("先用“添加材料”上传")),
    Ask("consent", _("电子送达确认书"), "file", choices="files", required=False, help=_("电子送达必须附上")),
)
CONTENT = (
    Ask("kind", _("种类"), "choice", choices="penalty_kind"),
    Ask("amount", _("金额（元）"), "money", required=False),
)
REASONS = (Ask("reasons", _("理由"), "text", required=False, max_length=2000),)
HOLD = (
    Ask("items", _("登记保存清单"), "text", min_length=4, max_length=3000, help=_("名称、数量、特征，逐件写")),
    Ask("approver", _("批准人"), "user", choices="heads", required=False, help=_("本机关负责人")),
    Ask("list_left", _("清单已交当事人"), "flag", required=False),
)
RELEASE = (
    Ask("disposition", _("处理"), "choice", choices="hold_disposition", required=False),
    Ask("note", _("处理情况"), "text", required=False, max_length=1000),
)
PROPOSAL = (
    Ask("facts", _("事实"), "text", required=False, max_length=5000),
    Ask("reasons", _("理由"), "text", required=False, max_length=3000),
    Ask("basis", _("依据"), "items", required=False, columns=(
        Ask("instrument", _("法律、法规"), "choice", choices="legal_basis"),
        Ask("article", _("条款"), max_length=60),
    )),
    Ask("content", _("拟处罚"), "items", required=False, columns=CONTENT),
    Ask("wording", _("拟处罚内容"), "text", required=False, max_length=2000),
    Ask("rights", _("当事人的权利"), "text", required=False, max_length=1000),
    Ask("hearing", _("告知听证权利"), "flag", required=False,
        help=_("数额较大的罚款、没收等；停产停业、吊销许可一律有")),
    Ask("complicated", _("情节复杂"), "flag", required=False, help=_("须法制审核和集体讨论")),
    Ask("grave", _("重大违法、处罚较重"), "flag", required=False, help=_("须集体讨论")),
    Ask("public_interest", _("涉及重大公共利益"), "flag", required=False, help=_("须法制审核")),
    *SERVICE,
)  # fmt: skip
DEFENCE = (
    Ask("kind", _("形式"), "choice", choices="defence_kind"),
    Ask("at", _("时间"), "moment"),
    Ask("content", _("意见"), "text", required=False, max_length=10000, help=_("原话记录，逐点写")),
    Ask("file", _("附件"), "file", choices="files", required=False, help=_("书面放弃必须附上")),
)
HEARING_REQUEST = (
    Ask("asked_at", _("申请时间"), "moment"),
    Ask("oral", _("口头申请"), "flag", required=False, help=_("由执法人员记录")),
)
HEARING = (
    Ask("noticed_at", _("听证通知送达"), "moment", required=False),
    Ask("held_at", _("举行时间"), "moment"),
    Ask("short_notice", _("当事人同意提前"), "file", choices="files", required=False,
        help=_("通知不足7个工作日的附书面同意")),
    Ask("chair", _("主持人"), "user", choices="chairs"),
    Ask("transcript", _("听证笔录"), "file", choices="files", required=False),
    Ask("signing", _("签字"), "choice", choices="transcript_signing", required=False),
    Ask("content", _("当事人意见"), "text", min_length=4, max_length=10000),
)  # fmt: skip
HEARING_END = (
    Ask("given_up", _("终止原因"), "choice", choices="hearing_given_up", required=False),
    Ask("file", _("放弃说明或缺席记录"), "file", choices="files", required=False),
)
REMEDIES = (
    Ask("review_organ", _("复议机关"), required=False, max_length=60, help=_("60日内可以申请行政复议")),
    Ask("court", _("管辖法院"), required=False, max_length=60, help=_("6个月内可以提起行政诉讼")),
)
NUMBER = Ask("number", _("文号"), max_length=60, help=_("例如：示住建罚〔2026〕3号"))
DECISION = (
    NUMBER,
    Ask("content", _("处罚"), "items", columns=CONTENT, help=_("不得重于告知的")),
    Ask("wording", _("决定内容"), "text", min_length=4, max_length=3000),
    Ask("correction", _("责令改正"), "text", required=False, max_length=2000, help=_("逐条写做什么、做到什么程度")),
    Ask("correct_by", _("改正期限"), "date", required=False),
    *REMEDIES,
)
NO_PENALTY = (
    NUMBER,
    Ask("cause", _("不予处罚的情形"), "choice", choices="no_penalty_cause", required=False),
    Ask("reasons", _("理由"), "text", required=False, max_length=3000, help=_("事实和依据")),
    Ask("correction", _("责令改正"), "text", required=False, max_length=2000, help=_("还要改正的写明")),
    *REMEDIES,
)
PERFORMANCE = (
    Ask("files", _("改正凭证"), "files", choices="files", required=False),
    Ask("note", _("履行情况"), "text", required=False, max_length=1000),
)
COURT = (Ask("court_number", _("受理法院和案号"), max_length=60),)
COURT_RESULT = (
    Ask("court_result", _("执行结果"), "choice", choices="court_result", required=False),
    Ask("result_number", _("文号"), required=False, max_length=60),
)
REVIEW = (
    Ask("kind", _("途径"), "choice", choices="penalty_remedy"),
    Ask("organ", _("受理机关"), required=False, max_length=60),
    Ask("reference", _("文号"), required=False, max_length=60),
    Ask("applied_on", _("申请日"), "date"),
)
REVIEW_END = (
    Ask("result", _("结果"), "choice", choices="remedy_upheld", required=False,
        help=_("被撤销、变更或责令重作的，办理“撤销处罚”或“重新处理”")),
    Ask("ended_on", _("结束日"), "date", required=False),
    Ask("result_reference", _("结果文号"), max_length=60),
)  # fmt: skip
REVOCATION = (
    Ask("document", _("撤销或变更文书"), "file", choices="files", required=False),
    Ask("revoked_by", _("撤销、变更文号"), max_length=60),
    Ask("ground", _("撤销原因"), "choice", choices="annulment_ground"),
)
DECIDE_AGAIN = Ask("days", _("重新决定的期限（日）"), "integer", required=False, help=_("文书没有写的不填，按90日"))
