"""Lawful erasure reaches the papers of a record: what goes is what a paper says, that it was issued stays."""

from collections.abc import Collection, Mapping
from typing import Any

from casework import clock, documents, files
from casework.masking import MASKS
from casework.models import Document, Record


def erase_with(record: Record, texts: Collection[str]) -> list[str]:
    """Lawful erasure reaches the papers on which one of these texts stands, in full or masked; answers their ids.

    What goes is snapshot and PDF; that there was a paper, and its digests, stay.
    """
    wanted = {shown for text in texts if text for shown in _shapes(text)}
    gone = []
    for found in Document.objects.filter(record_id=record.pk, erased_at=None).select_for_update(no_key=True):
        if _holds(found, wanted):
            stored, found.file, found.snapshot, found.erased_at = found.file, None, b"", clock.now()
            found.save(update_fields=["file", "snapshot", "erased_at"])
            if stored:
                files.discard(stored)
            gone.append(str(found.pk))
    return gone


def _holds(found: Document, wanted: Collection[str]) -> bool:
    said = "\n".join("".join(word.split()) for word in _words(documents.snapshot_of(found)))
    return any(text in said for text in wanted)


def _shapes(text: str) -> set[str]:
    """A text as it may stand on paper: as it is, and as each way of masking leaves it; spaces are not compared."""
    shapes = {text, *(MASKS[kind](text) for kind in ("name", "phone", "identity", "address", "prose"))}
    squeezed = {"".join(shape.split()) for shape in shapes}
    return {shape for shape in squeezed if len(shape.strip("*")) > 1}


def _words(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [word for one in value.values() for word in _words(one)]
    if isinstance(value, list):
        return [word for one in value for word in _words(one)]
    return [value] if isinstance(value, str) else []
