"""Where the protection of minors, and of adults who may not decide alone, stands: its states, who decides what."""

from typing import Any

from relief import rows, standing
from relief.states import OPEN

NOT_APPLICABLE, TO_BE_ASSESSED, REPORTED = "not_applicable", "to_be_assessed", "reported"
TEMPORARY, CONTACTED, ASSESSMENT = "temp_guardianship", "guardian_contacted", "guardian_assessment"
FIT, UNFIT, COURT = "guardian_fit", "guardian_unfit", "court_proceeding"
LONG_TERM, RETURNED, TRANSFERRED = "long_term_guardianship", "returned", "transferred"
#: From a temporary guardianship on the bureau alone says that no protection is needed (TC10).
BUREAU_CLEARS = (TEMPORARY, CONTACTED, ASSESSMENT, FIT, UNFIT, COURT)
#: Who decides on guardianship: the county bureau (R-55).
BUREAU = "SUP"
#: The clock of the first hour, and the one of the next review.
FIRST_HOUR, REVIEW_CLOCK = "TM-11", "TM-32"
#: Over to an agency for children, with the road (TA34, TC08).
TRANSFER = "transfer_to_child_agency"
#: Acts by which a guardianship of the bureau begins or goes on, and those by which there is none any more.
DECIDED = ("take_temporary_guardianship", "review_guardianship", "take_long_term_guardianship")
ENDED = ("clear_protection", "return_to_guardian", "record_court_dismissal")
#: Ways in which the clock of the first hour is answered without a report: none was due.
NO_REPORT_DUE = ("contact_guardian", "take_temporary_guardianship", "clear_protection")


def is_due(case: Any, now: Any) -> bool:
    """Whether somebody who is there has to be protected, and nobody began to look into it (R-55)."""
    begun = case.protection_state != NOT_APPLICABLE
    return not begun and case.state in OPEN and case.arrived_at is not None and standing.is_protected(case, now)


def decision(case: Any) -> Any:
    """The guardianship the bureau holds; None where it holds none. A guardian found meanwhile does not end it (E28)."""
    for note in reversed(rows.protection(case)):
        if note.act in DECIDED:
            return note
        if note.act in ENDED:
            return None
    return None


def guardian(case: Any) -> Any:
    """The guardian who was contacted last; None where none was found."""
    return next((note.guardian for note in reversed(rows.protection(case)) if note.guardian_id), None)


def no_harm_stated(case: Any) -> bool:
    """Whether somebody wrote down that no sign of harm was seen."""
    return any(note.no_harm for note in rows.protection(case))
