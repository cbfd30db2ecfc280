"""What the worker does. A task may be lost or run twice: the truth is in the database, and beat comes round again."""

from celery import shared_task


@shared_task(acks_late=True)
def relay_outbox() -> None:
    """Deliver what is due."""
    from casework import outbox

    outbox.relay()


@shared_task(acks_late=True)
def sweep_timers() -> None:
    """Act on deadlines and reminders whose moment has come; a missed sweep loses nothing."""
    from casework import sweep

    sweep.run()


@shared_task(acks_late=True)
def expire_idempotency_keys() -> None:
    """Forget answers older than 24 hours."""
    from casework import idempotency

    idempotency.expire()


@shared_task(acks_late=True)
def seal_ledger() -> None:
    """Seal yesterday's ledger and put the seal down outside the database."""
    from casework import seals

    seals.seal_yesterday()


@shared_task(acks_late=True)
def sweep_orphaned_files() -> None:
    """Remove files that a crash left without a row."""
    from casework import files

    files.sweep_orphans()
