"""What the form of an act starts with: what is known is corrected, not typed again. What is masked stays out."""

from collections.abc import Mapping
from typing import Any

from casework.declaration import Act
from relief import archive, protection, rows

_OF_PERSON = {
    "update_identity": (
        "gender_declared", "id_type", "birth_declared", "age_least", "age_most", "age_source", "accent",
    ),
}  # fmt: skip
_OF_BACKGROUND = {
    "record_background": ("ethnic", "education", "height_cm", "build", "disability", "disability_grade"),
    "sign_registration": ("filled_by", "proxy_reason"),
}
_OF_CASE = {
    "record_circumstances": (
        "cause", "needs_requested", "person_category", "relief_type", "relief_types_other", "health", "region",
        "benefit_status",
    ),
}  # fmt: skip


def of(record: Any, act: Act) -> Mapping[str, Any]:
    """The fields of the person, or of the case, that this act writes anew."""
    if act.code == "archive_case":
        return {"volume": record.archive_volume, "retention": record.retention or archive.retention(record)}
    found = {name: getattr(record.person, name) for name in _OF_PERSON.get(act.code, ())}
    found |= {name: getattr(record, name) for name in _OF_CASE.get(act.code, ())}
    known = rows.background(record) if act.code in _OF_BACKGROUND else None
    found |= {name: getattr(known, name) for name in _OF_BACKGROUND[act.code]} if known else {}
    if act.code == "review_guardianship" and (decided := protection.decision(record)):
        found |= {"ground": decided.ground, "placement": decided.placement}
    return found if record.region_said else {name: value for name, value in found.items() if name != "region"}
