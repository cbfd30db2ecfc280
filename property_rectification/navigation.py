"""The side bar of each role, as far as its pages exist; the first entry is the landing page."""

from django.utils.translation import gettext_lazy as _

from casework.actor import Actor
from casework.api.filters import late
from casework.models import Record
from casework.web import duties, public
from casework.web.navigation import Entry, Module, Tally
from property_rectification.lead_lifecycle import LEAD, PENDING
from property_rectification.web import party_home


def _mine(actor: Actor) -> Tally:
    waiting = duties.mine(actor)
    return Tally(waiting, late(waiting))


def _leads(actor: Actor) -> Tally:
    return Tally(Record.objects.visible_to(actor, LEAD.name).filter(state=PENDING))


MODULE = Module(_("物业整治"), _("案号、小区、企业"))
DESK = Entry(_("我的工作台"), "/", "checklist", _mine, key="g d")
CASES = Entry(_("案件"), "/cases/", "folder", key="g c")
MEDIATIONS = Entry(_("我的调解"), "/cases/", "friends", key="g c")
MAP = Entry(_("地图"), "/map/", "map", key="g m")
INTAKE = Entry(_("登记诉求"), "/cases/new/", "message-plus")
CALLBACKS = Entry(_("回访"), "/cases/?callback=1", "phone")
LEADS = Entry(_("待确认线索"), "/leads/?state=pending", "inbox", _leads)
IMPORTS = Entry(_("批量导入"), "/imports/", "file-import")
ACCESS_LOG = Entry(_("查看记录"), "/manage/access-log/", "history")
AGENCIES = Entry(_("组织与岗位"), "/manage/agencies/", "building-bank")
PEOPLE = Entry(_("账户"), "/manage/people/", "users")
PARTIES = Entry(_("当事人账号"), "/manage/parties/", "building-store")
CALENDAR = Entry(_("工作日历"), "/manage/calendar/", "calendar")
RULES = Entry(_("规则与版本"), "/manage/rules/", "scale")
CATEGORIES = Entry(_("分类"), "/manage/categories/", "list-details")
HOTLINE = Entry(_("热线状态"), "/manage/hotline/", "phone")
GATES = Entry(_("上线确认项"), "/manage/gates/", "clipboard-check")
TEMPLATES = Entry(_("模板"), "/manage/templates/", "file-text")
EXEMPLARS = Entry(_("典型案例"), "/exemplars/", "award")
INTERFERENCES = Entry(_("干预过问记录"), "/interferences/", "shield-lock")
PENALTIES = Entry(_("立案查处"), "/penalties/", "gavel")
OUTBOX = Entry(_("投递与死信"), "/manage/outbox/", "send")

SUPERVISION = Entry(_("逾期督办"), "/supervision/", "flag")

FIRM_HOME = Entry(_("我的事项"), "/firm/", "checklist", lambda actor: Tally(party_home.waiting(actor)))
FIRM_ORDERS = Entry(_("整改通知"), "/firm/orders/", "file-text")
OWNERS_HOME = Entry(_("我的事项"), "/owners/", "checklist", lambda actor: Tally(party_home.waiting(actor)))
OWNERS_REPORT = Entry(_("反映问题"), "/owners/report/", "message-plus")

BY_ROLE = {
    "R01": (DESK, SUPERVISION, CASES, PENALTIES, EXEMPLARS),
    "R02": (DESK, SUPERVISION, LEADS, CASES, PENALTIES, IMPORTS, EXEMPLARS, MAP),
    "R03": (DESK, SUPERVISION, CASES, PENALTIES),
    "R04": (DESK, INTAKE, LEADS, CASES, IMPORTS, CALLBACKS, MAP),
    "R05": (DESK, INTAKE, CASES, MAP),
    "R06": (DESK, INTAKE, CASES),
    "R07": (DESK, CASES, PENALTIES, EXEMPLARS, MAP),
    "R08": (DESK, CASES, PENALTIES),
    "R09": (DESK, CASES, PENALTIES, EXEMPLARS),
    "R14": (DESK, MEDIATIONS),
    "R15": (FIRM_HOME, FIRM_ORDERS),
    "R16": (OWNERS_HOME, OWNERS_REPORT),
    "R18": (DESK, EXEMPLARS),
    "R19": (DESK, CASES, EXEMPLARS, ACCESS_LOG),
    "R20": (
        ACCESS_LOG,
        INTERFERENCES,
        CASES,
        AGENCIES,
        PEOPLE,
        PARTIES,
        CALENDAR,
        RULES,
        CATEGORIES,
        HOTLINE,
        GATES,
    ),
    "R21": (AGENCIES, PEOPLE, PARTIES, CALENDAR, RULES, CATEGORIES, HOTLINE, GATES, TEMPLATES, OUTBOX),
    "R25": (DESK, CASES),
}
INTAKE_PAGES = {role: INTAKE for role in ("R02", "R04", "R05", "R06")}
#: The head of the pages without an account.
PUBLIC = (
    public.Entry(_("反映问题"), "public-report", "message-plus", 10),
    public.Entry(_("查进度"), "public-status", "list-check", 20),
    public.Entry(_("典型案例"), "public-exemplars", "award", 40),
)
