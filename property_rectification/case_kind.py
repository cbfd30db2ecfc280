"""What the kernel asks about rectification cases that their declaration does not say."""

from collections.abc import Mapping, Sequence
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
from casework.listing import Facet, View
from casework.models import Notice, Record, Relation
from casework.spots import Spot
from property_rectification import (
    after_words,
    case_choices,
    case_clocks,
    case_detail,
    case_ledger,
    case_list,
    case_words,
    on_map,
    reporter_messages,
)
from property_rectification.exemplar.guards import FINAL
from property_rectification.exemplar.lifecycle import NOMINATE
from property_rectification.exemplar.states import ON_LINE
from property_rectification.models import RectificationCase
from property_rectification.models.parties import Reporter
from property_rectification.roles import ROLES
from property_rectification.web import case_parts

OVERLAYS = 3
#: Roles that act for the whole district; the others act on what they lead, check or review.
DISTRICT = frozenset({"R01", "R02", "R03", "R04"})


class CaseKind(Kind):
    """Rectification cases 整治案件."""

    model = RectificationCase
    api = "rectification-cases"
    page = "cases"
    label = gettext_lazy("案件")
    roles = ROLES
    related = ("owner_agency", "compound__division", "firm", "handler")
    desk_tiles: Mapping[str, Any] = {"sign_receipt": gettext_lazy("待我签收")}
    leaders = frozenset({"R01"})
    outside_roles = frozenset({"R15", "R16", "R17"})
    setbacks: Mapping[str, tuple[str, Any]] = {
        "accept_return": ("dispatch", gettext_lazy("退办%(n)d次")),
        "return_unfounded": ("facts", gettext_lazy("退回核查%(n)d次")),
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

    def timer(self, ctx: Context, key: str) -> Any:
        return case_clocks.applies(ctx, key)

    def stops(self, ctx: Context, key: str) -> bool:
        return case_clocks.stops(ctx, key)

    def follow_up(self, record: Any) -> Sequence[str]:
        return case_clocks.due_now(record)

    def concerned(self, record: Any) -> Sequence[Record]:
        """A case that was closed and is open again takes what was published about it off line (L-39)."""
        if record.closed_at is None or record.state in FINAL:
            return ()
        return list(record.exemplars.filter(state__in=ON_LINE))

    def tell(self, ctx: Context) -> None:
        record, action = ctx.record, ctx.act.code
        reporter_messages.tell(ctx)
        if action == "submit_supplement" and ctx.actor.outside:
            named = record.lifecycle.rows["dispatch_case"].label
            notices.notify(record, Notice.TODO, "assigned", roles=["R04"], params={"action": named})
        if action == "object_to_closure":
            reviewing = record.lifecycle.states["objection"].label
            notices.notify(record, Notice.TODO, "assigned", roles=["R03"], params={"action": reviewing})
        if action in ("dispatch_case", "reject_return") and record.owner_agency:
            signing = record.lifecycle.rows["sign_receipt"].label
            notices.notify(record, Notice.TODO, "assigned", agencies=[record.owner_agency], params={"action": signing})
        if action == "start_check":
            members, checking = ctx.data["members"], record.lifecycle.states["checking"].label
            notices.notify(record, Notice.TODO, "assigned", users=members, params={"action": checking})

    def told(self, record: Any, act: Act) -> Sequence[Any]:
        if act.code == "dispatch_case":
            return [_("牵头单位，去签收")]
        if act.code == "reject_return" and record.owner_agency:
            return [record.owner_agency.name]
        return [_("验收组成员")] if act.code == "start_check" else ()

    def held_by(self, record: Any) -> str:
        return case_parts.handling(record)

    def said_after(self, record: Any, act: Act) -> str:
        return after_words.said(record, act.code)

    def timer_label(self, key: str) -> str:
        return str(case_clocks.LABELS.get(key, key))

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return case_detail.of(record, actor)

    def may_read(self, path: str, actor: Actor) -> bool:
        return case_detail.may_read(path, actor)

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

    def remedy_of(self, denial: str) -> str:
        return case_words.REMEDIES.get(denial, "")

    def place(self, record: Any) -> str:
        return record.compound.name if record.compound_id else record.place

    def leads_on(self, record: Any, actor: Actor) -> tuple[str, Any] | None:
        """A finished case may become an exemplary one (§1.5)."""
        if record.state not in FINAL or actor.role not in NOMINATE.by:
            return None
        return f"{reverse('exemplars-new')}?{urlencode({'case': record.number})}", _("提名典型")

    def badges(self, record: Any) -> list[Badge]:
        return [badge for flag, badge in case_words.FLAG_BADGES.items() if flag in record.flags][:OVERLAYS]

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

    def ledger_heads(self) -> Sequence[Any]:
        return case_ledger.HEADS

    def ledger_rows(self, records: Sequence[Record], actor: Actor) -> list[list[Any]]:
        return case_ledger.rows(records, actor)

    def said_heads(self, actor: Actor) -> Sequence[Any]:
        return case_ledger.said_heads(actor)

    def said_rows(self, records: Sequence[Record], actor: Actor) -> list[list[Any]]:
        return case_ledger.said_rows(records, actor)

    def import_url(self, actor: Actor) -> str:
        return reverse("imports") if actor.role in ("R02", "R04") else ""

    def mine(self, actor: Actor) -> Q | None:
        if actor.role in DISTRICT:
            return Q()
        own = Q(agency=actor.agency_id, kind=Relation.LEAD) | Q(user=actor.user_id, kind=Relation.PANEL)
        related = Relation.objects.filter(own, until__isnull=True)
        if actor.role == "R05":
            created_here = Q(state="draft", division__code__startswith=actor.division_code)
            return Q(pk__in=related.values("record")) | created_here
        return Q(pk__in=related.values("record"))
