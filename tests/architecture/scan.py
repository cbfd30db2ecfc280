"""The files, syntax trees and words the contracts look at."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("config", "property_rectification", "relief", "casework", "geo")
HANZI = "\u4e00-\u9fff"
GETTEXT = {"_", "_t", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}


def product() -> list[Path]:
    """Every module of the product; migrations are generated and left out."""
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def tracked() -> list[Path]:
    """Every file git knows or would add."""
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in sorted(set(names)) if name and (ROOT / name).is_file()]


def name(path: Path) -> str:
    """A path as the findings print it."""
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    """The text of a file, or nothing where it is none (a picture, a sheet)."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def findings(scanner: Callable[[ast.Module], Iterable[str]], paths: Iterable[Path]) -> dict[str, list[str]]:
    """What a scanner finds, by file; nothing for a file without findings."""
    found = {name(path): list(scanner(tree(path))) for path in paths}
    return {where: what for where, what in found.items() if what}


def strings(node: ast.AST) -> Iterator[str]:
    """Every string constant below a node; docstrings are strings too."""
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value


def called(node: ast.AST) -> str:
    """The last name of what a call calls, else nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def messages(module: ast.Module) -> list[str]:
    """The words a module hands to gettext."""
    found: list[str] = []
    for node in ast.walk(module):
        if called(node) in GETTEXT:
            found += [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return found
