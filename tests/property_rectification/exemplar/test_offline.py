"""Off line is off line everywhere and at once: page, list, search, API, whatever the clockwork does (L-39, L-81)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from casework import boundary, clock, engine, kinds, outbox, sweep
from casework.models import OutboxMessage, Record
from property_rectification.exemplar import public
from property_rectification.models import Exemplar
from tests import statements
from tests.property_rectification.exemplar.conftest import Desk
from tests.property_rectification.exemplar.test_guards import reopen

pytestmark = pytest.mark.usefixtures("plain_files")


def page(record: Exemplar, **headers: str) -> Any:
    return Client().get(f"/p/exemplars/{record.pk}/", headers=headers)


def listed(query: str = "") -> str:
    return str(Client().get(f"/p/exemplars/?{query}").content.decode())


def everywhere(desk: Desk, record: Exemplar) -> list[bool]:
    """Whether the text is there: its page, the list, the search, the API of somebody from the public."""
    if "citizen" not in desk.world.actors:
        desk.world.actors["citizen"] = desk.world.person("citizen", "office", "R17")
    client = Client()
    client.force_login(desk.world.user("citizen"), "django.contrib.auth.backends.ModelBackend")
    with clock.moved_to(desk.world.now):
        answer = client.get(f"/api/v1/exemplars/{record.pk}")
        return [
            page(record).status_code == 200, TITLE in listed(), TITLE in listed("q=收益 公示"),
            answer.status_code == 200 and bool(answer.json()["online"]),
        ]  # fmt: skip


TITLE = "公共收益应当公示"
THERE, GONE = [True] * 4, [False] * 4


def test_on_line_everywhere_once_published(desk: Desk) -> None:
    record = desk.approved()
    assert everywhere(desk, record) == GONE
    record = desk.do(record, "publish_text", "publicity")
    assert everywhere(desk, record) == THERE
    with clock.moved_to(desk.world.now):
        assert "没有找到" in listed("q=电梯")
        assert "公共收益" not in listed("genre=NEG").split("<main", 1)[1]


def test_the_list_shows_the_first_sentence_and_sends_as_much_for_many_as_for_one(desk: Desk) -> None:
    desk.published()
    with clock.moved_to(desk.world.now):
        listed()  # what the process keeps for itself is read at the first request
        with statements.counted() as for_one:
            assert "某小区的公共收益三年没有公示。" in listed()
    desk.published()
    with clock.moved_to(desk.world.now), statements.counted() as for_two:
        assert listed().count("某小区的公共收益三年没有公示。") == 2
    assert len(for_two) == len(for_one)


def test_withdrawn_is_gone_everywhere_at_once(desk: Desk) -> None:
    record = desk.published()
    with clock.moved_to(desk.world.now):
        first = page(record)
    assert first["Cache-Control"] == "no-store"
    assert "ETag" not in first
    assert "Last-Modified" not in first
    record = desk.do(record, "withdraw_publication", "privacy", cause="person")
    assert everywhere(desk, record) == GONE
    with clock.moved_to(desk.world.now):
        again = page(record, **{"If-None-Match": "*", "If-Modified-Since": "Wed, 01 Jan 2031 00:00:00 GMT"})
    assert (again.status_code, again["Cache-Control"]) == (410, "no-store")
    assert "已撤回" in again.content.decode()
    assert "公共收益" not in again.content.decode()
    assert Record.objects.get(pk=record.pk).due_at is not None  # the explanation is owed


def test_the_explanation_stands_where_the_text_stood(desk: Desk) -> None:
    record = desk.withdrawn()
    timer = record.timers.get(key="T.WITHDRAW.PUBLISH", stopped_at=None)
    assert (timer.amount, timer.unit, timer.is_deadline) == (3, "working_day", True)
    record = desk.do(record, "explain_withdrawal", "publicity", explanation="当事人认为能识别到本人，故撤回。")
    assert not record.timers.filter(key="T.WITHDRAW.PUBLISH", stopped_at=None).exists()
    with clock.moved_to(desk.world.now):
        told = page(record)
        assert told.status_code == 410
        assert "当事人认为能识别到本人，故撤回。" in told.content.decode()
        assert "公共收益" not in listed()


def test_a_changed_decision_takes_it_off_line_in_the_same_commit(desk: Desk) -> None:
    record = desk.published()
    with desk.world.acting():
        noted = {"change": "revoked", "note": "复议决定撤销原决定。"}
        record = boundary.with_follow_up(
            lambda: engine.amend(record, "record_source_change", actor=desk.world.actors["legal"], data=noted).record
        )
    assert (record.state, record.withdrawal_cause, record.events.last().actor) == ("withdrawn", "decision", None)
    assert everywhere(desk, record) == GONE


def test_a_case_that_is_open_again_takes_it_off_line(desk: Desk) -> None:
    """The public page reads the source itself; the withdrawal is recorded once the case's change is followed up."""
    record = desk.published()
    reopen(record)
    assert everywhere(desk, record) == GONE
    with desk.world.acting():
        boundary.follow_up(type(record.source).objects.get(pk=record.source_id))
    record = Exemplar.objects.get(pk=record.pk)
    assert (record.state, record.withdrawal_cause) == ("withdrawn", "reopened")
    assert everywhere(desk, record) == GONE


def test_a_case_that_stays_closed_concerns_nobody(desk: Desk) -> None:
    record = desk.published()
    source = type(record.source).objects.get(pk=record.source_id)
    assert list(kinds.kind_of(source).concerned(source)) == []


def test_expired_is_gone_at_the_minute_even_before_the_sweep(desk: Desk) -> None:
    record = desk.published()
    end = record.timers.get(key="T.EXEMPLAR.EXPIRE").due_at
    desk.world.now = end - timedelta(minutes=1)
    assert everywhere(desk, record) == THERE
    desk.world.now = end
    assert everywhere(desk, record) == GONE
    with clock.moved_to(end):
        assert "发布期已满" in page(record).content.decode()
        sweep.run()
        record = Exemplar.objects.get(pk=record.pk)
        assert (record.state, record.online, record.public_text) == ("expired", None, "")
        assert "发布期已满" in page(record).content.decode()


def test_what_never_was_on_line_is_not_there(desk: Desk) -> None:
    record = desk.approved()
    with clock.moved_to(desk.world.now):
        assert page(record).status_code == 404
    assert public.gone(record.pk) is None


def test_a_correction_replaces_the_text_only_when_it_is_signed_and_put_on_line(desk: Desk) -> None:
    record = desk.correction(desk.published(), facts="某小区的公共收益两年没有公示。")
    with clock.moved_to(desk.world.now):
        assert "三年" in page(record).content.decode()
        assert "两年" not in page(record).content.decode()
    for code, who in (("sign_correction_legal", "legal"), ("sign_correction_privacy", "privacy")):
        record = desk.amend(record, code, who)
    record = desk.do(record, "correct_text", "publicity")
    with clock.moved_to(desk.world.now):
        shown = page(record).content.decode()
    assert "两年" in shown
    assert "三年" not in shown
    assert "更正：" in shown
    assert "如有当事人认为能识别到本人，请联系更正。" in shown


def test_corrected_can_be_withdrawn_or_corrected_again(desk: Desk) -> None:
    record = desk.correction(desk.published(), facts="某小区的公共收益两年没有公示。")
    for code, who in (("sign_correction_legal", "legal"), ("sign_correction_privacy", "privacy")):
        record = desk.amend(record, code, who)
    record = desk.do(record, "correct_text", "publicity")
    assert record.timers.filter(key="T.EXEMPLAR.EXPIRE", stopped_at=None).count() == 1
    record = desk.do(record, "withdraw_publication", "publicity", cause="privacy")
    assert everywhere(desk, record) == GONE


def test_the_law_of_the_text_is_printed_with_its_version(desk: Desk) -> None:
    record = desk.published()
    with clock.moved_to(desk.world.now):
        assert "《民法典》（2020年通过）第九百四十三条" in page(record).content.decode()


def test_the_next_person_is_told(desk: Desk) -> None:
    record = desk.privacy()
    told = OutboxMessage.objects.filter(record=record.pk, topic__startswith="notice.assigned").order_by("created_at")
    opened = [outbox.open_payload(message) for message in told]
    asked = [(body["audience"]["roles"], body["params"]["action"]) for body in opened]
    assert asked == [(["R02", "R07"], "核对通过"), (["R09"], "法审通过"), (["R19"], "隐私通过")]
