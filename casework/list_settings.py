"""How a person wants their lists; kept in `User.display`, which comes with the person, so that a list asks nothing."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy

from casework.models import User

COMPACT, LOOSE = "compact", "loose"
DENSITIES = [(COMPACT, gettext_lazy("紧凑")), (LOOSE, gettext_lazy("宽松"))]


@dataclass(frozen=True)
class ListSettings:
    """Of the list of one kind: which columns in which order, and rows of one line or two."""

    columns: list[str]
    density: str


def settings_of(user: User, kind: str) -> ListSettings:
    """As this person kept them, or as the list comes."""
    kept = user.display.get("lists", {}).get(kind, {})
    return ListSettings(list(kept.get("columns", ())), kept.get("density", COMPACT))


def keep_settings(user: User, kind: str, wanted: ListSettings) -> None:
    """From now on this person's list of this kind looks so; the other lists stay as they are."""
    with transaction.atomic():
        whose = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        lists = whose.display.get("lists", {}) | {kind: {"columns": wanted.columns, "density": wanted.density}}
        whose.display = whose.display | {"lists": lists}
        whose.save(update_fields=["display"])
