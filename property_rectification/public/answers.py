"""The written answer (F-36) that the reporter of a case may read with the key: the last one that may be told."""

from typing import Any

from casework import documents
from casework.models import Document

ANSWER = "F-36"


def told(case: Any) -> Document | None:
    """The last answer; None where there is none, it was erased, or it waits for the supervisor (§1.1.2 #17)."""
    found = documents.latest(case, ANSWER)
    if found is None or found.erased_at or documents.snapshot_of(found)["pending"]:
        return None
    return found
