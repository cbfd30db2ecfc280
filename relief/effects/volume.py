"""The volume: bound with what is there, opened again for a reason, never changed."""

from typing import Any

from casework import notices
from casework.context import Context
from casework.declaration import LIFT
from casework.models import Notice
from relief import archive, rows
from relief.effects.common import child
from relief.models.volume import ArchiveVolume

#: Who gives relief at once where it was wrongly refused or ended (R-53).
_HELPERS = ("RCP", "CSW", "DUT")


def bind(ctx: Context) -> None:
    """The volume and how long it is kept; what the director waived stands in it."""
    case, data = ctx.record, ctx.data
    case.archive_volume, case.retention = data["volume"], data["retention"]
    papers = archive.checklist(case)
    waived = [paper.code for paper in papers if not paper.there]
    child(
        ctx, ArchiveVolume, number=data["volume"], retention=data["retention"], version=len(rows.volumes(case)) + 1,
        there=[paper.code for paper in papers if paper.there], waived=waived,
        waived_why=(data.get(LIFT) or "") if waived else "",
    )  # fmt: skip
    rows.bound_anew(case)


def reopen(ctx: Context) -> None:
    """The original is kept as it was bound; what is mended is bound beside it."""
    ctx.update(
        _bound(ctx), reopened_at=ctx.now, reopen_reason=ctx.data["reason"], reopen_note=ctx.data["note"],
        reopen_asked_by=ctx.proposal.proposer, reopened_by=ctx.actor.post,
    )  # fmt: skip


def _bound(ctx: Context) -> Any:
    """The last binding; one from before bindings were kept is written down as it was."""
    case = ctx.record
    found = rows.volumes(case)
    return found[-1] if found else child(
        ctx, ArchiveVolume, number=case.archive_volume, retention=case.retention, version=1
    )  # fmt: skip


def tell(ctx: Context) -> None:
    """The archivist binds it anew; where relief was refused or ended, whoever receives people hears that they may be
    needed now."""
    if ctx.act.code != "reopen_archive":
        return
    lifecycle = ctx.record.lifecycle
    to_do: dict[tuple[str, ...], Any] = {("ARC",): lifecycle.rows["archive_case"].label}
    if archive.wrongly_ended(ctx.record):
        to_do[_HELPERS] = lifecycle.creation.label
    for roles, label in to_do.items():
        notices.notify(ctx.record, Notice.TODO, "assigned", key=str(roles[0]), roles=roles, params={"action": label})
