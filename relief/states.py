"""The states of a relief case, as far as they are used, and what they have in common."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import State

LEAD_RECORDED = "lead_recorded"
RECEPTION, SECURITY_CHECK, SCREENING = "reception", "security_check", "screening"
PREADMIT_MEDICAL, REVIEW = "preadmit_medical", "eligibility_review"
PREADMIT_POLICE, TRANSFERRED_POLICE = "preadmit_police", "transferred_police"
IN_STATION, EXTENDED = "in_station", "in_station_extended"
HOSPITALIZED, DEPARTURE = "hospitalized", "departure_prep"
WITHDRAWN, REFUSED, LEFT, PICKED_UP = "withdrawn", "refused", "left_voluntarily", "picked_up"
TRANSFERRED_CHILD = "transferred_child_agency"
HEARING, TERMINATED = "termination_hearing", "terminated"
MISSING, GONE = "missing_search", "left_without_notice"
POST_DEATH, DECEASED = "post_death", "deceased_closed"
REFERRED = "referred_other"
PENDING_ARCHIVE, ARCHIVED = "pending_archive", "archived"

STEPS = (
    ("arrival", _("接待")), ("review", _("甄别")), ("stay", _("在站")), ("departure", _("离站")),
    ("archive", _("归档")),
)  # fmt: skip
STATES = (
    State(LEAD_RECORDED, _("线索登记"), _("线索登记"), "wait", "arrival"),
    State(RECEPTION, _("到站接待"), _("到站接待"), "wait", "arrival"),
    State(SECURITY_CHECK, _("安检"), _("安检"), "wait", "arrival"),
    State(SCREENING, _("初步检视"), _("初步检视"), "wait", "arrival"),
    State(PREADMIT_MEDICAL, _("站前送医"), _("站前送医"), "safety", branch=True),
    State(PREADMIT_POLICE, _("站前移交公安"), _("站前移交公安"), "safety", branch=True),
    State(REVIEW, _("求助甄别"), _("求助甄别"), "wait", "review"),
    State(IN_STATION, _("在站救助"), _("在站救助"), "active", "stay"),
    State(EXTENDED, _("延期在站"), _("延期在站"), "active", "stay"),
    State(HOSPITALIZED, _("住院救治"), _("住院救治"), "active", "stay"),
    State(DEPARTURE, _("离站准备"), _("离站准备"), "wait", "departure"),
    State(HEARING, _("拟终止(听取意见)"), _("拟终止"), "active", "stay"),
    State(MISSING, _("走失查找"), _("走失查找"), "safety", branch=True),
    State(POST_DEATH, _("死亡善后"), _("死亡善后"), "plain", branch=True),
    State(WITHDRAWN, _("放弃求助(入站前)"), _("放弃求助"), "plain", terminal=True, branch=True),
    State(REFUSED, _("不予救助"), _("不予救助"), "plain", terminal=True, branch=True),
    State(LEFT, _("自行离站"), _("自行离站"), "done", "departure", terminal=True),
    State(PICKED_UP, _("亲属/监护人/单位接领"), _("亲属接领"), "done", "departure", terminal=True),
    State(GONE, _("擅自离站(视为放弃)"), _("擅自离站"), "plain", "departure", terminal=True),
    State(TERMINATED, _("终止救助"), _("终止救助"), "plain", "departure", terminal=True),
    State(TRANSFERRED_POLICE, _("移交公安机关"), _("移交公安机关"), "plain", terminal=True, branch=True),
    State(TRANSFERRED_CHILD, _("移交未保/儿童福利机构"), _("移交未保机构"), "plain", "departure", terminal=True),
    State(REFERRED, _("转其他救助/机构"), _("转其他救助"), "done", "departure", terminal=True),
    State(DECEASED, _("死亡结案"), _("死亡结案"), "plain", "departure", terminal=True),
    State(PENDING_ARCHIVE, _("待归档"), _("待归档"), "wait", "archive"),
    State(ARCHIVED, _("已归档"), _("已归档"), "done", "archive", terminal=True),
)  # fmt: skip

#: Before anybody was admitted; the person may still be at a hospital or with the police.
BEFORE_ADMISSION = (RECEPTION, SECURITY_CHECK, SCREENING, PREADMIT_MEDICAL, PREADMIT_POLICE, REVIEW)
#: Where people who have not left sleep out of the house; whoever is in any other of these states sleeps in it.
SLEEPING_OUT = (PREADMIT_MEDICAL, PREADMIT_POLICE, HOSPITALIZED)
#: Admitted and in the station, as the statistics count it.
PRESENT = (IN_STATION, EXTENDED, DEPARTURE, HEARING)
#: Admitted and physically in somebody's care: from each of these a person may leave (R-39).
STAYING = (*PRESENT, HOSPITALIZED)
LIVE = (*BEFORE_ADMISSION, *STAYING)
HERE = tuple(state for state in LIVE if state not in SLEEPING_OUT)
#: Relief is not over: the person is there, or is searched for.
OPEN = (*LIVE, MISSING)
#: Relief is over: only archiving follows.
OUTCOMES = (
    WITHDRAWN, REFUSED, LEFT, PICKED_UP, GONE, TERMINATED, TRANSFERRED_POLICE, TRANSFERRED_CHILD, REFERRED, DECEASED,
)  # fmt: skip
