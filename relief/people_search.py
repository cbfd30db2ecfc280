"""Looking for a person: only from an open case, for a purpose, and on record (R-54, HB-14, 社会救助法 art. 70).

What is found are cases in one's own sight whose person has exactly this name or number, said without either. Nobody is
listed and nobody counted across cases. Looks without a case are refused; many looks are told to the privacy officers.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from casework import access, clock, notices, unmask
from casework.accesslog import record_access
from casework.actor import Actor
from casework.fields import blind_q
from casework.models import AccessAction, AccessEntry, Notice, Post
from casework.refusals import Denial, GuardsFailed, NotYourRole
from relief import numbers, reading
from relief.models import Person, ReliefCase
from relief.states import LEAD_RECORDED, OPEN
from relief.statistics.period import SEARCHED

#: A lead, and everybody who has not left, is somebody to work for.
_OPEN = (LEAD_RECORDED, *OPEN)
OPENED = "relief.case:person"
#: More than so many are a name that many bear: the number tells.
MOST = 10
#: So many searches, or persons opened, within a day are told to the privacy officers.
SEARCHES, PERSONS, WITHIN = 5, 30, timedelta(hours=24)
OFFICER = "DPO"


def search(
    number: str, *, actor: Actor, name: str, identity: str, purpose: str, words: str, request: HttpRequest
) -> list[Any]:
    """The other cases in sight whose person bears exactly this name or number. `number` is the case one works on.

    Refuses with query_has_case_and_purpose where no open case of one's own is named, with purpose_required where no
    purpose is; each of these attempts is recorded too, without what was looked for.
    """
    case = ReliefCase.objects.visible_to(actor).filter(number=number, state__in=_OPEN).first() if number else None
    try:
        _check(case, actor, purpose, words, name or identity)
    except (GuardsFailed, NotYourRole) as refusal:
        with transaction.atomic():
            record_access(actor, AccessAction.SEARCH_REFUSED, record=case, subject=SEARCHED, request=request,
                          detail={"denials": refusal.codes})  # fmt: skip
        _watch(actor, SEARCHED)
        raise
    found = list(_bearing(actor, case, name, numbers.out_of_read(identity)))
    with transaction.atomic():
        told = "；".join(filter(None, [words, name, identity]))
        record_access(actor, AccessAction.VIEW, record=case, subject=SEARCHED, purpose=purpose, words=told,
                      detail={"terms": [term for term, given in (("name", name), ("identity", identity)) if given],
                              "count": len(found)}, request=request)  # fmt: skip
    _watch(actor, SEARCHED)
    return found


def _check(case: Any, actor: Actor, purpose: str, words: str, terms: str) -> None:
    if case is None:
        why, way = _("没有在办案件，不能查人。"), _("从案件或线索里打开")
        raise GuardsFailed([Denial("query_has_case_and_purpose", why, remedy=way)])
    if not access.may_unmask(actor, reading.REGISTRATION):
        raise NotYourRole
    unmask.require_purpose(purpose, words)
    if not terms:
        raise GuardsFailed([Denial("search_terms", _("写姓名或证件号，要写全。"), field="name")])


def _bearing(actor: Actor, case: Any, name: str, identity: str) -> Any:
    wanted = Q()
    for field, text in (("name", name.strip()), ("id", identity.strip().upper())):
        if text:
            for kind in ("declared", "verified"):
                wanted |= blind_q(Person, f"{field}_{kind}_index", text)
    visible = ReliefCase.objects.visible_to(actor).exclude(pk=case.pk)
    return visible.filter(person__in=Person.objects.filter(wanted)).select_related("person").order_by("-arrived_at")


def opened(case: Any, actor: Actor, request: HttpRequest) -> None:
    """Somebody looks at the page of a person: a line in the log, and a word to the officers where there are many."""
    known = _within_a_day(actor).filter(subject=OPENED, record=case.pk).exists()
    with transaction.atomic():
        record_access(actor, AccessAction.VIEW, record=case, subject=OPENED, request=request)
    if not known:
        _watch(actor, OPENED)


def _within_a_day(actor: Actor) -> Any:
    return AccessEntry.objects.filter(user=actor.user_id, at__gte=clock.now() - WITHIN)


def _watch(actor: Actor, subject: str) -> None:
    """Tells the privacy officers at 5 searches of somebody within a day, or 30 persons opened; then at each double."""
    lines = _within_a_day(actor).filter(subject=subject)
    count = lines.count() if subject == SEARCHED else lines.values("record").distinct().count()
    if not _is_step(count, SEARCHES if subject == SEARCHED else PERSONS):
        return
    params = {"agency": actor.person.agency.name, "count": count}
    with transaction.atomic():
        for post in Post.objects.held().filter(role=OFFICER).select_related("user"):
            notices.tell_person(post.user, Notice.SUPERVISE, "people_looked_for", params)


def _is_step(count: int, first: int) -> bool:
    """Whether a count just reached the first step, or twice, four times … of it."""
    return count >= first and count % first == 0 and (count // first).bit_count() == 1
