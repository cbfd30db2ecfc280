"""What the acts of the way in ask. Only what law or safety needs is required: the rest may follow."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask
from relief.forms.person import IDENTITY, RIGHTS

RECEPTION = (
    Ask("present", _("本人已到站"), "flag", required=False),
    Ask("arrival_mode", _("来站方式"), "choice", choices="arrival_mode"),
    Ask("brought_by_unit", _("护送单位"), required=False, max_length=80, help=_("自行求助、本站巡查引导的不用填")),
    Ask("brought_by", _("护送人姓名"), required=False, max_length=40, personal=True),
    *IDENTITY,
    Ask("follows", _("接续的案件"), required=False, max_length=40, help=_("以前被错误拒绝或终止的，写那一件的编号")),
    Ask("request", _("求助事由"), "text", required=False, max_length=2000, personal=True),
    Ask("rights_told", _("已告知权利"), "flag", required=False,
        help=_("自愿、免费、可以随时离开，怎样投诉，个人信息怎样使用")),
    RIGHTS,
)  # fmt: skip
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
    Ask("signs", _("看到的迹象"), "choices", choices="screening_sign", required=False, help=_("没有的不选")),
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
