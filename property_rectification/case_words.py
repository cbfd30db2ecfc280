"""Words of a case's screens: overlays, kept form values, and what a form starts with."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from casework import display
from casework.agency_names import agency_names
from casework.declaration import Act, Ask
from casework.kinds import Badge
from casework.masking import contains_personal
from casework.models import Agency, RecordFile, User
from geo.models import Compound
from property_rectification import case_choices, codes, dossier


def _badge(tone: str, text: Any, icon: str) -> Badge:
    return {"tone": tone, "text": text, "icon": icon, "url": ""}


#: Overlays in the order in which they are worth the space.
FLAG_BADGES: dict[str, Badge] = {
    "SAFETY_URGENT": _badge("safety", gettext_lazy("安全"), "alert-octagon"),
    "SUPERVISED": _badge("flag", gettext_lazy("挂牌督办"), "flag"),
    "CONFIDENTIAL_REPORTER": _badge("sealed", gettext_lazy("保密反映人"), "eye-off"),
    "MINOR": _badge("sealed", gettext_lazy("未成年人"), "user-question"),
    "GROUP": _badge("plain", gettext_lazy("涉及5户以上"), "users"),
    "PUBLIC_REPORT": _badge("plain", gettext_lazy("网上反映"), "message-plus"),
}


def overlays(flags: Sequence[str], supervision_level: str) -> list[Badge]:
    """The badges of a case's flags in their order; a supervision with its level."""
    found = {flag: badge for flag, badge in FLAG_BADGES.items() if flag in flags}
    if "SUPERVISED" in found and supervision_level:
        words = f"{codes.label('supervision_level', supervision_level)}{FLAG_BADGES['SUPERVISED']['text']}"
        found["SUPERVISED"] = found["SUPERVISED"] | {"text": words}
    return list(found.values())


#: Denial → the amendment that supplies what is missing.
REMEDIES = {
    "minimum_fields_present": "edit_intake", "deadline_set": "set_triage", "lead_unit_competent": "set_triage",
    "conduct_facts": "record_conduct", "not_firm_alone": "record_conduct", "one_side": "split_off",
    "owner_claim_opened": "split_off", "recusal_asked": "request_recusal",
    "both_sides_heard": "record_statement", "evidence_for_each_fact": "add_evidence",
    "legal_review_done_if_fine": "record_legal_review", "recheck_done_if_drawn": "record_recheck",
    "rectification_evidence_present": "attach_file", "failed_items_listed": "record_check_items",
    "all_items_passed": "record_check_items", "voucher_matches_to_fen": "record_voucher",
    "no_unpaid_refund": "record_voucher", "callback_done_or_tried": "record_callback",
    "satisfaction_recorded": "record_callback", "file_complete": "attach_file",
    "renewed_notice_served": "record_renewed_order", "new_evidence_present": "attach_file",
    "withdrawal_voluntary": "confirm_withdrawal", "both_parties_consented": "record_consent",
    "statutory_route_result_recorded": "record_route_result",
}  # fmt: skip

#: What the bell says of cases alone.
NOTICES = {
    "placed": gettext_lazy("%(number)s已挂牌督办，每周五12:00前报进展"),
    "handed_in": gettext_lazy("%(number)s有新的材料：%(action)s"),
    "step_taken": gettext_lazy("%(number)s：%(action)s，请按要求反馈"),
}

#: Fields of a case and its children that hold the code of a list and do not say so themselves.
CODE_LISTS = {
    "channel": "channel", "result": "result", "recordfile/purpose": "file_purpose",
    "supervision_level": "supervision_level", "supervision/level": "supervision_level",
    "escalation/step": "escalation_step",
    "extension/told_how": "told_how", "suspension/cause": "suspension_cause", "shelving/cause": "shelving_cause",
    "conclusion/reason_code": "not_accept_reason", "ordernotice/variant": "limit_variant",
}  # fmt: skip

_MODELS: dict[str, Any] = {
    "user": User, "users": User, "agency": Agency, "agencies": Agency, "compound": Compound, "file": RecordFile,
    "files": RecordFile,
}  # fmt: skip


def form_words(ask: Ask, raw: str, record: Any) -> str:
    """A kept form value in words: labels for codes, names for references, rows for lists."""
    if ask.kind == "items":
        return "；".join(_row(ask, row, record) for row in json.loads(raw))
    if ask.kind == "choice":
        return str(_labels(record, ask.choices).get(raw, raw))
    keys = json.loads(raw) if ask.kind in ("users", "agencies", "files") else [raw]
    if ask.kind == "compound" and raw == str(record.compound_id):
        return str(record.compound)
    if ask.kind in ("agency", "agencies"):
        return "、".join(agency_names().get(int(key), display.NOTHING) for key in keys)
    if ask.kind in ("file", "files"):
        named = _labels(record, "files")
        if all(key in named for key in keys):
            return "、".join(str(named[key]) for key in keys)
    return "、".join(str(obj) for obj in _MODELS[ask.kind].objects.filter(pk__in=keys))


#: Lists whose entries the page reads for itself too.
_OF_FILE: dict[str, Any] = {
    "files": lambda record: [(file.pk, file.title) for file in dossier.files(record)],
    "facts": lambda record: [(fact.pk, case_choices.fact_words(fact)) for fact in dossier.facts(record)],
}


def _labels(record: Any, name: str) -> dict[str, Any]:
    """The entries of a code list by key, read once for this instance of the record: a history asks again and again."""
    read: dict[str, dict[str, Any]] = vars(record).setdefault("_labels_read", {})
    if name not in read:
        entries = _OF_FILE[name](record) if name in _OF_FILE else case_choices.choices(name, record)
        read[name] = {str(key): label for key, label in entries}
    return read[name]


def _row(ask: Ask, row: Mapping[str, Any], record: Any) -> str:
    words = []
    for column in ask.columns:
        value = row.get(column.name)
        if value not in (None, ""):
            words.append(form_words(column, value, record) if column.kind == "choice" else str(value))
    return " ".join(words)


def initial(record: Any, act: Act) -> Mapping[str, Any]:
    """What is known already, for correcting it. A category, a match or somebody's will is never filled in."""
    if act.code == "set_triage":
        known = {"category": record.category, "matter": record.matter, "urgency": record.urgency, "risk": record.risk}
        return known | {"complex": record.complex, "firm": str(record.firm_id or ""), "title": record.title}
    if act.code == "edit_intake":
        names = ("channel", "compound", "place", "happened_at", "reported_at", "title")
        known = {name: getattr(record, f"{name}_id", getattr(record, name)) for name in names}
        return known | {name: _unless_personal(getattr(record, name)) for name in ("narrative", "claim")}
    return {}


def _unless_personal(text: Any) -> str:
    """A kept text for correcting it; one with numbers of people stays closed, and an empty answer leaves it."""
    plain = text.reveal() if text else ""
    return "" if contains_personal(plain) else plain
