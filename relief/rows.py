"""The rows of a case that guards, forms and pages look at, read once for one instance of the record."""

from typing import Any

from relief.states import REFUSED


def collectors(case: Any) -> list[Any]:
    """Who would take the person along, in the order in which they were written down."""
    return _once(case, "_collectors_read", lambda: list(case.collectors.all()))


def files(case: Any) -> list[Any]:
    """What is filed, oldest first."""
    filed = case.files.filter(removed_at__isnull=True).select_related("file", "added_by__user")
    return _once(case, "_files_read", lambda: list(filed.order_by("added_at", "pk")))


def refusal(case: Any) -> Any:
    """The decision to refuse relief; None where there is none."""
    found = case.refusaldecisions.select_related(
        "recorded_by__user", "proposed_by__user", "served_by", "served_second"
    )  # fmt: skip
    return _once(case, "_refusal_read", lambda: found.last() if case.outcome == REFUSED else None)


def _once(case: Any, key: str, load: Any) -> list[Any]:
    kept = vars(case)
    if key not in kept:
        kept[key] = load()
    return kept[key]  # type: ignore[no-any-return]
