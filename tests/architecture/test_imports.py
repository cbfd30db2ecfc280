"""Imports run one way, and what is called pure imports no Django."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import scan

LINTER = Path(sys.executable).with_name("lint-imports")
#: Arithmetic and reading alone: no settings, no database, no clock of their own.
PURE = (
    "casework/timers.py",
    "casework/clockface.py",
    "casework/importing/problems.py",
    "casework/importing/dates.py",
    "casework/importing/containers.py",
    "casework/importing/texts.py",
    "casework/importing/sheets.py",
    "casework/importing/readers.py",
    "geo/datums.py",
    "geo/drawing.py",
    "geo/mentions.py",
    "property_rectification/suggest/categories.py",
    "property_rectification/suggest/duplicates.py",
    "relief/idnumber.py",
    "relief/age.py",
    "relief/statistics/month.py",
    "relief/statistics/lines.py",
    "relief/statistics/form.py",
    "relief/statistics/small.py",
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_imports_run_one_way() -> None:
    done = lint(scan.ROOT)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(("module", "line"), [
    ("geo", "import casework"),
    ("casework", "import property_rectification"),
    ("property_rectification", "import relief"),
    ("relief", "import config"),
])  # fmt: skip
def test_a_planted_import_against_the_way_is_found(tmp_path: Path, module: str, line: str) -> None:
    (tmp_path / "pyproject.toml").write_text((scan.ROOT / "pyproject.toml").read_text())
    for package in scan.PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text(f"{line}\n" if package == module else "")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def reached(path: Path, seen: set[str]) -> None:
    """Every module imported by a file, and through our own modules what those import."""
    for node in ast.walk(scan.tree(path)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for module in set(names) - seen:
            seen.add(module)
            own = own_file(module)
            if own is not None:
                reached(own, seen)


def own_file(module: str) -> Path | None:
    """The file of one of our modules; None for a name inside a module and for what is not ours."""
    base = scan.ROOT.joinpath(*module.split("."))
    found = [path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()]
    return found[0] if found and module.partition(".")[0] in scan.PACKAGES else None


def django_behind(path: Path) -> list[str]:
    seen: set[str] = set()
    reached(path, seen)
    return sorted(m for m in seen if m.split(".")[0] in ("django", "rest_framework", "celery"))


@pytest.mark.parametrize("path", PURE)
def test_a_pure_module_reaches_no_django(path: str) -> None:
    assert not django_behind(scan.ROOT / path)


def test_a_planted_django_import_is_found(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text("from casework import clock\n")
    assert django_behind(sample)


def test_bootstrap_uses_the_standard_library_alone() -> None:
    """It runs before anything is installed."""
    for path in sorted((scan.ROOT / "bootstrap").glob("*.py")):
        seen: set[str] = set()
        reached(path, seen)
        tops = {module.split(".")[0] for module in seen}
        assert tops <= set(sys.stdlib_module_names) | {"bootstrap"}, scan.name(path)
