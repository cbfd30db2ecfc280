"""The words guards are made of: when each holds, and what it says when it does not."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from casework import vocabulary as v
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Act, Guard

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ACT = Act(code="try", label="", by=frozenset())


def actor(user: int = 1, agency: int = 10) -> Any:
    return SimpleNamespace(is_system=False, user_id=user, agency_id=agency)


def ctx(record: Any = None, *, by: Any = None, data: Mapping[str, Any] | None = None, **seen: Any) -> Context:
    context = Context(record or SimpleNamespace(flags=[]), ACT, by or actor(), NOW, data=data or {})
    for key, value in seen.items():
        context.once(key, lambda value=value: value)
    return context


def says(guard: Guard, context: Context) -> str | None:
    denial = guard.denial(context)
    return None if denial is None else denial.message


def relation(kind: str, *, agency: int | None = None, user: int | None = None, ended: bool = False) -> Any:
    return SimpleNamespace(kind=kind, agency_id=agency, user_id=user, until=NOW if ended else None)


def clock(key: str, hours: int, *, provisional: bool = False) -> Any:
    return SimpleNamespace(key=key, due_at=NOW + timedelta(hours=hours), provisional=provisional)


def test_filled_names_every_empty_field() -> None:
    guard = v.filled("g", {"a": "甲", "b": "乙", "c": "丙"}, "还差{missing}")
    assert says(guard, ctx(SimpleNamespace(a="", b=None, c=0))) == "还差甲、乙"
    assert says(guard, ctx(SimpleNamespace(a="x", b=1, c=0))) is None


def test_given_counts_characters_and_names_the_first_field() -> None:
    guard = v.given("g", {"reasons": "理由"}, "还差{missing}", min_length=3)
    denial = guard.denial(ctx(data={"reasons": " ab "}))
    assert denial is not None
    assert (denial.message, denial.field) == ("还差理由", "reasons")
    assert says(guard, ctx(data={"reasons": "abc"})) is None
    assert says(guard, ctx(data={})) == "还差理由"
    assert guard.on_data


def test_answered() -> None:
    guard = v.answered("g", "result", ("stable",), "不稳定")
    assert says(guard, ctx(data={"result": "back"})) == "不稳定"
    assert says(guard, ctx(data={"result": "stable"})) is None


def test_without_flag_and_not_set() -> None:
    record = SimpleNamespace(flags=["SAFETY"], designated=True)
    assert says(v.without_flag("g", "SAFETY", "有"), ctx(record)) == "有"
    assert says(v.without_flag("g", "OTHER", "有"), ctx(record)) is None
    assert says(v.not_set("g", "designated", "已定"), ctx(record)) == "已定"


def test_agency_related_looks_at_standing_relations_only() -> None:
    guard = v.agency_related("g", "lead", "不是")
    assert says(guard, ctx(relations=[relation("lead", agency=10)])) is None
    assert says(guard, ctx(relations=[relation("lead", agency=10, ended=True)])) == "不是"
    assert says(guard, ctx(relations=[relation("assist", agency=10)])) == "不是"
    assert says(guard, ctx(by=Actor.system(), relations=[])) is None


def test_person_related_is_in_person() -> None:
    guard = v.person_related("g", "panel", "不是")
    assert says(guard, ctx(relations=[relation("panel", user=1)])) is None
    assert says(guard, ctx(relations=[relation("panel", agency=10)])) == "不是"


def test_related_users_may_ask_for_ended_relations() -> None:
    context = ctx(relations=[relation("handler", user=7, ended=True)])
    assert v.related_users(context, "handler") == set()
    assert v.related_users(context, "handler", ever=True) == {7}


def test_not_same_person_lets_the_system_through() -> None:
    guard = v.not_same_person("g", lambda c: {1, 2}, "同一人")
    assert says(guard, ctx()) == "同一人"
    assert says(guard, ctx(by=actor(user=3))) is None
    assert says(guard, ctx(by=Actor.system())) is None


def test_other_agency() -> None:
    guard = v.other_agency("g", lambda c: 10, "同单位")
    assert says(guard, ctx()) == "同单位"
    assert says(guard, ctx(by=actor(agency=11))) is None


def test_second_person_is_another_one() -> None:
    guard = v.second_person("g", "还差一人")
    context = ctx()
    assert says(guard, context) == "还差一人"
    context.proposal = SimpleNamespace(proposer=SimpleNamespace(user_id=1))
    assert says(guard, context) == "还差一人"
    context.proposal.proposer.user_id = 2
    assert says(guard, context) is None
    context.proposal, context.proposing = None, True
    assert says(guard, context) is None


def test_within_timer() -> None:
    guard = v.within_timer("g", ("T.A", "T.B"), "{key}已过", values=lambda c: {"key": c.key if c else "-"})
    assert says(guard, ctx(clocks=[clock("T.B", 1)])) is None
    assert says(guard, ctx(clocks=[clock("T.B", 0)])) == "T.B已过"
    assert says(guard, ctx(clocks=[clock("T.B", 0, provisional=True)])) is None
    assert says(guard, ctx(clocks=[clock("T.C", 1)])) == "-已过"


def test_after_timer() -> None:
    guard = v.after_timer("g", "T.A", "没满")
    assert says(guard, ctx(clocks=[clock("T.A", 0)])) is None
    assert says(guard, ctx(clocks=[clock("T.A", 1)])) == "没满"
    assert says(guard, ctx(clocks=[clock("T.A", 0, provisional=True)])) == "没满"
    assert says(guard, ctx(clocks=[])) == "没满"


def test_none_of_words_the_first_row() -> None:
    guard = v.none_of("g", lambda c: c.data["rows"], "还有{n}", values=lambda row: {"n": row})
    assert says(guard, ctx(data={"rows": [3, 4]})) == "还有3"
    assert says(guard, ctx(data={"rows": []})) is None


def test_some_of() -> None:
    guard = v.some_of("g", lambda c: c.data["rows"], "没有")
    assert says(guard, ctx(data={"rows": []})) == "没有"
    assert says(guard, ctx(data={"rows": [1]})) is None


def test_holds_takes_values_for_both_texts() -> None:
    guard = v.holds("g", lambda c: {"n": 3, "field": "items"}, "还差{n}项", "补{n}项", rules="§1")
    denial = guard.denial(ctx())
    assert denial is not None
    assert (denial.code, denial.message, denial.remedy, denial.field) == ("g", "还差3项", "补3项", "items")
