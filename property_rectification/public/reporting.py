"""A report from somebody without an account becomes a draft case in the inbox of intake, with its key at once.

It is a case and no lead: the clock of registration runs from this moment (T.INTAKE.REGISTER), the reporter's wish for
secrecy and their pictures have a place, and a clerk needs one step to number it. It does nothing else by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from casework import engine, idempotency, notices, photos, publickeys
from casework.actor import Actor
from casework.idempotency import Answer
from casework.models import Notice, PublicKey, Record
from property_rectification.models import RectificationCase

#: 网络/领导留言 in the list of channels; how the files of a report are filed.
CHANNEL, PURPOSE = "10", "complaint"
ROUTE = "public:report"


@dataclass(frozen=True)
class Report:
    """What was typed: the asks of `create_case`, pictures, and the number of a matter that is theirs too."""

    data: Mapping[str, Any]
    pictures: Sequence[Any] = ()
    joins: str = ""


def send(report: Report, *, ip: str, key: str, fingerprint: bytes) -> PublicKey:
    """Take a report in once, however often the form is sent; the key of its record. Raises a `Refusal`.

    `key` was made when the form opened; `fingerprint` stands for what was typed.
    """

    def taken_in() -> Answer:
        return Answer(200, {"record": str(_begin(report, ip).pk)})

    answer = idempotency.run_once(None, ROUTE, key, fingerprint, taken_in)
    return publickeys.open_for(Record.objects.get(pk=answer.body["record"]))


def _begin(report: Report, ip: str) -> Any:
    with transaction.atomic():
        data = {**report.data, "channel": CHANNEL}
        case = engine.create(RectificationCase, actor=Actor.reporter(ip=ip), data=data).record
        reporter = Actor.reporter(publickeys.open_for(case), ip)
        if report.joins:
            case = engine.amend(case, "join_matter", actor=reporter, data={"number": report.joins}).record
        case = photos.attach(case, report.pictures, actor=reporter, purpose=PURPOSE)
        notices.notify(case, Notice.TODO, "assigned", roles=["R04"], params={"action": str(_register())})
        return case


def _register() -> Any:
    return RectificationCase.lifecycle.rows["register_case"].label
