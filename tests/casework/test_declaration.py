"""A lifecycle that contradicts itself is refused when it is put together, with the name of what is wrong."""

from types import SimpleNamespace
from typing import Any

import pytest

from casework import kinds
from casework.declaration import Amendment, Ask, Guard, State, amendment, build, may_act, region, row, stage, words

OPEN, DONE = State("open", "在办", "在办", "blue"), State("done", "办结", "办结", "green", terminal=True)
YES = Guard("yes", lambda _ctx: True, "")


def made(*rows: Any, **more: Any) -> Any:
    return build("test.kind", **{"initial": "open", "states": (OPEN, DONE), "stages": (stage(*rows),)} | more)


def finish(code: str = "finish", source: str = "open", target: str = "done", by: str = "R01", **more: Any) -> Any:
    return row(code, "办结", source, target, by=by, **more)


def edit(code: str = "edit", by: str = "R01", **more: Any) -> Amendment:
    return amendment(code, "修改", by=by, **more)


def test_sound_lifecycle() -> None:
    declared = made(finish(starts="T.A T.B"), amendments=(edit(states="open"),), start_timers="T.C")
    assert [r.code for r in declared.from_state("open")] == ["finish"]
    assert declared.from_state("done") == []
    assert (declared.rows["finish"].starts, declared.start_timers) == (("T.A", "T.B"), ("T.C",))
    assert declared.amendments["edit"].states == ("open",)


@pytest.mark.parametrize("target", ["@same", "@previous"])
def test_targets_with_a_meaning(target: str) -> None:
    assert made(finish(target=target)).rows["finish"].target == target


@pytest.mark.parametrize(
    ("declare", "said"),
    [
        (lambda: made(finish(), finish()), "finish is declared twice"),
        (lambda: made(finish(source="open nowhere")), r"finish names unknown states \['nowhere'\]"),
        (lambda: made(finish(target="nowhere")), r"finish names unknown states \['nowhere'\]"),
        (lambda: made(finish(source="")), "finish starts nowhere"),
        (lambda: made(finish(source="@same")), r"finish names unknown states \['@same'\]"),
        (lambda: made(finish(by="")), "finish is nobody's"),
        (lambda: made(finish(needs=[YES, YES])), "finish asks for yes twice"),
        (lambda: made(finish(asks=[Ask("note", "说明"), Ask("note", "说明")])), "finish asks for note twice"),
        (lambda: made(finish(starts="T.A", stops="T.A")), None),
        (lambda: made(finish(), initial="nowhere"), r"begins in unknown states \['nowhere'\]"),
        (lambda: made(finish(), states=(OPEN, DONE, OPEN)), "open is declared twice"),
        (lambda: made(finish(), amendments=(edit(), edit())), "edit is declared twice"),
        (lambda: made(finish(), amendments=(edit("finish"),)), "finish is declared twice"),
        (lambda: made(finish(), amendments=(edit(states="nowhere"),)), r"edit names unknown states \['nowhere'\]"),
        (lambda: made(finish(), amendments=(edit(by=""),)), "edit is nobody's"),
        (lambda: made(finish(), amendments=(edit(needs=[YES, YES]),)), "edit asks for yes twice"),
    ],
)  # fmt: skip
def test_contradiction(declare: Any, said: str | None) -> None:
    """Stopping and starting the same clock is none: a new round begins."""
    if said is None:
        assert declare().rows
        return
    with pytest.raises(ValueError, match=f"test.kind: .*{said}"):
        declare()


def beside(*rows: Any, **more: Any) -> Any:
    calm, loud = State("calm", "平静", "平静", "plain"), State("loud", "激动", "激动", "flag")
    parts: dict[str, Any] = {"initial": "calm", "states": (calm, loud), "stages": (stage(*rows),)}
    return region("test.mood", "情绪", **parts | more)


def test_a_region_goes_along_with_the_road() -> None:
    """Offered where both stand right, and by nobody beside the road alone."""
    along = finish("finish", "calm", "loud")
    whole = made(finish(along="mood"), regions=(beside(carried=(along,)),))
    assert [(r.field, r.target) for r in whole.carried_by(whole.rows["finish"])] == [("mood_state", "loud")]
    assert [r.code for r in whole.of("mood")] == []
    for mood, offered in (("calm", ["finish"]), ("loud", [])):
        assert [r.code for r in whole.from_record(SimpleNamespace(state="open", mood_state=mood))] == offered


def test_a_region_has_states_and_rows_of_its_own() -> None:
    """And its rows are among those of the whole, for everything that looks for an act by its code."""
    whole = made(finish(), regions=(beside(finish("shout", "calm", "loud", "R02")),))
    mood = whole.regions["mood"]
    assert (mood.field, [r.code for r in whole.of("mood")], [r.code for r in whole.of()]) == (
        "mood_state", ["shout"], ["finish"],
    )  # fmt: skip
    assert (whole.rows["shout"].field, whole.rows["finish"].field) == ("mood_state", "state")
    assert not whole.rows["shout"].is_duty, "nobody on the road waits for it"
    stands = SimpleNamespace(state="open", mood_state="calm")
    assert [r.code for r in whole.from_record(stands)] == ["finish", "shout"]
    assert whole.from_record(SimpleNamespace(state="done", mood_state="calm")) == []
    assert [r.code for r in whole.from_record(SimpleNamespace(state="open", mood_state="loud"))] == ["finish"]
    limited = made(finish(), regions=(beside(finish("shout", "calm", "loud"), during="done"),))
    assert [r.code for r in limited.from_record(stands)] == ["finish"]
    assert [r.code for r in limited.from_record(SimpleNamespace(state="done", mood_state="calm"))] == ["shout"]


@pytest.mark.parametrize(
    ("declare", "said"),
    [
        (lambda: beside(finish("shout", "open", "loud")), r"shout names unknown states \['open'\]"),
        (lambda: beside(finish("shout", "", "loud")), "shout starts nowhere"),
        (lambda: beside(initial="open"), r"begins in unknown states \['open'\]"),
        (lambda: beside(finish("shout", "loud", "@previous")), "shout goes back"),
        (lambda: made(finish(), regions=(beside(finish("finish", "calm", "loud")),)), "finish is declared twice"),
        (lambda: made(finish(), regions=(beside(), beside())), "mood is declared twice"),
        (lambda: made(finish(), regions=(beside(during="nowhere"),)), r"mood names unknown states \['nowhere'\]"),
        (lambda: made(finish(), regions=(beside(finish("shout", "calm", "loud", by="")),)), "shout is nobody's"),
        (lambda: made(finish(along="mood"), regions=(beside(),)), "goes along without being carried"),
        (lambda: made(finish(), regions=(beside(carried=(finish("finish", "calm", "loud"),)),)), "goes along without"),
    ],
)  # fmt: skip
def test_a_region_that_contradicts_itself(declare: Any, said: str) -> None:
    with pytest.raises(ValueError, match=f"test.(kind|mood): .*{said}"):
        declare()


def test_words() -> None:
    assert words("  a\n b ") == ("a", "b")
    assert words("") == ()


def test_may_act() -> None:
    assert may_act(finish(by="R01 system"), "system")
    assert not may_act(finish(by="R01"), "R02")


def test_denial_is_worded_with_its_values() -> None:
    guard = Guard("few", lambda _ctx: {"n": 3, "field": "members", "link": "#x"}, "还差{n}人", "再请{n}人", link="#y")
    denial = guard.denial(None)  # type: ignore[arg-type]
    assert denial is not None
    assert denial.as_json() == {
        "code": "few", "message": "还差3人", "remedy": "再请3人", "link": "#x", "field": "members"
    }  # fmt: skip
    assert YES.denial(None) is None  # type: ignore[arg-type]


def test_only_true_lets_go() -> None:
    """A guard that forgets to answer refuses."""
    for answer in (None, False, 0, "", [], "yes", 1, {}):
        assert Guard("g", lambda _ctx, a=answer: a, "不行").denial(None) is not None  # type: ignore[misc,arg-type]


def test_text_with_braces_is_not_formatted() -> None:
    denial = Guard("g", lambda _ctx: False, "{n}").denial(None)  # type: ignore[arg-type]
    assert denial is not None
    assert denial.message == "{n}"


def test_every_transition_is_a_method_of_its_kind() -> None:
    """And none hides something a record has of its own."""
    from django.db.models import Model

    for kind in kinds.all_kinds():
        for code in kind.lifecycle.rows:
            assert hasattr(kind.model, code), code
            assert not hasattr(Model, code), code
