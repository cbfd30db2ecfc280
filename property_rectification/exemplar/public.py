"""What the public sees: read from the rows at each request, so that what went off line is gone everywhere at once."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from casework import clock
from casework.models import Timer
from property_rectification.exemplar.guards import FINAL, source_lost
from property_rectification.exemplar.states import EXPIRED, ON_LINE, WITHDRAWN
from property_rectification.models import Exemplar

PERIOD = "T.EXEMPLAR.EXPIRE"
LONGEST_SEARCH = 40


def on_line() -> QuerySet[Exemplar]:
    """Published or corrected, within the period, the source still standing: whether or not the clockwork came by."""
    running = Timer.objects.filter(record=OuterRef("pk"), key=PERIOD, stopped_at__isnull=True, due_at__gt=clock.now())
    return Exemplar.objects.filter(
        Exists(running), state__in=ON_LINE, online__isnull=False, source__state__in=FINAL,
        source_changed_at__isnull=True,
    ).select_related("online")  # fmt: skip


def search(words: str, genre: str = "") -> QuerySet[Exemplar]:
    """Those on line whose text has all the words, newest first."""
    rows = on_line()
    for word in words[:LONGEST_SEARCH].replace("\x00", "").split():
        rows = rows.filter(public_text__icontains=word)
    if genre:
        rows = rows.filter(genre=genre)
    return rows.order_by("-published_at", "pk")


def excerpt(record: Exemplar) -> str:
    """The first sentence of the text on line; the title stands in a line before it."""
    return "".join(record.public_text.split("\n")[1:2])


@dataclass(frozen=True)
class Gone:
    """What is told of a text that was on line once: whether it was withdrawn, and the explanation once there is one."""

    withdrawn: bool
    explanation: str = ""
    explained_at: Any = None


def gone(pk: Any) -> Gone | None:
    """What is told where a text is not on line any more; None for one that never was."""
    record = Exemplar.objects.filter(pk=pk, published_at__isnull=False).select_related("source").first()
    if record is None:
        return None
    if record.explained_at is not None:
        return Gone(True, record.explanation.reveal(), record.explained_at)
    ended = record.state == EXPIRED or (record.state in ON_LINE and not source_lost(record))
    return Gone(record.state == WITHDRAWN or not ended)
