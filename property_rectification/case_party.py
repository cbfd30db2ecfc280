"""What the firm (R15) and the owners' committee (R16) get of a case: their side of it, never who reported (§5.4, §6).

What reached the office in confidence, what it notes for itself, and how the reporter behaves (source, time, place,
number of households, call-backs, withdrawal) are not in it: any of them may tell who it was.
"""

from typing import Any

from casework import clock, files
from casework.actor import Actor
from casework.declaration import Act, Ask
from casework.event_words import labels_of
from casework.models import Event
from casework.party import Entries, PartyView
from casework.timers import local_day
from property_rectification import categories
from property_rectification.effects.common import SIDE_OF_PARTY
from property_rectification.models.facts import Statement

FIRM, COMMITTEE = "R15", "R16"
HOMES = {FIRM: "/firm/", COMMITTEE: "/owners/"}
#: The reporter's own acts, which a firm or a committee with an account never has: they report with a key (ADR 0041).
OF_REPORTER = frozenset({"submit_supplement", "withdraw_case"})
#: What the account itself says, or the unit that leads decides.
NOT_ASKED = frozenset({
    "objector", "side", "cause", "witness", "mode", "court_no", "at", "lawful", "fact", "contrary", "method",
    "applicant",
})  # fmt: skip
#: Entries that are the file's own or people's: none of them is offered.
_INSIDE = frozenset({
    "facts", "evidence", "vouchers", "handler_candidates", "panel_candidates", "leader_candidates",
    "mediator_candidates", "officers",
})  # fmt: skip
#: Steps of the road of which both sides hear; what the office does between them is its own.
_HEARD = frozenset({
    "start_fact_finding", "find_violation", "conclude_by_referral", "confirm_unfounded", "file_penalty",
    "extend_deadline", "suspend_case", "resume_case", "shelve_case", "unshelve_case", "start_mediation",
    "record_agreement", "record_performed_agreement", "end_mediation", "request_check", "start_check", "fail_check",
    "return_for_rectification", "pass_check", "object_to_closure", "uphold_objection", "reopen_fact_finding",
    "dismiss_objection", "close_case", "record_relapse", "record_renewed_order", "reopen_case", "assign_mediator",
    "terminate_case", "archive_case", "archive_after_lookback",
})  # fmt: skip
#: The clocks that are the parties' as well.
CLOCKS = frozenset({
    "T.HANDLE.RECTIFY", "T.CHECK", "T.OBJECTION", "T.CLOSE.PUBLIC", "T.CONFIRM", "T.MED.COMMUNITY", "T.MED.PRE",
    "T.OBJECTION.REVIEW",
})  # fmt: skip
_KEPT = (
    "id", "kind", "number", "title", "state", "state_label", "division", "owner_agency", "version", "closed_at",
    "compound", "firm", "result", "mediations", "asked", "orders",
)  # fmt: skip


class CaseParty(PartyView):
    """The view of one firm or committee."""

    filters = frozenset({"state", "open"})

    def __init__(self, actor: Actor) -> None:
        self.actor, self.home = actor, HOMES[actor.role]

    @property
    def side(self) -> str:
        return SIDE_OF_PARTY[self.actor.role]

    def page(self, record: Any) -> tuple[str, dict[str, Any]]:
        from property_rectification.web import party_page

        return "property_rectification/party_case.html", party_page.context(record, self)

    def title(self, record: Any) -> str:
        return categories.neutral_title(record, local_day(clock.now()))

    def place(self, record: Any) -> str:
        return record.compound.name if record.compound else ""

    def body(self, body: dict[str, Any]) -> dict[str, Any]:
        kept = {name: body[name] for name in _KEPT if name in body}
        kept["flags"] = [flag for flag in body["flags"] if flag == "SAFETY_URGENT"]
        if "timers" in body:
            kept["timers"] = [timer for timer in body["timers"] if timer["key"] in CLOCKS]
        if "amounts" in body:
            kept["amounts"] = {name: body["amounts"][name] for name in ("confirmed", "refunded")}
        return kept

    def offers(self, act: Act) -> bool:
        return act.code not in OF_REPORTER

    def asks(self, act: Act) -> tuple[Ask, ...]:
        return tuple(ask for ask in act.asks if ask.name not in NOT_ASKED)

    def entries(self, ask: Ask, found: Entries, record: Any) -> Entries:
        if ask.choices == "files":
            own = record.files.filter(removed_at__isnull=True, added_by__agency=self.actor.agency_id)
            return [(file.pk, file.title) for file in own.order_by("added_at")]
        return [] if ask.choices in _INSIDE else found

    def hears_of(self, event: Event) -> bool:
        own = event.post is not None and event.post.agency_id == self.actor.agency_id
        return own or event.name in _HEARD

    def event(self, body: Any) -> dict[str, Any]:
        return super().event(body) | {"post": ""}

    def heard(self, record: Any) -> list[dict[str, Any]]:
        """What happened as far as it is told, the last first: when, what, which unit; no person of the other side."""
        labels = labels_of(record)
        rows = record.events.select_related("post__agency").order_by("-seq")
        return [
            {"at": e.at, "text": labels.get(e.name, e.name), "who": e.post.agency.name if e.post else ""}
            for e in rows if self.hears_of(e)
        ]  # fmt: skip

    def statements(self, record: Any) -> list[Statement]:
        """What this side was asked and has said, oldest first; read once for this instance of the record."""
        return list(record.statements.filter(side=self.side)) if self.actor.role == FIRM else []

    def files(self, record: Any) -> list[Any]:
        """The files this party may open."""
        rows = record.files.filter(removed_at=None).select_related("file", "added_by__user").order_by("added_at")
        return [one for one in rows if files.may_open(one, self.actor)]


def view_of(actor: Actor) -> CaseParty | None:
    """The view of an account of a firm or a committee; None for everybody else, reporters with a key among them."""
    return CaseParty(actor) if actor.role in HOMES and not actor.outside else None
