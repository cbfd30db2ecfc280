"""来件、研判、交办、签收、退办: from a draft to a unit that answers for it (§1.1.2 #01–#11)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, creation, row, stage
from property_rectification.effects import intake as do
from property_rectification.guards import intake as g
from property_rectification.guards.common import ACTOR_IN_LEAD_UNIT
from property_rectification.states import DISPATCHED, DRAFT, HANDLING, NOT_ACCEPTED, REGISTERED, RETURN_REQ, TRIAGE

DISPATCHER = "R02 R04"
DEPARTMENT = "R05 R07 R08"

#: What is written down at the window, on the phone or from a message; shared by beginning and completing.
DESCRIPTION = (
    Ask("compound", _("小区"), "compound", required=False, help=_("不在小区的，填具体位置")),
    Ask("place", _("具体位置"), required=False, max_length=120, help=_("楼栋、单元或路口，不写门牌以下")),
    Ask("position", _("坐标"), "position", required=False, help=_("经度,纬度；不填就是小区的位置")),
    Ask("narrative", _("说的什么事"), "text", max_length=10000, help=_("原话记录，不要改成结论；登记时至少20个字")),
    Ask("claim", _("要求"), "text", required=False, max_length=2000),
    Ask("happened_at", _("发生时间"), "moment", required=False),
    Ask("reported_at", _("反映时间"), "moment", required=False, help=_("不填就是现在")),
    Ask("amount_claimed", _("主张金额"), "money", required=False),
    Ask("title", _("事由"), required=False, max_length=60, help=_("一行，中性，不写姓名和评价；不填由系统拟")),
)
REPORTER = (
    Ask("reporter_name", _("反映人"), required=False, max_length=40, personal=True, help=_("可不留")),
    Ask("reporter_phone", _("电话"), required=False, max_length=20, personal=True),
    Ask("reporter_address", _("住址"), required=False, max_length=120, personal=True),
    Ask("wants_secrecy", _("不让物业知道是谁"), "flag", required=False),
    Ask("minor", _("涉及未成年人"), "flag", required=False),
    Ask("guardian", _("监护人"), required=False, max_length=40, personal=True, help=_("涉及未成年人的必填")),
    Ask("under_14", _("未满14周岁"), "flag", required=False),
    Ask("guardian_consent", _("监护人同意登记本人信息"), "flag", required=False, help=_("未满14周岁的必须先取得")),
    Ask("interpreter", _("翻译"), required=False, max_length=40, personal=True, help=_("民族语言、方言或手语，谁翻译")),
)

CREATE_CASE = creation(
    "create_case", _("记录线索"), by="R02 R04 R05 R06 R17", effect=do.create_case,
    asks=[
        Ask("channel", _("来源"), "choice", choices="channel"),
        *DESCRIPTION,
        Ask("matter", _("事项类型"), "choice", choices="matter", required=False, help=_("信访转送的默认按信访")),
        *REPORTER,
        Ask("group", _("5户以上"), "flag", required=False),
        Ask("households", _("户数"), "integer", required=False, help=_("5户以上的填")),
        Ask("oral", _("口头反映，由受理人记录"), "flag", required=False),
        Ask("privacy_told", _("已告知个人信息怎么用"), "flag", required=False, help=_("F-38，随回执交本人")),
        Ask("external_no", _("来源编号"), required=False, max_length=60, help=_("12345工单号或来文号")),
        Ask("same_as", _("建议并案"), "items", required=False, columns=(Ask("number", _("编号"), max_length=40),)),
        Ask("linked_to", _("因哪件另登记"), required=False, max_length=40,
            help=_("已导入法定途径的事有了新的事实，填原案编号")),
        Ask("police_told_at", _("告知先报110"), "moment", required=False),
    ],
)  # fmt: skip

INTAKE = stage(
    row("register_case", _("登记"), DRAFT, REGISTERED, by="R04 R05", spec_id="1.1.2#01",
        needs=[g.MINIMUM_FIELDS_PRESENT], effect=do.register_case,
        starts="T.INTAKE.INFORM", stops="T.INTAKE.REGISTER", prints="F-01 F-38", rules="L-75 §2.10"),
    row("start_triage", _("开始研判"), REGISTERED, TRIAGE, by=DISPATCHER, spec_id="1.1.2#04", usual=True,
        starts="T.DISPATCH T.DISPATCH.URGENT"),
    row("refuse_case", _("不予受理"), TRIAGE, NOT_ACCEPTED, by=DISPATCHER, spec_id="1.1.2#05",
        needs=g.REFUSING, effect=do.refuse_case, second_person=True,
        asks=[
            Ask("reason", _("理由"), "choice", choices="not_accept_reason"),
            Ask("explanation", _("说明"), "text", min_length=10, max_length=2000),
            Ask("basis_files", _("依据"), "files", choices="files", required=False),
            Ask("prior_number", _("已答复的编号"), required=False, max_length=40, help=_("重复事项必填")),
            Ask("remedy_text", _("救济途径"), "text", required=False, max_length=2000,
                help=_("有权处理的机关、期限和方式")),
            Ask("new_facts", _("反映人说了新的事实"), "flag", required=False),
            Ask("route_running", _("法院、仲裁、复议或信访程序还在办理"), "flag", required=False),
        ],
        warning=_("复核同意后作出书面答复，不能撤回；有新的事实可以重新反映。"),
        stops="T.DISPATCH T.DISPATCH.URGENT T.INTAKE.INFORM", prints="F-36", rules="L-75"),
)  # fmt: skip

DISPATCH = stage(
    row("dispatch_case", _("交办"), TRIAGE, DISPATCHED, by=DISPATCHER, spec_id="1.1.2#08", usual=True,
        needs=[g.LEAD_UNIT_COMPETENT, g.NO_PUSHING_DOWN, g.DEADLINE_SET, g.NO_RECUSAL_CAUSE], effect=do.dispatch_case,
        asks=[
            Ask("lead_unit", _("牵头单位"), "agency", help=_("按权责清单有职权的单位")),
            Ask("assist_units", _("协助单位"), "agencies", required=False),
            Ask("handler", _("承办人"), "user", choices="handler_candidates", required=False,
                help=_("可由牵头单位签收时确定")),
            Ask("note", _("交办意见"), "text", required=False, max_length=1000),
        ],
        starts="T.SIGN T.RETURN T.RETURN.COMPLEX T.HANDLE.CONSULT T.HANDLE.ORDINARY T.HANDLE.PETITION",
        stops="T.DISPATCH T.DISPATCH.URGENT T.INTAKE.INFORM", prints="F-05", rules="L-75 L-76 §5.11 CG-3"),
    row("sign_receipt", _("签收"), DISPATCHED, HANDLING, by=DEPARTMENT, spec_id="1.1.2#09", usual=True,
        needs=[ACTOR_IN_LEAD_UNIT], effect=do.sign_receipt,
        asks=[Ask("handler", _("承办人"), "user", choices="handler_candidates", required=False,
                  help=_("不填就是签收人"))],
        stops="T.SIGN T.RETURN T.RETURN.COMPLEX", rules="L-76"),
    row("request_return", _("申请退办"), DISPATCHED, RETURN_REQ, by=DEPARTMENT, spec_id="1.1.2#10",
        needs=[ACTOR_IN_LEAD_UNIT, g.RETURN_WINDOW_OPEN, g.RETURN_REASON_COMPLETE, g.NOT_RETURNED_BEFORE,
               g.NOT_DESIGNATED],
        effect=do.request_return,
        asks=[
            Ask("reason", _("理由"), "choice", choices="return_reason", required=False),
            Ask("article", _("条文"), required=False, max_length=200, help=_("法律、法规或权责清单的条目")),
            Ask("suggested", _("建议单位"), "agency", required=False),
            Ask("note", _("说明"), "text", required=False, max_length=1000),
        ],
        starts="T.RETURN.DECIDE", stops="T.RETURN T.RETURN.COMPLEX", rules="L-76 L-78"),
    row("accept_return", _("同意退办"), RETURN_REQ, TRIAGE, by=DISPATCHER, spec_id="1.1.2#11",
        needs=[g.DECIDER_OUTSIDE_RETURNING_UNIT], effect=do.accept_return,
        asks=[Ask("reasons", _("理由"), "text", required=False, max_length=1000)],
        starts="T.DISPATCH T.DISPATCH.URGENT", stops="T.RETURN.DECIDE T.SIGN", rules="L-76"),
    row("reject_return", _("驳回退办"), RETURN_REQ, DISPATCHED, by=f"{DISPATCHER} system", spec_id="1.1.2#11",
        needs=[g.DECIDER_OUTSIDE_RETURNING_UNIT], effect=do.reject_return,
        asks=[Ask("reasons", _("理由"), "text", required=False, max_length=1000)],
        stops="T.RETURN.DECIDE", prints="F-05", rules="L-76"),
)  # fmt: skip
