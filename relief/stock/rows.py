"""The batches of an item as guards, forms and pages look at them."""

from typing import Any

from django.db.models import Max, Q, Sum

from relief.stock.fefo import Lot

#: Codes of the list item with something special about them (§2.1).
PRESCRIPTION, RETURNABLE = frozenset({"medicine_blood_pressure"}), frozenset({"epidemic_thermometer"})
#: Movements out to somebody, and back from them.
ISSUES, RETURNED = ("issue_in_station",), "returned"


def lots(item: Any) -> list[Lot]:
    """What is left of each batch, read once for one instance of the record."""
    return [Lot(str(one.pk), one.left, one.expiry) for one in batches(item)]


def batches(item: Any) -> list[Any]:
    """Every batch, the first to expire first."""
    kept = vars(item)
    if "_batches_read" not in kept:
        kept["_batches_read"] = list(item.batches.all())
    return kept["_batches_read"]  # type: ignore[no-any-return]


def batch(ctx: Any) -> Any:
    """The batch chosen in the form; None before it is."""
    return next((one for one in batches(ctx.record) if str(one.pk) == str(ctx.data.get("batch"))), None)


def moved(ctx: Any) -> list[Any]:
    """The movements of this act, for its paper."""
    return ctx.once("stock moves", list)  # type: ignore[no-any-return]


def out_by_batch(item: Any) -> list[tuple[Any, int]]:
    """The batches of which pieces are outside and have not come back, with how many; the last issued first."""
    lent = Q(moves__kind__in=(*ISSUES, RETURNED))
    found = item.batches.filter(lent).annotate(out=-Sum("moves__pieces"), last=Max("moves__moved_at"))
    return [(batch, batch.out) for batch in found.order_by("-last", "pk") if batch.out > 0]


def out(item: Any) -> int:
    """How many pieces were issued and have not come back."""
    return sum(pieces for _batch, pieces in out_by_batch(item))


def is_prescription(item: Any) -> bool:
    """Whether it is given on a doctor's order alone."""
    return item.item in PRESCRIPTION


def is_returnable(item: Any) -> bool:
    """Whether it is lent, not given."""
    return item.item in RETURNABLE
