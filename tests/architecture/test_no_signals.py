"""No business logic in signals, none in save() or delete(); the time comes from the one clock."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from tests.architecture import scan

SIGNALS = ("django.db.models.signals", "django.dispatch")
CLOCK = "casework/clock.py"
#: Ways of asking for the time that the demo and the tests could not move.
NOW = {"now", "utcnow", "today", "localdate", "localtime"}


def signals(module: ast.Module) -> Iterator[str]:
    """Imports of Django's model signals or of a receiver for any."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
            yield from (name for name in sorted(names) if name.startswith(SIGNALS) or name.endswith(".signals"))
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith(SIGNALS))


def times(module: ast.Module) -> Iterator[str]:
    """Calls that ask the machine for the time: timezone.now(), datetime.now(), date.today(), time.time()."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        base = ast.unparse(node.func.value).split(".")[-1]
        if base in ("timezone", "datetime", "date") and node.func.attr in NOW and not _given(node):
            yield ast.unparse(node)
        if base == "time" and node.func.attr == "time":
            yield ast.unparse(node)


def _given(node: ast.Call) -> bool:
    """Whether a moment is handed over: localtime(moment) converts, localtime() asks."""
    return bool(node.args) and getattr(node.func, "attr", "") in ("localdate", "localtime")


def test_no_signal_receiver() -> None:
    assert not scan.findings(signals, scan.product())


def test_the_time_comes_from_the_clock() -> None:
    assert not scan.findings(times, [p for p in scan.product() if scan.name(p) != CLOCK]), "use casework.clock.now()"


def test_models_save_and_delete_as_django_does() -> None:
    for model in apps.get_models():
        if model.__module__.split(".")[0] in scan.PACKAGES:
            assert not overrides(model), model


def overrides(model: type[models.Model]) -> set[str]:
    """Which of the writing methods a class of ours takes over."""
    ours = [cls for cls in model.__mro__ if cls.__module__.split(".")[0] in scan.PACKAGES]
    return {name for cls in ours for name in ("save", "delete", "save_base", "asave", "adelete") if name in vars(cls)}


@pytest.mark.parametrize("sample", [
    "from django.db.models.signals import post_save",
    "from django.dispatch import receiver",
    "import django.db.models.signals",
    "from django.db.models import signals",
    "from django.contrib.auth.signals import user_logged_in",
])  # fmt: skip
def test_a_planted_signal_is_found(sample: str) -> None:
    assert list(signals(ast.parse(sample)))


@pytest.mark.parametrize("sample", [
    "at = timezone.now()", "datetime.datetime.now(UTC)", "datetime.utcnow()", "date.today()", "time.time()",
    "timezone.localdate()",
])  # fmt: skip
def test_a_planted_clock_is_found(sample: str) -> None:
    assert list(times(ast.parse(sample)))
    assert not list(times(ast.parse("clock.now(); timezone.localtime(moment); time.monotonic()")))


def test_a_planted_save_is_found() -> None:
    class Planted:
        __module__ = "casework.planted"

        def save(self) -> None: ...

    assert overrides(type("Child", (Planted,), {})) == {"save"}  # type: ignore[arg-type]
