"""What the kernel asks about relief cases that their declaration does not say."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, notices
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Ask, Guard, Row
from casework.kinds import Badge, Kind
from casework.ledger import PastView
from casework.listing import Column, Facet, Reach, View
from casework.models import Notice, Record
from casework.web import clocks as chips
from casework.web import facets, lists
from relief import (
    beds,
    belongings,
    choices,
    clocks,
    detail,
    filings,
    listing,
    protection,
    protection_desk,
    reading,
    rows,
    standing,
    starting,
    typed,
)
from relief.effects import reports, volume
from relief.effects.common import RELEASE_ASKED
from relief.guards.absence import ABSENT_TWO_CHECKS, is_at_risk
from relief.guards.leaving import AGE_16_17_RELEASE, DOUBTFUL_CAPACITY
from relief.incidents import is_serious
from relief.lifecycle.intake import RECEIVE
from relief.models import Person, ReliefCase
from relief.roles import ROLES
from relief.states import (
    BEFORE_ADMISSION,
    EXTENDED,
    HEARING,
    HOSPITALIZED,
    IN_STATION,
    MISSING,
    OPEN,
    OUTCOMES,
    PENDING_ARCHIVE,
    POST_DEATH,
    PRESENT,
    RECEPTION,
    SECURITY_CHECK,
    STAYING,
)
from relief.statistics import narrowing

#: Neither a name nor a number of anybody stands in a list: the temporary name, sex and age have to do.
COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("人员"), fixed=True, reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("clock", gettext_lazy("期限"), "clock", "due", reach=Reach.TIME),
    Column("opened", gettext_lazy("到站"), "moment", reach=Reach.TIME),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
)
#: The amendment that removes the cause of a denial.
REMEDIES = {
    "eligible_or_protected": "record_review", "countersigned_if_beyond_narrow_test": "countersign_admission",
    "collector_identified": "update_collector", 
    "risk_flag_cleared_by_true_wish": "hear_true_wish", "identity_not_disputed": "settle_identity_doubt",
    "age_16_17_release": "verify_identity", "collector_known": "record_collector",
    "national_number_known": "record_national_entry",
    "no_word_into_danger": "update_collector",
    "archive_checklist_complete": "attach_file", "absent_two_checks": "record_presence_check",
    "disposition_complete": "record_cremation_confirmation", "property_settled": "settle_property",
    "cremation_papers_complete": "record_death_certificate", "property_listed": "list_property",
    "body_collected": "record_body_collected",
    "police_case_open_30_days": "complete_report_number", "inquiry_waits": "add_police_inquiry",
    "has_bed": "assign_bed", "without_bed": "move_bed", "family_room_for_family": "record_parent",
}  # fmt: skip
#: Acts that others took the place of.
FORMER = {
    "record_mandatory_report": gettext_lazy("登记强制报告"), "assess_guardian": gettext_lazy("登记监护评估"),
}  # fmt: skip
#: Acts of which director and bureau hear at once (TM-13).
SERIOUS = ("report_missing", "record_death")
#: Acts of which they hear where what happened is serious.
INCIDENTS = ("record_incident", "add_incident")
#: The masked fields of a person that can be opened for a purpose.
UNMASKABLE = ("name_declared", "name_verified", "id_declared", "id_verified", "features")
#: The same of what somebody said of themselves.
OF_BACKGROUND = ("household", "residence", "workplace", "phone", "diet")
#: Where to look and whom to call back: opened by those who answer the telephone and send somebody.
OF_LEAD = ("place", "reporter", "contact")
#: By whom a guard is lifted beside those whose act it is.
_LIFTERS = {"second_person": ("DUT", "DIR"), "director": ("DIR",), "supervisor": ("SUP",)}
_NO_ICON = {"icon": "", "url": ""}


class CaseKind(Kind):
    """Relief cases 救助案件."""

    model = ReliefCase
    api = "relief-cases"
    page = "relief"
    label = gettext_lazy("在站人员")
    roles = ROLES
    related = ("owner_agency", "person", "bed__zone", "picked_up_by", "countersigned_by__user", "national")
    locked_with = ("person", "picked_up_by")
    former_acts = FORMER
    leaders = frozenset({"DUT", "DIR"})
    alarms = clocks.ALARMS
    detail_template = "casework/plain_detail.html"
    unmask_object = reading.REGISTRATION
    files_object = reading.DEPARTURE
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的人员。")
    nothing_yet = gettext_lazy("现在没有人员在站。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return choices.of(name, record)

    def lifters(self, act: Act, guard: Guard) -> frozenset[str]:
        """For a second person those whose act it is, the duty leader and the director; else the one who decides."""
        own = act.by if guard.override == "second_person" else frozenset()
        return own.union(_LIFTERS[guard.override])

    def concerns(self, record: Any, act: Act) -> bool:
        """Ways of adults in doubt, and of 16 and 17, are none of others."""
        codes, now = {guard.code for guard in act.needs}, clock.now()
        if ABSENT_TWO_CHECKS.code in codes:
            return not is_at_risk(record, now)
        if DOUBTFUL_CAPACITY.code in codes:
            return standing.is_doubtful_adult(record, now)
        return AGE_16_17_RELEASE.code not in codes or standing.is_minor(record, now)

    def timer(self, ctx: Context, key: str) -> bool:
        return clocks.applies(ctx, key)

    def timer_label(self, key: str) -> str:
        return str(clocks.LABELS.get(key, key))

    def follow_up(self, record: Any) -> Sequence[str]:
        if record.state in OUTCOMES:
            return ("queue_for_archive",)
        return ("open_assessment",) if protection.is_due(record, clock.now()) else ()

    def stops(self, ctx: Context, key: str) -> bool:
        return key != protection.FIRST_HOUR or reports.answers(ctx.record)

    def come(self, now: datetime) -> Sequence[tuple[Record, str]]:
        """An end, or a doubt, that for whatever reason was not followed up at once."""
        left = Record.objects.filter(kind=self.name, state__in=OUTCOMES)
        begun = protection_desk.begun_by_clockwork(now)
        return [*((record, "queue_for_archive") for record in left), *((one, "open_assessment") for one in begun)]

    def said_after(self, record: Any, act: Act) -> str:
        return belongings.said_on_leaving(record) if isinstance(act, Row) and act.target in OUTCOMES else ""

    def tell(self, ctx: Context) -> None:
        """A wish to leave, and its deferral, are seen by the bureau at once (R-41); a minor's release as well."""
        record, params = ctx.record, {"action": ctx.act.label}
        if ctx.act.code == "request_release":
            notices.notify(record, Notice.TODO, "assigned", key="asked", roles=("CSW", "DUT"), params=params)
        filings.tell(ctx)
        beds.tell(ctx)
        volume.tell(ctx)
        if ctx.act.code in SERIOUS or (ctx.act.code in INCIDENTS and is_serious(ctx.data)):
            notices.notify(record, Notice.SAFETY, "serious", roles=("DIR", "SUP"), params=params)
        protection_desk.tell(ctx)
        if ctx.act.code in ("request_release", "defer_release", "release_minor_aged_16_17"):
            notices.notify(record, Notice.SUPERVISE, "release", roles=("SUP",), params=params)

    def told(self, record: Any, act: Act) -> Sequence[Any]:
        told = {
            "request_release": ("CSW", "DUT", "SUP"),
            "defer_release": ("SUP",),
            "ask_extension": ("DIR",),
            "extend_stay": ("SUP",),
            "reopen_archive": ("ARC",),
            "release_minor_aged_16_17": ("SUP",),
            **protection_desk.TOLD,
            **dict.fromkeys(SERIOUS, ("DIR", "SUP")),
        }
        return [ROLES[role] for role in told.get(act.code, ())]

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return detail.of(record, actor)

    def may_read(self, path: str, actor: Actor, record: Any = None) -> bool:
        return reading.may_read(path, actor)

    def may_read_typed(self, act: Act, actor: Actor) -> bool:
        return typed.may_read(act, actor)

    def closed_to(self, record: Any, path: str, actor: Actor) -> bool:
        return path.startswith("recordfile/") and not reading.reads_files(actor)

    def unmaskable(self, record: Any) -> Mapping[str, tuple[Model, str]]:
        found = {name: (record.person, name) for name in UNMASKABLE if getattr(record.person, name)}
        lead = rows.lead(record) if record.lead_at else None
        known = rows.background(record)
        found |= {name: (known, name) for name in OF_BACKGROUND if known and getattr(known, name)}
        return found | {name: (lead, name) for name in OF_LEAD if lead and getattr(lead, name)}

    def unmask_object_of(self, field: str) -> str:
        return reading.LEADS if field in OF_LEAD else self.unmask_object

    def initial(self, record: Any, act: Act) -> Mapping[str, Any]:
        return starting.of(record, act)

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        entries = {str(key): str(label) for key, label in self.choices(ask.choices, record)}
        if ask.kind == "choices":
            return "、".join(entries.get(code, code) for code in json.loads(raw))
        return entries.get(raw.strip('"'), raw)

    def remedy_of(self, denial: str) -> str:
        return REMEDIES.get(denial, "")

    def place(self, record: Any) -> str:
        return record.owner_agency.name if record.owner_agency else ""

    def badges(self, record: Any) -> list[Badge]:
        filed = filings.badge(filings.so_far(rows.extensions(record))) if record.state in STAYING else []
        return [*badges(record, record.person), *filed]

    def before_page(self, record: Any) -> None:
        rows.spare(record)

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from relief.web import case_parts

        return case_parts.past_parts(past) if past else case_parts.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        shown = chips.of_list(records, clock.now())
        people = filings.with_filing(Person.objects.all()).in_bulk([r.pk for r in records])
        return [
            self._row(r, shown.get(r.pk), people[r.pk]) | {"amendment": filings.waits_for(people[r.pk].filing, actor)}
            for r in records
        ]

    def _row(self, record: Record, chip: Any, person: Any) -> dict[str, Any]:
        line = lists.row(record, chip, place="", category="")
        return line | {
            "badges": [
                *line["badges"],
                *badges(record, person),
                *(filings.badge(person.filing) if record.state in STAYING else []),
            ]
        }

    def narrow(self, rows: QuerySet[Record], name: str, value: str) -> QuerySet[Record] | None:
        if (name, value) == ("incident", "open"):
            return listing.with_open_incident(rows)
        return filings.narrow(rows, value) if name == filings.FACET.name else narrowing.narrow(rows, name)

    def facets(self) -> Sequence[Facet]:
        incident = Facet("incident", _("有事件"), flag="open", reach=Reach.MATTER)
        first = (narrowing.HERE, facets.states(self), facets.DUE)
        return [*first, incident, filings.FACET, facets.OPEN, *narrowing.FACETS]

    def views(self, actor: Actor) -> Sequence[View]:
        return [
            View(_("在站"), f"state={','.join(PRESENT)}"),
            View(_("住院"), f"state={HOSPITALIZED}"),
            View(_("拟终止"), f"state={HEARING}"),
            View(_("入站前"), f"state={','.join(BEFORE_ADMISSION)}"),
            View(_("走失查找"), f"state={MISSING}"),
            View(_("死亡善后"), f"state={POST_DEATH}"),
            View(_("待归档"), f"state={PENDING_ARCHIVE}"),
            *(View(filings.NAMES[value], f"filing={value}") for value in filings.VIEWS.get(actor.role, ())),
            View(_("有事件"), "incident=open"),
            *(View(one.label, f"{one.name}=1") for one in narrowing.FACETS if actor.role in ("RCP", "CSW")),
        ]

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("relief-reception-new"), RECEIVE.label) if actor.role in RECEIVE.by else None

    def also_mine(self, actor: Actor) -> Q | None:
        """Longer stays that are to be filed, decided or confirmed; guardianship that waits for the bureau."""
        filed, protected = filings.on_desk(actor, clock.now()), protection_desk.waiting(actor, clock.now())
        return filed if protected is None else protected if filed is None else filed | protected

    def to_do(self, record: Record, acts: Sequence[Row]) -> Sequence[Row]:
        """Nobody is assessed who did not ask to leave."""
        asked = RELEASE_ASKED in record.flags
        return [act for act in acts if asked or DOUBTFUL_CAPACITY not in act.needs]

    def mine(self, actor: Actor) -> Q | None:
        """What waits for a role in this station: the next step, and of those who may assess whoever asked to leave."""
        own, asked = Q(owner_agency=actor.agency_id), Q(flags__contains=[RELEASE_ASKED])
        if actor.role == "DUT":
            return own & (asked | Q(state=MISSING))
        if actor.role == "DIR":
            return own & Q(state__in=(HEARING, POST_DEATH))
        if actor.role == "CSW":
            return own & (asked | ~Q(state__in=(RECEPTION, SECURITY_CHECK, IN_STATION, EXTENDED, HOSPITALIZED)))
        return own if actor.role in ("RCP", "SEC", "ARC") else None


def badges(record: Any, person: Person) -> list[Badge]:
    """A minor, somebody whose mind is in doubt, somebody who asked to leave."""
    if record.state not in OPEN:
        return []
    found: list[Badge] = []
    if standing.minor(person, clock.now()):
        found.append({"tone": "sealed", "text": _("按未成年人保护")} | _NO_ICON)
    elif person.capacity in (standing.DOUBTFUL, standing.COURT_FOUND):
        found.append({"tone": "flag", "text": _("行为能力受限")} | _NO_ICON)
    if RELEASE_ASKED in record.flags:
        found.append({"tone": "late", "text": _("请求离站")} | _NO_ICON)
    return found
