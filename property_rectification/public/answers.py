"""The papers that the reporter of a case may read with the key: the last written answer (F-36), and the others."""

from typing import Any

from casework import documents
from casework.actor import Actor
from casework.models import Document

ANSWER = "F-36"
#: Papers with a place of their own on the page of a key.
_APART = ("F-01", ANSWER)


def told(case: Any) -> Document | None:
    """The last answer; None where there is none, it was erased, or it waits for the supervisor (§1.1.2 #17)."""
    found = documents.latest(case, ANSWER)
    if found is None or found.erased_at or documents.snapshot_of(found)["pending"]:
        return None
    return found


def papers(case: Any, reporter: Actor) -> list[Document]:
    """The other papers addressed to the reporter, the newest first."""
    found = documents.of(case).exclude(code__in=_APART).filter(erased_at=None)
    return [one for one in found if documents.may_open(one, reporter)]
