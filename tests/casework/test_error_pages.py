"""What went wrong is said where it happened: to colleagues, to people without an account, to machines."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from casework.web import errors
from property_rectification.web.public import report

pytestmark = pytest.mark.usefixtures("plain_files")


def broken() -> dict[str, str]:
    """More fields than any form of ours has."""
    return {f"field{n}": "1" for n in range(3000)}


def test_a_request_that_cannot_be_read_is_answered_in_the_public_shell(db: None, client: Client) -> None:
    answer = client.post("/p/report/0/", broken())
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "没有办成" in page
    assert "反映问题" in page
    assert "我的工作台" not in page
    assert answer["Cache-Control"] == "no-store"
    inside = client.post("/login/", broken())
    assert inside.status_code == 400
    assert "这个请求看不明白" in inside.content.decode()


def test_what_is_forbidden_is_said_in_the_public_shell(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_given: Any) -> Any:
        raise PermissionDenied

    monkeypatch.setattr(report.Where, "get", denied)
    answer = client.get("/p/report/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "查进度" in page
    assert "我的工作台" not in page


@pytest.mark.parametrize(("handler", "status", "code"), [
    (errors.bad_request, 400, "bad_request"), (errors.forbidden, 403, "forbidden"),
    (errors.not_found, 404, "not_found"), (errors.server_error, 500, "server_error"),
])  # fmt: skip
def test_a_machine_gets_json(handler: Any, status: int, code: str) -> None:
    answer = handler(RequestFactory().get("/api/v1/nothing"))
    body = json.loads(answer.content)
    assert (answer.status_code, body["code"]) == (status, code)
    assert body["message"]
