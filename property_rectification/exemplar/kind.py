"""What the kernel asks about exemplary cases that their declaration does not say."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, notices
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Ask
from casework.kinds import Kind
from casework.ledger import PastView
from casework.listing import Column, Facet, Option, Reach
from casework.models import Notice, Record
from casework.timers import local_day
from casework.web import clocks, facets, lists
from property_rectification import codes, law
from property_rectification.exemplar import detail, guards, writing
from property_rectification.exemplar.lifecycle import EXEMPLAR, NOMINATE
from property_rectification.exemplar.states import (
    ANONYMISED,
    APPROVED,
    CANDIDATE,
    DRAFTED,
    FACT_CHECK,
    LEGAL,
    ON_LINE,
    PARTY_NOTICE,
    PRIVACY,
    WITHDRAWN,
)
from property_rectification.models import Exemplar
from property_rectification.roles import ROLES

LABELS = {
    "T.WITHDRAW.PUBLISH": gettext_lazy("撤回说明"),
    "T.EXEMPLAR.COMMENT": gettext_lazy("企业意见期"),
    "T.EXEMPLAR.EXPIRE": gettext_lazy("发布期"),
}
WRITERS, REVIEWERS = ("R02", "R07", "R18"), ("R01", "R09", "R19")
#: Whose turn it is in a state; on line, nobody's.
TURN = {
    CANDIDATE: WRITERS, DRAFTED: WRITERS, ANONYMISED: WRITERS, FACT_CHECK: ("R02", "R07"), LEGAL: ("R09",),
    PRIVACY: ("R19",), PARTY_NOTICE: ("R01",), APPROVED: ("R18",), WITHDRAWN: ("R18",),
}  # fmt: skip
#: The act that those whose turn it is are told of.
NEXT = {
    FACT_CHECK: "pass_fact_check", LEGAL: "pass_legal_review", PRIVACY: "pass_privacy_review",
    PARTY_NOTICE: "approve_text", APPROVED: "publish_text", WITHDRAWN: "explain_withdrawal",
}  # fmt: skip
#: The amendment that removes the cause of a denial.
REMEDIES = {
    "mask_passed": "apply_masks", "firm_naming_lawful": "edit_text", "no_prohibited_content": "edit_text",
    "party_comment_settled": "answer_comment",
}  # fmt: skip
COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("summary", gettext_lazy("标题"), fixed=True, reach=Reach.MATTER),
    Column("genre", gettext_lazy("类型"), reach=Reach.MATTER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("clock", gettext_lazy("期限"), "clock", "due", reach=Reach.TIME),
    Column("published", gettext_lazy("发布"), "moment", reach=Reach.TIME),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
)


def _genres(rows: QuerySet[Any], actor: Actor, words: str) -> Sequence[Option]:
    return facets.listed_options(rows, "exemplar__genre", dict(codes.choices("exemplar_kind")), words)


def _named(values: Sequence[str]) -> Sequence[Any]:
    return [codes.label("exemplar_kind", value) for value in values]


GENRE = Facet("genre", gettext_lazy("类型"), _genres, _named, reach=Reach.MATTER)
_TEXT_ACTS = frozenset({"edit_text", "write_correction"})
SHORT = 24
NOTICES = {"exemplar_back": gettext_lazy("%(number)s：%(action)s，看理由")}


class ExemplarKind(Kind):
    """Exemplary cases 典型案例."""

    model = Exemplar
    api = "exemplars"
    page = "exemplars"
    label = gettext_lazy("典型案例")
    roles = ROLES
    detail_template = "property_rectification/exemplar_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的典型案例。")
    nothing_yet = gettext_lazy("还没有典型案例，从已销号的案件里选。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        if name == "legal_basis":
            rows = law.verified(local_day(clock.now())).values()
            return [(row.code, row.title) for row in sorted(rows, key=lambda row: row.title)]
        if name == "files":
            return [(f.pk, f.title) for f in record.files.filter(removed_at__isnull=True).order_by("added_at")]
        if name == "sentences":
            sentences = record.text.sentences.all() if record.text else ()
            return [(str(s.position), detail.sentence_words(s)[:SHORT]) for s in sentences]
        if name == "evidence":
            return [(e["id"], e["title"]) for e in detail.evidence(record.source)]
        return list(codes.choices(name))

    def timer(self, ctx: Context, key: str) -> Any:
        return ctx.record.firm_named if key == "T.EXEMPLAR.COMMENT" else True

    def timer_label(self, key: str) -> str:
        return str(LABELS.get(key, key))

    def follow_up(self, record: Any) -> Sequence[str]:
        """On line only as long as the source stands and the period runs."""
        if record.state not in ON_LINE:
            return ()
        if guards.source_lost(record):
            return ("withdraw_publication",)
        over = record.timers.filter(key="T.EXEMPLAR.EXPIRE", stopped_at__isnull=True, due_at__lte=clock.now())
        return ("expire_publication",) if over.filter(provisional=False).exists() else ()

    def tell(self, ctx: Context) -> None:
        record, declared = ctx.record, EXEMPLAR.rows.get(ctx.act.code)
        if ctx.act.code == "write_correction":
            label = EXEMPLAR.amendments["sign_correction_legal"].label
            notices.notify(record, Notice.TODO, "assigned", roles=("R09", "R19"), params={"action": label})
        if declared is None:
            return
        if record.state in NEXT:
            label = EXEMPLAR.rows[NEXT[record.state]].label
            notices.notify(
                record, Notice.TODO, "assigned", roles=TURN[record.state], except_user=ctx.actor.user,
                params={"action": label},
            )  # fmt: skip
        elif ctx.act.code in ("return_text", "reject_exemplar") and record.text and record.text.recorded_by:
            writer = record.text.recorded_by.user
            notices.notify(record, Notice.CHANGE, "exemplar_back", users=[writer], params={"action": ctx.act.label})

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return detail.of(record, actor)

    def may_read(self, path: str, actor: Actor, record: Any = None) -> bool:
        return detail.may_read(path, actor)

    def initial(self, record: Any, act: Act) -> Mapping[str, Any]:
        if act.code not in _TEXT_ACTS or record.text is None:
            return {}
        return {
            "title": record.text.title, "law": detail.law_rows(record.text), "firm_named": record.firm_named,
            "naming_ground": record.naming_ground, "naming_reference": record.naming_reference,
            "naming_from": record.naming_from, "consent": record.consent_id,
        } | writing.parts_of(record.text)  # fmt: skip

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        if ask.kind == "items":
            return _items_in_words(json.loads(raw), self.choices("legal_basis", record))
        return str(dict(self.choices(ask.choices, record)).get(raw, raw)) if isinstance(ask.choices, str) else raw

    def remedy_of(self, denial: str) -> str:
        return REMEDIES.get(denial, "")

    def held_by(self, record: Any) -> str:
        return "、".join(str(ROLES[role]) for role in TURN.get(record.state, ()))

    def place(self, record: Any) -> str:
        return codes.label("exemplar_kind", record.genre)

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from property_rectification.web import exemplar_parts

        return exemplar_parts.past_parts(record, past) if past else exemplar_parts.parts(record, actor)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        found = Exemplar.objects.in_bulk([r.pk for r in records])
        chips = clocks.of_list(records, clock.now())
        return [
            lists.row(
                r, chips.get(r.pk), place=codes.label("exemplar_kind", found[r.pk].genre), category="",
                genre=codes.label("exemplar_kind", found[r.pk].genre), published=found[r.pk].published_at,
            )
            for r in records
        ]  # fmt: skip

    def narrow(self, rows: QuerySet[Record], name: str, value: str) -> QuerySet[Record] | None:
        return rows.filter(exemplar__genre__in=value.split(",")) if name == "genre" else None

    def facets(self) -> Sequence[Facet]:
        return [facets.states(self), GENRE, facets.DUE]

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("exemplars-new"), NOMINATE.label) if actor.role in NOMINATE.by else None

    def mine(self, actor: Actor) -> Q | None:
        """Whose turn it is; who could only say no to a text is not called by it."""
        turn = Q(state__in=[state for state, roles in TURN.items() if actor.role in roles])
        return turn if actor.role in WRITERS or actor.role in REVIEWERS else None


def _items_in_words(rows: Sequence[Mapping[str, str]], titles: Sequence[tuple[str, str]]) -> str:
    """Cited law by title and article; proofs by the number of sentences that have one."""
    if any("sentence" in row for row in rows):
        return _("%(n)d句有证据") % {"n": len({row["sentence"] for row in rows})}
    known = dict(titles)
    return "；".join(f"{known.get(row['instrument'], row['instrument'])} {row['article']}" for row in rows)
