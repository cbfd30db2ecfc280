"""One clock by itself, as tests of the arithmetic want it: read, changed and written at once."""

from datetime import datetime

from casework.clocks import Change, Running
from casework.context import Wish
from casework.models import Post, Record
from casework.timers import Length


def start(record: Record, key: str, *, at: datetime, lifecycle: str, length: Length | None = None) -> list[Change]:
    """Start one clock, see `Running.start`."""
    board = Running(record, lifecycle)
    done = board.start(key, at=at, length=length)
    board.write()
    return done


def stop(record: Record, key: str, *, at: datetime, cause: str) -> list[Change]:
    """Stop one clock, see `Running.stop`."""
    board = Running(record, "")
    done = board.stop(key, at=at, cause=cause)
    board.write()
    return done


def pause(record: Record, key: str, *, at: datetime, cause: str, approver: Post | None = None) -> list[Change]:
    """Suspend a running clock. What is left is given back by `resume`; meanwhile it is not swept."""
    return Running(record, "").carry_out(Wish("pause", key, cause=cause), at=at, act=cause, approver=approver)


def resume(record: Record, key: str, *, at: datetime, cause: str) -> list[Change]:
    """Let a suspended clock go on with what was left."""
    return Running(record, "").carry_out(Wish("resume", key, cause=cause), at=at, act=cause)


def extend(
    record: Record, key: str, length: Length, *, at: datetime, cause: str, approver: Post | None = None
) -> list[Change]:
    """Lengthen a running clock from its last day before roll-over; the old moment, cause and approver are kept."""
    return Running(record, "").carry_out(Wish("extend", key, length, cause), at=at, act=cause, approver=approver)


def recompute(record: Record, *, at: datetime, noted: bool, cause: str) -> list[Change]:
    """Compute a record's running clocks anew, see `Running.recompute`."""
    return Running(record, "").recompute(at=at, noted=noted, cause=cause)


def carry_out(
    record: Record, wish: Wish, *, at: datetime, lifecycle: str, act: str, approver: Post | None = None
) -> list[Change]:
    """Do what an effect asked for with one clock, see `Running.carry_out`."""
    board = Running(record, lifecycle)
    done = board.carry_out(wish, at=at, act=act, approver=approver)
    board.write()
    return done
