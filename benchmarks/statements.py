"""The statements of a request at this size, counted at the connection like the tests count them at a small one."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.test import Client

from benchmarks.works import API, DISPATCHED_TO_HOUSING, LISTS
from casework.models import Agency, Record, User
from tests import statements
from tests.statements import CASE_PAGE, LIST, TRANSITION

BACKEND = "django.contrib.auth.backends.ModelBackend"


def counts() -> list[tuple[str, str, bool]]:
    """What was asked, how many statements of how many allowed, and whether that is within."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = _client("shouli1")
    rows = []
    for query in LISTS:
        rows.append(_row(f"list of the API ?{query}", LIST, _get(client, f"{API}?{query}")))
        rows.append(_row(f"page of the list ?{query}", LIST, _get(client, f"/cases/?{query}")))
    for state in ("registered", "handling", "rectifying", "checking", "closed", "archived"):
        case = Record.objects.filter(kind="property.case", state=state, number__isnull=False).latest("opened_at")
        rows.append(_row(f"case of the API, {state}", CASE_PAGE, _get(client, f"{API}/{case.pk}")))
        rows.append(_row(f"page of a case, {state}", CASE_PAGE, _get(client, f"/cases/{case.number}/")))
    rows.append(_row("start-triage", TRANSITION, _act("zhuanban1", "registered", "start-triage", {})))
    unit = Agency.objects.get(code="zjj")
    rows.append(_row("dispatch-case", TRANSITION, _act("shouli1", "triage", "dispatch-case", {"lead_unit": unit.pk})))
    rows.append(_row("sign-receipt", TRANSITION, _act("zhujian1", "dispatched", "sign-receipt", {}, unit)))
    return rows


def _client(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username), BACKEND)
    return client


def _get(client: Client, path: str) -> statements.Sent:
    client.get(path)
    with statements.counted() as sent:
        answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return sent


def _act(username: str, state: str, code: str, body: Any, unit: Agency | None = None) -> statements.Sent:
    cases = Record.objects.filter(kind="property.case", state=state)
    if unit is not None:
        cases = cases.filter(owner_agency=unit)
    if state == "triage":
        cases = cases.filter(rectificationcase__category__in=DISPATCHED_TO_HOUSING)
    case = cases.earliest("opened_at")  # the measurement took the newest
    client = _client(username)
    client.get(API)
    with statements.counted() as sent:
        answer = client.post(
            f"{API}/{case.pk}/transitions/{code}", json.dumps(body), content_type="application/json",
            headers={"If-Match": f'"{case.version}"', "Idempotency-Key": uuid.uuid4().hex},
        )  # fmt: skip
    assert answer.status_code == 200, answer.content.decode()
    return sent


def _row(what: str, budget: int, sent: statements.Sent) -> tuple[str, str, bool]:
    if len(sent) > budget:
        print(sent)
    return what, f"{len(sent)} of {budget}", len(sent) <= budget
