"""Two people at one case: both values by field, who changed it and when, on the page and in the API (412)."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from casework import clock
from casework.models import Record
from property_rectification.models import RectificationCase
from tests.flows.district import District, Stage, nothing_written


@pytest.fixture
def triage(staged: District) -> Iterator[Stage]:
    found = staged.stages["property.case"]["triage"]
    stage = Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=5))
    with clock.moved_to(stage.at):
        yield stage


MINE = {"category": "WA05", "matter": "ordinary", "urgency": "normal", "title": "我写的事由"}
THEIRS = {"category": "WA02", "matter": "ordinary", "urgency": "normal", "title": "同事写的事由"}


def opened(staged: District, username: str, url: str) -> dict[str, str]:
    """The hidden values of the form as it opens."""
    page = staged.client_of(username).get(url).content.decode()
    return dict(re.findall(r'name="(idempotency_key|version)" value="([^"]*)"', page))


def collide(staged: District, triage: Stage) -> tuple[str, Any]:
    """shouli1 opens the form, shouli2 is faster; the address of the form and the answer to shouli1."""
    url = f"/cases/{triage.record.number}/amend/set-triage/"
    sent = opened(staged, "shouli1", url) | MINE
    assert staged.api("shouli2").act(triage, "set_triage", THEIRS, way="amendments").status_code == 200
    with nothing_written():
        answer = staged.client_of("shouli1").post(url, sent)
    assert answer.status_code == 412
    return url, answer


def test_the_page_shows_both_values_who_and_when(staged: District, triage: Stage) -> None:
    _url, answer = collide(staged, triage)
    changes = {c["name"]: c for c in answer.context["conflict"]["changes"]}
    assert set(changes) == {"category", "title"}
    title = changes["title"]
    assert (title["mine"], title["current"]) == ("我写的事由", "同事写的事由")
    assert title["by"].startswith("示范区综治中心 ")
    assert title["at"] >= triage.at
    page = answer.content.decode()
    assert page.count("用我的") == page.count("用现在的") >= 2
    assert 'name="title" value="我写的事由"' in page
    told = answer.context["conflict"]["happened"]
    assert [one.what for one in told] == ["登记研判"]
    assert ("事由", "同事写的事由") in told[0].values


def test_without_script_the_server_carries_out_the_choice(staged: District, triage: Stage) -> None:
    url, answer = collide(staged, triage)
    page = answer.content.decode()
    hidden = dict(re.findall(r'name="(idempotency_key|version)" value="([^"]*)"', page))
    now = {f"now-{c['name']}": c["now"] for c in answer.context["conflict"]["changes"]}
    chosen = {"keep-title": "current", "keep-category": "mine"}
    done = staged.client_of("shouli1").post(url, hidden | MINE | now | chosen)
    assert done.status_code == 302
    case = RectificationCase.objects.get(pk=triage.pk)
    assert (case.title, case.category) == ("同事写的事由", "WA05")


@pytest.mark.parametrize("now", ["", "[1]", "{", '{"title": "x"}', '"x"'])
def test_a_hidden_value_made_up_by_hand_changes_nothing(staged: District, triage: Stage, now: str) -> None:
    url, answer = collide(staged, triage)
    hidden = dict(re.findall(r'name="(idempotency_key|version)" value="([^"]*)"', answer.content.decode()))
    sent = hidden | MINE | {"now-title": now, "keep-title": "current"}
    assert staged.client_of("shouli1").post(url, sent).status_code == 302
    assert RectificationCase.objects.get(pk=triage.pk).title == MINE["title"]


def test_the_api_says_the_same(staged: District, triage: Stage) -> None:
    version = triage.record.version
    assert staged.api("shouli2").act(triage, "set_triage", THEIRS, way="amendments").status_code == 200
    with nothing_written():
        answer = staged.api("shouli1").post(f"{triage.url}/amendments/set-triage", MINE, version=version)
    body = answer.json()
    assert (answer.status_code, body["version"], body["since"]) == (412, version + 1, version)
    changed = {c["field"]: (c["mine"], c["current"]) for c in body["changes"]}
    assert changed["title"] == ("我写的事由", "同事写的事由")
    assert body["happened"][0]["what"] == "登记研判"
    assert body["changes"][0]["by"]


def test_personal_values_are_told_and_not_shown(staged: District) -> None:
    found = staged.stages["property.case"]["registered"]
    stage = Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=5))
    with clock.moved_to(stage.at):
        url = f"/cases/{stage.record.number}/amend/edit-reporter/"
        sent = opened(staged, "shouli1", url) | {"reporter_name": "赵例", "reporter_phone": "13800000077"}
        theirs = {"reporter_name": "钱样本", "reporter_phone": "13800000088"}
        assert staged.api("shouli2").act(stage, "edit_reporter", theirs, way="amendments").status_code == 200
        answer = staged.client_of("shouli1").post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 412
    assert "这一项已改，含个人信息，这里不显示" in page
    assert "钱样本" not in page
    assert "13800000088" not in page
    assert "赵例" in page  # what this person typed is still there


def test_what_happened_beside_the_form_is_told_too(staged: District, triage: Stage) -> None:
    """Nothing of the form collides: no choice is asked for, the text stays, a second press carries it out."""
    url = f"/cases/{triage.record.number}/amend/declare-recusal/"
    sent = opened(staged, "shouli1", url) | {"reason": "本人在这个小区有房。"}
    assert staged.api("shouli2").act(triage, "set_triage", THEIRS, way="amendments").status_code == 200
    answer = staged.client_of("shouli1").post(url, sent)
    assert answer.status_code == 412
    assert answer.context["conflict"]["changes"] == []
    assert "这期间的变化1项" in answer.content.decode()
    hidden = dict(re.findall(r'name="(idempotency_key|version)" value="([^"]*)"', answer.content.decode()))
    assert int(hidden["version"]) == Record.objects.get(pk=triage.pk).version
    assert staged.client_of("shouli1").post(url, sent | hidden).status_code == 302


def test_the_values_of_a_conflict_are_plain_json(staged: District, triage: Stage) -> None:
    _url, answer = collide(staged, triage)
    for change in answer.context["conflict"]["changes"]:
        assert all(isinstance(v, list) for v in json.loads(change["now"]).values())
