"""What printing needs: Pango, which sets the lines, and the fonts of official papers.

Root installs them; everybody else has them unpacked. Then two variables name them to the product: only what the system
lacks lies in that folder, so nothing else meets another version of a library than its own.
"""

from collections.abc import Mapping
from pathlib import Path

from bootstrap import debian, parts
from bootstrap.layout import Layout

#: Library → the package that brings it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def provide(layout: Layout) -> dict[str, str]:
    """Bring what is lacking; the variables by which the product finds what was unpacked, none where nothing was."""

    def choose(_known: set[str]) -> list[str]:
        lacking = [package for library, package in LIBRARIES.items() if not parts.has_library(parts.SYSTEM, library)]
        return lacking if parts.has_chinese_fonts(layout) else [*lacking, parts.FONTS]

    brought = debian.unpacked(layout, "papers")
    if brought is None and choose(set()):
        brought = debian.provide(layout, "papers", choose, install=True)
    return {} if brought in (None, parts.SYSTEM) else _named(layout, Path(str(brought)))


def _named(layout: Layout, root: Path) -> dict[str, str]:
    fonts = parts.write_fonts(layout, "papers-fonts.conf", root)
    return {"LD_LIBRARY_PATH": parts.library_path(root), "FONTCONFIG_FILE": str(fonts)}


def joined(env: Mapping[str, str], folder: Path) -> str:
    """A further folder of libraries before those that are named already."""
    return ":".join(filter(None, [str(folder), env.get("LD_LIBRARY_PATH", "")]))
