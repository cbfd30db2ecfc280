"""What the choice fields of a penalty procedure offer."""

from collections.abc import Callable
from typing import Any

from casework import clock
from casework.models import Post
from casework.timers import local_day
from property_rectification import codes, law
from property_rectification.models.penalty_parts import PARTIES, PenaltyPayment, PenaltyRemedy, PenaltyStatement
from property_rectification.penalty import standing

Entries = list[tuple[Any, Any]]

_FIXED: dict[str, Entries] = {
    "penalty_party": list(PARTIES),
    "penalty_remedy": list(PenaltyRemedy.KINDS),
    "defence_kind": [k for k in PenaltyStatement.KINDS if k[0] != PenaltyStatement.HEARING],
    "payment_kind": [k for k in PenaltyPayment.KINDS if k[0] != PenaltyPayment.REFUND],
}


def of(name: str, record: Any) -> Entries:
    """The entries of one named list for a record. Raises LookupError for an unknown name."""
    if name in _FIXED:
        return _FIXED[name]
    if name in _OF_RECORD:
        return _OF_RECORD[name](record)
    return list(codes.choices(name))


def officers(record: Any) -> Entries:
    """People of the organ in charge who may investigate; keys as text, for they stand in rows."""
    return [(str(key), label) for key, label in _people(record, ("R07", "R08"))]


def _people(record: Any, roles: tuple[str, ...], **more: Any) -> Entries:
    named = {post.user_id: f"{post.user.display_name}（{post.title}）" for post in _colleagues(record)
             if post.role in roles and all(getattr(post, name) == value for name, value in more.items())}  # fmt: skip
    return sorted(named.items(), key=lambda entry: str(entry[1]))


def _colleagues(record: Any) -> list[Any]:
    """Posts in the organ in charge, read once for this instance of the record."""
    posts = Post.objects.held().filter(agency=record.owner_agency_id, role__in=("R07", "R08", "R09"))
    return standing.once(record, "colleagues", lambda: list(posts.select_related("user")))


def _files(record: Any) -> Entries:
    return [(f.pk, f.title) for f in standing.files(record)]


def _legal_basis(record: Any) -> Entries:
    rows = law.verified(local_day(clock.now())).values()
    return [(row.code, row.title) for row in sorted(rows, key=lambda row: row.title)]


_OF_RECORD: dict[str, Callable[[Any], Entries]] = {
    "officers": officers,
    "heads": lambda record: _people(record, ("R07", "R08"), head=True),
    "chairs": lambda record: _people(record, ("R07", "R08", "R09")),
    "files": _files,
    "legal_basis": _legal_basis,
}
