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
def sweep_drafts() -> None:
    """Forget drafts that nobody touched for 30 days."""
    from casework import drafts

    drafts.sweep()


@shared_task(acks_late=True)
def run_job(pk: str) -> None:
    """Long work that somebody asked for; done once, whoever is woken for it."""
    from casework import jobs

    jobs.run(pk)


@shared_task(acks_late=True)
def sweep_jobs() -> None:
    """Wake workers for long work that waits or lost its worker."""
    from casework import jobs

    jobs.sweep()


@shared_task(acks_late=True)
def expire_job_files() -> None:
    """Delete the files of long work after seven days."""
    from casework import jobs

    jobs.expire()


@shared_task(acks_late=True)
def freeze_papers() -> None:
    """Render the papers that were asked for and freeze them."""
    from casework import documents

    documents.freeze_waiting()


@shared_task(acks_late=True)
def expire_uploads() -> None:
    """Delete files that were put down for an import a week ago and never imported."""
    from datetime import timedelta

    from casework import clock, imports

    imports.expire_uploads(clock.now() - timedelta(days=7))


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
