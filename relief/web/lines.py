"""Lines and blocks of the page of a case."""

from typing import Any

from casework import display
from casework.ledger import PastView


def line(label: Any, value: Any, *, url: str = "", reveal: str = "", wide: bool = False) -> dict[str, Any]:
    """One fact; what is empty is a dash. `url` leads on; `reveal` is where a masked one is opened for a purpose."""
    return {"label": label, "value": value or display.NOTHING, "url": url, "reveal_url": reveal, "wide": wide}


def title_alone(label: Any, past: PastView) -> dict[str, Any]:
    """The page of a record as it stood on a day, of which the ledger tells its title alone."""
    title = line(label, str(past.values.get("title") or ""))
    return {"overview": [title], "notes": [], "blocks": [], "files": None}


def block(code: str, title: Any, lines: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Facts under a title; None where there are none."""
    return {"code": code, "title": title, "lines": lines} if lines else None


def filled(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that say something."""
    return [one for one in lines if one["value"] != display.NOTHING]


def known(code: str, title: Any, lines: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The same without the lines that are empty."""
    return block(code, title, filled(lines))
