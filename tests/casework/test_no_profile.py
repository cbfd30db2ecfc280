"""Nobody is profiled (§5.2): whatever records are listed, filtered, sorted, grouped, found, counted or exported by is
declared as something else than a natural person, and asks the database for nothing else.

`Reach` is closed: a column, facet, head, order or finder without one does not load, and a parameter that nobody
declared is refused before any kind is asked. What is declared is checked against the columns that the database reads.
"""

from dataclasses import MISSING, fields

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework import kinds, search
from casework.api import filters
from casework.fields import BlindIndexField, EncryptedField
from casework.listing import COMPARED, Column, Facet, Head, Reach
from casework.models import Record, SavedView
from casework.refusals import BadRequest
from casework.spots import Spot
from tests.architecture import scan
from tests.property_rectification.world import World

SHOWN = COMPARED | {Reach.OFFICER, Reach.WORDS}
#: A value that each parameter understands; every other takes a code.
SAMPLES = {
    "state": "", "due": "late", "from": "2026-01-01", "to": "2026-12-31", "bbox": "125,43,126,44", "agency": "1",
    "compound": "1", "firm": "1", "open": "1", "mine": "1", "followed": "1", "q": "电梯",
}  # fmt: skip
KINDS = pytest.mark.parametrize("kind", [pytest.param(k.name, id=k.name) for k in kinds.all_kinds()])


def parameters(kind: kinds.Kind) -> dict[str, Reach]:
    return {facet.name: facet.reach for facet in kind.facets()} | filters.REACH


def personal_columns() -> set[str]:
    """Table and column of everything that says who somebody is, what was said of them, or tells equal people apart."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedField | BlindIndexField):
                found.add(f'"{model._meta.db_table}"."{field.column}"')
    return found | {'"property_rectification_rectificationcase"."handler_id"'}


def tables_of_people() -> set[str]:
    return {f'"{apps.get_model("property_rectification", name)._meta.db_table}"' for name in ("Reporter", "Statement")}


def test_reach_has_no_place_for_a_person() -> None:
    assert {reach.name for reach in Reach} == {
        "MATTER", "PLACE", "ORGANISATION", "TIME", "SELF", "OFFICER", "WORDS",
    }  # fmt: skip
    assert not COMPARED & {Reach.OFFICER, Reach.WORDS}


@pytest.mark.parametrize("declared", [Column, Facet, Head])
def test_nothing_is_declared_without_its_reach(declared: type) -> None:
    reach = next(f for f in fields(declared) if f.name == "reach")
    assert "Reach" in str(reach.type)
    with pytest.raises(TypeError, match="reach"):
        declared(*["word"] * sum(f.default is MISSING and not f.kw_only for f in fields(declared) if f.name != "reach"))


@KINDS
def test_filters_and_groups_compare_no_people(kind: str) -> None:
    one = kinds.by_name(kind)
    for name, reach in parameters(one).items():
        assert reach in COMPARED, name
        assert filters.reach_of(one, name) is reach


@KINDS
def test_a_parameter_that_nobody_declared_is_never_asked_of_the_kind(world: World, kind: str) -> None:
    one = kinds.by_name(kind)
    for name in ("reporter", "reporter_phone", "handler", "person", "group", "rectificationcase__reporter__phone"):
        with pytest.raises(BadRequest):
            filters.narrowed(one, {name: "1"}, world.actors["office"])


@KINDS
def test_columns_and_exports_show_no_people_but_officers(world: World, kind: str) -> None:
    one = kinds.by_name(kind)
    reaches = [column.reach for column in one.columns] + [head.reach for head in one.ledger_heads()]
    for actor in world.actors.values():
        reaches += [head.reach for head in one.said_heads(actor)]
    assert set(reaches) <= SHOWN
    sorted_by = {filters.SORT_KEYS[key.lstrip("-")] for keys in filters.ORDERS.values() for key in keys}
    assert sorted_by <= COMPARED
    assert {column.sort.lstrip("-") for column in one.columns} <= {"", *(o.lstrip("-") for o in filters.ORDERS)}


def test_the_search_finds_no_people() -> None:
    assert search.FINDERS
    assert {reach for _label, reach, _finder in search.FINDERS} <= COMPARED


def test_marks_on_the_map_are_places() -> None:
    assert {field.name for field in fields(Spot)} == {
        "key", "name", "lon", "lat", "count", "late", "safety", "query", "url",
    }  # fmt: skip


def test_a_saved_view_is_an_address_and_nothing_more() -> None:
    kept = {field.name for field in SavedView._meta.get_fields()}
    assert kept == {"id", "owner", "agency", "name", "kind", "query", "shared", "created_at"}


@KINDS
def test_what_is_declared_is_what_the_database_is_asked(world: World, kind: str) -> None:
    """The SQL of every filter, order and group names no column of a person and no table of people."""
    one, actor = kinds.by_name(kind), world.actors["office"]
    told = personal_columns()
    assert told
    with CaptureQueriesContext(connection) as seen:
        flags = {facet.name: facet.flag for facet in one.facets() if facet.flag}
        for name in parameters(one):
            value = flags.get(name) or SAMPLES.get(name, "1") or next(iter(one.lifecycle.states))
            list(filters.narrowed(one, {name: value}, actor).values("pk"))
        for facet in one.facets():
            if facet.options is not None:
                list(facet.options(filters.narrowed(one, {}, actor), actor, "x"))
        for order in filters.ORDERS:
            list(filters.ordered(Record.objects.visible_to(actor, one.name), order).values("pk"))
    asked = " ".join(query["sql"] for query in seen)
    assert not {column for column in told if column in asked}
    assert not {table for table in tables_of_people() if table in asked}


def test_no_figure_is_kept_about_a_reporter() -> None:
    reporter = apps.get_model("property_rectification", "Reporter")
    kinds_of = {type(field).__name__ for field in reporter._meta.local_concrete_fields}
    assert not {name for name in kinds_of if "Integer" in name or "Float" in name or "Decimal" in name}


def test_reporters_are_told_apart_in_their_case_only() -> None:
    """The index that finds an equal telephone number is named by its own field and its correction, by no search."""
    named = {path.name for path in scan.product() if "phone_index" in path.read_text()}
    assert named == {"parties.py", "intake.py"}
