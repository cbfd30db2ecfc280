"""What a request must say about the version it is based on and about being sent twice; what it may read of the past."""

from datetime import timedelta
from typing import Any

import pytest

from casework import clock
from casework.models import Event
from property_rectification.models import RectificationCase
from tests.flows.district import CASES, District, Stage, nothing_written

BROKEN = {
    "no quotes": "7", "weak": 'W/"7"', "a word": '"seven"', "a star": "*", "two": '"1", "2"', "negative": '"-1"',
    "too long": '"12345678901"', "empty": "", "full-width digits": '"７"', "half a quote": '"7',
}  # fmt: skip


@pytest.fixture
def draft(staged: District) -> Stage:
    return _later(staged, "draft")


def _later(staged: District, state: str) -> Stage:
    found = staged.stages["property.case"][state]
    return Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=5))


def _register(staged: District, draft: Stage, **more: Any) -> Any:
    with clock.moved_to(draft.at):
        return staged.api("shouli1").post(f"{draft.url}/transitions/register-case", **more)


def test_without_if_match(staged: District, draft: Stage) -> None:
    """428 where a change does not say which version it is based on (§3 refusals)."""
    with nothing_written():
        answer = _register(staged, draft)
    assert (answer.status_code, answer.json()["code"]) == (428, "if_match_required")
    assert "If-Match" in answer.json()["message"]


@pytest.mark.parametrize("header", BROKEN.values(), ids=BROKEN.keys())
def test_broken_if_match(staged: District, draft: Stage, header: str) -> None:
    """Bad input: a broken `If-Match` is a clear 400 in Chinese naming the header, nothing half-written."""
    staged.client_of("shouli1")
    with nothing_written():
        answer = _register(staged, draft, version=header.encode().decode("latin-1"))
    assert answer.status_code == 400, answer.content.decode()
    assert answer.json()["code"] == "if_match"
    assert list(answer.json()["errors"]) == ["If-Match"]


def test_stale_version_says_who_and_when(staged: District, draft: Stage) -> None:
    """412: someone changed it meanwhile; the answer says who, when, and the version that stands."""
    version = draft.record.version
    with clock.moved_to(draft.at):
        changed = staged.api("shouli2").act(draft, "edit_intake", {"claim": "请先把消防通道打开"}, way="amendments")
    assert changed.status_code == 200, changed.content.decode()
    with nothing_written():
        answer = _register(staged, draft, version=version)
    body = answer.json()
    assert (answer.status_code, body["code"], body["version"]) == (412, "stale_version", version + 1)
    assert "吴例" in body["message"]
    assert draft.at.strftime("%H:%M") in body["message"]


def test_a_version_from_the_future_is_stale_too(staged: District, draft: Stage) -> None:
    """412 for a version that does not exist yet."""
    staged.client_of("shouli1")
    with nothing_written():
        assert _register(staged, draft, version=99).status_code == 412


def test_etag_follows_the_version(staged: District, draft: Stage) -> None:
    """The answer carries the new state, the new ETag and what can be done next."""
    with clock.moved_to(draft.at):
        api = staged.api("shouli1")
        read = api.get(draft.url)
        done = api.post(f"{draft.url}/transitions/register-case", version=read["ETag"])
    assert read["ETag"] == f'"{read.json()["version"]}"'
    assert done["ETag"] == f'"{read.json()["version"] + 1}"'
    assert done.json()["state"] == "registered"
    assert done.json()["number"].startswith("WY-220302-2026-")
    assert "start_triage" in {option["code"] for option in done.json()["next"]}
    with clock.moved_to(draft.at):
        assert api.get(draft.url)["ETag"] == done["ETag"]


# --- Idempotency-Key ---------------------------------------------------------------------------------------------


def test_same_key_same_body_is_carried_out_once(staged: District, draft: Stage) -> None:
    """An `Idempotency-Key` sent twice with the same body gets the stored answer: one event."""
    version = draft.record.version
    first = _register(staged, draft, version=version, key="one-and-only")
    second = _register(staged, draft, version=version, key="one-and-only")
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json() == first.json()
    assert (first.get("Idempotency-Replayed"), second["Idempotency-Replayed"]) == (None, "true")
    assert second["ETag"] == first["ETag"]
    assert Event.objects.filter(record_id=draft.pk, name="register_case").count() == 1


def test_same_key_other_body_is_refused(staged: District, draft: Stage) -> None:
    """The same key with another body is 422, and nothing is carried out."""
    with clock.moved_to(draft.at):
        api, path = staged.api("shouli1"), f"{draft.url}/amendments/edit-intake"
        version = draft.record.version
        assert api.post(path, {"claim": "公布账目"}, version=version, key="k1").status_code == 200
        with nothing_written():
            answer = api.post(path, {"claim": "退还费用"}, version=version + 1, key="k1")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_mismatch")
    assert list(answer.json()["errors"]) == ["Idempotency-Key"]


def test_the_key_belongs_to_one_user(staged: District, draft: Stage) -> None:
    """A key is per user and route: somebody else's answer is never given out."""
    version = draft.record.version
    assert _register(staged, draft, version=version, key="shared").status_code == 200
    with clock.moved_to(draft.at):
        other = staged.api("jiedao").post(f"{draft.url}/transitions/register-case", version=version, key="shared")
    assert other.status_code == 412


def test_a_refusal_is_not_stored(staged: District) -> None:
    """Refusals are not stored: the same request may succeed once what was missing is there."""
    stage = _later(staged, "dispatched")
    with clock.moved_to(stage.at):
        api, path = staged.api("zhujian1"), f"{stage.url}/transitions/request-return"
        version, body = stage.record.version, {"note": "权属不清"}
        with nothing_written():
            assert api.post(path, body, version=version, key="again").status_code == 422
        with nothing_written():
            assert api.post(path, body, version=version, key="again").status_code == 422


@pytest.mark.parametrize(
    "key", ["", "a" * 256, " padded ", "tab\tinside", "钥匙".encode().decode("latin-1")],
    ids=["empty", "too long", "padded", "tab", "not ASCII"],
)  # fmt: skip
def test_broken_key(staged: District, draft: Stage, key: str) -> None:
    """Bad input: a broken `Idempotency-Key` is a clear 400 in Chinese naming the header."""
    staged.client_of("shouli1")
    with nothing_written():
        answer = _register(staged, draft, version=draft.record.version, key=key)
    assert answer.status_code == 400, answer.content.decode()
    assert list(answer.json()["errors"]) == ["Idempotency-Key"]


# --- what is possible, what happened, how it stood ----------------------------------------------------------------


def test_transitions_lists_the_impossible_with_reason_and_remedy(staged: District) -> None:
    """`GET …/transitions` lists every transition from here, each refusal with its reason and remedy in Chinese."""
    stage = _later(staged, "fact_finding")
    with clock.moved_to(stage.at):
        body = staged.api("zhujian1").get(f"{stage.url}/transitions").json()
    options = {option["code"]: option for option in body["transitions"]}
    built = RectificationCase.lifecycle.from_state("fact_finding")
    assert set(options) == {row.code for row in built if row.by != {"system"}}
    refusals = {r["code"]: r for r in options["find_violation"]["refusals"]}
    assert options["find_violation"]["allowed"] is False
    assert set(refusals) >= {"both_sides_heard", "evidence_for_each_fact"}
    assert refusals["both_sides_heard"]["message"] == "还差业主一方和物业一方的意见。"
    assert all(r["message"] and r["remedy"] for r in refusals.values())
    assert options["conclude_unfounded"]["second_person"] is True
    asked = {field["name"] for field in options["find_violation"]["fields"]}
    assert asked >= {"facts_found", "basis", "served_at", "amount_confirmed"}


def test_transitions_of_another_role_names_whose_step_it_is(staged: District) -> None:
    """A refusal for a foreign role says whose step it is."""
    stage = _later(staged, "draft")
    with clock.moved_to(stage.at):
        body = staged.api("ducha").get(f"{stage.url}/transitions").json()
    register = next(option for option in body["transitions"] if option["code"] == "register_case")
    assert register["allowed"] is False
    assert register["refusals"] == [{"code": "not_your_role", "roles": ["综治中心受理", "街道经办"]}]


def test_events_tell_who_did_what_without_values(staged: District) -> None:
    """The history by the API: one event a change, chained, by post, without what was typed."""
    stage = _later(staged, "handling")
    with clock.moved_to(stage.at):
        answer = staged.api("zhuanban1").get(f"{stage.url}/events")
    events = answer.json()["events"]
    assert [e["seq"] for e in events] == list(range(1, len(events) + 1))
    assert [e["name"] for e in events] == [
        "create_case", "register_case", "start_triage", "set_triage", "dispatch_case", "sign_receipt",
    ]  # fmt: skip
    assert (events[-1]["post"], events[-1]["agency"]) == ("物业科经办", "示范区住建局")
    assert len({e["hash"] for e in events}) == len(events)
    assert "13800000001" not in answer.content.decode()


def test_as_at_shows_the_record_of_a_past_day(staged: District) -> None:
    """The record as it stood on any past day can be shown."""
    stage = _later(staged, "closed")
    today = stage.at.astimezone(clock.CHINA).date().isoformat()
    with clock.moved_to(stage.at):
        api = staged.api("zhuanban1")
        first, last = (api.get(f"{stage.url}/as-at/{day}") for day in ("2026-03-02", today))
        before = api.get(f"{stage.url}/as-at/2026-03-01")
        wrong = api.get(f"{stage.url}/as-at/2026-02-30")
    assert (first.json()["state"], last.json()["state"]) == ("pre_close", "closed")
    assert first.json()["version"] < last.json()["version"]
    assert "name" not in first.json()["values"], "the reporter is not shown in the past either"
    assert (before.status_code, wrong.status_code) == (404, 404)


def test_lists_filter_and_page(staged: District) -> None:
    """A link reproduces a view: filters of the list through the API."""
    with clock.moved_to(staged.stages["property.case"]["archived"].at):
        api = staged.api("zhuanban1")
        everything = api.get(CASES).json()
        some = api.get(CASES, {"state": "closed,lookback", "order": "opened"}).json()
    assert everything["count"] == RectificationCase.objects.count()
    assert {row["state"] for row in some["results"]} == {"closed", "lookback"}
