"""What README and documents point to is there; functions and files stay readable at a sitting."""

import ast
import re
from pathlib import Path

from tests.architecture import scan

PAGES = [path for path in scan.tracked() if path.suffix == ".md"]
SCREEN = 50


def pointed_to(text: str) -> list[str]:
    """Targets of links and pictures inside the checkout, and paths in backticks."""
    links = [target for target in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in target]
    quoted = re.findall(r"`([\w.-]+/[\w./-]*)`", text)
    return links + [path for path in quoted if path.endswith("/") or re.search(r"\.(py|md|csv|toml|txt|mjs)$", path)]


def gone(page: Path, text: str) -> list[str]:
    return [one for one in pointed_to(text) if not (scan.ROOT / one).exists() and not (page.parent / one).exists()]


def test_paths_in_documents_exist() -> None:
    found = {scan.name(page): gone(page, scan.text(page)) for page in PAGES}
    assert not {where: what for where, what in found.items() if what}


def test_commands_in_documents_exist() -> None:
    known = {path.stem for path in scan.product() if path.parent.name == "commands"}
    known |= {"collectstatic", "check", "migrate", "shell"}
    named = {word for page in PAGES for word in re.findall(r"manage\.py ([a-z_]+)", scan.text(page))}
    assert len(named) > 5
    assert not named - known


def long_functions(module: ast.Module) -> list[str]:
    functions = [n for n in ast.walk(module) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [n.name for n in functions if (n.end_lineno or 0) - n.lineno >= SCREEN]


def test_functions_fit_on_a_screen() -> None:
    assert not scan.findings(long_functions, scan.product())


def test_planted_faults_are_found() -> None:
    text = "[a](docs/gone.md) ![b](docs/gone.png) `casework/gone.py` `casework/engine.py` [c](https://example.org/x)"
    assert gone(scan.ROOT / "README.md", text) == ["docs/gone.md", "docs/gone.png", "casework/gone.py"]
    assert long_functions(ast.parse("def f():\n" + "    pass\n" * SCREEN)) == ["f"]
