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
    "refusaldecision": REVIEW, "policecall": REGISTRATION,
    "extension": REVIEW, "termination": TERMINATION,
    "safety_state": INCIDENT, "incident": ACCOUNTS, "form/category": ACCOUNTS, "form/serious": ACCOUNTS,
    "deathrecord": AFTER_DEATH, "relativetold": AFTER_DEATH,
    "presencecheck": INCIDENT, "absence": INCIDENT, "upwardreport": INCIDENT, "mandatoryreport": PROTECTION,
    "protection_state": PROTECTION, "protectionnote": PROTECTION,
    "collector": DEPARTURE, "assessment": DEPARTURE, "destination_note": DEPARTURE, "picked_up_by_id": DEPARTURE,
    "background/disability": HEALTH, "background/disability_grade": HEALTH,
    "background": REGISTRATION, "relative": REGISTRATION, "contactattempt": REGISTRATION,
    "form/disability": HEALTH, "form/disability_grade": HEALTH,
    "ticketvoucher": DEPARTURE, "smallfare": DEPARTURE, "voucher": DEPARTURE,
}  # fmt: skip
#: Rights to a digest alone, in words of the matrix.
_DIGESTS = {"travel note", "summary"}


def reads(actor: Actor, object_code: str) -> bool:
    """Whether the role reads this part: by a right to read, or because it writes or decides it. Who only records one
    act of it (自行离站), or reads a digest of it that is not made yet, reads nothing else. What was told of an incident
    or a death needs a right to read: who only writes one down reads their own words (`relief.web.safety_parts`)."""
    if object_code in (ACCOUNTS, AFTER_DEATH):
        hands = object_code == AFTER_DEATH and actor.role in _HANDS_AFTER_DEATH
        return hands or any(access.may(actor, INCIDENT, letter) for letter in "RUA")
    if _DIGESTS & set(access.scope_of(actor, object_code).split(", ")):
        return False
    if any(access.may(actor, object_code, letter) for letter in "RUA"):
        return True
    return access.may(actor, object_code, "C") and not access.scope_of(actor, object_code)


def reads_files(actor: Actor) -> bool:
    """Whether the role opens what was filed: copies of papers of relatives lie among it."""
    return reads(actor, DEPARTURE)


def may_read(path: str, actor: Actor) -> bool:
    """Whether this actor may see a value with this ledger path, masked or not."""
    head, _slash, rest = path.partition("/")
    wanted = _OBJECTS.get(f"{head}/{rest.rpartition('/')[2]}") or _OBJECTS.get(head)
    return wanted is None or reads(actor, wanted)
