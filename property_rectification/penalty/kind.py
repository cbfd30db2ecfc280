"""What the kernel asks about penalty procedures that their declaration does not say."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import display, notices
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Ask
from casework.kinds import Badge, Kind
from casework.ledger import PastView
from casework.listing import Column, Facet, Reach
from casework.models import Notice, Record, User
from casework.refusals import Denial
from casework.timers import Length, Unit
from casework.web import facets, lists
from property_rectification.exemplar.states import ON_LINE
from property_rectification.guards.recusal import bar
from property_rectification.models import Penalty
from property_rectification.penalty import choices, detail, standing
from property_rectification.penalty.states import LEGAL_REVIEW, OVERDUE, SERVED, URGED
from property_rectification.roles import ROLES

LABELS = {
    "T.PENALTY.DECIDE": gettext_lazy("作出处罚决定"),
    "T.PENALTY.EVIDENCE": gettext_lazy("处理登记保存的证据"),
    "T.PENALTY.STATEMENT": gettext_lazy("陈述申辩期"),
    "T.HEARING.REQUEST": gettext_lazy("申请听证期"),
    "T.HEARING.NOTICE": gettext_lazy("听证通知"),
    "T.SERVE": gettext_lazy("送达"),
    "T.PENALTY.PAY": gettext_lazy("缴款期"),
    "T.PENALTY.REVIEW": gettext_lazy("复议期"),
    "T.PENALTY.SUIT": gettext_lazy("诉讼期"),
    "T.PENALTY.URGE": gettext_lazy("催告期"),
    "T.PENALTY.ENFORCE": gettext_lazy("申请法院执行"),
    "T.WITHDRAW.PUBLISH": gettext_lazy("撤回说明"),
}
#: The amendment that removes the cause of a denial.
REMEDIES = {
    "two_officers_certified": "set_officers", "statement_handled": "answer_statement",
    "legal_review_passed": "record_legal_opinion", "legal_review_where_required": "record_legal_opinion",
    "collective_where_required": "record_discussion", "remedy_text_present": "complete_decision",
    "payment_proven": "record_payment", "fine_returned": "record_refund", "file_complete": "attach_file",
    "proposal_served": "attach_file", "service_receipt_present": "attach_file",
}  # fmt: skip
OVERLAYS: dict[str, Badge] = {
    "REVIEW": {"tone": "flag", "text": gettext_lazy("复议中"), "icon": "scale", "url": ""},  # type: ignore[dict-item]
    "SUIT": {"tone": "flag", "text": gettext_lazy("诉讼中"), "icon": "scale", "url": ""},  # type: ignore[dict-item]
}
#: Neither the party nor a sum stands in a list (L-36, §5.7).
COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("事由"), fixed=True, reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("clock", gettext_lazy("期限"), "clock", "due", reach=Reach.TIME),
    Column("owner", gettext_lazy("查处机关"), reach=Reach.ORGANISATION),
    Column("opened", gettext_lazy("立案"), "moment", reach=Reach.TIME),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
)
RIGHTS = gettext_lazy(
    "收到本告知书之日起3个工作日内可以陈述、申辩；属于听证范围的，5个工作日内可以要求听证。逾期视为放弃。"
    "不因陈述、申辩加重处罚。"
)


class PenaltyKind(Kind):
    """Penalty procedures 立案查处."""

    model = Penalty
    api = "penalties"
    page = "penalties"
    label = gettext_lazy("立案查处")
    roles = ROLES
    related = ("owner_agency", "source")
    locked_with = ("source",)
    outside_roles = frozenset({"R15", "R16", "R17"})
    setbacks: Mapping[str, tuple[str, Any]] = {
        "return_for_investigation": ("investigate", gettext_lazy("退回调查%(n)d次")),
        "remit_decision": ("decide", gettext_lazy("重新处理%(n)d次")),
    }
    detail_template = "casework/plain_detail.html"
    unmask_object = detail.OBJECT
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的立案查处。")
    nothing_yet = gettext_lazy("还没有立案查处，从核查中的案件立案。")
    warns: Mapping[str, tuple[int, ...]] = {"T.PENALTY.ENFORCE": (60, 80)}

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return choices.of(name, record)

    def barred(self, record: Any, actor: Actor) -> Denial | None:
        """Who steps aside in the case does so in its penalty procedure too (行政处罚法 43)."""
        return bar(record.source, actor)

    def timer(self, ctx: Context, key: str) -> Any:
        """A clock that only runs where there is something to run for."""
        record = ctx.record
        if key == "T.HEARING.REQUEST":
            return standing.has_hearing_right(standing.proposals(record)[-1])
        if key == "T.PENALTY.PAY":
            kinds = standing.kinds_of(record.penaltydecisions.last().content)
            return bool(kinds & {standing.FINE_KIND, standing.TAKEN_KIND})
        if key == "T.PENALTY.ENFORCE":
            return record.state in (SERVED, OVERDUE, URGED)
        if key == "T.WITHDRAW.PUBLISH":
            return record.published_on is not None
        days = ctx.data.get("days") if key == "T.PENALTY.DECIDE" else None
        return Length(days, Unit.CALENDAR_DAY) if days else True

    def warned(self, record: Any) -> Sequence[User]:
        """The officers, whose organ loses the way to the court (L-40)."""
        return list(User.objects.filter(pk__in=[one["user"] for one in record.officers if one["until"] is None]))

    def timer_label(self, key: str) -> str:
        return str(LABELS.get(key, key))

    def concerned(self, record: Any) -> Sequence[Record]:
        """What was published about the case looks again whether it still stands (L-39)."""
        return list(record.source.exemplars.filter(state__in=ON_LINE)) if record.revoked_at else ()

    def tell(self, ctx: Context) -> None:
        record, declared = ctx.record, ctx.record.lifecycle
        if ctx.act.code == "submit_legal_review":
            label = declared.amendments["record_legal_opinion"].label
            notices.notify(
                record,
                Notice.TODO,
                "assigned",
                agencies=[record.owner_agency],
                roles=("R09",),
                params={"action": label},
            )
        if ctx.act.code == "mark_overdue":
            label = declared.rows["urge_performance"].label
            notices.notify(record, Notice.TODO, "assigned", agencies=[record.owner_agency], params={"action": label})

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return detail.of(record, actor)

    def may_read(self, path: str, actor: Actor, record: Any = None) -> bool:
        return detail.may_read(path, actor)

    def unmaskable(self, record: Any) -> Mapping[str, tuple[Model, str]]:
        return {name: (record, name) for name in ("party_name", "guardian")}

    def initial(self, record: Any, act: Act) -> Mapping[str, Any]:
        return {"rights": str(RIGHTS)} if act.code == "propose_penalty" else {}

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        if ask.kind == "items":
            return "；".join(self._row(ask, row, record) for row in json.loads(raw))
        if ask.kind in ("choice", "user", "file"):
            return str(dict(map(_by_text, self.choices(ask.choices, record))).get(raw, raw))
        named = dict(map(_by_text, self.choices(ask.choices, record)))
        return "、".join(str(named.get(key, key)) for key in json.loads(raw))

    def _row(self, ask: Ask, row: Mapping[str, Any], record: Any) -> str:
        said = []
        for column in ask.columns:
            value = row.get(column.name)
            if value in (None, ""):
                continue
            if column.kind == "choice":
                said.append(str(dict(map(_by_text, self.choices(column.choices, record))).get(str(value), value)))
            else:
                said.append(display.money(value) if column.kind == "money" else str(value))
        return " ".join(said)

    def remedy_of(self, denial: str) -> str:
        return REMEDIES.get(denial, "")

    def held_by(self, record: Any) -> str:
        unit = record.owner_agency.name if record.owner_agency else ""
        return f"{unit} {_('法制审核')}" if record.state == LEGAL_REVIEW else unit

    def place(self, record: Any) -> str:
        return record.owner_agency.name if record.owner_agency else ""

    def badges(self, record: Any) -> list[Badge]:
        return [badge for flag, badge in OVERLAYS.items() if flag in record.flags]

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from property_rectification.web import penalty_parts

        return penalty_parts.past_parts(record, past) if past else penalty_parts.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        return lists.plain_rows(records)

    def facets(self) -> Sequence[Facet]:
        return [facets.states(self), facets.DUE]

    def mine(self, actor: Actor) -> Q | None:
        """What the own organ filed; of the legal reviewer what waits for an opinion."""
        if actor.role == "R09":
            return Q(owner_agency=actor.agency_id, state=LEGAL_REVIEW)
        return Q(owner_agency=actor.agency_id) if actor.role in ("R07", "R08") else None


def _by_text(entry: tuple[Any, Any]) -> tuple[str, Any]:
    return str(entry[0]), entry[1]
