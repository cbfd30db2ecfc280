"""Whose eyes what was typed into an act is for: a ticked “suspected victim” tells as much as a narrative.

The history shows the answers of a form to who gave them, and to who reads the part of the case it is about; that a
role may do an act too is no right to read what others answered. An act that stands nowhere here is read by who may do
it.
"""

from casework.actor import Actor
from casework.declaration import Act
from relief import reading
from relief.reading import ARCHIVE, BEDS, CHECK, DEPARTURE, HEALTH, INCIDENT, LEADS, PROTECTION, REGISTRATION, REVIEW

#: Part of a case → the acts that write it.
ABOUT = {
    LEADS: "record_lead close_lead",
    REGISTRATION: "receive_person call_police_at_check call_police_at_screening return_from_police "
    "return_from_police_to_screening transfer_to_police record_police_paper tell_rights update_identity "
    "verify_identity record_identity_doubt settle_identity_doubt record_circumstances record_national_entry "
    "record_background sign_registration record_relative update_relative record_contact "
    "record_national_departure record_parent propose_same_person confirm_same_person undo_same_person",
    CHECK: "start_security_check pass_security_check refer_check_refusal list_belongings return_belongings",
    HEALTH: "complete_screening prioritize_emergency send_to_hospital_before_admission return_from_hospital "
    "register_inpatient send_to_hospital discharge_to_station discharge_to_departure discharge_to_extended_stay "
    "record_capacity give_medication",
    REVIEW: "admit_person record_review countersign_admission refuse_relief serve_refusal_notice "
    "record_referral_result extend_stay ask_extension decide_extension acknowledge_extension",
    reading.TERMINATION: "open_termination_hearing record_opinion terminate_relief dismiss_termination "
    "serve_termination_notice",
    DEPARTURE: "withdraw_request withdraw_after_assessment leave_voluntarily release_minor_aged_16_17 "
    "leave_after_assessment request_release defer_release prepare_departure cancel_departure hand_over_to_family "
    "record_collector update_collector hear_true_wish record_leaving_statement attach_file "
    "record_unannounced_departure issue_ticket take_back_ticket pay_small_fare record_word_ahead "
    "refer_to_other_relief",
    INCIDENT: "report_missing record_found record_found_with_family end_missing_search record_presence_check "
    "report_upward",
    reading.ACCOUNTS: "add_incident",
    reading.AFTER_DEATH: "record_death close_after_death record_relative_told record_death_certificate "
    "record_body_collected extend_body_storage record_unclaimed_notice record_cremation_confirmation "
    "record_cremation record_ashes record_disposition record_household_cancellation list_property settle_property",
    PROTECTION: "complete_report_number transfer_to_child_agency",
    BEDS: "assign_bed move_bed free_bed record_service",
    ARCHIVE: "queue_for_archive archive_case reopen_archive",
}
_OBJECT = {code: part for part, codes in ABOUT.items() for code in codes.split()}
_REGIONS = {"health": HEALTH, "safety": INCIDENT, "protection": PROTECTION}
_REGIONS = {"health": HEALTH, "safety": reading.ACCOUNTS}


def may_read(act: Act, actor: Actor) -> bool:
    """Whether this actor reads the answers of this act."""
    part = _OBJECT.get(act.code) or _REGIONS.get(getattr(act, "region", ""))
    return reading.reads(actor, part) if part else actor.role in act.by | act.begun_by
