"""The list of cases: what is counted is what opens, orders and walks agree, views and columns are kept."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from casework import clock, engine, kinds
from casework.api import filters
from casework.demo import actor
from casework.models import AccessEntry, Record, SavedView, User
from casework.web import facets, frames, walk
from casework.web.lists import Listing, params_of
from property_rectification.models import RectificationCase
from tests.flows.district import District

NOW = datetime(2026, 3, 6, 15, 0, tzinfo=clock.CHINA)
#: Statements of the list page: session, person, posts, settings, counts, rows, cases, clocks, categories, access log,
#: the calendar's version, and those of the shell (counters of the side bar, bell, posts to switch to).
BUDGET = 18


@pytest.fixture
def district(staged: District) -> Iterator[District]:
    urgent = Record.objects.filter(kind="property.case", state__in=["dispatched", "rectifying", "archived"])
    assert urgent.update(flags=["SAFETY_URGENT"]) == 3
    with clock.moved_to(NOW):
        yield staged


def listing(who: str, query: str = "", kind: str = "property.case") -> Listing:
    return Listing(kinds.by_name(kind), actor(who), params_of(QueryDict(query)))


def keys(one: Listing) -> list[Any]:
    return list(filters.ordered(one.rows(), one.order).values_list("pk", flat=True))


# --- what is counted is what opens ----------------------------------------------------------------------------------


@pytest.mark.parametrize("others", ["", "open=1", "flag=SAFETY_URGENT", "due=late,soon&category=WA07,WA08"])
@pytest.mark.parametrize("who", ["zhuanban1", "zhujian1", "jiedao"])
def test_every_count_opens_exactly_its_cases(district: District, who: str, others: str) -> None:
    """Number → list: each option of each filter says how many it shows, the other filters staying as they are."""
    checked = 0
    for kind in ("property.case", "property.lead"):
        if kind == "property.lead" and (others or who != "zhuanban1"):
            continue
        for facet in kinds.by_name(kind).facets():
            if facet.options is None:
                continue
            params = listing(who, others, kind).params
            params.pop(facet.name, None)
            one = Listing(kinds.by_name(kind), actor(who), params)
            rows = filters.narrowed(one.kind, one.params, one.actor, but={facet.name})
            for value, label, count in facet.options(rows, one.actor, ""):
                opened = Listing(one.kind, one.actor, params | {facet.name: value})
                assert opened.counts["total"] == count, f"{facet.name} {label}"
                checked += bool(count)
    assert checked or who != "zhuanban1" or "category" in others


def test_the_options_of_one_filter_are_counted_in_one_statement(district: District) -> None:
    one = listing("zhuanban1")
    for facet in one.kind.facets():
        if facet.options is None:
            continue
        with CaptureQueriesContext(connection) as seen:
            facet.options(filters.narrowed(one.kind, {}, one.actor), one.actor, "")
        assert len([q for q in seen if "COUNT(" in q["sql"]]) == 1, facet.name


def test_due_means_what_it_says(district: District) -> None:
    """NOW is Friday 15:00: two working days reach through Tuesday night, a week through Thursday night."""
    ends = {"today": 1, "soon": 5, "week": 7}
    midnight = NOW.replace(hour=0)
    running = list(Record.objects.filter(kind="property.case", closed_at=None, due_at__isnull=False))
    assert running
    for value in filters.DUE:
        if value == "late":
            wanted = {r.pk for r in running if r.due_at <= NOW}
        else:
            wanted = {r.pk for r in running if NOW < r.due_at <= midnight + timedelta(days=ends[value])}
        assert set(keys(listing("zhuanban1", f"due={value}"))) == wanted, value


def test_one_parameter_with_two_values_is_the_same_either_way(district: District) -> None:
    client = district.client_of("zhuanban1")
    assert params_of(QueryDict("state=draft&state=triage&q=")) == {"state": "draft,triage"}
    answer = client.get("/cases/?state=draft&state=triage&due=", headers={"HX-Request": "true"})
    assert answer["HX-Push-Url"] == "/cases/?state=draft,triage"
    page = answer.content.decode()
    assert "状态：线索草稿、研判分流" in page
    assert "<html" not in page, "a part of the page comes without the shell"


@pytest.mark.parametrize(
    "query", ["nonsense=1", "state=gone", "due=never", "from=2026-02-30", "order=name", "agency=x"]
)
def test_a_filter_that_means_nothing_is_a_clear_no(district: District, query: str) -> None:
    assert district.client_of("zhuanban1").get(f"/cases/?{query}").status_code == 400


@pytest.mark.parametrize("words", ["13800000001", "138 0000 0001", "220399199001010015"])
def test_a_number_of_a_person_is_no_filter(district: District, words: str) -> None:
    answer = district.client_of("zhuanban1").get("/cases/", {"q": words})
    assert answer.status_code == 400
    assert "这里不查人" in answer.content.decode()
    assert words not in answer.content.decode()


# --- orders and walks -----------------------------------------------------------------------------------------------


def sort_key(name: str, record: Record) -> tuple[Any, ...]:
    """The order in Python: what has no value comes last, whichever way."""
    values: list[Any] = []
    for key in filters.ORDERS[name]:
        falling, field = key.startswith("-"), key.removeprefix("-")
        value = record.pk.int if field == "pk" else getattr(record, field, None)
        if field == "safety":
            value = int("SAFETY_URGENT" not in record.flags or record.due_at is None)
        number = value.timestamp() if isinstance(value, datetime) else value
        values.append((1, 0) if number is None else (0, -number if falling else number))
    return tuple(values)


def test_the_topic_lists_are_narrowed_by_is_the_category(district: District) -> None:
    kept = dict(RectificationCase.objects.values_list("pk", "topic"))
    assert kept == dict(RectificationCase.objects.values_list("pk", "category"))
    assert len(set(kept.values())) > 1


@pytest.mark.parametrize("words", ["样居", "A座", "a座", "样居3号", "座3"])
def test_words_are_found_however_short_and_whatever_their_case(district: District, words: str) -> None:
    wanted = RectificationCase.objects.order_by("pk").first()
    assert wanted is not None
    Record.objects.filter(pk=wanted.pk).update(title="河畔样居3号楼a座3层灯不亮")
    assert wanted.pk in keys(listing("zhuanban1", f"q={words}"))
    assert not listing("zhuanban1", "q=没有").counts["total"]


@pytest.mark.parametrize("order", filters.ORDERS)
def test_orders_are_what_they_say(district: District, order: str) -> None:
    found = list(Record.objects.filter(kind="property.case"))
    wanted = [r.pk for r in sorted(found, key=lambda r: sort_key(order, r))]
    assert keys(listing("zhuanban1", f"order={order}")) == wanted


@pytest.mark.parametrize("order", filters.ORDERS)
def test_a_walk_visits_the_list_in_its_order_and_back(district: District, order: str) -> None:
    """上一件、下一件 along the very list: every position, both directions, with two statements a step."""
    query = f"open=1&order={order}"
    wanted = keys(listing("zhuanban1", query))
    assert len(wanted) > 5
    who, kind = actor("zhuanban1"), kinds.by_name("property.case")
    request = RequestFactory().get("/", {"list": query})
    records = {r.pk: kinds.full(r) for r in Record.objects.filter(pk__in=wanted)}
    addresses = [frames.url(records[pk]) for pk in wanted]
    for n, pk in enumerate(wanted):
        with CaptureQueriesContext(connection) as seen:
            found = walk.along(request, records[pk], kind, who)
        assert found is not None
        assert (found["position"], found["total"]) == (n + 1, len(wanted))
        assert found["prev_url"].partition("?")[0] == (addresses[n - 1] if n else "")
        assert found["next_url"].partition("?")[0] == (addresses[n + 1] if n + 1 < len(wanted) else "")
        assert len(seen) <= 2, "the words of the filters need none here"


def test_a_record_that_left_the_list_still_leads_on(district: District) -> None:
    """After an act the case is in another state; the walk goes on from where it would stand."""
    client = district.client_of("zhuanban1")
    others = keys(listing("zhuanban1", "state=draft,triage"))
    left = next(r for r in Record.objects.filter(kind="property.case", state="registered"))
    page = client.get(f"/cases/{left.number}/?list=state%3Ddraft,triage").content.decode()
    assert f"/ {len(others) + 1}件" in page


def test_no_list_no_walk_and_a_broken_one_does_no_harm(district: District) -> None:
    client, one = district.client_of("zhuanban1"), Record.objects.filter(number__isnull=False).first()
    assert one is not None
    for address in (f"/cases/{one.number}/", f"/cases/{one.number}/?list=state%3Dgone"):
        page = client.get(address)
        assert page.status_code == 200
        assert "ag-crumb-walk" not in page.content.decode()


def test_the_list_costs_the_same_however_long_it_is(district: District) -> None:
    client = district.client_of("zhuanban1")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/cases/?open=1&due=late,week").status_code == 200
        return len(seen)

    client.get("/cases/")
    few = cost()
    model = RectificationCase.objects.filter(state="rectifying").first()
    assert model is not None
    copies = [
        RectificationCase(
            title="同样的事", channel="02", reported_at=NOW, opened_at=NOW, division_id=model.division_id,
            compound_id=model.compound_id, category="WA07", due_at=NOW - timedelta(hours=n), state_since=NOW,
        )
        for n in range(60)
    ]  # fmt: skip
    rows = [engine.Historical(c, "rectifying", {"file": "0" * 64, "line": n, "run": 0}) for n, c in enumerate(copies)]
    engine.import_as(rows, actor=actor("zhuanban1"))
    many = cost()
    print(f"list page: {many} statements")
    assert many == few
    assert many <= BUDGET


# --- views and columns ----------------------------------------------------------------------------------------------


def save(client: Client, name: str, shared: str, query: str = "state=triage&due=late") -> Any:
    return client.post(f"/cases/views/?{query}&page=3", {"name": name, "shared": shared})


def menu(client: Client) -> str:
    return client.get("/cases/views/").content.decode()


def test_a_view_is_an_address_and_opens_the_same_list(district: District) -> None:
    client = district.client_of("zhuanban1")
    answer = save(client, "研判逾期", "")
    view = SavedView.objects.get()
    assert view.query == "state=triage&due=late"
    assert answer["Location"] == f"/cases/views/{view.pk}/"
    target = client.get(answer["Location"])["Location"]
    assert target == f"/cases/?state=triage&due=late&view={view.pk}"
    assert "研判逾期" in client.get(target).content.decode()
    changed = client.get(target.replace("due=late", "due=week")).content.decode()
    assert "ag-head-view" not in changed, "another filter is no longer that view"


@pytest.mark.parametrize(
    ("shared", "sees"), [("", set()), ("agency", {"zhuanban2"}), ("all", {"zhuanban2", "zhujian1"})]
)
def test_who_finds_a_view_in_the_menu(district: District, shared: str, sees: set[str]) -> None:
    save(district.client_of("zhuanban1"), "看这些", shared)
    view = SavedView.objects.get()
    for who in ("zhuanban2", "zhujian1"):
        client = district.client_of(who)
        assert ("看这些" in menu(client)) == (who in sees)
        assert client.get(f"/cases/views/{view.pk}/").status_code == (302 if who in sees else 404)
        assert client.post(f"/cases/views/{view.pk}/delete/").status_code == 404
    assert SavedView.objects.exists()
    district.client_of("zhuanban1").post(f"/cases/views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_a_shared_view_opens_nothing_outside_ones_own_scope(district: District) -> None:
    save(district.client_of("zhuanban1"), "全部", "all", "open=1")
    view = SavedView.objects.get()
    client = district.client_of("zhujian1")
    page = client.get(client.get(f"/cases/views/{view.pk}/")["Location"])
    assert page.context["page"].paginator.count == listing("zhujian1", "open=1").counts["total"]
    assert page.context["page"].paginator.count < listing("zhuanban1", "open=1").counts["total"]


@pytest.mark.parametrize(
    ("name", "query", "status"),
    [("", "state=triage", 422), ("李某13800000001", "state=triage", 422), ("坏的", "state=gone", 400)],
)
def test_a_view_needs_a_name_without_a_person_and_filters_that_mean_something(
    district: District, name: str, query: str, status: int
) -> None:
    assert save(district.client_of("zhuanban1"), name, "", query).status_code == status
    assert not SavedView.objects.exists()


def test_two_views_of_one_person_have_two_names(district: District) -> None:
    client = district.client_of("zhuanban1")
    save(client, "一样", "")
    assert save(client, "一样", "").status_code == 422
    assert save(district.client_of("zhuanban2"), "一样", "").status_code == 302


def heads(client: Client) -> list[str]:
    return [str(head["label"]) for head in client.get("/cases/").context["list"]["columns"]]


def test_columns_are_chosen_and_moved_by_each_person_for_themselves(district: District) -> None:
    client = district.client_of("zhuanban1")
    assert heads(client) == ["案号", "小区、摘要", "类型", "状态", "期限", "承办", "更新"]
    order = ["badges", "clock", "firm", "confirmed"]
    moved = client.post("/cases/columns/", {"order": order, "column": order[:3], "density": "loose", "up": "firm"})
    assert [c["code"] for c in moved.context["columns"]][:4] == ["badges", "firm", "clock", "confirmed"]
    assert not User.objects.exclude(display={}).exists(), "moving keeps nothing yet"
    client.post(
        "/cases/columns/", {"order": ["firm", "badges", "clock"], "column": ["clock", "firm"], "density": "loose"}
    )
    assert heads(client) == ["案号", "小区、摘要", "物业企业", "期限"]
    assert "ag-records-loose" in client.get("/cases/").content.decode()
    assert heads(district.client_of("zhuanban2"))[2] == "类型"
    client.post("/cases/columns/", {"reset": "1"})
    assert heads(client)[2] == "类型"


def test_nine_columns_are_the_most_and_one_the_least(district: District) -> None:
    client, codes = (
        district.client_of("zhuanban1"),
        [c.code for c in kinds.by_name("property.case").columns if not c.fixed],
    )
    assert client.post("/cases/columns/", {"order": codes, "column": codes[:7]}).status_code == 302
    assert client.post("/cases/columns/", {"order": codes, "column": codes[:8]}).status_code == 422
    assert client.post("/cases/columns/", {"order": codes, "column": []}).status_code == 422
    assert len(heads(client)) == 9


def test_every_column_has_a_value_in_every_row(district: District) -> None:
    one = listing("zhuanban1")
    rows = one.kind.list_rows(list(one.rows().select_related("owner_agency")), one.actor)
    for column in one.kind.columns:
        if column.kind not in ("what", "badges"):
            assert all(column.code in row for row in rows), column.code
            assert any(row[column.code] for row in rows) or column.kind == "money", column.code


# --- on paper and empty ---------------------------------------------------------------------------------------------


def test_the_printed_list_says_its_filter_in_words_and_is_recorded(district: District) -> None:
    page = district.client_of("zhuanban1").get("/cases/print/?open=1&due=late").content.decode()
    assert "筛选：期限：逾期；只看在办" in page
    assert AccessEntry.objects.filter(subject="property.case:print").count() == 1


def test_an_empty_list_says_why_and_what_to_do(district: District) -> None:
    client = district.client_of("shouli1")
    page = client.get("/cases/?q=没有这样的事由").content.decode()
    assert "没有符合条件的案件。" in page
    assert "清除筛选" in page
    assert "没有符合条件的线索。" in client.get("/leads/?state=set_aside&q=没有").content.decode()


def test_every_filter_names_its_value(district: District) -> None:
    kind = kinds.by_name("property.case")
    compound = kind.model.objects.filter(compound__isnull=False).first().compound  # type: ignore[attr-defined]
    chosen = {"state": "triage", "due": "late", "compound": str(compound.pk), "from": "2026-03-01", "flag": "MINOR"}
    words = {facets.in_words(f, chosen) for f in facets.in_force(kind, chosen)}
    assert words == {"状态：研判分流", "期限：逾期", f"小区：{compound.name}", "登记日期：2026-03-01起", "未成年人"}


def test_who_has_no_case_at_all_gets_no_list(district: District) -> None:
    client = district.client_of("guanli")
    asked: list[Callable[[], Any]] = [
        lambda: client.get("/cases/"), lambda: client.get("/cases/views/"), lambda: client.get("/cases/export/"),
        lambda: client.get("/cases/filters/state/"), lambda: client.get("/cases/print/"),
    ]  # fmt: skip
    assert [ask().status_code for ask in asked] == [403] * len(asked)
