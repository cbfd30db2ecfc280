"""Draws nobody can foretell and everybody can repeat: a keyed digest decides (§1.1.2 #16, §1.1.2 #37, L-76a)."""

import hashlib
import hmac

RECHECK_SHARE, LOOKBACK_SHARE, CALLBACK_SHARE = 0.10, 0.20, 0.20
_SPAN = 2**64


def drawn(key: str, purpose: str, subject: str, share: float) -> bool:
    """Whether `subject` is drawn for `purpose` with probability `share`; the same inputs always draw the same."""
    digest = hmac.new(key.encode(), f"{purpose}:{subject}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) < share * _SPAN


def keeps_share(total_before: int, drawn_before: int, share: float) -> bool:
    """Whether at least `share` of all are drawn if this one, the next, is not."""
    return drawn_before >= share * (total_before + 1)
