"""How many statements a request sends, BEGIN and COMMIT among them: a list 9, a case's page 24, a transition 32.

The same at any number of cases: `python -m benchmarks` counts again at 100,000. Whoever adds a statement to one of
these takes another one out, or lets one statement answer two questions.
"""

from datetime import timedelta
from typing import Any

import pytest

from casework import clock
from casework.models import Record
from geo.models import Compound
from property_rectification.demo.roads import Driver
from tests import statements
from tests.flows.district import CASES, District, Stage
from tests.flows.test_every_transition import ACTS, BY_PEOPLE, LIFECYCLES, Scene
from tests.statements import CASE_PAGE, LIST, TRANSITION
from tests.thinning import thinned

ACTING = [pair for pair in BY_PEOPLE if not LIFECYCLES[pair[0]].rows[pair[1]].second_person]
PROPOSED = [pair for pair in BY_PEOPLE if LIFECYCLES[pair[0]].rows[pair[1]].second_person]
STATES = sorted(LIFECYCLES["property.case"].states)
#: Who sees every case, and who sees those that the own unit leads.
WHOLE_DISTRICT = ("shouli1", "zhuanban1", "ducha")
NOT_LED = ("draft", "registered", "supplement", "triage", "not_accepted", "diverted", "merged")
LED = [("zhujian1", s) for s in STATES if s not in NOT_LED]
#: Transitions that bring another one with them in the same commit; how many there are together. A failed check is left
#: by itself, with whatever is done next.
CARRIED = {"fail_check": 2}
CARRIED_FROM = {"check_failed": 2}
#: One of each filter and order the list offers, and several at once.
QUERIES = (
    "", "state=handling", "state=handling,dispatched&order=due", "due=late", "due=today&order=-due", "category=WA07",
    "division=220302001", "agency={agency}", "compound={compound}", "flag=SAFETY_URGENT", "q=00001", "q=反映", "q=1",
    "order=updated", "order=-updated", "order=opened", "state=handling&due=late&category=WA07&q=电梯",
)  # fmt: skip


def _get(district: District, username: str, path: str) -> Any:
    """One GET by somebody who has been here before, and what it sent."""
    client = district.client_of(username)
    client.get(path)  # what the process keeps for itself is read at the first request
    with statements.counted() as sent:
        answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return sent


def _filled(query: str) -> str:
    compound = Compound.objects.get(name="锦绣样园").pk
    agency = Record.objects.exclude(owner_agency=None).values_list("owner_agency", flat=True).first()
    return query.format(compound=compound, agency=agency)


@pytest.mark.parametrize("query", QUERIES)
def test_a_list_of_the_api(staged: District, query: str) -> None:
    statements.within(LIST, f"API list ?{query}", _get(staged, "shouli1", f"{CASES}?{_filled(query)}"))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("username", ["shouli1", "zhujian1"])
def test_a_list_as_a_page(staged: District, username: str, query: str) -> None:
    statements.within(LIST, f"page /cases/?{query}", _get(staged, username, f"/cases/?{_filled(query)}"))


@pytest.mark.parametrize("state", STATES)
def test_a_case_of_the_api(staged: District, state: str) -> None:
    stage = staged.stages["property.case"][state]
    with clock.moved_to(stage.at + timedelta(minutes=5)):
        statements.within(CASE_PAGE, f"API {state}", _get(staged, "shouli1", stage.url))


PAGES = [*((who, s) for who in WHOLE_DISTRICT for s in STATES), *LED]


@pytest.mark.parametrize(("username", "state"), thinned(PAGES, 3), ids=str)
def test_the_page_of_a_case(staged: District, username: str, state: str) -> None:
    stage = staged.stages["property.case"][state]
    path = f"/cases/{stage.record.number or stage.pk}/"
    with clock.moved_to(stage.at + timedelta(minutes=5)):
        statements.within(CASE_PAGE, f"page of a case in {state} for {username}", _get(staged, username, path))


def _prepared(district: District, name: str, code: str, source: str) -> tuple[Stage, Any]:
    """The record where the act starts, five minutes on, and what the act needs brought to it."""
    stage = district.stages[name][source]
    stage = Stage(stage.kind, stage.pk, stage.state, stage.at + timedelta(minutes=5))
    with clock.moved_to(stage.at):
        return stage, ACTS[code][1](Scene(district, stage))


def _posted(district: District, username: str, path: str, body: Any, version: int) -> tuple[Any, statements.Sent]:
    api = district.api(username)
    api.get(CASES)
    with statements.counted() as sent:
        answer = api.post(path, body, version=version, key=f"budget {path}"[-200:])
    assert answer.status_code in (200, 201), answer.content.decode()
    return answer, sent


@pytest.mark.parametrize(("name", "code", "source"), ACTING, ids=str)
def test_a_transition(staged: District, name: str, code: str, source: str) -> None:
    stage, data = _prepared(staged, name, code, source)
    with clock.moved_to(stage.at + timedelta(minutes=1)):
        path = f"{stage.url}/transitions/{code.replace('_', '-')}"
        _answer, sent = _posted(staged, ACTS[code][0][0], path, data, stage.record.version)
    together = CARRIED.get(code, CARRIED_FROM.get(source, 1))
    statements.within(TRANSITION * together, f"{code} from {source}", sent)


@pytest.mark.parametrize(("name", "code", "source"), PROPOSED, ids=str)
def test_a_transition_of_two(staged: District, name: str, code: str, source: str) -> None:
    """Asking and agreeing are one request each."""
    stage, data = _prepared(staged, name, code, source)
    first, second = ACTS[code][0]
    with clock.moved_to(stage.at + timedelta(minutes=1)):
        path = f"{stage.url}/proposals/{code.replace('_', '-')}"
        asked, sent = _posted(staged, first, path, data, stage.record.version)
        statements.within(TRANSITION, f"asking for {code}", sent)
        path = f"{stage.url}/proposals/{asked.json()['id']}/agree"
        _answer, sent = _posted(staged, second, path, {}, stage.record.version)
    statements.within(TRANSITION, f"agreeing to {code}", sent)


def test_beginning_a_case(district: District) -> None:
    body = {
        "channel": "02", "compound": Compound.objects.get(name="锦绣样园").pk, "reporter_name": "王例",
        "narrative": "三号楼电梯又停在两层中间，老人不敢坐，物业说等配件，等了半个月也没有人来修。",
    }  # fmt: skip
    api = district.api("shouli1")
    api.get(CASES)
    with statements.counted() as sent:
        assert api.post(CASES, body, key="budget").status_code == 201
    statements.within(TRANSITION, "beginning a case", sent)


@pytest.mark.parametrize("path", [CASES, "/cases/", f"{CASES}?due=late&order=due", "/cases/?state=draft"])
def test_a_list_sends_the_same_for_three_cases_and_for_thirty(district: District, path: str) -> None:
    for _n in range(3):
        Driver()
    few = _get(district, "shouli1", path)
    for n in range(27):
        Driver(compound=("晨光例苑", "河畔样居", "样板新村")[n % 3])
    assert len(_get(district, "shouli1", path)) == len(few), str(few)
