"""A record's state and version are written by the engine and by nothing else in the source."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from casework import kinds
from tests.architecture import scan

ENGINE = "casework/engine.py"
GUARDED = {"state", "version", "previous_state", "health_state", "safety_state", "protection_state"}
WRITING_CALLS = {"update", "create", "update_or_create", "get_or_create", "bulk_update", "aupdate", "acreate"}
STATEMENTS = ("update casework_record", 'update "casework_record"', "angui.transition")
#: What is no record's state: the life of a message, job or import, the version of a wording, what the hotline calls a
#: state, and the unsaved copy a past view shows.
ELSEWHERE = {
    ("casework/jobs.py", "job.state"),
    ("casework/outbox.py", "message.state"),
    ("casework/outbox.py", "update(state)"),
    ("casework/imports.py", "create(state)"),
    ("property_rectification/import_jobs.py", "update(state)"),
    ("property_rectification/web/imports.py", "update(state)"),
    ("property_rectification/hotline.py", "create(state)"),
    ("property_rectification/web/hotline.py", "update_or_create(state)"),
    ("casework/web/detail.py", "set_state"),
    ("casework/models/record.py", "angui.transition"),
    ("casework/papers/templates.py", "create(version)"),
}


def writes(module: ast.Module) -> Iterator[str]:
    """Every place that writes, or could write, a state or version."""
    for node in ast.walk(module):
        yield from _assigned(node)
        yield from _called(node)
    for text in scan.strings(module):
        yield from (words for words in STATEMENTS if words in " ".join(text.lower().split()))


def _assigned(node: ast.AST) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        return
    for target in targets:
        for part in ast.walk(target) if target is not None else ():
            if isinstance(part, ast.Attribute) and part.attr in GUARDED and not isinstance(part.ctx, ast.Load):
                yield ast.unparse(part)


def _called(node: ast.AST) -> Iterator[str]:
    verb = scan.called(node)
    if not isinstance(node, ast.Call):
        return
    if verb == "set_state":
        yield verb
    if verb == "setattr" and len(node.args) > 1 and getattr(node.args[1], "value", None) in GUARDED:
        yield f"setattr({node.args[1].value})"  # type: ignore[attr-defined]
    if verb in WRITING_CALLS:
        words = {k.arg for k in node.keywords} | (set(scan.strings(node)) if verb == "bulk_update" else set())
        yield from (f"{verb}({word})" for word in sorted(GUARDED & {w for w in words if w}))
    if isinstance(node.func, ast.Attribute) and verb in transitions() and not node.args and not node.keywords:
        yield f"{verb}()"


@cache
def transitions() -> set[str]:
    """The generated method of every transition: calling one directly leaves out guards, ledger and clocks.

    A name that a class of ours defines by hand is that class's method.
    """
    classes = [node for path in scan.product() for node in ast.walk(scan.tree(path)) if isinstance(node, ast.ClassDef)]
    by_hand = {node.name for one in classes for node in one.body if isinstance(node, ast.FunctionDef)}
    return {code for kind in kinds.all_kinds() for code in kind.lifecycle.rows} - by_hand


def test_only_the_engine_writes_a_state() -> None:
    found = {(scan.name(path), place) for path in scan.product() for place in writes(scan.tree(path))}
    assert {place for place in found if place[0] != ENGINE} == ELSEWHERE


def test_the_state_of_every_region_is_guarded() -> None:
    assert {region.field for kind in kinds.all_kinds() for region in kind.lifecycle.regions.values()} < GUARDED


@pytest.mark.parametrize("sample", [
    "case.state = 'closed'",
    "case.health_state = 'inpatient'",
    "self.record.version += 1",
    "a, case.state = 1, 'closed'",
    "case.previous_state: str = ''",
    "setattr(case, 'state', 'closed')",
    "cases.update(state='closed')",
    "Record.objects.bulk_update(rows, ['title', 'version'])",
    "Record.objects.create(state='closed')",
    "Record.state.field.set_state(case, 'closed')",
    "case.find_violation()",
    "cursor.execute('UPDATE  casework_record SET state = %s')",
    "cursor.execute(\"SELECT set_config('angui.transition', '*', true)\")",
])  # fmt: skip
def test_a_planted_write_is_found(sample: str) -> None:
    assert list(writes(ast.parse(sample)))


def test_reading_is_not_writing() -> None:
    assert not list(writes(ast.parse("if case.state == 'closed': rows.filter(state=case.state, version=1)")))
