"""The side bar of each role, as far as its pages exist; the first entry is the landing page."""

from django.utils.translation import gettext_lazy as _

from casework.actor import Actor
from casework.api.filters import late
from casework.models import Record
from casework.web import desk
from casework.web.navigation import Entry
from property_rectification.lead_lifecycle import LEAD, PENDING


def _mine(actor: Actor) -> tuple[int, bool]:
    waiting = desk.mine(actor)
    return waiting.count(), late(waiting).exists()


def _leads(actor: Actor) -> tuple[int, bool]:
    return Record.objects.visible_to(actor).filter(kind=LEAD.name, state=PENDING).count(), False


DESK = Entry(_("我的工作台"), "/", "checklist", _mine)
CASES = Entry(_("案件"), "/cases/", "folder")
INTAKE = Entry(_("登记诉求"), "/cases/new/", "message-plus")
LEADS = Entry(_("待确认线索"), "/leads/?state=pending", "inbox", _leads)
IMPORTS = Entry(_("批量导入"), "/imports/", "file-import")
ACCESS_LOG = Entry(_("查看记录"), "/manage/access-log/", "history")
AGENCIES = Entry(_("组织与岗位"), "/manage/agencies/", "building-bank")
PEOPLE = Entry(_("账户"), "/manage/people/", "users")
OUTBOX = Entry(_("投递与死信"), "/manage/outbox/", "send")

BY_ROLE = {
    "R01": (DESK, CASES),
    "R02": (DESK, LEADS, CASES, IMPORTS),
    "R03": (DESK, CASES),
    "R04": (DESK, INTAKE, LEADS, CASES, IMPORTS),
    "R05": (DESK, INTAKE, CASES),
    "R06": (DESK, INTAKE, CASES),
    "R07": (DESK, CASES),
    "R08": (DESK, CASES),
    "R09": (DESK, CASES),
    "R19": (DESK, CASES, ACCESS_LOG),
    "R20": (ACCESS_LOG, CASES, AGENCIES, PEOPLE),
    "R21": (AGENCIES, PEOPLE, OUTBOX),
    "R25": (DESK, CASES),
}
INTAKE_PAGES = {role: "/cases/new/" for role in ("R02", "R04", "R05", "R06")}
