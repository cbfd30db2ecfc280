from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail

from casework import clock, notices, outbox
from casework.models import Notice, OutboxMessage, Post, Receiver, User
from tests.casework import small_world
from tests.casework.small_world import COUNTY, OTHER_STREET, STREET, post
from tests.http_receiver import receiving

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=clock.CHINA)


def bell(user: User) -> tuple[int, int]:
    """The number at the bell, and how many of these are late."""
    unread = notices.unread(user)
    return unread.count(), unread.filter(kind__in=notices.OUTSIDE_KINDS).count()


def heard(**audience: Any) -> list[str]:
    """Account names of those whose bell rings."""
    with clock.moved_to(NOON):
        notices.notify(small_world.record(), Notice.TODO, "assigned", params={"action": "签收"}, **audience)
        outbox.relay()
    return sorted(Notice.objects.values_list("user__username", flat=True))


# --- whom it reaches ----------------------------------------------------------------------------------------------


def test_named_posts() -> None:
    chosen = post("ann")
    post("bob")
    assert heard(posts=[chosen]) == ["ann"]
    notice = Notice.objects.get()
    assert (notice.post, notice.kind, notice.read_at) == (chosen, Notice.TODO, None)


def test_whole_agency() -> None:
    post("ann", "R09", at="A1"), post("bob", "R08", at="A1"), post("cui", "R09", at="A2")
    assert heard(agencies=[small_world.agency("A1")]) == ["ann", "bob"]


def test_roles_narrow_an_agency() -> None:
    post("ann", "R09", at="A1"), post("bob", "R08", at="A1"), post("cui", "R09", at="A2")
    assert heard(agencies=[small_world.agency("A1")], roles=["R09"]) == ["ann"]


def test_roles_alone_reach_those_who_serve_the_division_of_the_record() -> None:
    post("county", "R02", division=COUNTY), post("street", "R02", division=STREET)
    post("elsewhere", "R02", division=OTHER_STREET), post("other role", "R05", division=COUNTY)
    assert heard(roles=["R02"]) == ["county", "street"]


def test_ended_future_and_inactive_posts_hear_nothing() -> None:
    ended = post("ended", until=date(2026, 11, 22))
    last_day = post("last day", until=date(2026, 11, 23))
    future = post("future")
    Post.objects.filter(pk=future.pk).update(valid_from=date(2026, 11, 24))
    gone = post("gone")
    gone.user.is_active = False
    gone.user.save()
    assert heard(posts=[ended, last_day, future, gone]) == ["last day"]


def test_each_person_once_and_not_the_one_who_did_it() -> None:
    posts = [post("ann", "R09"), post("ann", "R08"), post("bob")]
    assert heard(posts=posts, except_user=posts[2].user) == ["ann"]


def test_whoever_holds_the_post_when_it_is_delivered() -> None:
    old = post("old")
    with clock.moved_to(NOON):
        notices.notify(small_world.record(), Notice.TODO, "assigned", agencies=[old.agency], params={"action": "签收"})
    Post.objects.filter(pk=old.pk).update(valid_to=date(2026, 11, 22))
    post("new")
    with clock.moved_to(NOON.replace(hour=13)):
        assert outbox.relay().delivered == 1
    assert [n.user.username for n in Notice.objects.all()] == ["new"]


def test_audience_of_nobody_is_delivered_to_nobody() -> None:
    assert heard(roles=["R99"]) == []
    assert OutboxMessage.objects.get().state == OutboxMessage.DELIVERED


# --- once, and harmless -------------------------------------------------------------------------------------------


def test_bell_rings_once_however_often_it_is_delivered() -> None:
    assert heard(posts=[post("ann")]) == ["ann"]
    OutboxMessage.objects.update(state=OutboxMessage.WAITING)
    assert outbox.relay().delivered == 1
    assert Notice.objects.count() == 1


def test_notice_repeated_under_its_key_is_one() -> None:
    record, ann = small_world.record(), post("ann")
    for key in ("T.SIGN", "T.SIGN", "T.LOOKBACK"):
        notices.notify(
            record, Notice.REMIND, "due_soon", posts=[ann], key=key, params={"clock": "签收", "due": "11月24日"}
        )
    assert outbox.relay().delivered == 2
    assert bell(ann.user) == (2, 0)


@pytest.mark.parametrize(
    ("kind", "code", "params"),
    [
        ("shout", "assigned", {"action": "签收"}),
        (Notice.TODO, "no such code", {"action": "签收"}),
        (Notice.TODO, "assigned", {"action": "签收", "reporter": "张三"}),
    ],
)
def test_unknown_kind_code_or_parameter_is_an_error(kind: str, code: str, params: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="notice"):
        notices.notify(small_world.record(), kind, code, posts=[], params=params)


def test_missing_parameter_shows_in_the_commit() -> None:
    with pytest.raises(KeyError):
        notices.notify(small_world.record(), Notice.TODO, "assigned", posts=[])
    assert OutboxMessage.objects.count() == 0


def test_wording() -> None:
    heard(posts=[post("ann")])
    notice = Notice.objects.get()
    assert notices.worded(notice.code, notice.params) == "WY-220302-2026-00137待办：签收"


def test_domain_words_its_own_notices_once() -> None:
    notices.declare({"test.stairs": "%(number)s楼道"})
    notices.declare({"test.stairs": "%(number)s楼道"})
    with pytest.raises(ValueError, match="worded already"):
        notices.declare({"test.stairs": "%(number)s电梯"})


# --- the bell -----------------------------------------------------------------------------------------------------


def test_reading_is_everybody_for_themselves() -> None:
    ann, bob = post("ann"), post("bob")
    heard(posts=[ann, bob])
    assert (bell(ann.user), bell(bob.user)) == ((1, 0), (1, 0))
    assert notices.mark_read(ann.user, [n.pk for n in Notice.objects.filter(user=bob.user)]) == 0
    assert notices.mark_read(ann.user) == 1
    assert (bell(ann.user), bell(bob.user)) == ((0, 0), (1, 0))
    assert [n.user_id for n in notices.of(bob.user, [Notice.TODO])] == [bob.user_id]
    assert list(notices.of(bob.user, [Notice.URGE])) == []


def test_bell_tells_the_late_ones() -> None:
    ann, record = post("ann"), small_world.record()
    for kind, _label in Notice.KINDS:
        notices.notify(record, kind, "assigned", posts=[ann], key=kind, params={"action": "签收"})
    outbox.relay()
    assert bell(ann.user) == (6, 3)


def test_settling_quiets_one_record_and_the_named_kinds() -> None:
    ann, one, other = post("ann"), small_world.record(), small_world.record(number=None)
    for record, kind in [(one, Notice.REMIND), (one, Notice.CHANGE), (other, Notice.REMIND)]:
        notices.notify(record, kind, "assigned", posts=[ann], key=kind, params={"action": "签收"})
    outbox.relay()
    assert notices.settle(one, [Notice.REMIND, Notice.URGE]) == 1
    left = Notice.objects.filter(read_at=None).values_list("record_id", "kind")
    assert set(left) == {(one.pk, Notice.CHANGE), (other.pk, Notice.REMIND)}


# --- outside ------------------------------------------------------------------------------------------------------


def urge(kind: str = Notice.URGE, at: datetime = NOON, **params: str) -> None:
    with clock.moved_to(at):
        notices.notify(
            small_world.record(),
            kind,
            "overdue",
            posts=[post("ann")],
            params={"clock": "签收", "due": "24:00", **params},
        )


def test_everything_outside_is_off_by_default() -> None:
    urge()
    assert list(OutboxMessage.objects.values_list("receiver", flat=True)) == ["bell"]


def test_sms_carries_last_five_digits_and_account_names_only() -> None:
    with receiving() as http, clock.moved_to(NOON):
        Receiver.objects.create(code="sms", title="短信", adapter="sms", address=http.address, active=True)
        urge()
        assert outbox.relay().delivered == 2
    [sms] = http.deliveries
    assert sms.json == {"id": sms.key, "to": ["ann"], "text": "催办：尾号00137，请登录查看"}


@pytest.mark.parametrize("kind", [Notice.TODO, Notice.REMIND, Notice.CHANGE])
def test_what_can_wait_on_the_desk_does_not_go_outside(kind: str) -> None:
    Receiver.objects.create(code="sms", title="短信", adapter="sms", address="http://127.0.0.1/", active=True)
    urge(kind)
    assert list(OutboxMessage.objects.values_list("receiver", flat=True)) == ["bell"]


@pytest.mark.parametrize(
    ("kind", "at", "goes"),
    [
        (Notice.URGE, "2026-11-23T22:00", "2026-11-24T07:00"),
        (Notice.URGE, "2026-11-24T06:59", "2026-11-24T07:00"),
        (Notice.URGE, "2026-11-24T07:00", "2026-11-24T07:00"),
        (Notice.URGE, "2026-11-23T21:59", "2026-11-23T21:59"),
        (Notice.SAFETY, "2026-11-23T23:30", "2026-11-23T23:30"),
    ],
)
def test_quiet_hours(kind: str, at: str, goes: str) -> None:
    Receiver.objects.create(code="sms", title="短信", adapter="sms", address="http://127.0.0.1/", active=True)
    urge(kind, datetime.fromisoformat(at).replace(tzinfo=clock.CHINA))
    message = OutboxMessage.objects.get(receiver="sms")
    assert f"{message.next_try_at.astimezone(clock.CHINA):%Y-%m-%dT%H:%M}" == goes
    assert OutboxMessage.objects.get(receiver="bell").next_try_at <= message.next_try_at


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        (b'{"errcode": 0, "errmsg": "ok"}', OutboxMessage.DELIVERED, "errcode 0"),
        (b'{"errcode": 93000, "errmsg": "invalid webhook url"}', OutboxMessage.WAITING, "errcode 93000"),
        (b"<html>", OutboxMessage.WAITING, "HTTP 200 OK"),
    ],
)
def test_wecom_counts_errcode_zero_only(answer: bytes, state: str, said: str) -> None:
    with receiving() as http, clock.moved_to(NOON):
        http.answer = answer
        Receiver.objects.create(code="wecom", title="政务微信", adapter="wecom", address=http.address, active=True)
        urge()
        outbox.relay()
    [sent] = http.deliveries
    assert sent.json["text"] == {"content": "催办：尾号00137，请登录查看", "mentioned_list": ["ann"]}
    message = OutboxMessage.objects.get(receiver="wecom")
    assert (message.state, message.last_answer) == (state, said)


def test_email_goes_to_those_who_have_one_under_a_steady_message_id() -> None:
    Receiver.objects.create(code="mail", title="邮件", adapter="email", address="angui@example.invalid", active=True)
    small_world.user("ann", email="ann@example.invalid")
    with clock.moved_to(NOON):
        urge()
        assert outbox.relay().delivered == 2
    [sent] = mail.outbox
    message = OutboxMessage.objects.get(receiver="mail")
    assert (sent.bcc, sent.to, sent.body) == (["ann@example.invalid"], [], "催办：尾号00137，请登录查看")
    assert sent.extra_headers["Message-ID"] == f"<{message.pk}@angui>"
