"""What the tests of bad input share: the one shape of a refusal, and a record to try things on."""

import re
from datetime import timedelta
from typing import Any

from tests.flows.district import District, Stage

CHINESE = re.compile("[\u4e00-\u9fff]")
NARRATIVE = "三号楼楼道半个月没人打扫，垃圾堆在三单元门口，请帮忙解决。"
MEGABYTE = 1024 * 1024
NO_SUCH_ID = "0190a1b2-0000-7000-8000-000000000000"


def check(answer: Any, status: int | tuple[int, ...], named: str = "") -> None:
    """The one shape of a refusal: its status, a Chinese sentence, and the field it is about."""
    wanted = (status,) if isinstance(status, int) else status
    text = answer.content.decode()
    assert answer.status_code in wanted, f"{answer.status_code} {text[:400]}"
    body = answer.json()
    assert CHINESE.search(body["message"]), text
    if named:
        fields = set(body.get("errors", {})) | {d.get("field") for d in body.get("denials", [])}
        assert named in fields, text
        words = " ".join(m for messages in body.get("errors", {}).values() for m in messages)
        assert not words or CHINESE.search(words), text


def at(staged: District, state: str, kind: str = "property.case") -> Stage:
    """A record of the stages some minutes after it came there."""
    found = staged.stages[kind][state]
    return Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=20))
