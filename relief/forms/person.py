"""What is asked of a person: nothing of it is needed to be helped."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask

#: A card reader types the whole card, not only its number.
A_READ = 200
IDENTITY = (
    Ask("name_declared", _("自称姓名"), required=False, max_length=40, personal=True,
        help=_("说不出的留空，系统给一个临时称呼")),
    Ask("gender_declared", _("性别"), "choice", choices="gender"),
    Ask("id_type", _("证件类型"), "choice", choices="id_document_type", required=False),
    Ask("id_declared", _("身份证号码"), required=False, max_length=A_READ, personal=True,
        help=_("没有证件不影响救助；号码对得上也不等于身份已核实")),
    Ask("birth_declared", _("自述出生日期"), "date", required=False, personal=True, help=_("有身份证号码的不用填")),
    Ask("age_least", _("年龄约（最小）"), "integer", required=False, help=_("看上去可能未满18周岁的，按未成年人保护")),
    Ask("age_most", _("年龄约（最大）"), "integer", required=False),
    Ask("age_source", _("年龄依据"), "choice", choices="age_source", required=False),
    Ask("accent", _("口音、语言"), required=False, max_length=40),
    Ask("features", _("身高、特征"), "text", required=False, max_length=500, personal=True),
)  # fmt: skip
RIGHTS = Ask("rights_language", _("告知所用语言"), required=False, max_length=20)
VERIFIED = (
    Ask("verified_from", _("核实来源"), "choice", choices="verify_source"),
    Ask("name_verified", _("核实姓名"), max_length=40, personal=True),
    Ask("gender_verified", _("核实性别"), "choice", choices="gender"),
    Ask("id_verified", _("核实证件号"), required=False, max_length=A_READ, personal=True),
    Ask("birth_verified", _("核实出生日期"), "date", required=False, personal=True, help=_("有身份证号码的不用填")),
)
CAPACITY = (
    Ask("capacity", _("行为能力"), "choice", choices="capacity"),
    Ask("signs", _("能力受限的迹象"), "text", required=False, max_length=1000, personal=True),
)
DOUBT = (Ask("doubt", _("疑点"), "text", max_length=1000, personal=True, help=_("写明矛盾之处或公安通知的内容")),)
SETTLED = (Ask("conclusion", _("核查结论"), "text", max_length=1000, personal=True),)
