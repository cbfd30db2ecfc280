"""Versions of a paper's wording: dated, tried before they are added, never changed, brought in from readable files."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import InternalError, transaction

from casework import clock, documents
from casework.actor import Actor
from casework.models import DocumentTemplate
from casework.papers import templates
from casework.refusals import InvalidData
from casework.rules import FIRST_DAY
from casework.timers import local_day
from tests.casework import small_world

SAMPLE: dict[str, Any] = {"name": "王某", "rows": [{"what": "交办", "local": False}], "basis": ""}
BODY = "<p>{{ name }}</p>"


@pytest.fixture
def admin(db: None) -> Actor:
    return Actor(small_world.post("admin", "R21"))


@pytest.fixture
def today() -> Iterator[date]:
    with clock.moved_to(clock.now().replace(year=2026, month=3, day=2, hour=1)):
        yield local_day(clock.now())


def add(actor: Actor, begins: date, body: str = BODY, name: str = "示例") -> DocumentTemplate:
    return templates.add("X-1", name=name, body=body, valid_from=begins, sample=SAMPLE, actor=actor)


def in_force(day: date) -> int:
    return templates.in_force(["X-1"], day)["X-1"].version


def test_a_version_begins_where_the_last_one_ends(admin: Actor, today: date) -> None:
    first = add(admin, today + timedelta(days=1))
    second = add(admin, today + timedelta(days=9), BODY + "<p>二</p>")
    assert [in_force(today + timedelta(days=n)) for n in (1, 8, 9, 400)] == [1, 1, 2, 2]
    assert (first.origin, second.added_by) == ("local", admin.post)
    with pytest.raises(LookupError, match="X-1"):
        in_force(today)


def test_one_not_begun_gives_way_on_the_same_day(admin: Actor, today: date) -> None:
    add(admin, today + timedelta(days=1))
    add(admin, today + timedelta(days=1), BODY + "<p>改</p>")
    assert in_force(today + timedelta(days=1)) == 2
    assert [v.version for v in templates.versions("X-1")] == [2]


@pytest.mark.parametrize("days", [0, -1, 3])
def test_neither_today_nor_before_one_that_waits(admin: Actor, today: date, days: int) -> None:
    add(admin, today + timedelta(days=4))
    with pytest.raises(InvalidData) as refused:
        add(admin, today + timedelta(days=days))
    assert refused.value.errors == {"valid_from": ["最早从3月6日起用"]}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{{ nobody }}", "没有这个字段：nobody"),
        ("{% if name %}{% else %}{{ nobody }}{% endif %}", "没有这个字段：nobody"),
        ("{% for one in rows %}{% if one.local %}{{ one.nothing }}{% endif %}{% endfor %}", "没有这个字段：nothing"),
        ("{% for one in rows %}{% empty %}{{ nobody }}{% endfor %}", "没有这个字段：nobody"),
        ("{% if basis %}<img src='x'>{% endif %}", "不能用<img>，只能用文字、段落、表格和列表"),
        ("{% load i18n %}", "模板写法有误：Invalid block tag on line 1: 'load'"),
        ("  ", "请填写模板正文"),
        ("<p>" + "长" * templates.LONGEST + "</p>", "模板太长，最多40000字"),
        ("<p>物闹</p>", "「物闹」不能用在文书里，建议写："),
    ],
)
def test_a_text_that_cannot_be_printed_is_not_kept(admin: Actor, today: date, body: str, words: str) -> None:
    with pytest.raises(InvalidData) as refused:
        add(admin, today + timedelta(days=1), body)
    (said,) = refused.value.errors["body"]
    assert said.startswith(words)
    assert not DocumentTemplate.objects.filter(code="X-1").exists()


def test_an_unused_word_stands_in_no_title(admin: Actor, today: date) -> None:
    with pytest.raises(InvalidData) as refused:
        add(admin, today + timedelta(days=1), name="刁民告知书")
    assert "name" in refused.value.errors


@pytest.mark.parametrize(
    "change", [{"body": "<p>x</p>"}, {"name": "x"}, {"valid_from": date(2020, 1, 1)}, {"code": "Y"}]
)
def test_the_database_keeps_a_version_as_it_was(admin: Actor, today: date, change: dict[str, Any]) -> None:
    made = add(admin, today + timedelta(days=1))
    with pytest.raises(InternalError, match="template_text_stays"), transaction.atomic():
        DocumentTemplate.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(InternalError, match="templates_stay"), transaction.atomic():
        DocumentTemplate.objects.filter(pk=made.pk).delete()


def test_a_file_comes_in_once_and_its_change_begins_tomorrow(admin: Actor, today: date, tmp_path: Path) -> None:
    file = tmp_path / "X-1.tpl"
    file.write_text(f"示例\n{BODY}")
    assert templates.load(file, clock.now()).created == 1
    assert templates.load(file, clock.now()).unchanged == 1
    assert in_force(FIRST_DAY) == 1
    file.write_text(f"示例\n{BODY}<p>二</p>")
    assert templates.load(file, clock.now()).changed == 1
    assert (in_force(today), in_force(today + timedelta(days=1))) == (1, 2)
    add(admin, today + timedelta(days=5))
    file.write_text(f"示例\n{BODY}<p>三</p>")
    assert templates.load(file, clock.now()).kept == 1


def test_every_declared_paper_has_a_wording_that_its_sample_fits(db: None) -> None:
    declared = documents.papers()
    assert {"F-01", "F-38"} <= {paper.code for paper in declared}
    found = templates.in_force([paper.code for paper in declared], local_day(clock.now()))
    for paper in declared:
        assert templates.tried(found[paper.code].body, paper.sample_snapshot())
