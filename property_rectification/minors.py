"""Who sees the person in a case that involves a minor: whoever handles it and the privacy officer (§5.5).

The others see the case without the person: what it is about, where it stands, the street it lies in.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casework import kinds
from casework.actor import Actor
from casework.refusals import InvalidData

MINOR = "MINOR"
PRIVACY_OFFICER, REPORTER = "R19", "R17"
#: Posts that write the complaint down and send it on, as long as nobody handles it.
TAKING_IN = frozenset({"R02", "R04", "R05"})
#: Ledger paths that say who it is, what was said, and where exactly; of children of the case, all of the child.
PERSON = (
    "reporter/", "narrative", "claim", "place", "location", "source_x", "source_y", "statement/", "conductrecord/",
    "reporternote/", "supplementrequest/", "objection/", "recordfile/", "document/", "form/",
)  # fmt: skip
#: Digits of a division that is a street or township.
STREET_DIGITS = 9


def involved(record: Any) -> bool:
    """Whether the case involves a minor."""
    return MINOR in record.flags


def sees_person(record: Any, actor: Actor) -> bool:
    """Whether this actor may see the person in the case at all, masked as for any other."""
    if not involved(record) or actor.is_system:
        return True
    if actor.role in (PRIVACY_OFFICER, REPORTER):
        return True
    handler = kinds.full(record).handler_id
    return bool(handler == actor.user_id) if handler is not None else actor.role in TAKING_IN


def hides(record: Any, path: str, actor: Actor) -> bool:
    """Whether a value of the ledger stays closed to this actor because of the minor."""
    return path.startswith(PERSON) and not sees_person(record, actor)


def without(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the records that involve no minor: only they are drawn at their own point."""
    return rows.exclude(flags__contains=[MINOR])


def coarse_place(record: Any) -> str:
    """The street instead of compound and place."""
    division = record.division
    return str(division.parent.name if len(division.code) > STREET_DIGITS and division.parent_id else division.name)


def named_without_consent(contact: Any, *, under_14: bool, consent: bool) -> str:
    """Why somebody under fourteen is not written down by name; empty where the guardian agreed or nothing is told."""
    if not under_14 or consent or not any(contact.get(name) for name in ("name", "phone", "address")):
        return ""
    return _("未满14周岁的，先取得监护人同意；没有同意的只记事情，不记本人信息")


def refuse_data_of_child(contact: Any, *, under_14: bool, consent: bool) -> None:
    """Raises InvalidData where a child would be written down without the guardian's consent."""
    if said := named_without_consent(contact, under_14=under_14, consent=consent):
        raise InvalidData({"guardian_consent": [said]})
