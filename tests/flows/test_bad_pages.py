"""Bad input on pages: each gets a clear 4xx in Chinese that names the field; never a 500,
nothing half-written."""

from collections.abc import Iterator

import pytest

from casework import clock
from tests.flows.bad import CHINESE, NARRATIVE, at
from tests.flows.district import CASES, District, nothing_written

# --- the intake page -----------------------------------------------------------------------------------------------

INTAKES: dict[str, dict[str, str]] = {
    "no source": {"channel": ""},
    "source that is none": {"channel": "99"},
    "no text": {"narrative": ""},
    "text with a NUL byte": {"narrative": f"{NARRATIVE}\x00"},
    "text past its limit": {"narrative": "垃" * 10_001},
    "text too short to register": {"narrative": "垃圾堆着"},
    "compound that is none": {"compound_name": "不存在的小区"},
    "compound by a broken key": {"compound": "abc"},
    "no place at all": {"compound_name": ""},
    "mobile number is short": {"reporter_phone": "138000"},
    "category that is none": {"category": "WZ99"},
    "key that is none": {"idempotency_key": ""},
}


@pytest.fixture
def filled() -> Iterator[dict[str, str]]:
    return {
        "channel": "02", "compound_name": "锦绣样园", "narrative": NARRATIVE, "claim": "恢复<b>每日</b>保洁",
        "idempotency_key": "form-1",
    }  # fmt: skip


@pytest.mark.parametrize("case", INTAKES, ids=str)
def test_the_intake_page_keeps_what_was_typed(district: District, filled: dict[str, str], case: str) -> None:
    """Bad input on a page: the page comes back in Chinese with everything that was typed, and nothing is registered."""
    client = district.client_of("shouli1")
    with nothing_written():
        answer = client.post("/cases/new/", filled | INTAKES[case])
    page = answer.content.decode()
    assert answer.status_code in (400, 422), page[:300]
    assert CHINESE.search(page)
    if answer.status_code == 422:
        assert "恢复&lt;b&gt;每日&lt;/b&gt;保洁" in page


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"], ids=str)
def test_a_form_with_a_broken_version(staged: District, version: str) -> None:
    """Bad input on a page: a form whose hidden version was tampered with is refused as incomplete."""
    stage = at(staged, "draft")
    client = staged.client_of("shouli1")
    with clock.moved_to(stage.at), nothing_written():
        answer = client.post(
            f"/cases/{stage.pk}/do/register-case/", {"version": version, "idempotency_key": f"v{version or 0}"[:20]}
        )
    assert answer.status_code in (400, 412)
    assert CHINESE.search(answer.content.decode())


def test_strange_text_is_kept_to_the_letter(district: District) -> None:
    """What looks like a query, a tag or a rare character is somebody's words: kept as typed, shown as text."""
    words = "'; DROP TABLE casework_record; -- <img src=x onerror=alert(1)> {{ 7*7 }} 𠮷野家 \u202e倒 é " + NARRATIVE
    made = district.api("zhuanban1").post(CASES, {"channel": "02", "place": "东门口", "narrative": words})
    assert made.status_code == 201
    assert made.json()["narrative"] == words
    page = district.client_of("zhuanban1").get(f"/cases/{made.json()['id']}/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "{{ 7*7 }}" in page
