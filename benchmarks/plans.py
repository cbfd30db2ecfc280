"""The plans of the list at this size: every filter and order by an index, none by reading all records."""

import itertools
import json
from typing import Any

from django.db import connection
from django.test import RequestFactory

from casework import kinds
from casework.actor import Actor
from casework.api import filters
from casework.models import Agency, Post
from geo.models import Compound

#: Each filter of the list alone, and some as people combine them.
FILTERS = ("state=handling", "state=archived", "state=handling,fact_finding,rectifying", "due=late", "due=today",
           "due=soon", "due=week", "category=WA07", "compound={compound}", "division=220302103", "agency={agency}",
           "flag=SAFETY_URGENT", "q=01234", "q=1234", "q=号楼", "q=电梯检验", "open=1", "from=2026-10-01&to=2026-10-31",
           "followed=1", "mine=1", "state=handling&due=late&category=WA07", "")  # fmt: skip
SLOW = 0.25


def judged() -> list[tuple[str, str, bool]]:
    """For every filter in every order: the milliseconds of page and count, and whether an index carried it."""
    rows = []
    for who, query in itertools.product(("shouli1", "zhujian1"), FILTERS):
        actor = Actor(Post.objects.select_related("user", "agency", "division").get(user__username=who))
        slowest, bad = _judge(actor, _filled(query))
        figure = f"{slowest:.0f} ms" + (f" {bad}" if bad else "")
        rows.append((f"{who} ?{query}", figure, not bad and slowest < SLOW * 1000))
    return rows


def _filled(query: str) -> str:
    compound = Compound.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return query.format(compound=compound, agency=Agency.objects.get(code="cgj").pk)


def _judge(actor: Actor, query: str) -> tuple[float, str]:
    """The slowest statement of this filter over all orders, and the first order that reads the whole table."""
    kind = kinds.by_name("property.case")
    params = RequestFactory().get(f"/?{query}").GET.dict()
    rows = filters.narrowed(kind, params, actor)
    slowest, bad = _explained(rows.values("pk").order_by(), "count", counting=True)
    for order in filters.ORDERS:
        took, found = _explained(filters.ordered(rows, order)[: filters.PAGE_SIZE], order)
        slowest, bad = max(slowest, took), bad or found
    return slowest, bad


def _explained(rows: Any, what: str, *, counting: bool = False) -> tuple[float, str]:
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
        found = cursor.fetchone()[0]
    plan = json.loads(found) if isinstance(found, str) else found
    reads = list(_full_reads(plan[0]["Plan"]))
    # to count everything that is in scope all of it is looked at; an index scan of the kind is what there is
    return plan[0]["Execution Time"], f"{what}: {reads[0]}" if reads and not counting else ""


def _full_reads(node: dict[str, Any]) -> Any:
    if node["Node Type"] == "Seq Scan" and node.get("Relation Name") in (
        "casework_record", "property_rectification_rectificationcase",
    ):  # fmt: skip
        yield f"reads all of {node['Relation Name']}"
    for child in node.get("Plans", ()):
        yield from _full_reads(child)
