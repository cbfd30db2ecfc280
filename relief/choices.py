"""What the choice fields of a relief case offer."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import clock, display
from casework.models import Post
from casework.timers import local_day
from relief import belongings, care, codes, pairs, rides, rows, standing
from relief.incidents import ELSEWHERE
from relief.models import Bed, ReliefCase
from relief.models.word_ahead import WordAhead
from relief.states import LIVE
from relief.words import described

Entries = list[tuple[Any, Any]]

#: Ways of leaving that are chosen beforehand, in the list departure_mode.
_PLANNED = ("5.2", "5.3", "5.6", "5.7")
#: A minor is one by age, not by a finding.
_BY_AGE = "minor"
#: What a letter asks; who is missing or trafficked is reported, not inquired after.
_INQUIRIES = ("identity_inquiry", "no_hukou_check")
_PRESENCE: Entries = [("present", _("在")), ("absent", _("不在"))]
_WORRY: Entries = [("ill", _("患病")), ("danger", _("可能有危险")), ("escort", _("护送途中走失"))]
_CHANNELS: Entries = [
    ("call_110", _("拨打110")), ("phone", _("电话")), ("in_person", _("当面")), ("letter", _("书面")),
]  # fmt: skip
_ORGANS: Entries = [("police", _("公安机关")), ("civil_affairs", _("民政部门")), ("education", _("教育部门"))]
_CONFIRMERS: Entries = [("hospital", _("医院")), ("police", _("公安机关"))]
_CERTIFICATES: Entries = [("hospital", _("医疗机构死亡证明")), ("police", _("公安机关死亡证明"))]
_DISPOSITIONS: Entries = [("burial", _("依法土葬")), ("joint_rules", _("无人认领，按三部门规定处置"))]
_PROPERTY_ENDS: Entries = [("handed", _("交继承人签收")), ("kept", _("登记保管"))]
#: Agencies for children, in the list destination.
_CHILD_AGENCIES = ("05", "06")
#: Minors by articles 92 to 94 of the law that protects them; adults by the civil code.
GROUNDS: Entries = [
    ("s92_1", _("流浪乞讨或身份不明，暂时找不到监护人（未成年人保护法92条一）")),
    ("s92_2", _("监护人下落不明且无其他人可以担任（二）")),
    ("s92_3", _("监护人客观上不能履行监护职责（三）")),
    ("s92_4", _("监护人拒绝或怠于履行监护职责（四）")),
    ("s92_5", _("监护人教唆、利用违法犯罪，需要带离（五）")),
    ("s92_6", _("遭监护人严重伤害或面临人身危险（六）")),
    ("civil_31", _("成年人：指定监护人前无人保护（民法典31条）")),
]  # fmt: skip
LONG_TERM_GROUNDS: Entries = [
    ("s94_1", _("查找不到父母或其他监护人（未成年人保护法94条一）")),
    ("s94_2", _("监护人死亡且无其他人可以担任（二）")),
    ("s94_3", _("监护人丧失监护能力且无其他人可以担任（三）")),
    ("s94_4", _("法院撤销监护人资格并指定民政部门（四）")),
    ("civil_32", _("成年人：没有依法具有监护资格的人（民法典32条）")),
]  # fmt: skip
PLACEMENTS: Entries = [
    ("relative", _("委托亲属抚养")), ("foster", _("家庭寄养")), ("child_agency", _("未成年人救助保护机构")),
    ("child_home", _("儿童福利机构")), ("other", _("其他，写明处所")),
]  # fmt: skip
_UPWARD: Entries = [("oral", _("口头")), ("written", _("书面"))]
_ADDRESSEES: Entries = list(WordAhead.ADDRESSEES)
_RESULTS: Entries = list(WordAhead.RESULTS)


def of(name: str, record: Any) -> Entries:
    """The entries of one named list for a record. Raises LookupError for an unknown name."""
    return _OF[name](record) if name in _OF else list(codes.choices(name))


def words(name: str, code: str) -> str:
    """An entry of one of the lists that stand here, in words."""
    return next((str(label) for key, label in _OF[name](None) if key == code), code)


def _reports(record: Any) -> Entries:
    return [
        (str(one.pk), f"{words('report_organ', one.organ)} {display.moment(one.reported_at, clock.now())}")
        for one in rows.reports(record)
    ]


def _collectors(record: Any) -> Entries:
    return [(str(one.pk), f"{codes.label('relationship', one.relation)} {one.name}") for one in rows.collectors(record)]


def _files(record: Any) -> Entries:
    return [(one.pk, one.title) for one in rows.files(record)]


def _medical_files(record: Any) -> Entries:
    return [(one.pk, one.title) for one in rows.files(record) if one.purpose == "medical"]


def _staff(record: Any) -> Entries:
    posts = Post.objects.held().filter(agency=record.owner_agency_id).select_related("user")
    return sorted({p.user_id: p.user.display_name for p in posts}.items(), key=lambda entry: str(entry[1]))


def _beds(record: Any) -> Entries:
    found = Bed.objects.filter(zone__agency=record.owner_agency_id, closed=False).select_related("zone")
    return [(str(bed.pk), f"{bed.label}　{bed.zone}") for bed in found]


def _relatives(record: Any) -> Entries:
    found = rows.relatives(record) if record else []
    return [(str(one.pk), f"{codes.label('relationship', one.relation)} {one.name}") for one in found]


def _open_tickets(record: Any) -> Entries:
    return [(str(one.pk), rides.words(one)) for one in rides.open_tickets(record)] if record else []


def _held_belongings(record: Any) -> Entries:
    return [(str(one.pk), belongings.words(one)) for one in belongings.held(record)]


def _adults_here(record: Any) -> Entries:
    """Adults of the station who have not left, in words that name nobody."""
    now = clock.now()
    here = ReliefCase.objects.filter(owner_agency=record.owner_agency_id, state__in=LIVE).exclude(pk=record.pk)
    return [
        (str(one.pk), f"{one.number}　{described(one.person, local_day(now))}")
        for one in here.select_related("person").order_by("-opened_at")
        if not standing.is_minor(one, now)
    ]


def _waiting_pairs(record: Any) -> Entries:
    return [(str(pair.pk), pairs.partner(pair, record).number) for pair in pairs.waiting(record)]


def _open_pairs(record: Any) -> Entries:
    return [(str(pair.pk), pairs.partner(pair, record).number) for pair in pairs.open_ones(record)]


def _waiting_inquiries(record: Any) -> Entries:
    now = clock.now()
    return [
        (str(one.pk), f"{display.moment(one.sent_at, now)} {one.addressed_to}")
        for one in rows.waiting_inquiries(record)
    ]


_OF: dict[str, Callable[[Any], Entries]] = {
    "capacity": lambda _record: [entry for entry in codes.choices("capacity_flag") if entry[0] != _BY_AGE],
    "departure_plan": lambda _record: [entry for entry in codes.choices("departure_mode") if entry[0] in _PLANNED],
    "inquiry_kind": lambda _record: [e for e in codes.choices("inquiry_type") if e[0] in _INQUIRIES],
    "waiting_inquiries": _waiting_inquiries,
    "word_addressee": lambda _record: _ADDRESSEES,
    "word_result": lambda _record: _RESULTS,
    "incident": lambda _record: [e for e in codes.choices("incident_category") if e[0] not in ELSEWHERE],
    "presence": lambda _record: _PRESENCE,
    "child_agency": lambda _record: [e for e in codes.choices("destination") if e[0] in _CHILD_AGENCIES],
    "guardianship_ground": lambda _record: GROUNDS,
    "long_term_ground": lambda _record: LONG_TERM_GROUNDS,
    "guardianship_placement": lambda _record: PLACEMENTS,
    "missing_worry": lambda _record: _WORRY,
    "report_channel": lambda _record: _CHANNELS,
    "report_organ": lambda _record: _ORGANS,
    "death_confirmer": lambda _record: _CONFIRMERS,
    "death_certificate": lambda _record: _CERTIFICATES,
    "disposition": lambda _record: _DISPOSITIONS,
    "property_end": lambda _record: _PROPERTY_ENDS,
    "upward_form": lambda _record: _UPWARD,
    "reports": _reports,
    "collectors": _collectors,
    "files": _files,
    "medical_files": _medical_files,
    "beds": _beds,
    "adults_here": _adults_here,
    "held_belongings": _held_belongings,
    "open_tickets": _open_tickets,
    "relatives": _relatives,
    "services": lambda _record: care.kinds(),
    "staff": _staff,
    "waiting_pairs": _waiting_pairs,
    "open_pairs": _open_pairs,
}
