"""Notices: a code and harmless parameters that reach people in the bell and, where switched on, by SMS and the like.

The bell alone suffices. What goes outside carries no name, no fact and no full number: the last five digits and
「请登录查看」, at night only when it is about safety.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from casework import clock, numbers, outbox
from casework.audience import Audience
from casework.models import Agency, Notice, OutboxMessage, Post, Record, User

Text = str | Promise

#: Words of the notices every kind of record may give; a domain adds its own with `declare`.
_TEXTS: dict[str, Text] = {
    "assigned": _("%(number)s待办：%(action)s"),
    "due_soon": _("%(number)s%(clock)s%(due)s到期"),
    "overdue": _("%(number)s%(clock)s%(due)s已到期"),
    "overdue_unit": _("%(number)s%(clock)s超期%(days)s个工作日，请本单位负责人督促"),
    "overdue_order": _("%(number)s%(clock)s%(due)s已到期，请本单位负责人马上督促"),
    "order_proposed": _("%(number)s%(clock)s%(due)s已到期，请决定：%(action)s"),
    "step_proposed": _("%(number)s%(clock)s超期%(days)s个工作日，请决定：%(action)s"),
    "proposal": _("%(number)s等待您复核：%(action)s"),
    "proposal_returned": _("%(number)s的“%(action)s”已退回，看说明"),
    "reminded": _("%(number)s：%(agency)s提醒办理"),
    "right_ending": _("%(number)s%(clock)s的期限%(due)s结束"),
    "job_done": _("%(action)s：已完成"),
    "job_failed": _("%(action)s：没有办成，看原因"),
}
#: The only parameters a notice may carry; none of them can hold a person.
PARAMS = frozenset({"number", "action", "clock", "due", "days", "state", "agency", "count", "job"})

#: Kinds that go outside as well, where an adapter is switched on. The others wait on the desk.
OUTSIDE_KINDS = frozenset({Notice.URGE, Notice.SUPERVISE, Notice.SAFETY})
#: Kinds that a running clock calls for; they go quiet when it stops.
OF_CLOCKS = (Notice.REMIND, Notice.URGE, Notice.SUPERVISE)
OUTSIDE_ADAPTERS = ("sms", "wecom", "email")
QUIET_FROM, QUIET_UNTIL = time(22), time(7)


def declare(texts: Mapping[str, Text]) -> None:
    """A domain's own notice texts by code; a code means one text only."""
    for code, text in texts.items():
        if _TEXTS.get(code, text) != text:
            raise ValueError(f"the notice {code} is worded already")
        _TEXTS[code] = text


def notify(
    record: Record,
    kind: str,
    code: str,
    *,
    posts: Iterable[Post] = (),
    agencies: Iterable[Agency] = (),
    roles: Iterable[str] = (),
    users: Iterable[User] = (),
    except_user: User | None = None,
    key: str = "",
    params: Mapping[str, Any] | None = None,
) -> OutboxMessage:
    """Write the notice in the caller's transaction; the relay brings it to the bell.

    `roles` alone means the posts of these roles that serve the record's division; together with `agencies` it narrows
    them. `key` tells two notices of one code at one version apart (a timer's name, say): repeating a notice under the
    same key writes nothing twice.
    """
    audience = Audience(
        users=tuple(u.pk for u in users), posts=tuple(p.pk for p in posts), agencies=tuple(a.pk for a in agencies),
        roles=tuple(roles), division=record.division_id, except_user=except_user.pk if except_user else None,
    )  # fmt: skip
    payload = {
        "kind": _known_kind(kind),
        "code": code,
        "params": _harmless(code, {"number": record.number or _t("未编号"), **(params or {})}),
        "audience": audience.as_json(),
    }
    topic = f"notice.{code}" + (f".{key}" if key else "")
    message = outbox.enqueue(record, record.version, topic, outbox.BELL, payload)
    assert message is not None  # the bell cannot be switched off
    if kind in OUTSIDE_KINDS:
        _send_outside(record, kind, topic, payload)
    return message


def tell_person(user: User, kind: str, code: str, params: Mapping[str, Any]) -> None:
    """Something for one person that belongs to no record, in the caller's transaction; goes to the bell alone."""
    payload = {
        "kind": _known_kind(kind), "code": code, "params": _harmless(code, dict(params)),
        "audience": Audience(users=(user.pk,)).as_json(),
    }  # fmt: skip
    outbox.enqueue(None, 0, f"notice.{code}", outbox.BELL, payload)


def _known_kind(kind: str) -> str:
    if kind not in dict(Notice.KINDS):
        raise ValueError(f"no kind of notice called {kind}")
    return kind


def _harmless(code: str, params: dict[str, Any]) -> dict[str, str]:
    if code not in _TEXTS:
        raise ValueError(f"no notice called {code}")
    if params.keys() - PARAMS:
        raise ValueError(f"a notice may not carry {sorted(params.keys() - PARAMS)}")
    plain = {name: str(value) for name, value in params.items()}
    worded(code, plain)  # a missing parameter shows here, in the commit, not in somebody's bell
    return plain


def _send_outside(record: Record, kind: str, topic: str, payload: Mapping[str, Any]) -> None:
    label = dict(Notice.KINDS)[kind]
    digits = numbers.said_digits(record.number or "")
    text = _t("%(kind)s：尾号%(digits)s，请登录查看") % {"kind": label, "digits": digits or "—"}
    body = {"kind": kind, "audience": payload["audience"], "text": text}
    known = sorted(outbox.receivers().items())
    for code in (code for code, one in known if one.active and one.adapter in OUTSIDE_ADAPTERS):
        outbox.enqueue(record, record.version, topic, code, body, not_before=_morning(kind, clock.now()))


def _morning(kind: str, now: datetime) -> datetime | None:
    return None if kind == Notice.SAFETY else morning(now)


def morning(now: datetime) -> datetime | None:
    """The end of the quiet hours (22:00–07:00) when it is night; None by day."""
    local = now.astimezone(clock.CHINA)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return None
    day = local.date() + timedelta(days=1 if local.time() >= QUIET_FROM else 0)
    return datetime.combine(day, QUIET_UNTIL, clock.CHINA)


# --- the bell -----------------------------------------------------------------------------------------------------


def worded(code: str, params: Mapping[str, str]) -> str:
    """The sentence the bell shows for `notice.code` and `notice.params`."""
    return str(_TEXTS[code]) % params


def of(user: User, kinds: Iterable[str] | None = None) -> QuerySet[Notice]:
    """A person's notices, newest first, of all kinds or of one tab of the bell."""
    mine = Notice.objects.filter(user=user).select_related("record").order_by("-created_at", "-pk")
    return mine if kinds is None else mine.filter(kind__in=list(kinds))


def unread(user: User) -> QuerySet[Notice]:
    """What the number at the bell counts; those of `OUTSIDE_KINDS` are late: urged, supervised or about safety."""
    return Notice.objects.filter(user=user, read_at__isnull=True)


def mark_read(user: User, ids: Iterable[int] | None = None) -> int:
    """Mark a person's own notices read, all of them or those named; returns how many changed."""
    mine = Notice.objects.filter(user=user, read_at__isnull=True)
    if ids is not None:
        mine = mine.filter(pk__in=list(ids))
    return mine.update(read_at=clock.now())


def settle(record: Record, kinds: Iterable[str], *, code: str = "") -> int:
    """The clock has stopped or the work is done: what still calls for it in anybody's bell goes quiet."""
    pending = Notice.objects.filter(record=record, kind__in=list(kinds), read_at__isnull=True)
    if code:
        pending = pending.filter(code=code)
    return pending.update(read_at=clock.now())
