"""What the holder of a key is told: the answer first, then the steps, then what can be done. Nobody else's name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display, engine
from casework.actor import Actor
from casework.masking import mask_text
from property_rectification import case_choices, codes, due
from property_rectification.effects.side_roads import LED_TO_ROUTE
from property_rectification.models import RectificationCase
from property_rectification.models.deciding import Conclusion
from property_rectification.models.voices import Objection
from property_rectification.public import words

ASKED, ADDED, ASIDE = "submit_supplement", "add_note", "request_recusal"
#: The acts of the reporter on the page, in the order in which they are offered.
ACTS = (ASKED, "record_consent", "object_to_closure", "record_relapse", "end_mediation", ADDED, "request_mediation",
        ASIDE, "withdraw_case", "ask_withdrawal")  # fmt: skip
#: States in which there is no road left to follow here.
_ENDED = ("not_accepted", "terminated", "diverted")
#: Conclusions that are told to the reporter, and their headings.
_TITLES = {
    Conclusion.REFUSED: gettext_lazy("没有受理的理由"), Conclusion.ANSWERED: gettext_lazy("咨询的答复"),
    Conclusion.REFERRED: gettext_lazy("引导办结的答复"), Conclusion.WITHDRAWN: gettext_lazy("按您的意愿撤回"),
    Conclusion.TERMINATED: gettext_lazy("终止办理的理由"), Conclusion.OWN_REPLY: gettext_lazy("给您的答复"),
}  # fmt: skip
#: The reporter in the list objector; firm and owners' body have their answers on papers of their own.
REPORTER = "01"
#: The side a reporter speaks for, in the list statement_side.
OWNER = "owner"


@dataclass(frozen=True)
class Step:
    """One step of the road: its word, `done` `now` or `todo`, and the day it was reached."""

    label: str
    status: str
    day: str = ""


@dataclass(frozen=True)
class Told:
    """The two sentences: how the case stands, and until when; `late` where that day has passed."""

    answer: str
    until: str
    late: bool


@dataclass(frozen=True)
class Reply:
    """An answer in writing: when, under which heading, in which words."""

    at: datetime
    title: str
    text: str


@dataclass
class Status:
    """The page in words."""

    answer: str
    until: str
    late: bool
    steps: list[Step]
    acts: list[Any]
    replies: list[tuple[str, str]]
    missing: list[str] = field(default_factory=list)


def of(case: RectificationCase, actor: Actor) -> Status:
    """What this case tells its reporter now."""
    now = clock.now()
    told = sentences(case, case.timers.filter(stopped_at__isnull=True), now)
    status = Status(
        answer=told.answer,
        until=told.until,
        late=told.late,
        steps=_steps(case, words.OF_STATE[case.state], now),
        acts=possible(case, actor),
        replies=[(reply.title, reply.text) for reply in (*replies(case), *decided_recusals(case))],
    )
    if case.state == "supplement":
        status.missing = case.supplementrequests.get().lines
    return status


def possible(case: RectificationCase, actor: Actor) -> list[Any]:
    """The acts this reporter can do now, as the declaration and its guards say."""
    options = [*engine.options(case, actor), *engine.amendments(case, actor)]
    allowed = {o.act.code: o.act for o in options if o.allowed}
    if ASKED in allowed:
        allowed.pop(ADDED, None)  # one place for what they have to say
    if "withdraw_case" in allowed:
        allowed.pop("ask_withdrawal", None)  # it was asked and confirmed
    if "record_consent" in allowed and not mediation_asked(case):
        allowed.pop("record_consent")  # their side has said yes already, by asking
    if ASIDE in allowed and not case_choices.named_on(case):
        allowed.pop(ASIDE)  # nobody acts on it by name yet
    return [allowed[code] for code in ACTS if code in allowed]


def choices(case: RectificationCase, ask: Any) -> list[tuple[Any, Any]]:
    """What a choice in a form of the reporter offers."""
    return case_choices.named_on(case) if ask.choices == "recusal_candidates" else list(codes.choices(ask.choices))


def decided_recusals(case: RectificationCase) -> list[Reply]:
    """The decisions on what the reporter asked for with the key, oldest first (§5.11); nobody else's."""
    own = case.recusalrequests.filter(applicant=OWNER, recorded_by=None).exclude(decision="").select_related("person")
    found = []
    for one in own.order_by("decided_at"):
        words = {"who": one.person.display_name, "decision": codes.label("recusal_decision", one.decision)}
        title = _("申请%(who)s回避：%(decision)s") % words
        found.append(Reply(one.decided_at or one.recorded_at, title, mask_text(one.decision_reasons.reveal())))
    return found


def mediation_asked(case: RectificationCase) -> Any:
    """The round in which the other side wants to be mediated and this one has not answered; None where none is."""
    rounds = case.mediations.filter(result="").exclude(consents__side=OWNER)
    return rounds.first()


def sentences(case: RectificationCase, running: Iterable[Any], now: datetime) -> Told:
    """What the reporter is told of the case, here and by the hotline; `running` are its timers that run."""
    told = words.OF_STATE[case.state]
    by_key = {timer.key: timer for timer in running}
    timer = next((by_key[key] for key in told.clocks if key in by_key), None)
    unit = case.owner_agency.name if case.owner_agency else _("承办单位")
    return Told(str(told.answer).format(unit=unit), _until(told, timer, now), _is_late(timer, now))


def _until(told: words.Told, timer: Any, now: datetime) -> str:
    """The second sentence, with its date; without a running clock there is none, and none is made up."""
    if timer is None or not told.until:
        return ""
    if _is_late(timer, now):
        return _("原定%(date)s，已超过。可以打电话催问。") % {"date": due.until(timer, now)}
    if timer.due_at <= now and not timer.provisional:
        return str(told.past)
    return str(told.until).format(date=due.until(timer, now))


def _is_late(timer: Any, now: datetime) -> bool:
    return bool(timer and timer.is_deadline and timer.due_at <= now)


def _steps(case: RectificationCase, told: words.Told, now: datetime) -> list[Step]:
    if case.state in _ENDED:
        return []
    reached: dict[int, str] = {}
    for event in case.events.order_by("seq").only("state_to", "at"):
        entry = words.OF_STATE.get(event.state_to)
        if entry is not None:
            reached.setdefault(entry.step, display.day(event.at, now))
    found = []
    for at, label in enumerate(words.STEPS):
        status = "done" if at < told.step else "now" if at == told.step else "todo"
        found.append(Step(str(label), status, reached.get(at, "") if at <= told.step else ""))
    return found


def replies(case: RectificationCase) -> list[Reply]:
    """The answers in writing to the reporter, oldest first: conclusions that are for them, the door they were
    shown, what they were merged into, answers to objections of their own; nobody else's. Numbers of people masked.
    Rows that were fetched already are not asked for again.
    """
    told = [(c, _TITLES[c.kind]) for c in case.conclusions.all() if c.kind in _TITLES]
    found = [Reply(c.recorded_at, str(title), _said(c)) for c, title in told]
    if case.result == LED_TO_ROUTE:
        found += [Reply(one.told_at, _("请走法定途径"), door(one)) for one in case.statutoryroutes.all()]
    if case.state == "merged":
        found += [
            Reply(one.told_at, _("并案告知"), joined(one))
            for one in case.mergings.filter(split_at=None).select_related("master")
        ]
    for one in case.objections.all():
        if one.objector == REPORTER and one.outcome != Objection.OPEN:
            title = _("异议的答复：%(outcome)s") % {"outcome": one.get_outcome_display()}
            found.append(Reply(one.decided_at or one.recorded_at, title, _said(one)))
    return sorted(found, key=lambda reply: reply.at)


def door(route: Any) -> str:
    """Which organ deals with the matter, by which way and under which number; and that a new fact is a new matter."""
    way = codes.label("statutory_route", route.route)
    number = _("，编号%(number)s") % {"number": route.number} if route.number else ""
    words = _(
        "这件事由%(organ)s办理（%(way)s%(number)s），请向该机关了解进展。这里不再另行办理；有新的情况，可以再次反映。"
    )
    return words % {"organ": route.organ, "way": way, "number": number}


def joined(merging: Any) -> str:
    """The number of the master case, and that an answer of one's own will follow (§1.1.2 #07)."""
    return _("与编号%(number)s的同一件事并案办理，办结后单独答复您。") % {"number": merging.master.number}


def _said(answer: Any) -> str:
    return mask_text(f"{answer.reasons.reveal()}\n{answer.remedies.reveal()}".strip())
