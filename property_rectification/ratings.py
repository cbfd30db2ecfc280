"""Asking a reporter how it went: who is drawn, the one-use link, and what comes of an answer (L-76a).

A keyed digest draws, nobody picks. The link opens one page for seven days and takes one answer; the telephone asks the
same. Whoever is not content and wants it looked at again objects with the same press; a person decides (§1.1.2 #35).
"""

import re
import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import boundary, clock, commit, engine, publickeys
from casework.actor import Actor
from casework.fields import blind_q
from casework.refusals import Conflict, Refusal
from casework.timers import DAY, end_of, local_day
from property_rectification import lottery
from property_rectification.models.rating import RatingLink

TOKEN_BYTES, OPEN_DAYS = 16, 7
_TOKEN = re.compile(r"[0-9a-f]{32}")


def draw(case: Any) -> bool:
    """Whether the reporter of a case that is being closed is asked; each closing has a lot of its own."""
    subject = f"{case.id}:{case.relapse_count}:{case.version}"
    return lottery.drawn(settings.SECRET_KEY, "callback", subject, lottery.CALLBACK_SHARE)


def invite(case: Any, now: datetime) -> RatingLink:
    """A link for this closing; one from an earlier closing opens nothing any more."""
    token, until = secrets.token_hex(TOKEN_BYTES), end_of(local_day(now) + OPEN_DAYS * DAY)
    return RatingLink.objects.create(case_id=case.pk, token=token, made_at=now, expires_at=until)


def address(case: Any) -> tuple[str, datetime] | None:
    """The address of the newest link of a case, and until when it opens."""
    link = case.rating_links.order_by("-made_at").first()
    return (
        (f"{settings.SITE_URL}{reverse('public-rate', args=[link.token.reveal()])}", link.expires_at) if link else None
    )


def find(token: str) -> RatingLink | None:
    """The link whose token this is, while it takes an answer. None for a wrong, used or expired one alike."""
    if not _TOKEN.fullmatch(token):
        return None
    found = RatingLink.objects.filter(blind_q(RatingLink, "token_index", token), used_at__isnull=True)
    link = found.filter(expires_at__gt=clock.now(), case__callback_due=True).select_related("case__compound").first()
    return link if link and link.made_at >= (link.case.closed_at or link.made_at) else None


def answer(link: RatingLink, data: dict[str, Any], *, ip: str = "") -> bool:
    """Keep the answer, once; whether it became an objection too. Raises a `Refusal`."""
    again = data.pop("again", False)
    with commit.together():
        if not RatingLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=clock.now()):
            raise Conflict("rated", _("这个链接已经用过。"))
        actor = Actor.reporter(publickeys.open_for(link.case), ip)
        case = engine.amend(link.case, "rate_result", actor=actor, data=data).record
        objected = bool(again) and _object(case, actor, data["reason"])
        boundary.follow_up(case)
        return objected


def _object(case: Any, actor: Actor, defect: str) -> bool:
    """Object in the reporter's name; where the time for that is over the supervisor has the answer all the same."""
    with suppress(Refusal), transaction.atomic():
        engine.perform(case, "object_to_closure", actor=actor, data={"defect": defect})
        return True
    return False
