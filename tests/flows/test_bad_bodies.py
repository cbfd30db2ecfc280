"""Bad input in the body of a request: each gets a clear 4xx in Chinese that names the field; never a 500,
nothing half-written."""

import json
from typing import Any

import pytest

from tests.flows.bad import MEGABYTE, NARRATIVE, check
from tests.flows.district import CASES, District, nothing_written

# --- a complaint with one thing wrong ------------------------------------------------------------------------------

#: What is wrong → the field, and what is sent in it.
FIELDS: dict[str, tuple[str, Any]] = {
    "channel is unknown": ("channel", "99"),
    "channel is a number": ("channel", 2),
    "channel is an object": ("channel", {"code": "02"}),
    "channel is null": ("channel", None),
    "narrative is a number": ("narrative", 7),
    "narrative is a list": ("narrative", ["垃圾"]),
    "narrative is empty": ("narrative", ""),
    "narrative is blank": ("narrative", " \n\t　"),
    "narrative has a NUL byte": ("narrative", f"{NARRATIVE}\x00"),
    "narrative has half a character": ("narrative", f"{NARRATIVE}\ud83d"),
    "narrative is past its limit": ("narrative", "垃" * 10_001),
    "narrative of four megabytes": ("narrative", "x" * 4 * MEGABYTE),
    "claim has a NUL byte": ("claim", "\x00"),
    "compound is a word": ("compound", "锦绣样园"),
    "compound does not exist": ("compound", 999_999),
    "compound is below zero": ("compound", -1),
    "compound is past any number": ("compound", 10**30),
    "compound is a yes": ("compound", True),
    "compound is a list": ("compound", [1]),
    "place is past its limit": ("place", "东" * 121),
    "place is a number": ("place", 3.5),
    "day that is not in the year": ("happened_at", "2026-02-30T09:00"),
    "hour that is not in the day": ("happened_at", "2026-02-20T25:00"),
    "moment in words": ("happened_at", "昨天下午"),
    "moment as a number": ("happened_at", 1_772_000_000),
    "moment before any calendar": ("happened_at", "0000-01-01T00:00"),
    "moment in the future": ("happened_at", "2027-01-01T09:00"),
    "report from the future": ("reported_at", "2026-03-03T09:00+08:00"),
    "report in a zone that is none": ("reported_at", "2026-03-01T09:00+99:00"),
    "amount below zero": ("amount_claimed", "-0.01"),
    "amount in words": ("amount_claimed", "三百元"),
    "amount with three decimals": ("amount_claimed", "1.234"),
    "amount past any budget": ("amount_claimed", "9" * 20),
    "amount that is no number": ("amount_claimed", "NaN"),
    "amount without end": ("amount_claimed", "Infinity"),
    "amount as a fraction": ("amount_claimed", 1.5),
    "amount is a yes": ("amount_claimed", True),
    "matter is unknown": ("matter", "urgent"),
    "title calls names": ("title", "刁民闹事"),
    "title is past its limit": ("title", "卫" * 61),
    "mobile number is short": ("reporter_phone", "138000"),
    "phone is a number": ("reporter_phone", 13_800_000_001),
    "phone past its limit": ("reporter_phone", "1" * 400),
    "secrecy as a word": ("wants_secrecy", "yes"),
    "secrecy as a number": ("wants_secrecy", 1),
    "minor without a guardian": ("guardian", None),
    "field nobody asked for": ("state", "closed"),
    "field named like a telephone": ("13800000001", "x"),
    "field with a name without end": ("a" * 5000, "x"),
    "number given by oneself": ("number", "WY-220302-2026-00001"),
    "field with half a character in its name": ("a\ud83d", "x"),
    "field named like a query": ("narrative; DROP TABLE casework_record", "x"),
}  # fmt: skip


@pytest.mark.parametrize("case", FIELDS, ids=str)
def test_a_complaint_with_one_wrong_field(district: District, case: str) -> None:
    """Bad input: wrong types, NUL bytes, unknown values, impossible moments and amounts, by field."""
    name, value = FIELDS[case]
    body = {"channel": "02", "place": "东门口", "narrative": NARRATIVE, name: value}
    body |= {"minor": True} if name == "guardian" else {}
    api = district.api("shouli1")
    with nothing_written():
        answer = api.post(CASES, body)
    check(answer, 422, named=name.encode(errors="replace").decode())


# --- a body that is none -------------------------------------------------------------------------------------------

_GOOD = json.dumps({"channel": "02", "place": "东门口", "narrative": NARRATIVE}).encode()
#: What is wrong → the bytes, their content type, and the status.
BODIES: dict[str, tuple[bytes, str, int]] = {
    "no body": (b"", "application/json", 422),
    "no JSON": (b"channel=02", "application/json", 400),
    "half a JSON": (_GOOD[:-9], "application/json", 400),
    "two JSONs": (_GOOD + _GOOD, "application/json", 400),
    "a list": (b"[" + _GOOD + b"]", "application/json", 400),
    "a text": (b'"hello"', "application/json", 400),
    "a number": (b"42", "application/json", 400),
    "nothing in JSON": (b"null", "application/json", 400),
    "broken UTF-8": (b'{"narrative": "\xff\xfe"}', "application/json", 400),
    "GBK": ('{"narrative": "垃圾"}'.encode("gbk"), "application/json", 400),
    "UTF-16": (_GOOD.decode().encode("utf-16"), "application/json", 400),
    "nested without end": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "application/json", 400),
    "lists without end": (b"[" * 200_000, "application/json", 400),
    "a number of 10,000 digits": (b'{"compound": ' + b"9" * 10_000 + b"}", "application/json", 400),
    "NaN": (b'{"amount_claimed": NaN}', "application/json", 400),
    "six megabytes": (b'{"narrative": "' + b"x" * 6 * MEGABYTE + b'"}', "application/json", 413),
    "ten megabytes of Chinese": (
        ('{"narrative": "' + "垃" * (10 * MEGABYTE // 3) + '"}').encode(), "application/json", 413,
    ),
    "plain text": (_GOOD, "text/plain", 415),
    "XML": (b"<case/>", "application/xml", 415),
    "a form": (b"channel=02", "application/x-www-form-urlencoded", 415),
    "several parts without a boundary": (_GOOD, "multipart/form-data", 400),
    "several parts that never end": (
        b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x", 422,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BODIES, ids=str)
def test_a_body_that_is_none(district: District, case: str) -> None:
    """Bad input: a request body that cannot be read."""
    raw, content_type, status = BODIES[case]
    api = district.api("shouli1")
    with nothing_written():
        answer = api.post(CASES, raw=raw, content_type=content_type)
    check(answer, (status, 400) if status == 422 else status)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_method_that_is_none(district: District, method: str) -> None:
    """Bad input: a method that the address does not know."""
    client = district.client_of("shouli1")
    with nothing_written():
        answer = getattr(client, method)(CASES)
    check(answer, 405)


def test_an_answer_in_another_language_than_json(district: District) -> None:
    """Bad input: an answer asked for in a form that there is not."""
    check(district.client_of("shouli1").get(CASES, headers={"Accept": "application/xml"}), 406)


def test_more_than_fifty() -> None:
    """Bad input: 50 malformed requests at the least, of the body alone."""
    assert len(FIELDS) + len(BODIES) >= 50
