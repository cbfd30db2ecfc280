"""How often an address, and everybody together, may do something on the public pages.

Counted in Redis, by the throttles of the REST framework. An address is kept as a keyed digest, for as long as its
period. Where Redis does not answer nobody is turned away: a complaint is worth more than the count.
"""

import logging
import math
from collections.abc import Sequence

from django.core.cache import caches
from django.http import HttpRequest
from redis.exceptions import RedisError
from rest_framework.throttling import SimpleRateThrottle

from casework import crypto

log = logging.getLogger(__name__)
CACHE = "limits"


class Limit(SimpleRateThrottle):
    """So many times in a period: `20/hour`, `60/minute`; for each address, or for all together."""

    def __init__(self, scope: str, rate: str, *, together: bool = False) -> None:
        self.scope, self.rate, self.together = scope, rate, together
        super().__init__()

    @property
    def cache(self):  # type: ignore[no-untyped-def,override]
        """The shared cache, of this process's own connection."""
        return caches[CACHE]

    def get_cache_key(self, request: HttpRequest, view: object) -> str:  # type: ignore[override]
        """The counter this request counts in."""
        who = "all" if self.together else crypto.digest(self.get_ident(request).encode(), "rate limit").hex()  # type: ignore[arg-type]
        return f"{self.scope}:{who}"


def wait(request: HttpRequest, limits: Sequence[tuple[str, str, bool]]) -> int:
    """0 where the request may go on, and it is counted; else the seconds to wait until it may.

    `limits` are scope, rate, and whether everybody counts together.
    """
    seconds = 0.0
    for scope, rate, together in limits:
        limit = Limit(scope, rate, together=together)
        try:
            if not limit.allow_request(request, None):  # type: ignore[arg-type]
                seconds = max(seconds, limit.wait() or 1.0)
        except RedisError as error:
            log.error("rate limit %s: Redis does not answer (%s)", scope, type(error).__name__)
    return math.ceil(seconds)
