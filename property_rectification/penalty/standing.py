"""Where a penalty procedure stands: the parts of its file, each read once for an instance of the record."""

from collections.abc import Callable
from datetime import date
from typing import Any

from casework.timers import day_before
from property_rectification.models.penalty_parts import (
    PenaltyDecision,
    PenaltyHearing,
    PenaltyPayment,
    PenaltyProposal,
    PenaltyRemedy,
    PenaltyStatement,
)
from property_rectification.penalty import money

FINE_KIND, TAKEN_KIND = "03", "04"
#: 责令停产停业、吊销许可等: a hearing right by law, and always discussed by the heads (处罚法 57, 63).
WEIGHTY = frozenset({"06", "07"})
UPHELD, WITHDRAWN = "01", "02"
#: After a decision on review there is a suit for so many days (行诉法 45).
SUIT_AFTER_REVIEW = 15
ADULT_FOR_PENALTY, FULL_AGE = 14, 18


def once(record: Any, name: str, read: Callable[[], list[Any]]) -> list[Any]:
    """What `read` gives, read once for this instance of the record."""
    kept: dict[str, list[Any]] = vars(record).setdefault("_standing", {})
    if name not in kept:
        kept[name] = read()
    return kept[name]


def forget(record: Any, name: str) -> None:
    """Read it again the next time: a row was added."""
    vars(record).get("_standing", {}).pop(name, None)


def files(record: Any) -> list[Any]:
    """The files that were not taken out, the oldest first."""
    found = record.files.filter(removed_at=None).select_related("file", "added_by__user").order_by("added_at")
    return once(record, "files", lambda: list(found))


def officers(record: Any) -> list[dict[str, Any]]:
    """Those who investigate now, as the record keeps them."""
    return [one for one in record.officers if one["until"] is None]


def officer_keys(record: Any) -> set[int]:
    """Keys of the users who investigate now."""
    return {one["user"] for one in officers(record)}


def investigators(record: Any) -> set[int]:
    """Keys of the users who prepared the file: officers, then and now, and who wrote the proposals."""
    written = {p.recorded_by.user_id for p in proposals(record) if p.recorded_by}
    return {one["user"] for one in record.officers} | written


def proposals(record: Any) -> list[PenaltyProposal]:
    """Every proposal, the oldest first."""
    return once(record, "proposals", lambda: list(record.penaltyproposals.select_related("recorded_by")))


def proposal(record: Any) -> PenaltyProposal | None:
    """The proposal that counts: the last one."""
    return next(reversed(proposals(record)), None)


def statements(record: Any) -> list[PenaltyStatement]:
    """What was said about the proposal that counts."""
    rows = once(record, "statements", lambda: list(record.penaltystatements.all()))
    return _of_proposal(record, rows)


def hearings(record: Any) -> list[PenaltyHearing]:
    """Hearings asked for about the proposal that counts."""
    rows = once(record, "hearings", lambda: list(record.penaltyhearings.select_related("chair")))
    return _of_proposal(record, rows)


def opinions(record: Any, kind: str) -> list[Any]:
    """Legal opinions or minutes on the proposal that counts."""
    rows = once(record, "opinions", lambda: list(record.penaltyopinions.select_related("recorded_by__user")))
    return [one for one in _of_proposal(record, rows) if one.kind == kind]


def _of_proposal(record: Any, rows: list[Any]) -> list[Any]:
    current = proposal(record)
    return [row for row in rows if current is not None and row.proposal_id == current.pk]


def decisions(record: Any) -> list[PenaltyDecision]:
    """Every decision, the oldest first."""
    return once(record, "decisions", lambda: list(record.penaltydecisions.all()))


def decision(record: Any) -> PenaltyDecision | None:
    """The decision that counts: the last one."""
    return next(reversed(decisions(record)), None)


def payments(record: Any) -> list[PenaltyPayment]:
    """Money in and out, in the order of its days."""
    return once(record, "payments", lambda: list(record.penaltypayments.order_by("paid_on", "recorded_at")))


def remedies(record: Any) -> list[PenaltyRemedy]:
    """Reviews and suits, the oldest first."""
    return once(record, "remedies", lambda: list(record.penaltyremedys.all()))


def pending(record: Any) -> list[PenaltyRemedy]:
    """Those that have not ended."""
    return [one for one in remedies(record) if one.ended_on is None]


def clock(record: Any, key: str) -> Any:
    """The clock of this key that was started last, stopped or not; None where there never was one."""
    found = once(record, "clocks", lambda: list(record.timers.order_by("started_at")))
    return next((one for one in reversed(found) if one.key == key), None)


# --- money ------------------------------------------------------------------------------------------------------


def amount(rows: list[dict[str, Any]], *kinds: str) -> int:
    """The sum, in fen, of penalties of these kinds."""
    return sum(row.get("amount") or 0 for row in rows if row["kind"] in kinds)


def paid(record: Any, *kinds: str) -> int:
    """What came in of these kinds, in fen."""
    return sum(one.amount for one in payments(record) if one.kind in kinds)


def still_held(record: Any) -> int:
    """What came in and has not gone back."""
    return paid(record, "fine", "taken", "added") - paid(record, "refund")


def surcharge_now(record: Any, until: date) -> int:
    """The surcharge owed by the end of a day; 0 while the payment clock runs, and where it was waived."""
    found = decision(record)
    if found is None or found.surcharge_waived or not amount(found.content, FINE_KIND):
        return 0
    pay = clock(record, "T.PENALTY.PAY")
    if pay is None:
        return 0
    return money.surcharge(
        amount(found.content, FINE_KIND), day_before(pay.due_at), until,
        paid=[(one.paid_on, one.amount) for one in payments(record) if one.kind == PenaltyPayment.FINE],
        pauses=[(one.applied_on, one.ended_on) for one in remedies(record)],
    )  # fmt: skip


# --- what the law asks for here ---------------------------------------------------------------------------------


def kinds_of(rows: list[dict[str, Any]]) -> set[str]:
    """The kinds of penalty in a proposal or decision."""
    return {row["kind"] for row in rows}


def has_hearing_right(found: PenaltyProposal) -> bool:
    """By law for the weighty kinds; for money and the rest where the organ says so: the sums are local (L-32)."""
    return found.hearing or bool(kinds_of(found.content) & WEIGHTY)


def heard(record: Any) -> bool:
    """Whether the hearing about the proposal that counts was held."""
    return any(one.held_at for one in hearings(record))


def age_on(birthday: date, day: date) -> int:
    """Full years on a day."""
    return day.year - birthday.year - ((day.month, day.day) < (birthday.month, birthday.day))


def too_young(record: Any) -> bool:
    """Whether the party was under fourteen when the wrong ended (L-36)."""
    return record.birthday is not None and age_on(record.birthday, record.acted_until) < ADULT_FOR_PENALTY
