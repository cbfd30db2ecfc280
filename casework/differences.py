"""How a record stood then and how it stands now: one place a field or part, in words, personal data masked."""

from dataclasses import dataclass
from typing import Any

from casework import display, value_words
from casework.ledger import PastView


@dataclass(frozen=True)
class Difference:
    """One place that differs: its name, and both values in words; 「—」 where there was nothing."""

    label: str
    then: str
    now: str


def between(record: Any, then: PastView, now: PastView) -> list[Difference]:
    """Every place that differs, the state first. Both views hold only what the reader may see."""
    states, model = record.lifecycle.states, type(record)
    found = []
    if then.state != now.state:
        label = str(model._meta.get_field("state").verbose_name)
        found.append(Difference(label, str(states[then.state].label), str(states[now.state].label)))
    parts: dict[str, list[tuple[str, Any, Any]]] = {}
    for path in sorted(then.values.keys() | now.values.keys()):
        before, after = then.values.get(path), now.values.get(path)
        if before != after and path != "state" and value_words.label_of(model, path):
            parts.setdefault(_part(path), []).append((path, before, after))
    return found + [_difference(model, changed) for changed in parts.values()]


def _part(path: str) -> str:
    """A field of the record stands for itself, all fields of a child for the child."""
    return "/".join(path.split("/")[:2])


def _difference(model: Any, changed: list[tuple[str, Any, Any]]) -> Difference:
    path = changed[0][0]
    group = value_words.group_of(model, path)
    if not group:
        _path, before, after = changed[0]
        label = value_words.label_of(model, path)
        return Difference(label, value_words.kept(model, path, before), value_words.kept(model, path, after))
    then = [_named(model, p, b) for p, b, _a in changed if b not in (None, "", [])]
    now = [_named(model, p, a) for p, _b, a in changed if a not in (None, "", [])]
    return Difference(group, "；".join(then) or display.NOTHING, "；".join(now) or display.NOTHING)


def _named(model: Any, path: str, value: Any) -> str:
    return f"{value_words.label_of(model, path)}：{value_words.kept(model, path, value)}"
