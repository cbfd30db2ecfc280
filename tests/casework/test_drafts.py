"""What is typed is kept for the person who typed it, and nobody else."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from casework import clock, drafts, tasks
from casework.models import Draft, User
from casework.refusals import BadRequest
from tests.casework import small_world

PLACE = "0190.set_triage"
MINE, THEIRS = {"note": ["三单元电梯停了"]}, {"note": ["二单元电梯停了"]}


@pytest.fixture
def ann(db: None) -> User:
    return small_world.user("ann")


def test_what_was_typed_comes_back(ann: User) -> None:
    first = drafts.save(ann, PLACE, MINE, revision=0)
    frame = drafts.frame(ann, PLACE)
    assert frame["draft_url"] == reverse("draft", args=[PLACE])
    assert (frame["kept"]["revision"], frame["kept"]["values"], frame["kept"]["other"]) == (1, MINE, None)
    assert (first.revision, first.values, first.other) == (1, MINE, None)
    assert drafts.frame(ann, "0190.other")["kept"] is None


def test_hidden_fields_of_the_page_are_no_text(ann: User) -> None:
    sent = MINE | {"csrfmiddlewaretoken": ["t"], "version": ["7"], "idempotency_key": ["k"]}
    assert drafts.save(ann, PLACE, sent, revision=0).values == MINE


def test_nothing_of_it_stands_readable_in_the_table(ann: User) -> None:
    drafts.save(ann, PLACE, MINE, revision=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content || convert_to(place, 'UTF8') FROM casework_draft")
        row = bytes(cursor.fetchone()[0])
    assert "三单元".encode() not in row
    assert b"note" not in row


def test_nobody_else_gets_it(ann: User) -> None:
    drafts.save(ann, PLACE, MINE, revision=0)
    chief = small_world.user("chief", is_superuser=True, is_staff=True)
    assert drafts.kept(chief, PLACE) is None
    drafts.save(chief, PLACE, THEIRS, revision=0)
    found = drafts.kept(ann, PLACE)
    assert found is not None
    assert (found.values, found.other) == (MINE, None)


def test_the_newest_window_wins_and_the_other_text_stays(ann: User) -> None:
    drafts.save(ann, PLACE, MINE, revision=0)
    answer = drafts.save(ann, PLACE, THEIRS, revision=0)
    assert answer.other is not None
    assert (answer.values, answer.other["values"]) == (THEIRS, MINE)
    again = drafts.save(ann, PLACE, {"note": ["二单元电梯停了一天"]}, revision=answer.revision)
    assert again.other == answer.other
    back = drafts.save(ann, PLACE, MINE, revision=again.revision)
    assert back.other is not None
    assert (back.values, back.other["values"]) == (MINE, {"note": ["二单元电梯停了一天"]})


def test_one_window_alone_meets_no_other(ann: User) -> None:
    revision = 0
    for text in ("三", "三单", "三单元"):
        answer = drafts.save(ann, PLACE, {"note": [text]}, revision=revision)
        revision = answer.revision
        assert answer.other is None


def test_a_form_carried_out_is_forgotten_and_its_page_keeps_nothing_more(ann: User) -> None:
    drafts.save(ann, PLACE, MINE, revision=0, opening="k1")
    drafts.done(ann, PLACE, opening="k1")
    late = drafts.save(ann, PLACE, MINE, revision=1, opening="k1")
    assert late.values == {}
    found = drafts.kept(ann, PLACE)
    assert found is not None
    assert found.values == {}
    assert drafts.save(ann, PLACE, THEIRS, revision=found.revision, opening="k2").values == THEIRS


def test_emptied_fields_leave_nothing_encrypted_behind(ann: User) -> None:
    drafts.save(ann, PLACE, MINE, revision=0)
    drafts.save(ann, PLACE, {"note": ["  "]}, revision=1)
    assert bytes(Draft.objects.get().content) == b""


@pytest.mark.parametrize("place", ["", "a b", "张三", "a/b", "x" * 121])
def test_a_place_that_cannot_be_is_refused(ann: User, place: str) -> None:
    with pytest.raises(BadRequest):
        drafts.save(ann, place, MINE, revision=0)
    assert not Draft.objects.exists()


def test_too_long_a_text_is_refused_and_the_kept_one_stays(ann: User) -> None:
    drafts.save(ann, PLACE, MINE, revision=0)
    with pytest.raises(BadRequest):
        drafts.save(ann, PLACE, {"note": ["字" * (drafts.MOST_BYTES // 3 + 1)]}, revision=1)
    found = drafts.kept(ann, PLACE)
    assert found is not None
    assert found.values == MINE


def test_beyond_the_most_the_oldest_goes(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 2)
    for hour, place in enumerate(("one", "two", "three")):
        with clock.moved_to(clock.now() + timedelta(hours=hour)):
            drafts.save(ann, place, MINE, revision=0)
    assert set(Draft.objects.values_list("place", flat=True)) == {"two", "three"}


def test_the_sweep_takes_what_nobody_touched_for_thirty_days(ann: User) -> None:
    for days in (29, 31):
        with clock.moved_to(clock.now() - timedelta(days=days)):
            drafts.save(ann, f"d{days}", MINE, revision=0)
    tasks.sweep_drafts()
    tasks.sweep_drafts()
    assert [d.place for d in Draft.objects.all()] == ["d29"]


def post(client: Client, place: str, body: Any, **headers: str) -> Any:
    return client.post(f"/me/drafts/{place}/", body, headers=headers)


def test_the_page_sends_and_is_answered(ann: User) -> None:
    client = Client()
    client.force_login(ann)
    answer = post(client, PLACE, {"note": "三单元", "items": ["a", "b"]}, **{"X-Draft-Revision": "0"})
    body = answer.json()
    assert (answer.status_code, body["revision"], body["other"], "values" in body) == (200, 1, None, False)
    found = drafts.kept(ann, PLACE)
    assert found is not None
    assert found.values == {"note": ["三单元"], "items": ["a", "b"]}
    other = post(client, PLACE, {"note": "二单元"}, **{"X-Draft-Revision": "0"}).json()["other"]
    assert other["values"]["note"] == ["三单元"]
    assert post(client, "坏", {"note": "x"}).status_code == 400


def test_who_is_logged_out_is_told_so(db: None) -> None:
    answer = post(Client(), PLACE, {"note": "x"})
    assert (answer.status_code, json.loads(answer.content)["code"]) == (401, "logged_out")
    assert not Draft.objects.exists()
