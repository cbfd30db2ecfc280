"""The pairs that say that two persons may be one, read from either of the two cases."""

from typing import Any

from django.db.models import Q

from relief.models.same_person import SamePerson


def of(case: Any) -> list[Any]:
    """Every pair of this case, undone ones too, in the order in which they were said; read once for one instance."""
    kept = vars(case)
    if "_pairs_read" not in kept:
        both = SamePerson.objects.filter(Q(case=case.pk) | Q(other=case.pk))
        whole = both.select_related("case__person", "other__person", "first", "second")
        kept["_pairs_read"] = list(whole.order_by("recorded_at", "pk"))
    return kept["_pairs_read"]  # type: ignore[no-any-return]


def open_ones(case: Any) -> list[Any]:
    """Those that stand."""
    return [pair for pair in of(case) if pair.undone_at is None]


def waiting(case: Any) -> list[Any]:
    """Those that a second reviewer has not seen yet."""
    return [pair for pair in open_ones(case) if pair.confirmed_at is None]


def confirmed(case: Any) -> list[Any]:
    """Those that two reviewers have said, and nobody has undone."""
    return [pair for pair in open_ones(case) if pair.confirmed_at is not None]


def partner(pair: Any, case: Any) -> Any:
    """The other case of a pair."""
    return pair.other if pair.case_id == case.pk else pair.case
