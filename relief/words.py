"""Persons in words that name nobody: what they are called meanwhile, sex and age."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief import age, codes
from relief.models.person import Person


def aged(person: Person, day: dt.date) -> str:
    """57岁, 约70–80岁; who says 18 and may be younger: 自称18岁，可能未满18周岁."""
    known = person.known_age
    found = age.band(known, day)
    if known.verified is None and known.declared and found and found[0] >= age.ADULT and age.is_minor(known, day):
        return _("自称%(n)d岁，可能未满18周岁") % {"n": found[0]}
    if found is None:
        return _("年龄不明")
    least, most = found
    if least == most:
        exact = known.verified or known.declared
        return (_("%(n)d岁") if exact else _("约%(n)d岁")) % {"n": least}
    return _("约%(least)d–%(most)d岁") % {"least": least, "most": most}


def described(person: Person, day: dt.date) -> str:
    """无名氏20260930-00001 女 约70–80岁."""
    return " ".join(filter(None, [person.name_temp, codes.label("gender", person.gender), aged(person, day)]))


#: Looks at people that are no step of a case, as the access log names them.
LOOKS = {"person": gettext_lazy("人员页"), "search_person": gettext_lazy("查人")}
#: Notices of this domain by their code.
NOTICES = {
    "filing": gettext_lazy("%(number)s已报备：%(action)s，请确认"),
    "release": gettext_lazy("%(number)s离站事项：%(action)s"),
    "people_looked_for": gettext_lazy("%(agency)s有人一天内%(count)s次查人或打开人员页，请看查看记录"),
    "child_alone": gettext_lazy("%(number)s：母亲已不在女区，孩子独自在成人区，请安排床位"),
    "forwarded": gettext_lazy("%(number)s：请向县民政局说明情况"),
    "station_replied": gettext_lazy("%(number)s：救助站已说明，请核对"),
    "forwarding_withdrawn": gettext_lazy("%(number)s：县民政局已撤回，不用再说明"),
    "complaint": gettext_lazy("%(number)s：收到投诉，请受理"),
    "staff_check_found": gettext_lazy("%(number)s：从业查询查到记录，请马上安排其停止接触未成年人"),
    "service_out": gettext_lazy("%(agency)s%(action)s，请马上安排"),
    "service_back": gettext_lazy("%(agency)s%(action)s，现已恢复"),
    "protection": gettext_lazy("%(number)s未成年人/行为能力保护：%(action)s"),
    "serious": gettext_lazy("%(number)s重大事项：%(action)s"),
}
