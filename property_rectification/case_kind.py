"""What the kernel asks about rectification cases that their declaration does not say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import notices
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Ask
from casework.kinds import Badge, Kind
from casework.ledger import PastView
from casework.listing import Facet, Head, View
from casework.models import Notice, Record, Relation, User
from casework.refusals import Denial
from casework.spots import Spot
from property_rectification import (
    after_words,
    case_choices,
    case_clocks,
    case_detail,
    case_ledger,
    case_list,
    case_party,
    case_words,
    codes,
    minors,
    on_map,
    party_messages,
    reporter_messages,
)
from property_rectification.effects import recusal, side_roads
from property_rectification.effects.common import MEDIATOR
from property_rectification.exemplar.guards import FINAL, off_the_road
from property_rectification.exemplar.lifecycle import NOMINATE
from property_rectification.exemplar.states import ON_LINE
from property_rectification.guards.closing import DISSATISFIED
from property_rectification.guards.recusal import bar
from property_rectification.ladder import DISCIPLINE
from property_rectification.lifecycle.intake import CREATE_CASE
from property_rectification.models import Escalation, RectificationCase
from property_rectification.models.mediation import Mediation
from property_rectification.models.parties import Reporter
from property_rectification.penalty import filing
from property_rectification.roles import ROLES
from property_rectification.states import DIVERTED, MEDIATION, MERGED, RELAPSED
from property_rectification.unnamed import RELATED
from property_rectification.web import case_parts, party_page

OVERLAYS = 3
#: Roles that act for the whole district; the others act on what they lead, check or review.
DISTRICT = frozenset({"R01", "R02", "R03", "R04"})
#: Cases that are dealt with elsewhere: who follows them has a list of them, they are no work that waits.
FOLLOWED = (DIVERTED, MERGED)

#: Acts after which the unit that leads has to sign.
TO_SIGN = ("dispatch_case", "reject_return", "designate_unit")
#: Act → who hears of it, in words.
_TOLD: Mapping[str, Any] = {
    "dispatch_case": gettext_lazy("牵头单位，去签收"), "dispute_competence": gettext_lazy("领导小组，去指定承办"),
    "designate_unit": gettext_lazy("承办单位，去签收"), "assign_mediator": gettext_lazy("调解员"),
    "start_check": gettext_lazy("验收组成员"), "replace_panel": gettext_lazy("验收组成员"),
}  # fmt: skip
#: Acts of which the unit that leads hears, by its name.
_TOLD_UNIT = ("reject_return", "send_letter", "record_agreement", "end_mediation")


class CaseKind(Kind):
    """Rectification cases 整治案件."""

    model = RectificationCase
    api = "rectification-cases"
    page = "cases"
    label = gettext_lazy("案件")
    roles = ROLES
    related = ("owner_agency", "compound__division", "division__parent", "firm", "handler", "leader")
    locked_with = RELATED
    desk_tiles: Mapping[str, Any] = {"sign_receipt": gettext_lazy("待我签收")}
    leaders = frozenset({"R01"})
    outside_roles = frozenset({"R15", "R16", "R17"})
    case_by_case = frozenset({"R14", "R15", "R16"})
    warns: Mapping[str, tuple[int, ...]] = {"T.CONFIRM": (20, 27)}
    setbacks: Mapping[str, tuple[str, Any]] = {
        "accept_return": ("dispatch", gettext_lazy("退办%(n)d次")),
        "return_unfounded": ("facts", gettext_lazy("退回核查%(n)d次")),
        "record_relapse": ("lookback", gettext_lazy("反弹%(n)d次")),
        "fail_check": ("check", gettext_lazy("验收退回%(n)d次")),
    }
    order = "work"
    columns = case_list.COLUMNS
    first_columns = case_list.FIRST
    has_map = True
    nothing_found = gettext_lazy("没有符合条件的案件。")
    nothing_yet = gettext_lazy("还没有案件。")
    bulk = case_list.ASSIGN
    ledger_title = case_ledger.TITLE

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return case_choices.choices(name, record)

    def barred(self, record: Any, actor: Actor) -> Denial | None:
        return bar(record, actor)

    def timer(self, ctx: Context, key: str) -> Any:
        return case_clocks.applies(ctx, key)

    def stops(self, ctx: Context, key: str) -> bool:
        return case_clocks.stops(ctx, key)

    def follow_up(self, record: Any) -> Sequence[str]:
        return case_clocks.due_now(record)

    def come(self, now: datetime) -> Sequence[tuple[Record, str]]:
        return case_clocks.come(now)

    def concerned(self, record: Any) -> Sequence[Record]:
        """One that is open again takes what was published about it off line (L-39); one that ended for good takes
        along those that were merged into it (§1.1.2 #49)."""
        if record.lifecycle.states[record.state].terminal:
            return list(side_roads.merged_into(record))
        if record.state != RELAPSED and (record.closed_at is None or record.state in FINAL):
            return ()
        return list(record.exemplars.filter(state__in=ON_LINE))

    def tell(self, ctx: Context) -> None:
        record, action = ctx.record, ctx.act.code
        reporter_messages.tell(ctx)
        party_messages.tell(ctx)
        _tell_supervision(ctx)
        recusal.tell(ctx)
        if action == "submit_supplement" and ctx.actor.outside:
            named = record.lifecycle.rows["dispatch_case"].label
            notices.notify(record, Notice.TODO, "assigned", roles=["R04"], params={"action": named})
        if action == "object_to_closure":
            reviewing = record.lifecycle.states["objection"].label
            notices.notify(record, Notice.TODO, "assigned", roles=["R03"], params={"action": reviewing})
        if action == "rate_result" and record.satisfaction == DISSATISFIED:
            notices.notify(record, Notice.TODO, "assigned", roles=["R03"], params={"action": _("回访不满意")})
        if action == "record_relapse" and record.owner_agency:
            ordering = record.lifecycle.amendments["record_renewed_order"].label
            notices.notify(record, Notice.TODO, "assigned", agencies=[record.owner_agency], params={"action": ordering})
        if action == "record_renewed_order":
            reopening = record.lifecycle.rows["reopen_case"].label
            notices.notify(record, Notice.TODO, "assigned", roles=["R02", "R04"], params={"action": reopening})
        if action == "confirm_withdrawal" and not record.withdrawal_free:
            withdrawing = record.lifecycle.rows["withdraw_case"].label
            notices.notify(record, Notice.TODO, "assigned", roles=["R03"], params={"action": withdrawing})
        if action == "close_case" or record.lifecycle.states[record.state].terminal:
            _tell_merged(record)
        if action in (*TO_SIGN, "send_letter") and record.owner_agency:
            wanted = record.lifecycle.rows["sign_receipt"] if action in TO_SIGN else ctx.act
            lead, words = record.owner_agency, {"action": wanted.label}
            notices.notify(record, Notice.TODO, "assigned", agencies=[lead], params=words)
        _tell_of_mediation(ctx)
        if action in ("start_check", "replace_panel"):
            members, checking = ctx.data["members"], record.lifecycle.states["checking"].label
            notices.notify(record, Notice.TODO, "assigned", users=members, params={"action": checking})

    def told(self, record: Any, act: Act) -> Sequence[Any]:
        if act.code in _TOLD:
            return [_TOLD[act.code]]
        unit = record.owner_agency if act.code in _TOLD_UNIT else None
        return [unit.name] if unit else ()

    def held_by(self, record: Any) -> str:
        named = "、".join(user.display_name for user in self.waits_for(record))
        return _("调解员 %(name)s") % {"name": named} if named else case_parts.handling(record)

    def waits_for(self, record: Any) -> Sequence[User]:
        return self.warned(record) if record.state == MEDIATION else ()

    def warned(self, record: Any) -> Sequence[User]:
        """The mediator, who helps both sides to the court (L-71)."""
        standing = record.relations.filter(kind=MEDIATOR, until__isnull=True).select_related("user")
        return [relation.user for relation in standing]

    def said_after(self, record: Any, act: Act) -> str:
        return after_words.said(record, act.code)

    def timer_label(self, key: str) -> str:
        return str(case_clocks.LABELS.get(key, key))

    def party_view(self, actor: Actor) -> case_party.CaseParty | None:
        return case_party.view_of(actor)

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        party = case_party.view_of(actor)
        return case_detail.of(record, actor) | (party_page.api_parts(record, party) if party else {})

    def may_read(self, path: str, actor: Actor, record: Any = None) -> bool:
        return case_detail.may_read(path, actor, record)

    def closed_to(self, record: Any, path: str, actor: Actor) -> bool:
        return minors.hides(record, path, actor)

    def unmaskable(self, record: Any) -> Mapping[str, tuple[Model, str]]:
        reporter = Reporter.objects.filter(case_id=record.pk).first()
        return {name: (reporter, name) for name in ("name", "phone", "address", "guardian")} if reporter else {}

    def initial(self, record: Any, act: Act) -> Mapping[str, Any]:
        return case_words.initial(record, act)

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        return case_words.form_words(ask, raw, record)

    def code_list(self, path: str, field: Any) -> str:
        place = f"{path.split('/', maxsplit=1)[0]}/{field.name}" if "/" in path else field.name
        return case_words.CODE_LISTS.get(place) or super().code_list(path, field)

    def shown_next(self, record: Any, act: Act) -> Any:
        """The procedure that was just filed; the case else."""
        return filing.last_of(record) if act.code == "file_penalty" else record

    def remedy_of(self, denial: str) -> str:
        return case_words.REMEDIES.get(denial, "")

    def place(self, record: Any) -> str:
        if minors.involved(record):
            return minors.coarse_place(record)
        return record.compound.name if record.compound_id else record.place

    def leads_on(self, record: Any, actor: Actor) -> tuple[str, Any, str] | None:
        """A new fact in a diverted matter begins a case of its own (§1.1.2 #06); a finished one may be nominated."""
        if record.state == DIVERTED and actor.role in CREATE_CASE.by:
            query = {"linked": record.number, "compound": record.compound_id or ""}
            return f"{reverse('cases-new')}?{urlencode(query)}", _("有新的事实，另登记一件"), "message-plus"
        if record.state not in FINAL or off_the_road(record) or actor.role not in NOMINATE.by:
            return None
        return f"{reverse('exemplars-new')}?{urlencode({'case': record.number})}", _("提名典型"), "award"

    def badges(self, record: Any) -> list[Badge]:
        return case_words.overlays(record.flags, record.supervision_level)[:OVERLAYS]

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        return case_parts.past_parts(record, past, actor) if past else case_parts.parts(record, actor)

    def listed(self) -> QuerySet[Any]:
        return case_list.joined()

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        return case_list.rows(records, actor)

    def narrow(self, rows: QuerySet[Record], name: str, value: str) -> QuerySet[Record] | None:
        return case_list.narrow(rows, name, value)

    def facets(self) -> Sequence[Facet]:
        return case_list.of_kind(self)

    def views(self, actor: Actor) -> Sequence[View]:
        return case_list.views(actor)

    def spots(self, found: QuerySet[Record]) -> Sequence[Spot]:
        return on_map.spots(found)

    def near(self, record: Any, visible: QuerySet[Record]) -> QuerySet[Record]:
        return on_map.near(record, visible)

    def compound(self, record: Any) -> Any:
        return record.compound

    def ledger_heads(self) -> Sequence[Head]:
        return case_ledger.HEADS

    def ledger_rows(self, records: Sequence[Record], actor: Actor) -> list[list[Any]]:
        return case_ledger.rows(records, actor)

    def said_heads(self, actor: Actor) -> Sequence[Head]:
        return case_ledger.said_heads(actor)

    def said_rows(self, records: Sequence[Record], actor: Actor) -> list[list[Any]]:
        return case_ledger.said_rows(records, actor)

    def import_url(self, actor: Actor) -> str:
        return reverse("imports") if actor.role in ("R02", "R04") else ""

    def mine(self, actor: Actor) -> Q | None:
        if actor.role in DISTRICT:
            return ~Q(state__in=FOLLOWED)
        if actor.role == "R14":
            return Q(pk__in=Mediation.objects.filter(mediator=actor.user_id, result="").values("case"))
        own = Q(agency=actor.agency_id, kind=Relation.LEAD) | Q(user=actor.user_id, kind=Relation.PANEL)
        related = Relation.objects.filter(own, until__isnull=True)
        if actor.role == "R05":
            created_here = Q(state="draft", division__code__startswith=actor.division_code)
            return Q(pk__in=related.values("record")) | created_here
        return Q(pk__in=related.values("record"))


def _tell_merged(record: Any) -> None:
    """The master has ended: each reporter who was merged into it is owed an answer of their own."""
    answering = record.lifecycle.amendments["answer_own_reporter"].label
    for one in side_roads.merged_into(record):
        notices.notify(one, Notice.TODO, "assigned", roles=["R04"], params={"action": answering})


def _tell_supervision(ctx: Context) -> None:
    """Who handles the case from now on, and the unit that is supervised or late.

    The unit hears of a step that was taken, but not whether somebody thinks of the discipline organ.
    """
    record, data = ctx.record, ctx.data
    if ctx.act.code == "reassign_case" and data.get("handler"):
        params = {"action": ctx.act.label}
        notices.notify(record, Notice.TODO, "assigned", users=[data["handler"]], params=params)
    if ctx.act.code == "place_supervision" and record.owner_agency:
        notices.notify(record, Notice.SUPERVISE, "placed", agencies=[record.owner_agency])
    taken = ctx.act.code == "decide_escalation" and data["esc_decision"] == Escalation.TAKEN
    if taken and record.owner_agency:
        step = data["esc_step"]
        params = {"action": codes.label("escalation_step", step)}
        if step != DISCIPLINE:
            agencies = [record.owner_agency]
            notices.notify(record, Notice.SUPERVISE, "step_taken", key=step, agencies=agencies, params=params)


def _tell_of_mediation(ctx: Context) -> None:
    """The mediator who is named, and the unit in charge when the case comes back to it."""
    record, action = ctx.record, ctx.act.code
    if action == "assign_mediator":
        starting = record.lifecycle.rows["start_mediation"].label
        notices.notify(record, Notice.TODO, "assigned", users=[ctx.data["mediator"]], params={"action": starting})
    if action in ("record_agreement", "end_mediation") and record.owner_agency:
        going_on = record.lifecycle.states[record.state].label
        notices.notify(record, Notice.TODO, "assigned", agencies=[record.owner_agency], params={"action": going_on})
