"""Surcharge on a fine that is not paid in time: 3 % a day of what is unpaid, never above the fine (L-37).

Pure arithmetic in integer fen; parts of a fen are dropped, in favour of who pays. While a review or a suit runs nothing
is added (行政处罚法 73).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

PERCENT_A_DAY = 3
#: Days between which a review or a suit ran; None: it still runs.
Pause = tuple[date, date | None]
#: On which day how much was paid.
Paid = tuple[date, int]
_DAY = timedelta(days=1)


def surcharge(
    fine: int, last_day: date, until: date, *, paid: Iterable[Paid] = (), pauses: Sequence[Pause] = ()
) -> int:
    """What is added by the end of `until` to a fine that was to be paid by `last_day`.

    A payment counts on its own day: nothing is added for that day any more.
    """
    payments, hundredths, day = list(paid), 0, last_day
    while day < until and hundredths < fine * 100:
        day += _DAY
        unpaid = fine - sum(amount for on, amount in payments if on <= day)
        if unpaid <= 0:
            break
        if not any(since <= day and (end is None or day <= end) for since, end in pauses):
            hundredths += unpaid * PERCENT_A_DAY
    return min(fine, hundredths // 100)
