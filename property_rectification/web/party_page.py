"""The page of a case as the firm or the owners' committee sees it: what is wanted of it, what it said, its papers.

Every text of the office passes `unnamed.without_reporter` before it is shown here (§5.4).
"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock
from casework.api.present import moment
from casework.models import Record
from casework.web import clocks as clock_chips
from casework.web import frames, paper_rows
from property_rectification import codes, law, unnamed
from property_rectification.case_party import CLOCKS, FIRM, CaseParty
from property_rectification.models.checking import Check
from property_rectification.models.deciding import OrderNotice
from property_rectification.models.facts import Statement
from property_rectification.web import mediation, pairs, recusals, voices

KILOBYTE = 1024
#: What a party is asked for first.
FIRST = ("record_consent", "submit_statement")
#: What a party may always do, whatever the office thinks of it (L-31, L-39, §5.13).
RIGHTS = {
    FIRM: (
        gettext_lazy("可以陈述、申辩，提交证据，不会因此加重处理"),
        gettext_lazy("整改和验收不收费，不要求全面停业"),
        gettext_lazy("对责令整改不服的，复议和诉讼的途径、期限写在通知书上"),
        gettext_lazy("对办理结果不认可的，在异议期内提出，由没有参加办理的人复核"),
    ),
    "R16": (
        gettext_lazy("可以提交证据，参加验收"),
        gettext_lazy("对办理结果不认可的，在异议期内提出，由没有参加办理的人复核"),
        gettext_lazy("业主个人的诉求由本人凭查询码办理，业委会不代为撤回"),
    ),
}  # fmt: skip


def context(case: Any, party: CaseParty) -> dict[str, Any]:
    """Everything the template shows."""
    now, actor = clock.now(), party.actor
    chips = clock_chips.chips(case, now, CLOCKS)
    statements, orders, checks = party.statements(case), _orders(case, party), _failed(case, party)
    return {
        "case": {
            "number": case.number or _("未编号"), "title": party.title(case), "home": party.home,
            "place": party.place(case), "state": case.lifecycle.states[case.state].badge,
            "badges": [frames.state_badge(case)], "clock": chips[0] if chips else None,
            "unit": case.owner_agency.name if case.owner_agency else "",
        },
        "next": _next(case, actor),
        "is_firm": actor.role == FIRM,
        "lawful": _found_lawful(case, actor),
        **_worded(case, statements, orders, checks),
        "penalty_url": _penalty(case, actor),
        "mediation": mediation.section(case, actor) if case.mediations.exists() else None,
        "recusals": recusals.section(case, actor),
        "evidence": _evidence(case, party),
        "files": {"rows": [_file(case, one) for one in party.files(case)]},
        "documents": {"rows": [row for row in paper_rows.section(case, actor)["rows"] if row["url"]]},
        "clocks": chips,
        "rights": RIGHTS[actor.role],
        "history": party.heard(case),
    }  # fmt: skip


def _found_lawful(case: Any, actor: Any) -> list[dict[str, Any]]:
    """What the firm itself reported of owners, where that is nobody's wrong (§5.3)."""
    return pairs.found_lawful(case, actor, voices.there(case)) if case.channel == pairs.REPORTED_BY_FIRM else []


def _next(case: Any, actor: Any) -> dict[str, Any]:
    """The next step, what a party may say among it, and without what waits inside the office: who reviews whose draft
    is not a party's."""
    found = frames.next_step(case, actor)
    said = sorted(found["amend"], key=lambda option: option["code"] not in FIRST)
    options = [*filter(None, [found["primary"]]), *found["others"], *found["more"], *said]
    primary = found["primary"] or next((option for option in said if option["code"] in FIRST), None)
    others = [option for option in options if option is not primary]
    return found | {"proposal": None, "primary": primary, "others": others, "more": [], "amend": []}


def _orders(case: Any, party: CaseParty) -> list[OrderNotice]:
    """The orders served on the firm; on nobody else's page."""
    served = party.actor.role == FIRM and case.side == "firm"
    return list(case.ordernotices.order_by("-served_at")) if served else []


def _failed(case: Any, party: CaseParty) -> list[Any]:
    """What the last check that was not passed wants to be put right."""
    if party.actor.role != FIRM or case.state not in ("rectifying", "check_failed"):
        return []
    last = case.checks.filter(result=Check.FAILED).order_by("-round").prefetch_related("items").first()
    return [item for item in last.items.all() if not item.passed] if last else []


def _worded(
    case: Any, statements: Sequence[Statement], orders: Sequence[OrderNotice], items: Sequence[Any]
) -> dict[str, Any]:
    """Statements, orders and open items in words, all of them stripped of the reporter in one go."""
    texts = [s.content.reveal() if s.content else "" for s in statements]
    texts += [text.reveal() for order in orders for text in (order.facts_found, order.requirement)]
    texts += [text for item in items for text in (item.item, item.wanted)]
    clean = iter(unnamed.without_reporter(case, texts) if texts else ())
    return {
        "statements": [_statement(s, next(clean)) for s in statements],
        "orders": [_order(order, next(clean), next(clean)) for order in orders],
        "items": [{"item": next(clean), "wanted": next(clean)} for _item in items],
    }


def _statement(one: Statement, text: str) -> dict[str, Any]:
    asked = one.kind == Statement.NOTICE
    label = _("请本单位说明") if asked else one.get_kind_display()
    return {"at": one.at, "asked": asked, "label": label, "text": text or one.get_kind_display()}


def _order(one: OrderNotice, facts: str, wanted: str) -> dict[str, Any]:
    basis = "、".join(law.words(row["title"], row["version"], row["article"]) for row in one.basis)
    return {
        "served_at": one.served_at, "facts": facts, "wanted": wanted, "basis": basis,
        "mode": codes.label("service_mode", one.service_mode),
    }  # fmt: skip


def _penalty(case: Any, actor: Any) -> str:
    """The way to the penalty procedure, once a paper of it was served on the firm."""
    if not case.penalty_number or actor.role != FIRM:
        return ""
    seen = Record.objects.visible_to(actor, "property.penalty").filter(number=case.penalty_number)
    return reverse("penalties-detail", kwargs={"key": case.penalty_number}) if seen.exists() else ""


def _evidence(case: Any, party: CaseParty) -> list[dict[str, Any]]:
    """What this party itself handed in; what the unit thinks of it is the unit's."""
    own = case.evidences.filter(recorded_by__agency=party.actor.agency_id).order_by("recorded_at")
    return [
        {"title": one.title, "type": codes.label("evidence_type", one.type), "when": one.recorded_at} for one in own
    ]


def _file(case: Any, one: Any) -> dict[str, Any]:
    return {
        "name": one.title, "url": reverse("cases-file", kwargs={"key": frames.key_of(case), "file": one.pk}),
        "kind": codes.label("file_purpose", one.purpose), "size": f"{max(1, one.file.size // KILOBYTE)} KB",
        "added": one.added_at,
    }  # fmt: skip


def api_parts(case: Any, party: CaseParty) -> dict[str, Any]:
    """The same for the API: what was asked and said, and the orders."""
    statements, orders = party.statements(case), _orders(case, party)
    if not statements and not orders:
        return {"asked": [], "orders": []}
    worded = _worded(case, statements, orders, ())
    return {
        "asked": [{"at": moment(s["at"]), "asked": s["asked"], "text": s["text"]} for s in worded["statements"]],
        "orders": [
            {"served_at": moment(o["served_at"]), "facts_found": o["facts"], "requirement": o["wanted"],
             "basis": o["basis"]}
            for o in worded["orders"]
        ],
    }  # fmt: skip
