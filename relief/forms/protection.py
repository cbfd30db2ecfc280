"""What the acts of protection ask. A tick is enough to begin; the law's words stand in the lists (S10 92–94)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask
from relief.forms.departure import RISK

_NO_HARM = Ask("no_harm", _("没有受侵害迹象的，写明怎么看的"), "text", required=False, max_length=500, personal=True,
               help=_("没有报告过的必须写；有任何迹象的，先报告"))  # fmt: skip
DOUBT = (
    Ask("age_doubt", _("看起来或自称未满18周岁"), "flag", required=False),
    Ask("capacity_doubt", _("有行为能力受限的迹象"), "flag", required=False),
    Ask("note", _("看到的情形"), "text", required=False, max_length=500, personal=True),
)
GUARDIANSHIP = (
    Ask("ground", _("法定情形"), "choice", choices="guardianship_ground", required=False),
    Ask("placement", _("安置方式"), "choice", choices="guardianship_placement", required=False),
    Ask("place", _("安置处所"), required=False, max_length=120, personal=True),
    Ask("note", _("决定的事实依据"), "text", required=False, max_length=1000, personal=True),
)
TEMPORARY = (*GUARDIANSHIP, _NO_HARM)
CONTACT = (
    Ask("guardian", _("已登记的亲属"), "choice", choices="collectors", required=False,
        help=_("没有登记过的，填下面三项")),
    Ask("name", _("监护人姓名"), required=False, max_length=40, personal=True),
    Ask("relation", _("与本人关系"), "choice", choices="relationship", required=False),
    Ask("phone", _("监护人电话"), required=False, max_length=20, personal=True),
    Ask("risk", RISK.label, "choice", choices="relative_risk_flag", required=False,
        help=_("疑似施暴、遗弃、拐卖的，不告诉其本站地址")),
    Ask("note", _("联系情况"), "text", required=False, max_length=1000, personal=True),
    _NO_HARM,
)  # fmt: skip
ENTRUSTED = (
    Ask("unit", _("委托评估的村（居）委会或乡镇"), required=False, max_length=80),
    Ask("note", _("委托事项"), "text", required=False, max_length=500, personal=True),
)
HOME = (
    Ask("unit", _("作出评估的村（居）委会或乡镇"), required=False, max_length=80),
    Ask("note", _("评估意见"), "text", required=False, max_length=1000, personal=True),
)
GUIDANCE = (
    Ask("note", _("对监护人的指导和家庭教育要求"), "text", required=False, max_length=1000, personal=True),
)  # fmt: skip
APPLICATION = (
    Ask("applicant", _("申请主体"), required=False, max_length=80),
    Ask("facts", _("事实"), "text", required=False, max_length=2000, personal=True),
    Ask("evidence", _("证据"), "text", required=False, max_length=1000, personal=True),
    Ask("court", _("受理法院"), required=False, max_length=80),
    Ask("paper_no", _("案号"), required=False, max_length=60, help=_("立案后补在法院文书里")),
)
DISMISSAL = (
    Ask("court", _("法院"), required=False, max_length=80),
    Ask("paper_no", _("裁判文书编号"), required=False, max_length=60),
    Ask("note", _("裁判结果"), "text", required=False, max_length=500, personal=True),
)
LONG_TERM = (
    Ask("ground", _("法定情形"), "choice", choices="long_term_ground", required=False),
    Ask("placement", _("安置方式"), "choice", choices="guardianship_placement", required=False),
    Ask("place", _("安置处所"), required=False, max_length=120, personal=True),
    Ask("note", _("决定的事实依据"), "text", required=False, max_length=1000, personal=True),
    Ask("adoption", _("弃婴，拟送养"), "flag", required=False),
    Ask("notice_on", _("寻找生父母公告日期"), "date", required=False, help=_("送养前须公告满60日")),
)
HANDING_OVER = (
    Ask("unit", _("接收机构"), required=False, max_length=80),
    Ask("destination", _("机构类型"), "choice", choices="child_agency"),
    Ask("paper_no", _("接收函（文号或日期）"), required=False, max_length=60),
    Ask("taken_by", _("接收人"), required=False, max_length=40, personal=True, help=_("当面签字的人")),
    Ask("note", _("随案材料"), "text", required=False, max_length=1000, personal=True,
        help=_("登记表、检视、就医、报警材料等；公安编号由系统带出")),
)  # fmt: skip
CLEARANCE = (
    Ask("note", _("两人评估意见"), "text", required=False, max_length=1000, personal=True,
        help=_("已满18周岁且身份核实的，不用评估")),
    Ask("second", _("第二评估人"), "user", choices="staff", required=False),
)  # fmt: skip
