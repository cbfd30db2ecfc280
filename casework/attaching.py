"""Adding a file to a record: one amendment every kind may declare, for evidence is never a loose upload."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework import engine, files, unused_words
from casework.actor import Actor
from casework.context import Context
from casework.declaration import Amendment, Ask, amendment
from casework.refusals import InvalidData, OutOfScope

#: What a domain lets into no file of a record; each raises InvalidData.
_CHECKS: list[Callable[[Context], None]] = []


def check_with(check: Callable[[Context], None]) -> None:
    """Let a domain look at what is being attached. Called in its `AppConfig.ready`."""
    _CHECKS.append(check)


def attach_file(by: str, purposes: str) -> Amendment:
    """Declare the amendment for a kind; `purposes` is the code list of what a file may be there for."""
    return amendment(
        "attach_file", _("添加材料"), by=by, effect=_place,
        asks=[
            Ask("title", _("名称"), max_length=120),
            Ask("purpose", _("用途"), "choice", choices=purposes),
            Ask("source_note", _("来源和取得方式"), "text", required=False, max_length=500),
        ],
    )  # fmt: skip


def _place(ctx: Context) -> None:
    if said := unused_words.problem(ctx.data["title"]):
        raise InvalidData({"title": [said]})
    for check in _CHECKS:
        check(ctx)
    ctx.add(
        files.place(
            ctx.record,
            ctx.given["stored"],
            name=ctx.given["name"],
            purpose=ctx.data["purpose"],
            actor=ctx.actor,
            title=ctx.data["title"],
            source_note=ctx.data["source_note"],
        )
    )


def attach(record: Any, upload: Any, *, actor: Actor, data: Any, expected_version: int | None) -> engine.Outcome:
    """Store the upload and place it in the record. Raises a `Refusal`; the form is checked before the file is kept."""
    act = record.lifecycle.amendments.get("attach_file")
    if act is None:
        raise OutOfScope
    with transaction.atomic():
        engine.admit(engine.lock(record, actor, expected_version), act, actor, data, None)
        given = {"stored": files.store(upload, actor=actor), "name": upload.name}
        return engine.amend(record, act.code, actor=actor, data=data, expected_version=expected_version, given=given)
