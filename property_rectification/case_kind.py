"""What the kernel asks about rectification cases that their declaration does not say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, notices
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Ask
from casework.kinds import Badge, Kind
from casework.ledger import PastView
from casework.models import Notice, Record, Relation
from casework.web import clocks, lists
from property_rectification import case_choices, case_clocks, case_detail, case_words
from property_rectification.models import RectificationCase
from property_rectification.models.parties import Reporter
from property_rectification.roles import ROLES
from property_rectification.web import case_parts
from property_rectification.web.lead_parts import labels_of_categories

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

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return case_choices.choices(name, record)

    def timer(self, ctx: Context, key: str) -> Any:
        return case_clocks.applies(ctx, key)

    def stops(self, ctx: Context, key: str) -> bool:
        return case_clocks.stops(ctx, key)

    def follow_up(self, record: Any) -> Sequence[str]:
        return case_clocks.due_now(record)

    def tell(self, ctx: Context) -> None:
        record, action = ctx.record, ctx.act.code
        if action in ("dispatch_case", "reject_return") and record.owner_agency:
            signing = record.lifecycle.rows["sign_receipt"].label
            notices.notify(record, Notice.TODO, "assigned", agencies=[record.owner_agency], params={"action": signing})
        if action == "start_check":
            members, checking = ctx.data["members"], record.lifecycle.states["checking"].label
            notices.notify(record, Notice.TODO, "assigned", users=members, params={"action": checking})

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

    def remedy_of(self, denial: str) -> str:
        return case_words.REMEDIES.get(denial, "")

    def place(self, record: Any) -> str:
        return record.compound.name if record.compound_id else record.place

    def badges(self, record: Any) -> list[Badge]:
        return [badge for flag, badge in case_words.FLAG_BADGES.items() if flag in record.flags][:OVERLAYS]

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        return case_parts.past_parts(record, past, actor) if past else case_parts.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        found = RectificationCase.objects.select_related("compound").in_bulk([r.pk for r in records])
        chips = clocks.of_list(records, clock.now())
        labels = labels_of_categories()
        return [self._row(r, found[r.pk], chips.get(r.pk), labels) for r in records]

    def _row(self, record: Record, case: RectificationCase, chip: Any, labels: Mapping[str, str]) -> dict[str, Any]:
        badges = [b for flag, b in case_words.FLAG_BADGES.items() if flag in record.flags][:OVERLAYS]
        words = f"{case.category} {labels.get(case.category, '')}".strip()
        row = lists.row(record, chip, place=self.place(case), category=words)
        return row | {"badges": [*row["badges"], *badges]}

    def narrow(self, rows: QuerySet[Record], name: str, value: str) -> QuerySet[Record] | None:
        if name == "category":
            return rows.filter(rectificationcase__category=value)
        if name == "compound" and value.isdecimal() and len(value) < 10:
            return rows.filter(rectificationcase__compound=int(value))
        return rows.none() if name == "compound" else None

    def filter_fields(self, params: Mapping[str, str]) -> list[dict[str, Any]]:
        wanted = params.get("category", "")
        options = [
            {"value": code, "label": words, "count": None, "selected": code == wanted}
            for code, words in self.choices("category", None)
        ]
        return [{"name": "category", "label": _("类别"), "kind": "select", "value": wanted, "options": options}]

    def filter_words(self, name: str, value: str) -> str:
        if name == "category":
            return str(dict(self.choices("category", None)).get(value, value))
        return value

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
