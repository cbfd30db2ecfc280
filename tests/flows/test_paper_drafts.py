"""The buttons that show a draft, over HTTP: every one that a form offers opens, none is offered that cannot."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from casework import clock, clocks
from casework.declaration import may_act
from casework.papers import drafting
from property_rectification.lifecycle import CASE
from tests.flows.district import District, Stage, role_of
from tests.flows.test_supervision_page import _late
from tests.thinning import longer

BUTTON = re.compile(r'formaction="([^"]+/draft/[^"]+)"[^>]*?(?:data-when="([^"]*)")?>')
#: Who draws up papers, one of each post.
WHO = ("zhuanban1", "lingdao", "ducha", "shouli1", "zhujian1", "jiedao", "tiaojie1")


def _buttons(page: str) -> dict[str, dict[str, list[str]]]:
    """Address of a draft → the answers it comes of."""
    return {url: json.loads(unescape(when)) if when else {} for url, when in BUTTON.findall(page)}


@pytest.mark.parametrize("everybody", [False, longer(True)])
def test_every_button_that_a_form_offers_opens_a_draft(staged: District, everybody: bool) -> None:
    """In every state and form, for a post that fills it, in the long run for every one: with the answers that the
    button names, and as it is."""
    opened = set()
    drafted = [act for act in (*CASE.rows.values(), *CASE.amendments.values()) if drafting.offered(act)]
    for stage in staged.stages["property.case"].values():
        for act in drafted:
            states = getattr(act, "sources", ()) or getattr(act, "states", ())
            if states and stage.state not in states:
                continue
            for who in (one for one in WHO if may_act(act, role_of(one))):
                found = _opened(staged, stage, act, who)
                opened |= found
                if found and not everybody:
                    break
    assert {"F-04", "F-05", "F-15", "F-19", "F-36"} <= opened


def _opened(staged: District, stage: Stage, act: Any, who: str) -> set[str]:
    """The papers whose drafts one person opened out of one form."""
    way = "do" if act.code in CASE.rows else "amend"
    client, found = staged.client_of(who), set()
    with clock.moved_to(stage.at + timedelta(minutes=5)):
        number = stage.record.number or stage.pk
        page = client.get(f"/cases/{number}/{way}/{act.code.replace('_', '-')}/")
        if page.status_code == 404:  # not in the scope of this post
            return found
        for url, when in _buttons(page.content.decode()).items():
            sent = {name: answers[0] for name, answers in when.items()}
            answer = client.post(url, sent)
            assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf"), (url, who)
            found.add(url.rstrip("/").rpartition("/")[2])
    return found


@pytest.mark.parametrize(("rung", "who", "papers"), [
    ("T.ESC.RED", "zhuanban1", ["F-05"]), ("T.ESC.RED", "lingdao", []), ("T.ESC.TALK", "zhuanban1", ["F-05", "F-20"]),
    ("T.ESC.TALK", "lingdao", ["F-20"]), ("T.ESC.TALK", "ducha", ["F-05"]),
])  # fmt: skip
def test_a_step_of_the_ladder_offers_the_papers_of_the_steps_one_may_take(
    district: District, rung: str, who: str, papers: list[str]
) -> None:
    case, top = _late()
    reached = top - timedelta(days=1) if rung == "T.ESC.TALK" else _moment(case, "T.ESC.TALK") - timedelta(minutes=1)
    address = f"/cases/{case.number}/amend/decide-escalation/"
    with clock.moved_to(reached):
        page = district.client_of(who).get(address).content.decode()
    found = _buttons(page)
    assert [url.rstrip("/").rpartition("/")[2] for url in found] == papers
    assert all(when["esc_decision"] == ["taken"] for when in found.values())


def _moment(case: Any, rung: str) -> Any:
    timer = clocks.running(case).filter(is_deadline=True).select_related("rule")[0]
    return dict(clocks.ladder_of(timer))[rung]


def test_the_draft_of_another_step_says_which_choice_it_comes_of(district: District) -> None:
    case, top = _late()
    address = f"/cases/{case.number}/amend/decide-escalation/draft"
    client = district.client_of("zhuanban1")
    with clock.moved_to(top):
        taken = {"esc_step": "T.ESC.TALK", "esc_decision": "taken"}
        assert client.post(f"{address}/F-20/", taken).status_code == 200
        for other in (taken | {"esc_decision": "waived"}, {"esc_step": "T.ESC.RED", "esc_decision": "taken"}, {}):
            answer = client.post(f"{address}/F-20/", other)
            said = answer.content.decode()
            assert answer.status_code == 422, other
            assert "按现在选的内容，不出“约谈通知书、约谈记录”。" in said
            assert "“措施”选“约谈”，“决定”选“采取”" in said
