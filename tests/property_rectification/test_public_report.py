"""A report from somebody without an account: what it becomes, what is kept, and what is told before it is sent."""

import io
import uuid
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casework import files
from casework.models import AccessEntry, Event, IdempotencyKey, Notice, OutboxMessage
from casework.outbox import open_payload
from property_rectification.models import RectificationCase
from property_rectification.public import nearby, words
from property_rectification.web.public import report
from tests.property_rectification.public_help import GPS, WORDS, Resident, photo
from tests.property_rectification.world import World

pytestmark = pytest.mark.usefixtures("public_pages")


def test_a_report_becomes_a_draft_with_key_clock_and_a_line_for_intake(world: World) -> None:
    case, address = Resident(world).reported(claim="尽快修好", wants_secrecy="on", interpreter="朝鲜语")
    assert (case.state, case.channel, case.number) == ("draft", "10", None)
    assert case.flags == ["PUBLIC_REPORT", "CONFIDENTIAL_REPORTER"]
    assert case.compound == world.compound
    assert list(case.timers.values_list("key", flat=True)) == ["T.INTAKE.REGISTER"]
    assert case.reporter.interpreter.reveal() == "朝鲜语"
    event = Event.objects.get(record=case, seq=1)
    assert (event.name, event.role, event.actor_id) == ("create_case", "R17", None)
    told = [open_payload(m) for m in OutboxMessage.objects.filter(record=case, receiver="bell")]
    assert [body["kind"] for body in told] == [Notice.TODO]
    page = Resident(world).get(address)
    assert page.status_code == 200
    assert case.public_keys.get().spoken_code in page.content.decode()


def test_a_tapped_twice_report_is_one(world: World) -> None:
    one, key = Resident(world), str(uuid.uuid4())
    first, second = one.report(idempotency_key=key), one.report(idempotency_key=key)
    assert first["Location"] == second["Location"]
    assert RectificationCase.objects.count() == 1
    kept = IdempotencyKey.objects.get()
    assert (kept.user_id, kept.route) == (None, "public:report")


def test_a_changed_report_under_the_same_key_is_told_and_can_be_sent(world: World) -> None:
    one, key = Resident(world), str(uuid.uuid4())
    one.report(idempotency_key=key)
    answer = one.report(idempotency_key=key, narrative=WORDS + "昨天又有人摔了。")
    assert answer.status_code == 422
    assert "这份内容刚才已经提交过" in answer.content.decode()
    assert key not in answer.content.decode(), "the next press is a report of its own"


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"narrative": "太短了"}, "至少20个字，现在3个字"),
    ({"narrative": ""}, "请填写发生了什么"),
    ({"reporter_phone": "1380000"}, "手机号是11位，现在7位"),
    ({"minor": "on"}, "涉及未成年人，请填写监护人"),
    ({"website": "http://spam.example"}, "这一栏请空着"),
    ({"position": "999,999"}, "坐标"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(world: World, typed: dict[str, str], sentence: str) -> None:
    answer = Resident(world).report(**({"claim": "尽快修好"} | typed))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert "尽快修好" in text
    assert not RectificationCase.objects.exists()


def test_outside_a_compound_a_place_is_wanted(world: World) -> None:
    one = Resident(world)
    answer = one.post("/p/report/0/", narrative=WORDS, idempotency_key=str(uuid.uuid4()))
    assert answer.status_code == 422
    answer = one.post("/p/report/0/", narrative=WORDS, place="东街口", idempotency_key=str(uuid.uuid4()))
    assert answer.status_code == 302
    assert RectificationCase.objects.get().place == "东街口"


def test_pictures_are_kept_without_what_the_camera_wrote_into_them(world: World) -> None:
    case, _address = Resident(world).reported(photos=[photo(10), photo(20)])
    kept = list(case.files.order_by("added_at"))
    assert [str(f.title) for f in kept] == ["反映人照片1", "反映人照片2"]
    assert "2026:03:01 18:30:00" in kept[0].source_note.reveal()
    for one in kept:
        data, _media, _name = files.open_for(one, actor=world.actors["housing"])
        with Image.open(io.BytesIO(data)) as picture:
            assert not dict(picture.getexif())
            assert GPS not in picture.getexif()


def test_a_file_that_is_no_picture_stops_the_report_and_keeps_the_words(world: World) -> None:
    answer = Resident(world).report(photos=SimpleUploadedFile("a.txt", b"not a picture at all, just words"))
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not RectificationCase.objects.exists()


# --- what is known nearby ---------------------------------------------------------------------------------------


def test_nearby_tells_kind_and_stage_and_nothing_else(world: World) -> None:
    case = world.rectifying()
    text = Resident(world).get(f"/p/report/{world.compound.pk}/").content.decode()
    assert "同小区正在办的1件" in text
    assert "（正在整改）" in text
    for secret in ("13800005678", "电梯里挂了三年广告", str(case.opened_at.date()), str(case.pk)):
        assert secret not in text


@pytest.mark.parametrize("hide", ["early", "secrecy", "minor", "suspected", "owner"])
def test_nearby_gives_nobody_away(world: World, hide: str) -> None:
    """§5.4: not before the firm was heard of it, not where secrecy was asked for, no minor, no suspicion."""
    if hide == "early":
        world.dispatched()
    else:
        case = world.rectifying()
        changed: dict[str, dict[str, Any]] = {
            "secrecy": {"flags": ["CONFIDENTIAL_REPORTER"]}, "minor": {"flags": ["MINOR"]},
            "suspected": {"suspected": True}, "owner": {"side": "owner"},
        }  # fmt: skip
        assert len(list(nearby.matters(world.compound.pk))) == 1
        RectificationCase.objects.filter(pk=case.pk).update(**changed[hide])
    assert list(nearby.matters(world.compound.pk)) == []


def test_whoever_joins_a_matter_gets_a_case_and_a_key_of_their_own(world: World) -> None:
    other = world.rectifying()
    case, _address = Resident(world).reported(same=other.number)
    assert case.suspectedduplicates.get().other == other
    assert case.public_keys.get() != other.public_keys.get()
    assert other.events.filter(name="join_matter").count() == 0


def test_a_matter_that_is_not_shown_cannot_be_joined(world: World) -> None:
    hidden = world.dispatched()
    case, _address = Resident(world).reported(same=hidden.number)
    assert not case.suspectedduplicates.exists(), "the report stands, and names nothing the reporter was not shown"
    world.rectifying()
    assert Resident(world).report(same=hidden.number).status_code == 422


def test_every_state_has_words_for_its_reporter() -> None:
    assert set(words.OF_STATE) == set(RectificationCase.lifecycle.states)
    assert all(0 <= told.step < len(words.STEPS) for told in words.OF_STATE.values())


# --- limits -----------------------------------------------------------------------------------------------------


def test_too_many_reports_wait_and_lose_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "REPORTS", (("report", "2/hour", False),))
    one = Resident(world)
    for _n in range(2):
        one.reported()
    answer = one.report(narrative=WORDS + "第三次写。")
    text = answer.content.decode()
    assert answer.status_code == 429
    assert "人多，正在排队，大约" in text
    assert "第三次写。" in text
    assert Resident(world, "203.0.113.8").report().status_code == 302, "another address is not held up"


def test_everybody_together_has_a_limit_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "REPORTS", (("reports", "1/minute", True),))
    Resident(world).reported()
    assert Resident(world, "203.0.113.8").report().status_code == 429


def test_without_redis_nobody_is_turned_away(world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CACHES = settings.CACHES | {
        "limits": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    monkeypatch.setattr(report, "REPORTS", (("report", "1/hour", False),))
    one = Resident(world)
    one.reported()
    one.reported()


def test_an_address_is_no_plain_text_in_redis(world: World) -> None:
    Resident(world).reported()
    cache: Any = caches["limits"]
    keys = [key.decode() for key in cache._cache.get_client().keys(f"{cache.key_prefix}:*")]
    assert keys
    assert not [key for key in keys if "203.0.113.7" in key]


def test_a_forwarded_address_is_believed_only_from_our_own_proxies(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "REPORTS", (("report", "1/hour", False),))
    one = Resident(world)
    one.client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.1"
    one.reported()
    one.client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.2"
    assert one.report().status_code == 429


def test_refused_reports_are_in_the_access_log_without_words(world: World) -> None:
    Resident(world).report(minor="on")
    entry = AccessEntry.objects.latest("at")
    assert (entry.user_id, entry.status, entry.denials) == (None, 422, ["invalid:guardian"])
