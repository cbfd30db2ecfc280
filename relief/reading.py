"""Who may read what of a case: the matrix of the station, by the parts a case is made of."""

from casework import access
from casework.actor import Actor

LEADS = "lead_hotline"
REGISTRATION, CHECK, HEALTH = "registration", "security_check_belongings", "screening_health"
REVIEW, DEPARTURE, ARCHIVE = "eligibility_refusal", "departure_voucher", "archive"
TERMINATION = "termination"
TRACING = "tracing_tasks"
INCIDENT, PROTECTION = "death_incident", "minor_protection"
BEDS = "beds_daily_service"
#: Parts of death and incidents that are not for everybody who may write one down (matrix: C, and no R).
ACCOUNTS, AFTER_DEATH = f"{INCIDENT}: accounts", f"{INCIDENT}: after death"
#: Whoever does what is due after a death has to see what was done of it.
_HANDS_AFTER_DEATH = frozenset({"CSW"})
#: Parts that need a right to read, whatever else a role may write there → the object whose letters count: who only
#: records that something happened, or that somebody died, reads none of the rest.
_READ_BY_RIGHT = {ACCOUNTS: INCIDENT, AFTER_DEATH: INCIDENT}
#: Part of a case, by its ledger path, with the field where one differs → the object of the matrix it falls under.
_OBJECTS = {
    "person/capacity_signs": HEALTH,
    "lead": LEADS, "person": REGISTRATION, "course": REGISTRATION, "brought_by": REGISTRATION, "request": REGISTRATION,
    "cause": REGISTRATION, "person_category": REGISTRATION, "relief_type": REGISTRATION,
    "relief_types_other": REGISTRATION, "needs_requested": REGISTRATION, "region": REGISTRATION,
    "benefit_status": REGISTRATION, "age_at_admission": REGISTRATION, "health": HEALTH,
    "health_state": HEALTH, "healthnote": HEALTH,
    "securitycheck": CHECK, "screening": HEALTH, "medicalevent": HEALTH,
    "bedstay": BEDS, "bed_id": BEDS, "form/bed": BEDS, "form/services": BEDS, "dailyservice/prescription": HEALTH,
    "dailyservice": BEDS, "belonging": CHECK, "companion": REGISTRATION,
    "review_note": REVIEW, "narrow_test": REVIEW, "practice_test": REVIEW, "cannot_state": REVIEW,
    "suspected_victim": REVIEW,
    "policeinquiry": TRACING,
    "refusaldecision": REVIEW, "policecall": REGISTRATION, "police_at": REGISTRATION, "region_said": REGISTRATION,
    "sameperson": REGISTRATION, "nationalentry": REGISTRATION, "reviewed_at": REVIEW, "reviewed_by_id": REVIEW,
    "countersigned_at": REVIEW, "countersigned_by_id": REVIEW,
    "extension": REVIEW, "termination": TERMINATION,
    "safety_state": INCIDENT, "incident": ACCOUNTS, "reported_at": PROTECTION,
    "deathrecord": AFTER_DEATH, "relativetold": AFTER_DEATH,
    "presencecheck": INCIDENT, "absence": INCIDENT, "upwardreport": INCIDENT, "mandatoryreport": PROTECTION,
    "protection_state": PROTECTION, "protectionnote": PROTECTION,
    "collector": DEPARTURE, "wordahead": DEPARTURE, "assessment": DEPARTURE, "destination_note": DEPARTURE,
    "picked_up_by_id": DEPARTURE,
    "background/disability": HEALTH, "background/disability_grade": HEALTH,
    "background": REGISTRATION, "relative": REGISTRATION, "contactattempt": REGISTRATION,
    "form/disability": HEALTH, "form/disability_grade": HEALTH,
    "ticketvoucher": DEPARTURE, "smallfare": DEPARTURE, "voucher": DEPARTURE,
    "referral": DEPARTURE, "archivevolume": ARCHIVE,
}  # fmt: skip
#: Rights to a digest alone, in words of the matrix.
_DIGESTS = {"travel note", "summary"}


def reads(actor: Actor, object_code: str) -> bool:
    """Whether the role reads this part: by a right to read, or because it writes or decides it. Who only records one
    act of it (自行离站), or reads a digest of it that is not made yet, reads nothing else; of an incident they read
    their own words (`relief.web.safety_parts`)."""
    letters_of = _READ_BY_RIGHT.get(object_code, object_code)
    if _DIGESTS & set(access.scope_of(actor, letters_of).split(", ")):
        return False
    if any(access.may(actor, letters_of, letter) for letter in "RUA"):
        return True
    if object_code in _READ_BY_RIGHT:
        return object_code == AFTER_DEATH and actor.role in _HANDS_AFTER_DEATH
    return access.may(actor, object_code, "C") and not access.scope_of(actor, object_code)


def reads_files(actor: Actor) -> bool:
    """Whether the role opens what was filed: copies of papers of relatives lie among it."""
    return reads(actor, DEPARTURE)


def may_read(path: str, actor: Actor) -> bool:
    """Whether this actor may see a value with this ledger path, masked or not."""
    head, _slash, rest = path.partition("/")
    wanted = _OBJECTS.get(f"{head}/{rest.rpartition('/')[2]}") or _OBJECTS.get(head)
    return wanted is None or reads(actor, wanted)
